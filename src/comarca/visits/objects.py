"""What visit cycles are made of, for lists, forms, files and the API."""

from collections.abc import Sequence
from typing import Any

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from comarca.base.objects import Computed, Field, ObjectType, Place
from comarca.base.objects.fields import EVERYWHERE
from comarca.visits.models import AccountCycle, VisitCycle


def _days(rows: Sequence[Any]) -> dict[int, str]:
    """Return the days of each cycle by their names: 135 are Monday, Wednesday and Friday."""
    return {
        row.pk: ", ".join(str(WEEKDAYS_ABBR[int(day) - 1]) for day in sorted(row.weekdays))
        for row in rows
    }


RHYTHM = (
    Field(key="visits", column=True, headings=("visitas", "visits")),
    Field(key="weeks", column=True, headings=("semanas", "weeks")),
    Field(key="minutes", column=True, headings=("minutos", "minutes")),
    Field(key="weekdays", headings=("dias", "weekdays"),
          places=EVERYWHERE - {Place.LIST, Place.DETAIL}),
    Field(key="days", label=_("weekdays"), column=True, filter=False, sort=False,
          places=frozenset({Place.LIST, Place.DETAIL}), source=Computed(_days)),
    Field(key="opens", headings=("desde", "opens")),
    Field(key="closes", headings=("hasta", "closes")),
)  # fmt: skip
CYCLE = ObjectType(
    key="visit-cycle", model=VisitCycle, icon="refresh", title="segment", order="segment",
    natural_key=("segment",), write="visits.plan",
    fields=(
        Field(key="segment", column=True, search=True, headings=("segmento", "segment", "clase")),
        *RHYTHM,
    ),
)  # fmt: skip
ACCOUNT_CYCLE = ObjectType(
    key="account-cycle", model=AccountCycle, icon="refresh", title="account", order="account",
    natural_key=("account",), write="visits.plan",
    fields=(
        Field(key="account", column=True, headings=("cuenta", "account", "cliente", "customer")),
        *RHYTHM,
    ),
)  # fmt: skip
