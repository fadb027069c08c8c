"""A plan as a spreadsheet: territories, units, accounts, and what changes for whom."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from comarca.exports.content import Content
from comarca.exports.owner_changes import disruption_of, moves
from comarca.team.models import Person
from comarca.territories.totals import reads_all

Row = Sequence[Any]
PERCENT, NUMBER = "0.0%", "#,##0"


def write(content: Content) -> bytes:
    """Return the workbook's bytes."""
    import xlsxwriter

    target = BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": content.plan.name, "comments": "Comarca"})
    rows = list(moves(content))
    _sheet(book, _("Territories"), _territory_heads(content), _territories(content))
    _sheet(book, _("Units"), _unit_heads(), _units(content))
    _sheet(book, _("Accounts"), _account_heads(), _accounts(content, rows))
    _sheet(book, _("Gains and losses"), _hand_heads(), _hands(content, rows))
    book.close()
    return target.getvalue()


def _sheet(
    book: Any, name: str, heads: Sequence[tuple[str, int, str]], rows: Iterable[Row]
) -> None:
    """Write one sheet; text stays text, so that nothing in it is ever a formula."""
    sheet = book.add_worksheet(name[:31])
    title = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for column, (text, width, form) in enumerate(heads):
        sheet.set_column(column, column, width, book.add_format({"num_format": form or "@"}))
        sheet.write_string(0, column, text, title)
    last = 0
    for last, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(last, column, value)
            elif value is not None:
                sheet.write_number(last, column, value)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(last, 1), len(heads) - 1)
    for column, (_text, _width, form) in enumerate(heads):
        if form == PERCENT:
            bar = {"type": "data_bar", "bar_solid": True, "bar_color": "#8fb8de",
                   "bar_negative_color": "#e8a98a", "bar_axis_position": "middle"}  # fmt: skip
            sheet.conditional_format(1, column, max(last, 1), column, bar)


def _territory_heads(content: Content) -> list[tuple[str, int, str]]:
    heads = [(_("Code"), 8, ""), (_("Territory"), 28, ""), (_("Person"), 28, "")]
    for measure in content.measures:
        heads += [
            (str(measure.label), 12, NUMBER),
            (_("%(measure)s: deviation") % {"measure": measure.label}, 12, PERCENT),
        ]
    return [*heads, (_("Units"), 8, NUMBER), (_("Area (km²)"), 10, NUMBER), (_("Parts"), 7, NUMBER)]


def _territories(content: Content) -> Iterable[Row]:
    for line in content.lines:
        figures = [
            value
            for measure in content.measures
            for value in (line.totals.get(measure.key), line.deviation.get(measure.key))
        ]
        person = line.person.name if line.person else ""
        where = [line.units, line.area_km2, line.pieces]
        yield [line.territory.code, line.territory.name, person, *figures, *where]


def _unit_heads() -> list[tuple[str, int, str]]:
    return [(_("Code"), 10, ""), (_("Unit"), 30, ""), (_("Region"), 22, ""),
            (_("Territory code"), 10, ""), (_("Territory"), 28, ""),
            (_("Locked"), 8, "")]  # fmt: skip


def _units(content: Content) -> Iterable[Row]:
    seen = content.plan.assignments.order_by("unit__code")
    if not reads_all(content.reader):
        seen = seen.filter(territory__in=content.territories)
    rows = seen.values_list(
        "unit__code",
        "unit__name",
        "unit__region",
        "territory__code",
        "territory__name",
        "is_locked",
    )
    for code, name, region, territory, called, locked in rows.iterator(chunk_size=2000):
        yield [code, name, region, territory or "", called or "", _("yes") if locked else ""]


def _account_heads() -> list[tuple[str, int, str]]:
    return [(_("Code"), 12, ""), (_("Account"), 44, ""), (_("Territory code"), 10, ""),
            (_("Territory"), 28, ""), (_("Owner in the plan"), 26, ""), (_("Owner today"), 26, ""),
            (_("Visits a year"), 9, NUMBER), (_("Hours a year"), 9, "#,##0.0"),
            (_("Potential"), 12, NUMBER), (_("Currency"), 9, "")]  # fmt: skip


def _accounts(content: Content, rows: Iterable[Any]) -> Iterable[Row]:
    territories = {t.pk: t for t in content.plan.territories.all()}
    names = dict(Person.objects.visible_to(content.reader).values_list("pk", "name"))
    for row in rows:
        territory, account = territories.get(row.territory), row.account
        yield [
            account.code, account.name,
            territory.code if territory else "", territory.name if territory else "",
            names.get(row.after, ""), names.get(row.before, ""),
            *(None if figure is None else float(figure) for figure in
              (account.visits_per_year, account.workload_hours, account.potential)),
            account.currency,
        ]  # fmt: skip


def _hand_heads() -> list[tuple[str, int, str]]:
    return [(_("Person"), 30, ""), (_("Accounts today"), 10, NUMBER),
            (_("Accounts in the plan"), 10, NUMBER), (_("Gains"), 8, NUMBER),
            (_("Loses"), 8, NUMBER), (_("Hours today"), 10, NUMBER),
            (_("Hours in the plan"), 10, NUMBER)]  # fmt: skip


def _hands(content: Content, rows: Iterable[Any]) -> Iterable[Row]:
    for row in disruption_of(content, rows):
        yield [row.person.name, row.accounts_before, row.accounts_after, row.accounts_gained,
               row.accounts_lost, row.workload_before, row.workload_after]  # fmt: skip
