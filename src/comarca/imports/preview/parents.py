"""Finds which account each row belongs to: one that is here, or another row of the same file."""

from collections.abc import Mapping, Sequence
from typing import Any

from comarca.base.objects.fields import Field
from comarca.base.search.folding import fold
from comarca.base.sentences import told as _
from comarca.imports.preview.links import Names, RowLeftOut, UnknownName
from comarca.imports.preview.outcome import SKIPPED, Outcome
from comarca.imports.preview.problems import Problem, note

KEY = "parent"
ROW = "row:"  # before the number of the row that makes the account which is meant


def name_parents(
    outcomes: Sequence[Outcome], field: Field, headings: Mapping[str, str],
    user: Any, answers: Mapping[str, Mapping[str, str]],
) -> None:  # fmt: skip
    """Put the key of an account, or the row that will make it, where rows name what they belong to.

    What is neither is asked about, once for all rows that say the same.
    """
    names, heading = Names(field, user, answers), headings.get(KEY, field.heading)
    rows = _rows_by_name(outcomes) if KEY in headings else {}
    for outcome in outcomes:
        text = str(outcome.values.pop(KEY, "") or "").strip()
        if not text:
            continue
        number = rows.get(fold(text), 0)
        if number == outcome.number:
            said = _("It would belong to itself; choose another account.")
            outcome.problems.append(note(heading, said, _("The cell was left out.")))
            continue
        try:
            found: int | str | None = names.one(text)
        except RowLeftOut as why:
            outcome.action, outcome.problems = SKIPPED, [note(heading, why.messages[0], "")]
            continue
        except UnknownName as unknown:
            found = f"{ROW}{number}" if number else None
            if not number:
                remedy = _("Without an answer it belongs to none.")
                asked: Problem = {**unknown.problem, "column": heading, "remedy": remedy}
                outcome.problems.append(asked)
        if found is not None:
            outcome.values[KEY] = found


def _rows_by_name(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """Return the first row of each name and code."""
    found: dict[str, int] = {}
    for key in ("name", "code"):
        for outcome in outcomes:
            if said := fold(str(outcome.values.get(key, ""))):
                found.setdefault(said, outcome.number)
    return found
