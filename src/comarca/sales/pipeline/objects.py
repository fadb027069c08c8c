"""What pipelines, opportunities and what belongs to them are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import DecimalField, ExpressionWrapper, F
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from comarca.base.locales import currencies
from comarca.base.objects import Computed, Field, Kind, ObjectType, Place, Worked
from comarca.base.objects.fields import EVERYWHERE, READ_ONLY
from comarca.base.objects.sources import Linked, Own
from comarca.base.organisation import own_currency
from comarca.sales.models import (
    Competitor,
    Concession,
    DecisionRole,
    Opportunity,
    OpportunityLine,
    Pipeline,
    Preparation,
    Reason,
    Stage,
    StageStay,
)
from comarca.sales.pipeline import cycle, editing, lines, stage_words, stays
from comarca.sales.pipeline.standing import STANDING, standing
from comarca.sales.pipeline.starting import default_pipeline
from comarca.sales.products.objects import GROUPS, RECORD

ACCOUNT = Field(
    key="account", column=True, asks_if_empty=True,
    headings=("cuenta", "account", "cliente", "customer", "empresa", "company", "account name",
              "customer name", "nombre de cliente", "client", "reseller"),
)  # fmt: skip
_rules: dict[str, Any] = {"write": "catalogue.edit", "custom_fields": False}
_sales: dict[str, Any] = {"write": "sales.write", "groups": GROUPS}


@dataclass(frozen=True, slots=True)
class Products(Linked):
    """The products of an opportunity's lines; one that stays keeps its quantity and price."""

    def write(self, values: Mapping[int, Sequence[int] | None]) -> None:
        """Let opportunities have lines of these products and no others."""
        for pk, keys in values.items():
            there = OpportunityLine.objects.filter(opportunity=pk)
            there.exclude(product__in=keys or ()).delete()
            known = set(there.values_list("product", flat=True))
            OpportunityLine.objects.bulk_create(
                OpportunityLine(opportunity_id=pk, product_id=key)
                for key in keys or ()
                if key not in known
            )


def likelihood() -> Combinable:
    """Return the probability in per cent: its own, else its stage's."""
    return Coalesce("probability", "stage__probability")


def weighted() -> Combinable:
    """Return the value times the probability."""
    return ExpressionWrapper(
        F("value") * likelihood() / 100, output_field=DecimalField(max_digits=18, decimal_places=2)
    )


PIPELINE = ObjectType(
    key="pipeline", model=Pipeline, icon="route", natural_key=("name",), order="position",
    fields=(Field(key="name", column=True, search=True, headings=("embudo", "pipeline", "nombre")),
            Field(key="position", column=True)), **_rules,
)  # fmt: skip
STAGE = ObjectType(
    key="stage", model=Stage, icon="columns", order="position", alike=stage_words.alike,
    found=default_pipeline,
    natural_key=("name", ("pipeline", "name")),
    fields=(
        Field(key="name", column=True, search=True, headings=("etapa", "stage", "nombre")),
        Field(key="pipeline", column=True, headings=("embudo", "pipeline")),
        Field(key="position", column=True, headings=("posicion", "position", "orden")),
        Field(key="kind", column=True, headings=("tipo", "kind")),
        Field(key="probability", kind=Kind.PERCENT, column=True, headings=("probabilidad",
              "probability")),
        Field(key="stall_days", column=True),
        Field(key="needs_next_step", column=True),
    ), **_rules,
)  # fmt: skip
REASON = ObjectType(
    key="reason", model=Reason, icon="list", natural_key=(("name", "kind"), "name"),
    fields=(Field(key="name", column=True, search=True, headings=("motivo", "reason", "nombre")),
            Field(key="kind", column=True, headings=("tipo", "kind"))), **_rules,
)  # fmt: skip
COMPETITOR = ObjectType(
    key="competitor", model=Competitor, icon="flag", natural_key=("name",), write="sales.write",
    fields=(
        Field(key="name", column=True, search=True, headings=("competidor", "competitor",
              "nombre", "name")),
        Field(key="website", column=True, headings=("web", "website")),
        Field(key="strengths", search=True, headings=("fortalezas", "strengths")),
        Field(key="weaknesses", search=True, headings=("debilidades", "weaknesses")),
    ),
)  # fmt: skip

