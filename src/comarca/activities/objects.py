"""What an activity and an absence are made of: list, page, form, files and API read this."""

from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from comarca.activities import editing
from comarca.activities.models import Absence, Activity, MailTemplate
from comarca.base.objects import Field, Kind, ObjectType, Place
from comarca.base.objects.fields import EVERYWHERE, READ_ONLY
from comarca.base.objects.sources import Linked
from comarca.contacts.fields import languages

KEPT = EVERYWHERE - {Place.IMPORT}  # nothing in a file names one: its name stands once a language
FILES = frozenset({Place.DETAIL, Place.EXPORT, Place.IMPORT, Place.API})


def zones() -> list[tuple[str, str]]:
    """Return every time zone by its name in the world's list."""
    return [(name, name) for name in sorted(available_timezones()) if "/" in name]


ACTIVITY = ObjectType(
    key="activity",
    model=Activity,
    icon="calendar-event",
    title="title",
    order="-at",
    natural_key=("reference",),
    write="activities.write",
    pages={"detail": "activities:detail"},
    groups={"": _("Details"), "repeat": _("Repetition and reminder"), "record": _("Record")},
    change=editing.change,
    create=editing.create,
    complete=editing.complete_account,
    clean=editing.hold_together,
    fields=(
        Field(key="title", column=True, search=True,
              headings=("asunto", "subject", "titulo", "title")),
        Field(key="kind", column=True, headings=("tipo", "kind", "type")),
        Field(key="account", column=True, headings=("cuenta", "account", "cliente", "customer")),
        Field(key="contacts", label=_("with whom"), kind=Kind.RELATION, many=True,
              to="contacts.contact", among="account",
              source=Linked("activities.ActivityContact", "activity", "contact"),
              headings=("contactos", "contacts", "contacto", "contact", "con quien", "with",
                        "asistentes", "attendees", "participants")),
        Field(key="owner", column=True, headings=("responsable", "owner", "assigned to")),
        Field(key="at", column=True, headings=("cuando", "when", "fecha", "date", "start")),
        Field(key="ends_at", headings=("hasta", "until", "fin", "end")),
        Field(key="is_all_day", headings=("todo el dia", "all day")),
        Field(key="state", column=True, headings=("estado", "state", "status")),
        Field(key="outcome", headings=("resultado", "outcome")),
        Field(key="text", search=True, headings=("notas", "notes", "texto", "text")),
        Field(key="repeats", group="repeat", headings=("repeticion", "repeats")),
        Field(key="repeats_until", group="repeat", headings=("se repite hasta", "repeats until")),
        Field(key="timezone", kind=Kind.CHOICE, choices=zones, group="repeat",
              help=_("The clock that a repeated activity keeps; empty: the company's."),
              headings=("zona horaria", "time zone")),
        Field(key="reminder", kind=Kind.CHOICE, group="repeat", places=frozenset({Place.FORM})),
        Field(key="next_step", places=READ_ONLY - {Place.EXPORT}),
        Field(key="reference", group="record", places=FILES, headings=("referencia", "reference")),
        Field(key="created_at", label=_("created"), group="record", places=READ_ONLY),
        Field(key="updated_at", label=_("last changed"), group="record", places=READ_ONLY),
    ),
)  # fmt: skip

ABSENCE = ObjectType(
    key="absence",
    model=Absence,
    icon="sun",
    title="title",
    order="-first_day",
    natural_key=("reference",),
    write="activities.write",
    fields=(
        Field(key="person", column=True, headings=("persona", "person", "empleado", "employee")),
        Field(key="kind", column=True, headings=("tipo", "kind")),
        Field(key="first_day", column=True, headings=("desde", "first day", "from")),
        Field(key="back_on", column=True, headings=("vuelve", "back on", "back")),
        Field(key="title", column=True, search=True, headings=("nota", "note")),
        Field(key="reference", places=FILES, headings=("referencia", "reference")),
    ),
)

MAIL_TEMPLATE = ObjectType(
    key="mail_template",
    model=MailTemplate,
    icon="template",
    title="name",
    natural_key=(),
    write="activities.write",
    custom_fields=False,
    fields=(
        Field(key="name", column=True, search=True, places=KEPT),
        Field(key="language", kind=Kind.CHOICE, choices=languages, column=True, places=KEPT),
        Field(key="subject", column=True, search=True, places=KEPT),
        Field(key="text", search=True, places=KEPT),
    ),
)
