"""What territories put into the pages: map and plans in the navigation, a person's territories."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from comarca.base.dates import today
from comarca.base.objects.addresses import address
from comarca.team.access import current
from comarca.team.models import Person
from comarca.team.views.timeline import timeline_panel
from comarca.territories.access import visible_plan, visible_territory
from comarca.territories.account_fields import describe
from comarca.territories.models import Coverage, Plan
from comarca.territories.standing import plan_in_force, standing
from comarca.ui import actions, attention, navigation, panels
from comarca.ui.lists import maps

COVERAGES = 50

navigation.register(
    navigation.NavItem(
        "map",
        _("Map"),
        "map-2",
        "territories:map",
        10,
        "records.read",
        section="territories",
    )
)
navigation.register(
    navigation.NavItem(
        "plans",
        _("Plans"),
        "versions",
        "territories:plans",
        20,
        "records.read",
        section="territories",
    )
)


actions.register(
    actions.Action(
        "plan.line", "map", _("Map"), "map-2",
        lambda pk: f"{address('territories:map')}?plan={pk}", action="records.read",
    )
)  # fmt: skip


describe()
maps.register("account", "territories:map")


def _coverages(request: HttpRequest, person: Person) -> dict[str, Any]:
    """Show which territories a person serves, has served and will serve."""
    rows = (
        Coverage.objects.visible_to(current(request))
        .filter(person=person, valid_from__isnull=False)
        .select_related("territory__plan")
        .order_by("-valid_from", "territory__name")
    )
    return {"person": person, "coverages": rows[:COVERAGES]}


panels.places.register(
    panels.Place("plan", visible_plan, lambda plan: reverse("territories:plan", args=[plan.pk]))
)
panels.places.register(
    panels.Place(
        "territory",
        visible_territory,
        lambda territory: reverse("territories:territory", args=[territory.pk]),
    )
)
panels.register(timeline_panel("plan"))
panels.register(timeline_panel("territory"))
panels.register(
    panels.Panel("person", "coverages", _("Territories"), "territories/coverages.html", _coverages)
)


def _own(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """Show a person their own territories on their home page; nothing to who serves none."""
    found = _coverages(request, person)
    return found if found["coverages"] else None


def _in_force(request: HttpRequest, person: Person) -> dict[str, Any]:
    """Show how the plan in force stands, or that there is none."""
    plan = plan_in_force()
    return {"plan": plan, "standing": standing(plan) if plan else None}


panels.register(
    panels.Panel(
        "home", "plan", _("Plan in force"), "territories/in_force.html", _in_force, 10,
        "plans.compare",
    )
)  # fmt: skip
panels.register(
    panels.Panel("home", "own", _("Your territories"), "territories/coverages.html", _own, 20)
)


def _attention(request: HttpRequest) -> Iterator[attention.Attention]:
    """Tell what is out of order in the plan in force, and which plan is about to replace it."""
    if (plan := plan_in_force()) is not None:
        yield from _troubles(plan)
    for coming in Plan.objects.visible_to(current(request)).filter(effective_from__gt=today()):
        text = gettext("“%(plan)s” comes into force on %(day)s.") % {
            "plan": coming.name, "day": date_format(coming.effective_from or today()),
        }  # fmt: skip
        address = reverse("territories:plan", args=[coming.pk])
        yield attention.Attention(text, address, attention.Level.NOTE)


def _troubles(plan: Plan) -> Iterator[attention.Attention]:
    """Tell what is out of order in a plan."""
    stands, address = standing(plan), reverse("territories:map", query={"plan": plan.pk})
    problem, warning = attention.Level.PROBLEM, attention.Level.WARNING
    for n, sentence, level in (
        (
            stands.unserved,
            ngettext("%(n)s territory is served by nobody.",
                     "%(n)s territories are served by nobody.", stands.unserved),
            problem,
        ),
        (
            stands.over,
            ngettext("%(n)s territory is outside its tolerance.",
                     "%(n)s territories are outside their tolerance.", stands.over),
            warning,
        ),
        (
            stands.broken,
            ngettext("%(n)s territory is not connected.",
                     "%(n)s territories are not connected.", stands.broken),
            warning,
        ),
        (
            stands.unassigned,
            ngettext("%(n)s unit is in no territory.",
                     "%(n)s units are in no territory.", stands.unassigned),
            warning,
        ),
    ):  # fmt: skip
        if n:
            yield attention.Attention(sentence % {"n": n}, address, level, plan.name)


attention.register(attention.Source("territories", _attention, 10, "plans.compare"))
