"""Previews an import: reads its file, matches its columns and stores what each row will do."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from comarca.accounts.placing import working_layer
from comarca.base import bulk
from comarca.base.organisation import Organisation
from comarca.base.sentences import kept
from comarca.geography.gazetteer import Resolver
from comarca.geography.models import Layer
from comarca.imports.lifecycle.chunking import Pace, let_others_in
from comarca.imports.lifecycle.intake import path_of
from comarca.imports.matching import free, guess, is_known, signature
from comarca.imports.matching.by_cells import on_the_map
from comarca.imports.models import ColumnMapping, Import, ImportRow
from comarca.imports.preview import Outcome, Request, Summary, preview
from comarca.imports.preview.convert import Manner
from comarca.imports.preview.decisions import Decisions
from comarca.imports.preview.evidence import columns_read, left_out
from comarca.imports.preview.outcome import DUPLICATE
from comarca.imports.preview.questions import MOST, notices, questions
from comarca.imports.preview.run import Report
from comarca.imports.reading import Options, Table, read_table
from comarca.team.models import Person

SAMPLE = 300
SHOWN = 5
FORGOTTEN_AT_ONCE = 2000
# Two files are alike when more than this share of all their headings is in both.
LIKE, MANY_FILES = 0.6, 200
COLUMNS = (
    "batch", "number", "action", "choice", "done", "account", "account_version", "likeness",
    "is_placed", "unit", "placed_by", "owner", "twin", "values", "before", "problems",
    "refers",
)  # fmt: skip


Guess = Callable[[Table], Mapping[str, str]]
Choices = dict[tuple[int, int | None], str]


def silence(_share: float, _text: str) -> None:
    """Report progress to nobody."""


def prepare(batch: Import, report: Report = silence) -> Summary:
    """Preview an import and store its rows in place of those of an earlier preview."""
    report(0.02, _("Reading the file…"))
    table = open_table(batch)
    if not batch.mapping:
        batch.mapping = remembered(table) or guessed(table, batch.created_by)
    request = request_for(batch, table)
    outcomes = preview(request, lambda share, text: report(0.75 * share, text))
    summary = Summary.of(outcomes)
    _store(batch, outcomes, report)
    batch.summary = {**summary.as_dict(), **_about(table, outcomes, request)}
    batch.state = Import.State.PREVIEWED
    batch.save(update_fields=["mapping", "summary", "state"])
    return summary


def open_table(batch: Import) -> Table:
    """Read the file of an import as its person wants it read."""
    return read_table(path_of(batch), Options.of(batch.reading), is_known=is_known)


def request_for(batch: Import, table: Table) -> Request:
    """Say what is to be previewed."""
    company = Organisation.current()
    country = company.country if company else "ES"
    return Request(
        table=table,
        mapping=batch.mapping,
        layer=layer_for(batch),
        user=batch.created_by,
        manner=Manner(
            country,
            company.currency if company else "EUR",
            str(batch.reading.get("decimal") or ""),
            Decisions.of(batch.decisions),
            batch.created_by,
        ),
    )


def layer_for(batch: Import) -> Layer | None:
    """Return the layer that rows are placed on: the one chosen, else the company's."""
    chosen = Layer.objects.filter(is_ready=True, pk=batch.reading.get("layer") or 0).first()
    return chosen or working_layer()


def guessed(table: Table, user: Person | None = None) -> dict[str, str]:
    """Return the fields that the columns seem to hold; a town may be told by the company's map."""
    columns = [table.column(index, SAMPLE) for index in range(len(table.headings))]
    matches = guess(table.headings, columns, user)
    found = {heading: match.field for heading, match in matches.items()}
    place = next((h for h, field in found.items() if field == "place"), None)
    told = {"place", "province"} <= set(found.values())
    layer = None if told else working_layer()
    if layer is not None:
        known = Resolver.for_layer(layer.pk)
        unclaimed = free(table.headings, columns, matches)
        if place is not None:
            # "City", "ST": only beside the town; elsewhere it may be an office of one's own.
            near = table.headings.index(place)
            beside = table.headings[max(near - 1, 0) : near + 2]
            unclaimed = [(heading, cells) for heading, cells in unclaimed if heading in beside]
        by_map = on_the_map(unclaimed, known.has_town, known.has_region)
        found |= {h: field for h, field in by_map.items() if field not in found.values()}
    return found


