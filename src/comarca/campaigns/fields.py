"""What campaigns, their steps and their members are made of."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from comarca.base.objects import Computed, Field, Kind, ObjectType, Place
from comarca.base.objects.fields import READ_ONLY
from comarca.base.objects.sources import Linked
from comarca.campaigns import goals
from comarca.campaigns.models import Campaign, CampaignMember, CampaignStep

WRITE = "campaigns.write"


def _whole(values: dict[str, Any]) -> None:
    """Refuse an e-mail without a template, and a wait without days."""
    kind = values.get("kind")
    if kind == CampaignStep.Kind.EMAIL and not values.get("template"):
        raise ValidationError({"template": _now("Name the template that is sent.")})
    if kind == CampaignStep.Kind.BRANCH and not values.get("outcome"):
        raise ValidationError({"outcome": _now("Say for which outcome it forks.")})


def _waits(rows: Sequence[Any]) -> dict[int, str]:
    """Return in words how long each step waits; nothing where it does not."""
    said = {row.pk: row.days for row in rows if row.days}
    return {
        row.pk: ngettext("after %(count)d day", "after %(count)d days", days) % {"count": days}
        if (days := said.get(row.pk)) else ""
        for row in rows
    }  # fmt: skip


def _put_last(values: dict[str, Any], row: Any) -> None:
    """Put a step that was given no place after the others."""
    if row is None and not values.get("position") and values.get("campaign"):
        campaign = getattr(values["campaign"], "pk", values["campaign"])
        last = CampaignStep.objects.filter(campaign=campaign).order_by("-position").first()
        values["position"] = last.position + 1 if last else 1


CAMPAIGN = ObjectType(
    key="campaign", model=Campaign, icon="speakerphone", order="-starts_on",
    natural_key=("name",), write=WRITE, pages={"detail": "campaigns:detail"},
    fields=(
        Field(key="name", column=True, search=True, headings=("campana", "campaign", "name")),
        Field(key="state", column=True, places=READ_ONLY),
        Field(key="objective", search=True, headings=("objetivo", "objective")),
        Field(key="goal", kind=Kind.CHOICE, choices=goals.choices, column=True),
        Field(key="target", column=True),
        Field(key="families", label=_("product families"), kind=Kind.RELATION, many=True,
              to="relations.productfamily",
              source=Linked("campaigns.CampaignFamily", "campaign", "family")),
        Field(key="starts_on", column=True), Field(key="ends_on", column=True),
        Field(key="is_live"), Field(key="held_out"), Field(key="stops_on_answer"),
        Field(key="minutes_a_day"), Field(key="owner", column=True),
    ),
)  # fmt: skip

CAMPAIGN_STEP = ObjectType(
    key="campaign_step", model=CampaignStep, icon="route", title="title", order="position",
    natural_key=(("campaign", "position"),), write=WRITE, custom_fields=False, clean=_whole,
    complete=_put_last,
    fields=(
        Field(key="campaign", column=True), Field(key="position", column=True),
        Field(key="kind", column=True), Field(key="title", column=True, search=True),
        Field(key="template"), Field(key="days", column=True), Field(key="minutes"),
        Field(key="within"),
        Field(key="waits", label=_("wait"), places=frozenset({Place.DETAIL}), filter=False,
              sort=False, source=Computed(_waits)),
        Field(key="outcome", column=True),
        Field(key="goes_to", column=True),
    ),
)  # fmt: skip

CAMPAIGN_MEMBER = ObjectType(
    key="campaign_member", model=CampaignMember, icon="users", title="account", order="-entered_at",
    custom_fields=False,
    fields=tuple(
        Field(key=key, column=True, places=READ_ONLY)
        for key in ("account", "campaign", "state", "is_held_out", "position", "person", "contact",
                    "activity", "left_out", "has_no_time", "entered_at", "left_at")
    ),
)  # fmt: skip

TYPES = (CAMPAIGN, CAMPAIGN_STEP, CAMPAIGN_MEMBER)
