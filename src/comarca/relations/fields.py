"""What needs, promises, plans, agreements and tags are made of."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from comarca.base.dates import today
from comarca.base.objects import Field, Kind, ObjectType, Worked
from comarca.base.objects.fields import READ_ONLY
from comarca.base.objects.sources import Linked
from comarca.relations.models import (
    AccountPlan,
    Agreement,
    Need,
    PlanStep,
    ProductFamily,
    Promise,
    Tag,
)
from comarca.relations.standing import STANDING, promise_standing

__all__ = ["TYPES"]

ACCOUNT = Field(
    key="account", column=True,
    headings=("cuenta", "account", "cliente", "customer", "empresa", "company"),
)  # fmt: skip
NOTE = Field(key="note", headings=("nota", "notas", "note", "notes", "observaciones"))
RECORD = (
    Field(key="created_at", group="record", label=_("created"), places=READ_ONLY),
    Field(key="updated_at", group="record", label=_("last changed"), places=READ_ONLY),
)
GROUPS = {"": _("Details"), "record": _("Record")}
_shared: dict[str, Any] = {"write": "accounts.write", "groups": GROUPS}

NEED = ObjectType(
    key="need", model=Need, icon="target", title="title", order="title",
    natural_key=(("account", "title"),),
    fields=(
        Field(key="title", column=True, search=True, headings=("necesidad", "need", "asunto")),
        ACCOUNT,
        Field(key="contact", headings=("contacto", "contact")),
        Field(key="state", column=True, headings=("estado", "state", "status")),
        Field(
            key="families", label=_("product families"), kind=Kind.RELATION, many=True, column=True,
            to="relations.productfamily",
            source=Linked("relations.NeedFamily", "need", "family"),
            headings=("familias", "familias de producto", "product families", "families"),
        ),
        Field(key="evidence", search=True, headings=("evidencia", "evidence", "prueba")),
        Field(key="value", kind=Kind.MONEY, minimum=0, column=True, headings=("valor", "value")),
        *RECORD,
    ), **_shared,
)  # fmt: skip

PROMISE = ObjectType(
    key="promise", model=Promise, icon="clock", title="title", order="-due_on",
    natural_key=(("account", "title", "due_on"),),
    fields=(
        Field(key="title", column=True, search=True, headings=("promesa", "promise", "compromiso")),
        ACCOUNT,
        Field(key="contact", headings=("a quien", "to whom", "contacto", "contact")),
        Field(key="promised_by", column=True, headings=("prometido por", "promised by")),
        Field(key="due_on", column=True, headings=("fecha limite", "vence", "due", "due date")),
        Field(key="kept_on", column=True, headings=("cumplida", "kept", "fecha cumplida")),
        Field(
            key="standing", label=_("standing"), kind=Kind.CHOICE, choices=STANDING, column=True,
            places=READ_ONLY,
            source=Worked("relations.Promise", lambda: promise_standing(today())),
        ),
        NOTE,
        *RECORD,
    ), **_shared,
)  # fmt: skip

ACCOUNT_PLAN = ObjectType(
    key="account_plan", model=AccountPlan, icon="route", title="objective", order="review_on",
    natural_key=(("account", "objective"),),
    fields=(
        Field(key="objective", column=True, search=True, headings=("objetivo", "objective")),
        ACCOUNT,
        Field(key="state", column=True, headings=("estado", "state", "status")),
        Field(key="in_charge", column=True, headings=("responsable", "in charge", "owner")),
        Field(key="review_on", column=True, headings=("revisar el", "revision", "review on")),
        NOTE,
        *RECORD,
    ), **_shared,
)  # fmt: skip


def _of_plan(values: dict[str, Any], row: Any) -> None:
    """Give a step the account of its plan."""
    plan = values.get("account_plan")
    if plan is not None:
        key = getattr(plan, "pk", plan)
        found = AccountPlan.objects.filter(pk=key).values_list("account", flat=True).first()
        values["account"] = found


PLAN_STEP = ObjectType(
    key="plan_step", model=PlanStep, icon="checks", title="title", order="due_on",
    natural_key=(("account_plan", "title"),), complete=_of_plan,
    fields=(
        Field(key="title", column=True, search=True, headings=("paso", "step")),
        Field(key="account_plan", column=True, headings=("plan", "plan de cuenta", "account plan")),
        Field(key="account", column=True, places=READ_ONLY, label=_("account")),
        Field(key="due_on", column=True, headings=("fecha limite", "due", "due date")),
        Field(key="done_on", column=True, headings=("hecho", "done", "fecha hecho")),
        *RECORD,
    ), **_shared,
)  # fmt: skip

AGREEMENT = ObjectType(
    key="agreement", model=Agreement, icon="file", title="title", order="valid_to",
    natural_key=(("account", "title", "valid_from"),),
    fields=(
        Field(key="title", column=True, search=True, headings=("acuerdo", "agreement", "contrato")),
        ACCOUNT,
        Field(key="kind", column=True, headings=("tipo", "kind", "type")),
        Field(key="valid_from", column=True, headings=("desde", "from", "inicio", "start")),
        Field(key="valid_to", column=True, headings=("hasta", "until", "fin", "end")),
        NOTE,
        *RECORD,
    ), **_shared,
)  # fmt: skip

_named: dict[str, Any] = {
    "icon": "tag", "natural_key": ("name",), "write": "settings.edit", "custom_fields": False,
    "fields": (
        Field(key="name", column=True, search=True, headings=("nombre", "name", "familia", "tag")),
        *RECORD,
    ), "groups": GROUPS,
}  # fmt: skip
FAMILY_NAME = Field(key="name", column=True, search=True, headings=(
    "nombre", "name", "familia", "family", "categoria", "category", "category name",
    "nombre de categoria", "product category", "product family", "subcategory",
    "product subcategory", "english product subcategory name", "serie", "series",
))  # fmt: skip
PRODUCT_FAMILY = ObjectType(
    key="product_family", model=ProductFamily, **{**_named, "fields": (FAMILY_NAME, *RECORD)}
)
TAG = ObjectType(key="tag", model=Tag, **{**_named, "write": "accounts.write"})

TYPES = (PRODUCT_FAMILY, TAG, NEED, PROMISE, ACCOUNT_PLAN, PLAN_STEP, AGREEMENT)
