"""The changes of an account in words a person reads."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from comarca.accounts.models import Account, Contact, Site
from comarca.base.events import history_of
from comarca.geography.models import GeoUnit
from comarca.team.models import Person

FIGURES = {"visits_per_year", "workload_hours", "potential"}


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One change: when, by whom, what was done, and field by field from what to what."""

    at: datetime
    actor: str
    action: str
    fields: list[tuple[str, str, str]]


def told_changes(account: Account, most: int) -> list[ToldChange]:
    """Return the newest changes of an account."""
    changes = list(history_of(account)[:most])
    units, people = _names([*(c.before for c in changes), *(c.after for c in changes)])
    return [
        ToldChange(
            at=change.at,
            actor=change.actor.name if change.actor else "",
            action=change.what,
            fields=[
                (
                    _label(key),
                    _value(key, was, units, people),
                    _value(key, change.after.get(key), units, people),
                )
                for key, was in change.before.items()
            ],
        )
        for change in changes
    ]


def _names(values: list[dict[str, Any]]) -> tuple[dict[int, str], dict[int, str]]:
    """Return the names of the units and people that changes mention."""
    units = {value["unit"] for value in values if value.get("unit")}
    people = {value["owner"] for value in values if value.get("owner")}
    return (
        dict(GeoUnit.objects.filter(pk__in=units).values_list("pk", "name")) if units else {},
        dict(Person.objects.filter(pk__in=people).values_list("pk", "name")) if people else {},
    )


def _label(key: str) -> str:
    """Return a field's name."""
    known = {
        "unit": _("Municipality"),
        "owner": _("Sales representative"),
        "lon": _("Longitude"),
        "lat": _("Latitude"),
        "placed_by": _("Placed by"),
        "contact_name": _("Contact"),
    }
    if key in known:
        return known[key]
    if key.startswith("sales:"):
        return _("Sales %(year)s") % {"year": key.removeprefix("sales:")}
    for model in (Account, Site, Contact):
        try:
            return str(model._meta.get_field(key).verbose_name).capitalize()  # type: ignore[union-attr]
        except FieldDoesNotExist:
            continue
    return key


def _value(key: str, value: Any, units: dict[int, str], people: dict[int, str]) -> str:
    """Return a value in words."""
    if value is None or value == "":
        return "–"
    if key in FIGURES or key.startswith("sales:"):
        return str(floatformat(value, "-2g"))
    if key == "status":
        return str(dict(Account.Status.choices).get(value, value))
    if key == "placed_by":
        return str(dict(Site.PlacedBy.choices).get(value, value))
    return {"unit": units, "owner": people}.get(key, {}).get(value, str(value))