OPPORTUNITY = ObjectType(
    key="opportunity", model=Opportunity, icon="target-arrow", title="title", order="-close_on",
    natural_key=("reference",), pages={"detail": "sales:opportunity"},
    change=editing.change, create=editing.create, complete=editing.complete,
    fields=(
        Field(key="title", column=True, search=True, headings=(
            "oportunidad", "opportunity", "opportunity name", "deal name", "titulo", "title",
            "asunto", "nombre", "name", "deal",
        )),
        ACCOUNT,
        Field(key="contact", headings=("contacto", "contact", "primary contact")),
        Field(key="owner", column=True, headings=(
            "responsable", "owner", "opportunity owner", "deal owner", "comercial", "sales rep",
            "vendedor", "sales agent", "agent", "salesperson", "representante",
        )),
        Field(key="stage", column=True, headings=(
            "etapa", "stage", "deal stage", "fase", "sales stage", "stage name",
        )),
        Field(key="pipeline", places=READ_ONLY),
        Field(key="value", kind=Kind.MONEY, column=True, currency="currency", headings=(
            "valor", "value", "amount", "importe", "close value", "deal value", "deal amount",
        )),
        Field(key="currency", kind=Kind.CHOICE, choices=currencies, initial=own_currency,
              headings=("moneda", "currency", "divisa")),
        Field(key="value_by_hand"),
        Field(key="likelihood", label=_("probability in force"), kind=Kind.PERCENT, column=True,
              places=READ_ONLY, source=Worked("sales.Opportunity", likelihood)),
        Field(key="probability", kind=Kind.PERCENT, headings=(
            "probabilidad", "probability", "probability percent",
        )),
        Field(key="weighted", label=_("weighted value"), kind=Kind.MONEY, currency="currency",
              places=READ_ONLY, source=Worked("sales.Opportunity", weighted, adds_up=True)),
        Field(key="close_on", column=True, headings=(
            "fecha de cierre", "close date", "cierre", "closing date", "expected close date",
        )),
        Field(key="opened_on", headings=(
            "abierta el", "opened on", "engage date", "created date", "create date",
            "fecha de apertura", "fecha de creacion",
        )),
        Field(key="standing", label=_("standing"), kind=Kind.CHOICE, choices=STANDING,
              column=True, places=READ_ONLY, source=Worked("sales.Opportunity", standing)),
        Field(key="age", label=_("age in days"), kind=Kind.INTEGER, places=READ_ONLY,
              filter=False, sort=False, source=Computed(lines.ages)),
        Field(key="stage_since", places=READ_ONLY),
        Field(key="closed_at", places=READ_ONLY),
        Field(key="days_to_close", label=_("days to won or lost"), kind=Kind.INTEGER,
              places=READ_ONLY,
              source=Worked("sales.Opportunity", cycle.days_to_close, adds_up=True)),
        Field(key="products", label=_("products"), kind=Kind.RELATION, many=True,
              to="sales.product", places=EVERYWHERE - {Place.FORM},
              source=Products("sales.OpportunityLine", "opportunity", "product"),
              headings=("producto", "product", "productos", "products")),
        Field(key="need", headings=("necesidad", "need")),
        Field(key="next_step", places=READ_ONLY - {Place.EXPORT}),
        Field(key="competitors", label=_("competitors"), kind=Kind.RELATION, many=True,
              to="sales.competitor",
              source=Linked("sales.OpportunityCompetitor", "opportunity", "competitor"),
              headings=("competidores", "competitors", "competidor", "competitor")),
        Field(key="reason", headings=("motivo", "reason", "loss reason", "closed lost reason")),
        Field(key="note", search=True, headings=("nota", "note", "notes", "description")),
        Field(key="reference", group="record", headings=(
            "referencia", "reference", "opportunity id", "deal id", "id",
        )),
        *RECORD,
    ), **_sales,
)  # fmt: skip

