"""What cases, queues, service levels, categories and articles are made of."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from comarca.activities.objects import zones
from comarca.base.objects import Field, Kind, ObjectType, Worked
from comarca.base.objects.fields import READ_ONLY
from comarca.base.objects.sources import Linked
from comarca.contacts.fields import languages
from comarca.service.cases import editing
from comarca.service.clocks.holidays import knows
from comarca.service.models import Article, Case, CaseCategory, Queue, ServiceLevel
from comarca.service.standing import STANDING, first_answer_standing, resolution_standing
from comarca.service.survey_fields import SURVEY, SURVEY_ANSWER

RECORD = (
    Field(key="created_at", group="record", label=_("created"), places=READ_ONLY),
    Field(key="updated_at", group="record", label=_("last changed"), places=READ_ONLY),
)
GROUPS = {"": _("Details"), "clocks": _("Time limits"), "record": _("Record")}


def _worked(key: str, label: Any, expression: Any) -> Field:
    """Return a field that says how one of the clocks stands."""
    return Field(
        key=key, label=label, kind=Kind.CHOICE, choices=STANDING, group="clocks", places=READ_ONLY,
        source=Worked("service.Case", expression),
    )  # fmt: skip


CASE = ObjectType(
    key="case", model=Case, icon="lifebuoy", title="subject", order="-opened_at",
    natural_key=("number",), write="cases.write", groups=GROUPS, pages={"detail": "service:case"},
    change=editing.change, create=editing.create, complete=editing.complete,
    fields=(
        Field(key="number", column=True, search=True,
              headings=("numero", "number", "caso", "case", "ticket", "case number")),
        Field(key="subject", column=True, search=True,
              headings=("asunto", "subject", "titulo", "title")),
        Field(key="account", column=True, headings=("cuenta", "account", "cliente", "customer")),
        Field(key="contact", headings=("contacto", "contact")),
        Field(key="state", column=True, headings=("estado", "state", "status")),
        Field(key="priority", column=True, headings=("prioridad", "priority")),
        Field(key="category", headings=("categoria", "category", "tipo", "type")),
        Field(key="queue", column=True, headings=("cola", "queue", "team")),
        Field(key="owner", column=True, headings=("responsable", "owner", "assigned to", "agent")),
        Field(key="text", search=True, headings=("texto", "text", "descripcion", "description")),
        Field(key="sender_name", headings=("nombre", "sender", "requester")),
        Field(key="sender_email", headings=("correo", "e-mail", "email", "requester email")),
        Field(key="origin", headings=("origen", "origin", "channel", "canal")),
        Field(key="related", label=_("related cases"), kind=Kind.RELATION, many=True,
              to="service.case", source=Linked("service.CaseLink", "case", "other")),
        Field(key="opened_at", group="clocks", headings=("abierto", "opened", "created")),
        Field(key="alarm", group="clocks", places=READ_ONLY),
        Field(key="first_answer_due", group="clocks", places=READ_ONLY),
        Field(key="resolution_due", group="clocks", column=True, places=READ_ONLY),
        Field(key="first_answered_at", group="clocks", places=READ_ONLY),
        Field(key="solved_at", group="clocks", places=READ_ONLY),
        Field(key="first_answer_minutes", group="clocks", places=READ_ONLY),
        Field(key="resolution_minutes", group="clocks", places=READ_ONLY),
        _worked("first_answer_standing", _("first answer in time"), first_answer_standing),
        _worked("resolution_standing", _("resolution in time"), resolution_standing),
        *RECORD,
    ),
)  # fmt: skip


def _of_a_known_country(values: dict[str, Any]) -> None:
    """Refuse a country or region whose holidays nobody knows."""
    country, region = values.get("country") or "", values.get("region") or ""
    if country and not knows(country, region):
        field = "region" if region and knows(country, "") else "country"
        said = _now("The holidays of this place are not known: use its code, such as ES and MD.")
        raise ValidationError({field: said})


_settings: dict[str, Any] = {"write": "settings.edit", "custom_fields": False, "groups": GROUPS}
QUEUE = ObjectType(
    key="queue", model=Queue, icon="stack-2", natural_key=("name",), clean=_of_a_known_country,
    fields=(
        Field(key="name", column=True, search=True, headings=("cola", "queue", "nombre", "name")),
        Field(key="address", column=True),
        Field(key="form_name", column=True),
        Field(key="hours", column=True),
        Field(key="timezone", kind=Kind.CHOICE, choices=zones),
        Field(key="country"), Field(key="region"),
        Field(key="escalate_to", column=True),
        Field(key="warn_at"),
        *RECORD,
    ), **_settings,
)  # fmt: skip
SERVICE_LEVEL = ObjectType(
    key="service_level", model=ServiceLevel, icon="hourglass", title="queue", order="queue",
    natural_key=(("queue", "priority"),),
    fields=(
        Field(key="queue", column=True, headings=("cola", "queue")),
        Field(key="priority", column=True, headings=("prioridad", "priority")),
        Field(key="first_answer", column=True, headings=("primera respuesta", "first answer")),
        Field(key="resolution", column=True, headings=("resolucion", "resolution")),
        *RECORD,
    ), **_settings,
)  # fmt: skip
CASE_CATEGORY = ObjectType(
    key="case_category", model=CaseCategory, icon="tag", natural_key=("name",),
    fields=(Field(key="name", column=True, search=True, headings=("categoria", "category", "name")),
            *RECORD), **_settings,
)  # fmt: skip
ARTICLE = ObjectType(
    key="article", model=Article, icon="book", title="title", natural_key=(("title", "language"),),
    write="cases.write", groups=GROUPS, pages={"detail": "service:article"},
    fields=(
        Field(key="title", column=True, search=True, headings=("titulo", "title")),
        Field(key="category", column=True, headings=("categoria", "category")),
        Field(key="language", kind=Kind.CHOICE, choices=languages, column=True,
              headings=("idioma", "language")),
        Field(key="is_published", column=True, headings=("publicado", "published")),
        Field(key="text", search=True, headings=("texto", "text")),
        *RECORD,
    ),
)  # fmt: skip

TYPES = (QUEUE, SERVICE_LEVEL, CASE_CATEGORY, CASE, ARTICLE, SURVEY, SURVEY_ANSWER)