def remembered(
    table: Table, kind: str = Import.ACCOUNTS, guess_rest: Guess | None = None
) -> dict[str, str]:
    """Return how a file of a kind with the same headings, or nearly the same, was matched last.

    Columns that the file before did not have are guessed.
    """
    same = ColumnMapping.objects.filter(kind=kind, signature=signature(table.headings))
    last = same.first()
    known = dict(last.mapping) if last else _of_like_file(table.headings, kind)
    if not known:
        return {}
    fresh = {h: field for h, field in (guess_rest or guessed)(table).items() if h not in known}
    used = set(known.values())
    kept = {heading: known[heading] for heading in table.headings if known.get(heading)}
    return kept | {h: field for h, field in fresh.items() if field not in used}


def _of_like_file(headings: Sequence[str], kind: str) -> dict[str, str]:
    """Return the matching of the file whose headings are most like these, if most are the same."""
    mine = set(headings)
    best, most = {}, LIKE
    for one in ColumnMapping.objects.filter(kind=kind).order_by("-used_at")[:MANY_FILES]:
        theirs = set(one.mapping)
        share = len(mine & theirs) / max(len(mine | theirs), 1)
        if share > most:
            best, most = dict(one.mapping), share
    return best


def remember(headings: list[str], mapping: Mapping[str, str], kind: str = Import.ACCOUNTS) -> None:
    """Keep a matching for the next file of the kind with the same headings."""
    whole = {heading: mapping.get(heading, "") for heading in headings}
    ColumnMapping.objects.update_or_create(
        kind=kind, signature=signature(headings), defaults={"mapping": whole}
    )


def _store(batch: Import, outcomes: list[Outcome], report: Report) -> None:
    """Write the rows; one preview replaces the last as a whole."""
    report(0.8, _("Storing the preview…"))
    chosen = batch.rows.exclude(choice="").values_list("number", "account_id", "choice")
    choices: Choices = {(number, account): choice for number, account, choice in chosen}
    _forget_rows(batch)
    pace, start = Pace(), 0
    while start < len(outcomes):
        begun, part = time.perf_counter(), outcomes[start : start + pace.size]
        with transaction.atomic():
            bulk.insert(ImportRow, COLUMNS, (_row(batch.pk, outcome, choices) for outcome in part))
        start += len(part)
        pace.took(time.perf_counter() - begun)
        report(0.8 + 0.2 * start / len(outcomes), _("Storing the preview…"))
        let_others_in()


def _forget_rows(batch: Import) -> None:
    """Delete the rows of an earlier preview, a few thousand at a time."""
    rows = ImportRow.objects.filter(batch=batch)
    while first := list(rows.order_by("pk").values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE]):
        rows.filter(pk__in=first).delete()
        let_others_in()


def _row(batch: int, outcome: Outcome, choices: Choices) -> list[Any]:
    """Return an outcome as a row for the database, in the order of ``COLUMNS``."""
    return [
        batch,
        outcome.number,
        outcome.action,
        choices.get((outcome.number, outcome.account), "") if outcome.action == DUPLICATE else "",
        "",
        outcome.account,
        outcome.account_version,
        outcome.likeness,
        outcome.is_placed,
        outcome.unit,
        outcome.placed_by,
        outcome.owner,
        outcome.twin,
        outcome.values,
        outcome.before,
        kept(outcome.problems),
        {},
    ]


def _about(table: Table, outcomes: list[Outcome], request: Request) -> dict[str, Any]:
    """Return how the file was read, its first rows and what is to be decided, for the page."""
    asked = questions(outcomes)
    return {
        "reading": table.options.as_dict(),
        "sheets": table.sheets,
        "headings": table.headings,
        "sample": [[str(cell)[:80] for cell in row] for row in table.rows[:SHOWN]],
        "questions": [question.as_dict() for question in asked[:MOST]],
        "notices": notices(outcomes)[:30],
        "columns_read": columns_read(table, request.mapping, request.manner),
        "left_out": left_out(table),
    }
