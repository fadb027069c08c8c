"""What a visit cycle is made of, for lists, forms, files and the API."""

from comarca.base.objects import Field, ObjectType
from comarca.visits.models import VisitCycle

CYCLE = ObjectType(
    key="visit-cycle", model=VisitCycle, icon="refresh", title="segment", order="segment",
    natural_key=("segment",), write="visits.plan",
    fields=(
        Field(key="segment", column=True, search=True, headings=("segmento", "segment", "clase")),
        Field(key="visits", column=True, headings=("visitas", "visits")),
        Field(key="weeks", column=True, headings=("semanas", "weeks")),
        Field(key="minutes", column=True, headings=("minutos", "minutes")),
        Field(key="weekdays", column=True, headings=("dias", "weekdays")),
        Field(key="opens", headings=("desde", "opens")),
        Field(key="closes", headings=("hasta", "closes")),
    ),
)  # fmt: skip
