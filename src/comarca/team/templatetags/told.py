"""Tells a recorded change of a person in words."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comarca.base.history import Change
from comarca.team.models import Person

register = template.Library()
ACTIONS = {
    "added": gettext_lazy("added"),
    "invited": gettext_lazy("given a link to choose a password"),
    "password_chosen": gettext_lazy("chose a password"),
    "password_changed": gettext_lazy("changed the password"),
}
HIDDEN = {"home_lon", "home_lat"}


@register.filter
def told(change: Change) -> str:
    """Write one change as a sentence: which field, from what to what."""
    if change.action in ACTIONS:
        return str(ACTIONS[change.action])
    parts = [
        _("{field}: {before} → {after}").format(
            field=_label(name),
            before=_value(name, change.before.get(name)),
            after=_value(name, now),
        )
        for name, now in change.after.items()
        if name not in HIDDEN
    ]
    return "; ".join(parts) or change.action


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
