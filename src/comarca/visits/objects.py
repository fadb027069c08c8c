"""What visit cycles are made of, for lists, forms, files and the API."""

from comarca.base.objects import Field, ObjectType
from comarca.visits.models import AccountCycle, VisitCycle

RHYTHM = (
    Field(key="visits", column=True, headings=("visitas", "visits")),
    Field(key="weeks", column=True, headings=("semanas", "weeks")),
    Field(key="minutes", column=True, headings=("minutos", "minutes")),
    Field(key="weekdays", column=True, headings=("dias", "weekdays")),
    Field(key="opens", headings=("desde", "opens")),
    Field(key="closes", headings=("hasta", "closes")),
)
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
