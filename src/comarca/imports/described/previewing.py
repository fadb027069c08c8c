"""Previews a file of described objects: what each row would do, before anything is written."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from comarca.base.objects.fields import Field
from comarca.base.per_request import remembering
from comarca.base.sentences import Headings, sentence_of
from comarca.base.sentences import told as _
from comarca.base.writing import plain
from comarca.imports.described.likeness import Likeness
from comarca.imports.described.outcome import ObjectOutcome
from comarca.imports.described.same_file import SameFile
from comarca.imports.lifecycle.earlier import carry
from comarca.imports.lifecycle.intake import path_of
from comarca.imports.lifecycle.previewing import SHOWN, remembered, silence
from comarca.imports.matching import is_known
from comarca.imports.matching.canonical import canonical
from comarca.imports.models import Import, ImportRow
from comarca.imports.preview.cells import kept
from comarca.imports.preview.decisions import NONE, SKIP
from comarca.imports.preview.evidence import left_out
from comarca.imports.preview.links import (
    RowLeftOut,
    UnknownName,
    about,
    key_of,
    nothing_named,
)
from comarca.imports.preview.outcome import (
    CHANGED,
    DUPLICATE,
    ERROR,
    NEW,
    SKIPPED,
    UNCHANGED,
)
from comarca.imports.preview.problems import error, note
from comarca.imports.preview.questions import MOST, notices, questions
from comarca.imports.preview.run import Report
from comarca.imports.reading import Options, Table, read_table
from comarca.imports.targets import (
    Column,
    DescribedTarget,
    columns_of,
    matching,
    target_of,
    values_of,
)

CHUNK = 1000


def prepare(batch: Import, report: Report = silence) -> None:
    """Preview an import and store its rows in place of those of an earlier preview."""
    report(0.02, _("Reading the file…"))
    target = target_of(batch.kind)
    options = Options.of(batch.reading)
    table = read_table(path_of(batch), options, is_known=_known_to(target))
    fields = usable(target, batch.created_by)
    if batch.state == Import.State.UPLOADED and not batch.decisions:
        carry(batch)
    if not batch.mapping:
        by_words = partial(_by_words, target)
        known = remembered(table, batch.kind, by_words)
        batch.mapping = known or matching(target, table.headings)
    batch.mapping = {h: key for h, key in batch.mapping.items() if key in fields}
    outcomes = []
    columns = columns_of(target, table, batch.mapping, batch.created_by, batch.decisions)
    same_file = SameFile(target, table, columns)
    for outcome in _outcomes(batch, target, table, columns, same_file):
        outcomes.append(outcome)
        if len(outcomes) % 100 == 0:
            share = 0.05 + 0.85 * len(outcomes) / max(len(table.rows), 1)
            report(share, _("%(count)s rows are read…") % {"count": len(outcomes)})
    same_file.settle(outcomes)
    _store(batch, outcomes)
    batch.summary = _summary(batch, table, outcomes)
    batch.summary["notices"] += [told for column in columns if (told := _told_by_ids(column))]
    batch.state = Import.State.PREVIEWED
    batch.save(update_fields=["mapping", "decisions", "summary", "state"])


def _by_words(target: DescribedTarget, table: Table) -> dict[str, str]:
    """Return the fields that the headings name."""
    return matching(target, table.headings)


def usable(target: DescribedTarget, user: Any) -> dict[str, Field]:
    """Return the fields that a person's file may bring: those they may see and change."""
    return {
        key: one
        for key, one in target.fields().items()
        if user is None or (one.may_see(user) and one.may_edit(user))
    }


def _known_to(target: DescribedTarget) -> Callable[[str], bool]:
    """Return what tells a heading of this kind of object from a cell."""
    words = {canonical(word) for word in target.words()}
    return lambda heading: canonical(heading) in words or is_known(heading)


def _told_by_ids(column: Column) -> dict[str, Any] | None:
    """Say what was found by the IDs of an earlier file: another system may have the same IDs."""
    texts = sorted(column.read.names.by_id)
    if not texts:
        return None
    named = {text: column.read.names.one(text) for text in texts[:3]}
    rows = column.read.names.rows.in_bulk(named.values())
    said = ", ".join(f"{text} = {rows[pk]}" for text, pk in named.items())
    sentence = _("Found by the IDs of an earlier file: %(examples)s") % {"examples": said}
    return {"level": "note", "column": column.heading, "about": "external_id",
            "count": len(texts), "examples": [sentence]}  # fmt: skip


