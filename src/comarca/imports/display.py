"""Rows of an import as a person reads them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from comarca.accounts.models import Account, Site
from comarca.base.objects.custom import PREFIX
from comarca.base.objects.tidy import tidy
from comarca.base.objects.wording import Names, names_of, say
from comarca.geography.models import GeoUnit
from comarca.imports.matching import Field, fields
from comarca.imports.models import Import, ImportRow
from comarca.team.models import Person

FIGURES = {"visits_per_year", "workload_hours", "potential"}
KINDS = ("new", "changed", "duplicate", "error", "unchanged", "skipped")


@dataclass(slots=True)
class ShownRow:
    """One row as the page shows it."""

    row: ImportRow
    place: str
    changes: list[tuple[str, str, str]] = field(default_factory=list)


def filters(batch: Import, shown: str) -> "QuerySet[ImportRow]":
    """Return the rows of one kind."""
    rows = batch.rows.select_related("account").order_by("number")
    if shown in KINDS:
        return rows.filter(action=shown)
    if shown == "unplaced":
        return rows.filter(is_placed=False)
    if shown == "noted":
        return rows.exclude(problems=[]).exclude(action="error")
    return rows


def tabs(batch: Import, shown: str) -> list[dict[str, Any]]:
    """Return the kinds of rows with how many there are of each."""
    labels = {
        "": (_("All rows"), "rows"),
        "new": (_("New"), "new"),
        "changed": (_("Changed"), "changed"),
        "unchanged": (_("Unchanged"), "unchanged"),
        "duplicate": (_("Duplicates"), "duplicate"),
        "error": (_("Errors"), "error"),
        "skipped": (_("Left out"), "skipped"),
        "unplaced": (_("Not placed"), "unplaced"),
        "noted": (_("With notes"), "noted"),
    }
    return [
        {"key": key, "label": label, "count": batch.summary.get(name, 0), "current": key == shown}
        for key, (label, name) in labels.items()
    ]


def shown_rows(batch: Import, rows: list[ImportRow], user: Person) -> list[ShownRow]:
    """Return rows with the names of their units and owners; of custom fields what the user sees."""
    units: set[Any] = {row.unit_id for row in rows} | {row.before.get("unit") for row in rows}
    unit_names = dict(GeoUnit.objects.filter(pk__in=units - {None}).values_list("pk", "name"))
    people = {v for row in rows for v in (row.owner_id, row.before.get("owner"))}
    names = dict(Person.objects.filter(pk__in=people - {None}).values_list("pk", "name"))
    known = fields(user)
    described = [one.described for one in known.values() if one.described is not None]
    told = names_of(described, [values for row in rows for values in (row.values, row.before)])
    return [
        ShownRow(
            row,
            unit_names.get(row.unit_id or 0, ""),
            _changes(row, unit_names, names, known, told),
        )
        for row in rows
    ]


def _changes(
    row: ImportRow,
    units: dict[int, str],
    people: dict[int, str],
    known: Mapping[str, Field],
    told: Names,
) -> list[tuple[str, str, str]]:
    """Return what a row changes: the field, what it was, what it becomes."""
    said = row.settled
    return [
        (
            label_of(key, known),
            _in_words(key, was, units, people, known, told),
            _in_words(key, said.get(key), units, people, known, told),
        )
        for key, was in row.before.items()
        if key in known or not key.startswith(PREFIX)
    ]


def label_of(key: str, known: Mapping[str, Field]) -> str:
    """Return a field's name for people."""
    if key.startswith("sales:"):
        return _("Sales %(year)s") % {"year": key.removeprefix("sales:")}
    if key in known:
        return str(known[key].label)
    return {"unit": _("Municipality"), "placed_by": _("Placed by")}.get(key, key)


def _in_words(
    key: str, value: Any, units: dict[int, str], people: dict[int, str],
    known: Mapping[str, Field], told: Names,
) -> str:  # fmt: skip
    """Return a value as a person reads it, by its description where it has one of its own."""
    one = known.get(key)
    if one is None or one.described is None or not one.kind.startswith("typed"):
        return _said(key, value, units, people)
    return say(one.described, tidy(one.described, value), told)


def _said(key: str, value: Any, units: dict[int, str], people: dict[int, str]) -> str:
    """Return a value as a person reads it."""
    if value is None or value == "":
        return "–"
    if key in FIGURES or key.startswith("sales:"):
        return str(floatformat(value, "-2g"))
    choices = {
        "unit": units,
        "owner": people,
        "placed_by": dict(Site.PlacedBy.choices),
        "status": dict(Account.Status.choices),
    }
    return str(choices.get(key, {}).get(value, value))  # type: ignore[attr-defined]