LINE = ObjectType(
    key="opportunity_line", model=OpportunityLine, icon="list", title="product",
    order="product__name", natural_key=(("opportunity", "product"),), custom_fields=False,
    change=lines.change, create=lines.create,
    fields=(
        Field(key="product", column=True, headings=("producto", "product", "codigo", "code")),
        Field(key="opportunity", column=True, headings=("oportunidad", "opportunity")),
        Field(key="quantity", column=True, headings=("cantidad", "quantity", "qty")),
        Field(key="price", kind=Kind.DECIMAL, column=True, minimum=0,
              headings=("precio", "price", "unit price")),
    ), **_sales,
)  # fmt: skip
ROLE = ObjectType(
    key="decision_role", model=DecisionRole, icon="users", title="contact", order="contact__name",
    natural_key=(("opportunity", "contact", "role"),), custom_fields=False,
    fields=(
        Field(key="contact", column=True, headings=("contacto", "contact")),
        Field(key="opportunity", column=True, headings=("oportunidad", "opportunity")),
        Field(key="role", column=True, headings=("papel", "role", "rol")),
        Field(key="note", column=True, headings=("nota", "note")),
    ), **_sales,
)  # fmt: skip
PREPARATION = ObjectType(
    key="preparation", model=Preparation, icon="clipboard-text", title="opportunity",
    order="opportunity__title", natural_key=("opportunity",), custom_fields=False,
    fields=(
        Field(key="opportunity", column=True),
        *(Field(key=key, search=True) for key in (
            "their_needs", "our_goals", "our_alternative", "their_alternative", "our_limits",
            "their_limits",
        )),
    ), **_sales,
)  # fmt: skip
CONCESSION = ObjectType(
    key="concession", model=Concession, icon="git-compare", title="title", order="state",
    natural_key=(("opportunity", "title"),), custom_fields=False,
    fields=(
        Field(key="title", column=True, search=True),
        Field(key="opportunity", column=True),
        Field(key="state", column=True),
        Field(key="in_return", column=True),
        Field(key="value", kind=Kind.MONEY, minimum=0, column=True),
        Field(key="came_back", column=True),
        Field(key="made_on"),
    ), **_sales,
)  # fmt: skip

STAY = ObjectType(
    key="stage_stay", model=StageStay, icon="clock", title="opportunity", order="-entered_at",
    natural_key=(("opportunity", "entered_at"),), custom_fields=False,
    fields=(
        Field(key="opportunity", column=True, places=READ_ONLY),
        Field(key="stage", column=True, places=READ_ONLY),
        Field(key="stage_kind", label=_("kind of stage"), kind=Kind.CHOICE, places=READ_ONLY,
              choices=Stage.Kind.choices, source=Own("stage__kind")),
        Field(key="pipeline", label=_("pipeline"), kind=Kind.RELATION, to="sales.pipeline",
              source=Own("stage__pipeline"), places=READ_ONLY),
        Field(key="owner", column=True, places=READ_ONLY),
        Field(key="account", column=True, places=READ_ONLY),
        Field(key="entered_at", column=True, places=READ_ONLY),
        Field(key="left_at", column=True, places=READ_ONLY),
        Field(key="days", label=_("days in the stage"), kind=Kind.INTEGER, column=True,
              help=_("Empty while it is in the stage, and where nobody knows since when it was."),
              places=READ_ONLY, source=Worked("sales.StageStay", stays.days, adds_up=True)),
        Field(key="outcome", label=_("outcome so far"), kind=Kind.CHOICE, column=True,
              choices=Stage.Kind.choices, source=Own("opportunity__stage__kind"),
              places=READ_ONLY),
        Field(key="is_first", places=READ_ONLY),
        Field(key="is_begun_known", places=READ_ONLY),
    ),
)  # fmt: skip

TYPES = (
    PIPELINE, STAGE, REASON, COMPETITOR, OPPORTUNITY, STAY, LINE, ROLE, PREPARATION, CONCESSION,
)  # fmt: skip