def _outcomes(
    batch: Import, target: DescribedTarget, table: Table, columns: Sequence[Column],
    same_file: SameFile,
) -> Iterator[ObjectOutcome]:  # fmt: skip
    """Yield what each row would do."""
    asked = {c.field.key: c for c in columns if c.field.asks_if_empty}
    likeness = Likeness(target, batch.created_by)
    rows = zip(table.numbers, table.rows, strict=True)
    while block := list(islice(rows, CHUNK)):
        with remembering():
            for column in columns:
                column.read.expect(cells[column.index] for _number, cells in block)
            read = _read_all(block, columns, same_file)
            judged = list(_judged(read, target, likeness))
        for outcome, values in judged:
            # A row that waits for another answer is asked at once: nobody answers a file twice.
            if outcome.action == NEW or any(one.get("key") for one in outcome.problems):
                _ask_of_empty(outcome, asked, values, batch.decisions)
            outcome.values |= {key: kept(value) for key, value in values.items()}
            yield outcome


def _read_all(
    block: Sequence[tuple[int, Sequence[Any]]], columns: Sequence[Column], same_file: SameFile
) -> list[tuple[ObjectOutcome, dict[str, Any]]]:
    """Return the rows of a block that hold something, with their values."""
    found = []
    for number, cells in block:
        outcome = ObjectOutcome(number, {}, [])
        outcome.refers = same_file.referred(number, cells)
        left = [column for column in columns if column.field.key not in outcome.refers]
        values = _read(outcome, cells, left)
        if values or outcome.problems:
            found.append((outcome, values))
    return found


def _judged(
    block: Sequence[tuple[ObjectOutcome, dict[str, Any]]], target: DescribedTarget,
    likeness: Likeness,
) -> Iterator[tuple[ObjectOutcome, dict[str, Any]]]:  # fmt: skip
    """Yield what the rows of a block would do; what they may mean is looked up for all at once."""
    open_rows = [(outcome, values) for outcome, values in block if outcome.action != SKIPPED]
    target.expect([values for _outcome, values in open_rows])
    for outcome, values in open_rows:
        try:
            target.complete(values, None)
        except ValidationError as refused:
            _refuse(outcome, target, refused)
    sound = [(outcome, values) for outcome, values in open_rows if outcome.action != ERROR]
    likeness.expect([values for _outcome, values in sound])
    for outcome, values in sound:
        _judge(outcome, target, values, likeness)
    yield from block


def _read(
    outcome: ObjectOutcome, cells: Sequence[Any], columns: Sequence[Column]
) -> dict[str, Any]:
    """Return the values of a row; a cell that cannot be read is left out, and told."""
    values, wrong = values_of(cells, columns)
    for heading, why in wrong:
        if isinstance(why, UnknownName):
            outcome.problems.append({**why.problem, "column": heading})
        elif isinstance(why, RowLeftOut):
            outcome.problems.append(note(heading, sentence_of(why), ""))
        else:
            outcome.problems.append(note(heading, sentence_of(why), _("The cell was left out.")))
    if any(isinstance(why, UnknownName | RowLeftOut) for _heading, why in wrong):
        outcome.action = SKIPPED
    return values


def _ask_of_empty(
    outcome: ObjectOutcome, asked: Mapping[str, Column], values: dict[str, Any],
    decisions: Mapping[str, Mapping[str, str]],
) -> None:  # fmt: skip
    """Ask what becomes of a new row that leaves out what others of its kind have."""
    for key, column in asked.items():
        if values.get(key) not in (None, "") or _asks(outcome, column):
            continue
        one = column.field
        answer = decisions.get(about(one), {}).get(key_of(one, ""), "")
        if answer == SKIP:
            outcome.problems.append(note(column.heading, _("Left out, as was decided."), ""))
        elif not answer:  # called as the file calls it, as every other question is
            outcome.problems.append({**nothing_named(one), "column": column.heading})
        if answer != NONE:
            outcome.action = SKIPPED


def _asks(outcome: ObjectOutcome, column: Column) -> bool:
    """Return whether a cell holds something and is asked about already, or answered."""
    return any(one["column"] == column.heading for one in outcome.problems)


