"""What a contact is made of: form, list, page, files and API follow from this description."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from comarca.accounts.doubts import countries
from comarca.base import phones, writing
from comarca.base.objects import Computed, Field, Kind, ObjectType, find
from comarca.base.objects.fields import READ_ONLY, Pairs
from comarca.base.per_request import once
from comarca.contacts.likely import likely
from comarca.contacts.models import Channel, Consent, Contact, ContactLink
from comarca.contacts.privacy.reach import refused

PHONES = ("phone", "mobile")
GROUPS = {"": _("Details"), "reach": _("How to reach them"), "record": _("Record")}


def languages() -> Pairs:
    """Return the languages a person may speak, in the reader's own words."""
    codes = [code for code, info in LANG_INFO.items() if "name" in info]
    pairs = [(code, str(get_language_info(code)["name_translated"])) for code in codes]
    return sorted(pairs, key=lambda pair: pair[1].casefold())


def complete(values: dict[str, Any], row: Contact | None) -> None:
    """Write telephones in one form, and the name in full where only its parts are given.

    A "name" beside a family name that it does not hold is a first name: "Ana", "Ruiz".
    """
    _write_phones(values, row)
    name, family = _part(values, row, "name"), str(values.get("family_name") or "").strip()
    if name and (not family or family.casefold() in name.casefold() or row is not None):
        return
    if name and not values.get("given_name"):
        values["given_name"] = name[:75]
    parts = (_part(values, row, "given_name"), _part(values, row, "family_name"))
    if whole := " ".join(part for part in parts if part):
        values["name"] = whole[:150]


def _write_phones(values: dict[str, Any], row: Contact | None) -> None:
    """Write telephones as they are kept, by the country of the account."""
    given = [key for key in PHONES if values.get(key)]
    account = values.get("account", row.account_id if row else None)
    if given:
        key = int(getattr(account, "pk", account) or 0)
        known = _known_countries()
        country = known[key] if key in known else countries([key])[key]
        for phone in given:
            values[phone] = phones.kept(str(values[phone]), country)[:40]


def _known_countries() -> dict[int, str]:
    """Return the countries of accounts that this request or job has looked up already."""
    return once("countries_of_accounts", dict)


def expect(block: Sequence[Mapping[str, Any]]) -> None:
    """Look up the countries of the accounts that the rows of a block name."""
    given = [one["account"] for one in block if one.get("account")]
    named = {int(getattr(account, "pk", account)) for account in given}
    _known_countries().update(countries(named - _known_countries().keys()))


def _doubts(rows: Sequence[Contact]) -> dict[int, list[str]]:
    """Return which telephones of each contact can hardly be right."""
    where = countries({row.account_id for row in rows})
    return {
        row.pk: [
            key for key in PHONES if phones.is_doubtful(getattr(row, key), where[row.account_id])
        ]
        for row in rows
    }


def hold_together(values: Mapping[str, Any]) -> None:
    """Ask for a name."""
    if "name" in values and not values["name"]:
        raise ValidationError({"name": _now("Write the name.")})


def _part(values: Mapping[str, Any], row: Contact | None, key: str) -> str:
    """Return a part of the name: as it is given, else as it is kept."""
    return str(values.get(key, getattr(row, key, "")) or "").strip()


