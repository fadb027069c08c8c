"""The table of a report: groups in words and in order, figures, changes, and where each leads."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comarca.base.objects.kinds import Kind
from comarca.base.objects.wording import UNKNOWN, figure, names_of, say
from comarca.base.organisation import own_currency
from comarca.reports.cells import address_of
from comarca.reports.dimensions import Dimension
from comarca.reports.medians import EVERY
from comarca.reports.periods import step_end
from comarca.reports.working_out import Sums, Worked

MOST_LINES = 100
MOST_COLUMNS = 12
OTHERS = EVERY  # stands for all groups


@dataclass(slots=True)
class Cell:
    """One figure: its value, how it is read, and the list of the rows behind it."""

    value: float | None
    text: str
    href: str = ""


@dataclass(slots=True)
class Line:
    """One group: its name, a figure for each column, the one of the period before, the change."""

    label: str
    cells: list[Cell]
    total: Cell
    before: Cell | None = None
    change: float | None = None


@dataclass(slots=True)
class Table:
    """A report as it is shown, exported and sent."""

    heading: str
    columns: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    total: Line | None = None
    unit: str = ""
    left_out: int = 0

    def rows(self) -> list[list[Any]]:
        """Return the table as cells of a file: heading, then numbers as numbers."""
        compared = self.total is not None and self.total.before is not None
        head = [self.heading, *self.columns, _("Total")]
        if compared:
            head += [_("Before"), pgettext("figure", "Change")]
        every = [*self.lines, *([self.total] if self.total else [])]
        return [head] + [_row(line, compared=compared) for line in every]


def _row(line: Line, *, compared: bool) -> list[Any]:
    cells = [line.label, *(one.value for one in line.cells), line.total.value]
    if compared:
        cells += [line.before.value if line.before else None, line.change]
    return ["" if one is None else one for one in cells]


def table_of(worked: Worked) -> Table:
    """Return the table of a report."""
    definition = worked.definition
    by, across = definition.by, definition.across if worked.earlier is None else None
    sums: dict[Any, dict[Any, Sums]] = defaultdict(dict)
    for (row, column), one in worked.groups.items():
        cell = sums[row].setdefault(column if across else None, Sums())
        cell.add(one.rows, one.total, one.known)
    keys = _ordered(by, list(sums), sums, definition.measure)
    keys, left_out = keys[:MOST_LINES], max(len(keys) - MOST_LINES, 0)
    columns = _columns(across, sums, definition.measure)
    heading = by.label if by else definition.object_type.heading
    found = Table(heading, unit=_unit(worked), left_out=left_out)
    found.columns = _said(across, columns) if across else []
    for key, label in zip(keys, _said(by, keys), strict=True):
        found.lines.append(_line(worked, label, key, sums[key], columns if across else []))
    shown = columns if across else []
    found.total = _line(worked, _("Total"), OTHERS, _merged(sums), shown)
    return found


def _line(
    worked: Worked, label: str, key: Any, of_row: dict[Any, Sums], columns: Sequence[Any]
) -> Line:
    every = Sums()
    for one in of_row.values():
        every.add(one.rows, one.total, one.known)
    whole = every if columns else _whole(worked)
    cells = [_cell(worked, of_row.get(column, Sums()), key, column, whole) for column in columns]
    line = Line(label, cells, _cell(worked, every, key, OTHERS, whole))
    if worked.earlier is not None:
        past = Sums()
        for (row, _column), one in worked.groups_before.items():
            if key is OTHERS or row == key:
                past.add(one.rows, one.total, one.known)
        line.before = _cell(worked, past, key, OTHERS, _whole(worked, earlier=True), earlier=True)
        was = line.before.value
        if line.total.value is not None and was:
            line.change = (line.total.value - was) / abs(was)
    return line


def _whole(worked: Worked, *, earlier: bool = False) -> Sums:
    """Return all rows of the report, of which a group has its share."""
    groups = worked.groups_before if earlier else worked.groups
    return Sums(rows=sum(one.rows for one in groups.values()))


def _cell(
    worked: Worked, sums: Sums, row: Any, column: Any, whole: Sums, *, earlier: bool = False
) -> Cell:
    value = sums.value(worked.definition.measure)
    if worked.definition.measure == "median":
        value = (worked.medians_before if earlier else worked.medians).get((row, column))
    is_share = worked.definition.measure == "share"
    if is_share:
        value = sums.rows / whole.rows * 100 if whole.rows else None
    text = UNKNOWN if value is None else figure(value, _decimals(worked))
    text += " %" if is_share and value is not None else ""
    chosen = [
        (one, key)
        for one, key in ((worked.definition.by, row), (worked.definition.across, column))
        if one is not None and key is not OTHERS
    ]
    return Cell(value, text, address_of(worked, chosen, earlier=earlier) if sums.rows else "")


def _decimals(worked: Worked) -> int:
    one = worked.definition.figure
    if one is None:
        return 1 if worked.definition.measure == "share" else 0
    return 1 if one.kind is Kind.INTEGER else one.decimals


def _unit(worked: Worked) -> str:
    """Return what the figures are: a currency, or what is counted."""
    one = worked.definition.figure
    if one is None:
        return worked.definition.object_type.heading
    return f"{one.heading} ({own_currency()})" if one.kind is Kind.MONEY else one.heading


def _columns(across: Dimension | None, sums: Any, measure: str) -> list[Any]:
    turned: dict[Any, dict[Any, Sums]] = defaultdict(dict)
    for row, of_row in sums.items():
        for column, one in of_row.items():
            turned[column][row] = one
    return _ordered(across, list(turned), turned, measure)[:MOST_COLUMNS]


def _merged(sums: Any) -> dict[Any, Sums]:
    found: dict[Any, Sums] = {}
    for of_row in sums.values():
        for column, one in of_row.items():
            found.setdefault(column, Sums()).add(one.rows, one.total, one.known)
    return found


def _ordered(one: Dimension | None, keys: list[Any], sums: Any, measure: str) -> list[Any]:
    """Return groups in order: dates in time, choices as declared, others the largest first."""
    if one is not None and one.step:
        known = sorted(key for key in keys if key is not None)
        return [*_without_gaps(one.step, known, sums), *([None] if None in keys else [])]
    if one is not None and one.field.kind is Kind.CHOICE:
        place = {value: at for at, (value, _label) in enumerate(one.field.pairs())}
        return sorted(keys, key=lambda key: place.get(key, len(place)))

    def size(key: Any) -> float:
        return -sum(part.value(measure) or 0 for part in sums[key].values())

    return sorted(keys, key=lambda key: (key is None, size(key), str(key)))


def _without_gaps(step: str, known: list[date], sums: Any) -> list[date]:
    """Return every month, quarter or year from the first to the last: an empty one is a finding."""
    found: list[date] = []
    at = known[0] if known else None
    while at is not None and at <= known[-1] and len(found) < MOST_LINES:
        found.append(at)
        sums[at]
        at = step_end(step, at)
    return found


def _said(one: Dimension | None, keys: Sequence[Any]) -> list[str]:
    """Return groups in words."""
    if one is None:
        return [_("All")] * len(keys)
    if one.step:
        return [_step(one.step, key) if key else UNKNOWN for key in keys]
    names = names_of([one.field], [{one.field.key: key} for key in keys if key is not None])
    return [
        UNKNOWN
        if key is None
        else say(one.field, bool(key) if one.field.kind is Kind.BOOLEAN else key, names)
        for key in keys
    ]


def _step(step: str, day: date) -> str:
    if step == "year":
        return str(day.year)
    if step == "quarter":
        said = {"n": (day.month + 2) // 3, "year": day.year}
        return pgettext("quarter", "Q%(n)d %(year)d") % said
    return date_format(day, "YEAR_MONTH_FORMAT")
