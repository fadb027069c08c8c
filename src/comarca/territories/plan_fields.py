"""What a plan is made of, as lists, files and the API show it; it is changed by its own verbs."""

from django.db.models import Case, CharField, Count, F, Q, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comarca.base.dates import today
from comarca.base.objects import Field, Kind, ObjectType, Worked
from comarca.base.objects.fields import READ_ONLY
from comarca.territories.models import Plan

COMING = "coming"


def standings() -> list[tuple[str, str | Promise]]:
    """Return the states of a plan as people say them: one put into force may have yet to begin."""
    return [*Plan.Status.choices, (COMING, _("To come"))]


def _standing() -> Case:
    """Return the state of a plan today."""
    return Case(
        When(effective_from=None, then=F("status")),
        When(effective_from__gt=today(), then=Value(COMING)),
        When(effective_to__lte=today(), then=Value(Plan.Status.ARCHIVED.value)),
        default=Value(Plan.Status.ACTIVE.value),
        output_field=CharField(),
    )


def _territories() -> Count:
    """Return how many territories hold units; groups of territories do not count."""
    return Count("territories", Q(territories__is_leaf=True))


PLAN = ObjectType(
    key="plan",
    model=Plan,
    icon="versions",
    natural_key=("name",),
    order="-created_at",
    custom_fields=False,
    pages={"index": "territories:plans", "detail": "territories:plan", "create": "territories:new"},
    fields=(
        Field(key="name", column=True, search=True, places=READ_ONLY),
        Field(
            key="status", label=_("status"), kind=Kind.CHOICE, choices=standings, column=True,
            source=Worked("territories.Plan", _standing), places=READ_ONLY,
        ),
        Field(key="effective_from", column=True, places=READ_ONLY),
        Field(key="effective_to", column=True, places=READ_ONLY),
        Field(
            key="territories", label=_("territories"), kind=Kind.INTEGER, column=True,
            source=Worked("territories.Plan", _territories), places=READ_ONLY,
        ),
        Field(key="layer", label=_("areas"), column=True, places=READ_ONLY),
        Field(key="created_by", label=_("made by"), column=True, places=READ_ONLY),
        Field(key="created_at", label=_("made on"), places=READ_ONLY),
        Field(key="updated_at", label=_("last changed"), column=True, places=READ_ONLY),
    ),
)  # fmt: skip