FIELDS = (
    Field(
        key="name", column=True, search=True, help=_("In full, as it is read out."),
        headings=("nombre completo", "full name", "nombre y apellidos", "contacto", "contact",
                  "contact name", "nombre contacto", "persona contacto", "nombre"),
    ),
    Field(key="given_name", headings=(
        "first name", "firstname", "given name", "nombre pila", "primer nombre", "vorname", "prenom"
    )),
    Field(key="family_name", headings=(
        "last name", "lastname", "family name", "surname", "apellidos", "apellido", "nachname"
    )),
    Field(key="account", column=True, headings=(
        "cuenta", "account", "cliente", "customer", "empresa", "company", "company name",
        "account name", "organization", "organizacion",
    )),
    Field(key="position", column=True, search=True, headings=(
        "cargo", "puesto", "job title", "title", "position", "contact title", "funcion"
    )),
    Field(key="role", column=True, headings=("papel", "role", "rol", "decision role")),
    Field(
        key="language", kind=Kind.CHOICE, choices=languages,
        headings=("idioma", "language", "lengua", "sprache", "langue"),
    ),
    Field(key="email", group="reach", column=True, search=True, headings=(
        "email", "e mail", "correo", "correo electronico", "mail", "email address"
    )),
    Field(key="other_email", group="reach", search=True, headings=(
        "otro correo", "other email", "email 2", "secondary email", "correo 2"
    )),
    Field(key="phone", kind=Kind.PHONE, group="reach", column=True, search=True, headings=(
        "telefono", "phone", "tel", "telephone", "phone number", "work phone", "business phone"
    )),
    Field(key="mobile", kind=Kind.PHONE, group="reach", search=True, headings=(
        "movil", "mobile", "celular", "mobile phone", "cell", "cell phone"
    )),
    Field(
        key="refuses", label=_("does not want"), kind=Kind.CHOICES, choices=Channel.choices,
        many=True, group="reach", places=READ_ONLY, filter=False, sort=False,
        source=Computed(lambda rows: refused([row.pk for row in rows])),
    ),
    Field(
        key="doubts", label=_("to be checked"), kind=Kind.CHOICES, many=True, group="reach",
        choices=(("phone", _("Telephone")), ("mobile", _("Mobile"))), places=READ_ONLY,
        filter=False, sort=False, source=Computed(_doubts),
    ),
    Field(key="note", headings=("nota", "notas", "note", "notes", "observaciones", "comments")),
    Field(key="created_at", group="record", label=_("created"), places=READ_ONLY),
    Field(key="updated_at", group="record", label=_("last changed"), places=READ_ONLY),
)  # fmt: skip

CONTACT = ObjectType(
    key="contact",
    model=Contact,
    icon="users",
    groups=GROUPS,
    natural_key=(("account", "name"), "email"),
    write="accounts.write",
    duplicates=likely,
    complete=complete,
    expect=expect,
    clean=hold_together,
    fields=FIELDS,
)


def _note_consent(values: Mapping[str, Any], actor: Any) -> Any:
    """Write down what a person said, and who noted it."""
    row = writing.insert(find("consent"), values, actor)
    Consent.objects.filter(pk=row.pk).update(noted_by=actor if actor and actor.pk else None)
    return row


def _keep_consent(*args: Any) -> Any:
    """Refuse to change what a person once said."""
    raise ValidationError(_now("What was said is not changed; add what holds now."))


CONSENT = ObjectType(
    key="consent", model=Consent, icon="shield-check", title="channel", order="-said_on",
    natural_key=(("contact", "channel", "said_on", "answer"),), custom_fields=False,
    write="accounts.write", create=_note_consent, change=_keep_consent,
    fields=(
        Field(key="contact", column=True, headings=("contacto", "contact", "persona")),
        Field(key="channel", column=True, headings=("canal", "channel", "medio")),
        Field(key="answer", column=True, headings=("respuesta", "answer", "consiente")),
        Field(key="basis", column=True, headings=("base legal", "lawful basis", "basis")),
        Field(key="said_on", column=True, headings=("fecha", "said on", "date")),
        Field(key="source", headings=("como consta", "source", "origen")),
        Field(key="noted_by", places=READ_ONLY, label=_("noted by")),
        Field(key="noted_at", places=READ_ONLY, label=_("noted at")),
    ),
)  # fmt: skip

CONTACT_LINK = ObjectType(
    key="contact_link", model=ContactLink, icon="link", title="kind", order="contact",
    natural_key=(("contact", "kind", "other"),), custom_fields=False, write="accounts.write",
    fields=(
        Field(key="contact", column=True, headings=("contacto", "contact", "quien")),
        Field(key="kind", column=True, headings=("relacion", "stands so", "relationship")),
        Field(key="other", column=True, headings=("a quien", "to whom", "con quien")),
        Field(key="note", headings=("nota", "note")),
    ),
)  # fmt: skip
