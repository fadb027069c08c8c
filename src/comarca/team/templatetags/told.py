"""Tells a recorded change of a person in words."""

from django import template
from django.utils.translation import gettext as _

from comarca.base.events import Event
from comarca.team.models import Person

register = template.Library()
HIDDEN = {"home_lon", "home_lat"}


@register.filter
def told(change: Event) -> str:
    """Write one change as a sentence: which field, from what to what."""
    parts = [
        _("{field}: {before} → {after}").format(
            field=_label(name),
            before=_value(name, change.before.get(name)),
            after=_value(name, now),
        )
        for name, now in change.after.items()
        if name not in HIDDEN
    ]
    return "; ".join(parts) or change.what


def _label(name: str) -> str:
    field = Person._meta.get_field(name.removesuffix("_id"))
    return str(getattr(field, "verbose_name", name))


def _value(name: str, value: object) -> str:
    if name == "role":
        return str(dict(Person.Role.choices).get(str(value), value))
    if name == "manager_id":
        found = Person.objects.filter(pk=value).values_list("name", flat=True).first()
        return str(found or "–")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value) if value not in {None, ""} else "–"
