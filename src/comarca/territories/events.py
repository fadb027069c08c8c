"""What happens to plans and territories, beside what can happen to any object."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from comarca.base.events import Event, links, notifications, register
from comarca.base.events.wording import headings
from comarca.territories.models import Coverage

EDITED = register("edited", _("Edited on the map"), "map-2")
LOCKED = register("locked", _("Units locked"), "lock")
UNLOCKED = register("unlocked", _("Units unlocked"), "lock-open")
SUBDIVIDED = register("subdivided", _("Heavy units subdivided"), "layers-subtract")
STAFFED = register("staffed", _("Given to another person"), "user")
ACTIVATED = register("activated", pgettext_lazy("what happened", "Put into force"), "flag")
TAKEN = register("proposal_taken", _("Proposal taken over"), "wand")
UNDONE = register("edit_undone", _("Last edit undone"), "arrow-back-up")
REDONE = register("edit_redone", _("Last edit redone"), "arrow-forward-up")
STANDARDS = register("standards_set", _("Visits and hours of segments set"), "clipboard-text")
WORKLOAD = register("workload_set", _("Visits and hours set by segment"), "clipboard-text")
WITHDRAWN = register("withdrawn", _("Withdrawn before its day"), "flag")


def _serving(event: Event) -> set[int]:
    """Return who serves a territory of the plan that comes into force, and their managers."""
    rows = Coverage.objects.filter(territory__plan=event.object_id)
    pairs = rows.values_list("person", "person__manager")
    return {one for pair in pairs for one in pair if one is not None}


def _territories_of(event: Event, person: Any) -> str:
    """Name the territories of the plan that somebody serves, and those of their people."""
    rows = Coverage.objects.filter(territory__plan=event.object_id)
    names: dict[str, list[str]] = {}
    for who, name, territory in (
        rows.filter(Q(person=person.pk) | Q(person__manager=person.pk))
        .order_by("person__name", "territory__name")
        .values_list("person", "person__name", "territory__name")
    ):
        names.setdefault("" if who == person.pk else name, []).append(territory)
    said = []
    if own := names.pop("", None):
        said.append(gettext("Yours: %(names)s.") % {"names": ", ".join(own)})
    said += [f"{name}: {', '.join(theirs)}." for name, theirs in names.items()]
    return " ".join(said)


notifications.register(
    notifications.Kind(
        "plan_activated",
        _("Territories of mine, or of my people, come into force"),
        frozenset({ACTIVATED.key, WITHDRAWN.key}),
        _serving,
        notifications.Mail.DAILY,
        40,
        _territories_of,
    )
)


def _heading(key: str) -> str:
    """Name what events of plans and territories tell beside their fields."""
    return {
        "units": gettext("Units"),
        "copied_from": gettext("Copied from"),
        "day": gettext("Day"),
        "accounts": gettext("Accounts that change hands"),
        "person": gettext("Person"),
        "people": gettext("People"),
        "container": gettext("Region"),
        "colour": gettext("Colour"),
    }.get(key, "")


headings("territories.plan", _heading)
headings("territories.territory", _heading)
links.page("territories.plan", "territories:plan")
links.page("territories.territory", "territories:territory")
