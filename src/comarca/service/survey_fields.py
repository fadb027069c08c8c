"""What surveys and their answers are made of."""

from django.utils.translation import gettext_lazy as _

from comarca.base.objects import Field, Kind, ObjectType, Worked
from comarca.base.objects.fields import READ_ONLY
from comarca.service.models import Survey, SurveyAsk
from comarca.service.standing import OPINIONS, opinion

SURVEY = ObjectType(
    key="survey", model=Survey, icon="mood-smile", natural_key=("name",), write="settings.edit",
    custom_fields=False,
    fields=(
        Field(key="name", column=True, search=True, headings=("encuesta", "survey", "name")),
        Field(key="scale", column=True), Field(key="trigger", column=True),
        Field(key="is_active", column=True,
              help=_("It needs a mail server and the address of this installation.")),
        Field(key="family"), Field(key="rest_days", column=True), Field(key="every_days"),
        Field(key="bad_up_to"),
    ),
)  # fmt: skip

SURVEY_ANSWER = ObjectType(
    key="survey_answer", model=SurveyAsk, icon="mood-smile", title="contact", order="-asked_at",
    custom_fields=False,
    fields=(
        Field(key="contact", column=True, places=READ_ONLY),
        Field(key="account", column=True, places=READ_ONLY),
        Field(key="survey", column=True, places=READ_ONLY),
        Field(key="score", column=True, places=READ_ONLY),
        Field(key="opinion", label=_("opinion"), kind=Kind.CHOICE, choices=OPINIONS, column=True,
              places=READ_ONLY, source=Worked("service.SurveyAsk", opinion)),
        Field(key="comment", column=True, search=True, places=READ_ONLY),
        Field(key="person", column=True, places=READ_ONLY),
        Field(key="case", places=READ_ONLY),
        Field(key="family", places=READ_ONLY),
        Field(key="task", places=READ_ONLY),
        Field(key="asked_at", column=True, places=READ_ONLY),
        Field(key="answered_at", places=READ_ONLY),
    ),
)  # fmt: skip