def _judge(
    outcome: ObjectOutcome, target: DescribedTarget, values: dict[str, Any], likeness: Likeness
) -> None:
    """Say what a row does."""
    try:
        found = likeness.identified(values)
        target.complete(values, found)
        if found is None:
            _require(target, values)
            found = likeness.like(values)
            if found is None:
                target.begin(values)
            elif target.compare(found, values):
                outcome.action, outcome.likeness = DUPLICATE, 1.0
        outcome.object_id = getattr(found, "pk", None)
        target.check(values, found)
    except ValidationError as refused:
        _refuse(outcome, target, refused)
        return
    if twin := likeness.twin(values, outcome.number):
        outcome.action, outcome.likeness, outcome.twin = DUPLICATE, 1.0, twin
        return
    outcome.before = _before(target, found, values)
    if found is not None and outcome.action != DUPLICATE:
        outcome.action = CHANGED if outcome.before else UNCHANGED


def _refuse(outcome: ObjectOutcome, target: DescribedTarget, refused: ValidationError) -> None:
    """Leave a row out, and say why."""
    outcome.action = ERROR
    for column, sentence in _sentences(refused, target):
        outcome.problems.append(error(column, sentence, _("Correct it in the file.")))


def _before(target: DescribedTarget, found: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an object has now of what a row would change, as a row keeps it."""
    if found is None:
        return {}
    return {key: kept(value) for key, value in plain(target.compare(found, values)).items()}


def _require(target: DescribedTarget, values: Mapping[str, Any]) -> None:
    """Insist on what a new object needs."""
    missing = [
        one.heading
        for one in target.fields().values()
        if one.required and one.default is None and values.get(one.key) in (None, "", [])
    ]
    if missing:
        raise ValidationError(
            _("A new one needs %(fields)s; it is not in the row.")
            % {"fields": Headings.joined(missing)}
        )


def _sentences(refused: ValidationError, target: DescribedTarget) -> Iterator[tuple[str, str]]:
    """Yield what is wrong, each with the heading of the field that it is about."""
    if not hasattr(refused, "error_dict"):
        yield "", sentence_of(refused)
        return
    fields = target.fields()
    for key, errors in refused.error_dict.items():
        yield (fields[key].heading if key in fields else ""), sentence_of(ValidationError(errors))


def _store(batch: Import, outcomes: Sequence[ObjectOutcome]) -> None:
    """Write the rows; what was chosen for a duplicate is kept if it is the same one."""
    chosen = batch.rows.exclude(choice="").values_list("number", "object_id", "choice")
    choices = {(number, pk): choice for number, pk, choice in chosen}
    with transaction.atomic():
        batch.rows.all().delete()
        ImportRow.objects.bulk_create(
            (
                ImportRow(
                    batch=batch, number=one.number, action=one.action, object_id=one.object_id,
                    choice=choices.get((one.number, one.object_id), "")
                    if one.action == DUPLICATE else "",
                    likeness=one.likeness, twin=one.twin, values=one.values, before=one.before,
                    problems=one.problems, refers=one.refers,
                )
                for one in outcomes
            ),
            batch_size=CHUNK,
        )  # fmt: skip


def _summary(batch: Import, table: Table, outcomes: Sequence[ObjectOutcome]) -> dict[str, Any]:
    """Return the counts, how the file was read, and what was noticed, for the page."""
    counts = Counter(one.action for one in outcomes)
    told, asked = notices(outcomes), questions(outcomes)
    if not batch.mapping:
        sentence = _("No column is one of the fields. Choose them under “How the file was read”.")
        told = [{"level": "error", "column": "", "count": len(outcomes), "examples": [sentence]}]
    return {
        "rows": len(outcomes),
        **{kind: counts[kind] for kind in (NEW, CHANGED, UNCHANGED, DUPLICATE, ERROR, SKIPPED)},
        "waiting": sum(any(p.get("key") for p in one.problems) for one in outcomes),
        "unplaced": 0,
        "noted": sum(bool(one.problems) and one.action != ERROR for one in outcomes),
        "reading": table.options.as_dict(),
        "sheets": table.sheets,
        "headings": table.headings,
        "sample": [[str(cell)[:80] for cell in row] for row in table.rows[:SHOWN]],
        "questions": [question.as_dict() for question in asked[:MOST]],
        "notices": told[:30],
        "left_out": left_out(table),
    }
