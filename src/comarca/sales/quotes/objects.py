"""What quotes, approval rules and requests for approval are made of."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db.models import Case, DecimalField, ExpressionWrapper, F, When
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from comarca.base.locales import currencies
from comarca.base.objects import Field, Kind, ObjectType, Place, Worked
from comarca.base.objects.fields import EVERYWHERE, READ_ONLY
from comarca.base.objects.sources import Own
from comarca.sales.access import may_see_margin
from comarca.sales.models import ApprovalRule, Quote
from comarca.sales.pipeline.objects import ACCOUNT
from comarca.sales.products.objects import GROUPS, RECORD
from comarca.sales.quotes import editing

MADE_HERE = EVERYWHERE - {Place.IMPORT}


def languages() -> list[tuple[str, Any]]:
    """Return the languages that documents are written in."""
    return list(settings.LANGUAGES)


def margin() -> Combinable:
    """Return the margin of the newest version in per cent of its net; nothing where unknown."""
    net, cost = F("current__net"), F("current__cost")
    part = ExpressionWrapper(
        (net - cost) * 100 / net, output_field=DecimalField(max_digits=9, decimal_places=2)
    )
    return Case(When(current__net__gt=0, current__cost__isnull=False, then=part))


def discount() -> Combinable:
    """Return by how many per cent the newest version lies below the list prices."""
    net, whole = F("current__net"), F("current__list_total")
    part = ExpressionWrapper(
        (whole - net) * 100 / whole, output_field=DecimalField(max_digits=9, decimal_places=2)
    )
    return Case(When(current__list_total__gt=0, then=part))


def _amount(key: str, label: Any, **more: Any) -> Field:
    """Return an amount of the newest version."""
    return Field(
        key=key, label=label, kind=Kind.MONEY, currency="currency", places=READ_ONLY,
        source=Own(f"current__{key}"), **more,
    )  # fmt: skip


QUOTE = ObjectType(
    key="quote", model=Quote, icon="file-export", title="number", order="-number",
    natural_key=("number",), write="sales.write", groups=GROUPS, pages={"detail": "sales:quote"},
    create=editing.create,
    fields=(
        Field(key="number", column=True, search=True, places=READ_ONLY, label=_("number")),
        Field(key="title", column=True, search=True, places=MADE_HERE),
        replace(ACCOUNT, places=MADE_HERE),  # a quote is made here, no file brings one
        Field(key="opportunity", places=MADE_HERE),
        Field(key="contact", places=MADE_HERE),
        Field(key="owner", column=True, places=MADE_HERE, required=False),
        Field(key="state", column=True, places=READ_ONLY),
        Field(key="language", kind=Kind.CHOICE, choices=languages, places=MADE_HERE,
              help=_("Of the customer's papers; empty: the contact's, else the company's.")),
        Field(key="currency", kind=Kind.CHOICE, choices=currencies, places=READ_ONLY),
        Field(key="valid_until", label=_("valid until"), column=True, places=READ_ONLY,
              source=Own("current__valid_until")),
        _amount("net", _("net"), column=True),
        _amount("tax", _("tax")),
        _amount("total", _("total"), column=True),
        Field(key="discount", label=_("discount"), kind=Kind.PERCENT, places=READ_ONLY,
              source=Worked("sales.Quote", discount)),
        _amount("cost", _("cost"), may_see=may_see_margin),
        Field(key="margin", label=_("margin"), kind=Kind.PERCENT, places=READ_ONLY, column=True,
              may_see=may_see_margin, source=Worked("sales.Quote", margin)),
        Field(key="answered_at", places=READ_ONLY),
        *RECORD,
    ),
)  # fmt: skip
RULE = ObjectType(
    key="approval_rule", model=ApprovalRule, icon="shield-check", natural_key=("name",),
    write="catalogue.edit", custom_fields=False,
    fields=(
        Field(key="name", column=True, search=True),
        Field(key="role", column=True),
        Field(key="segment", column=True),
        Field(key="above_discount", kind=Kind.PERCENT, column=True, minimum=0, maximum=100),
        Field(key="below_margin", kind=Kind.PERCENT, column=True, may_see=may_see_margin,
              may_edit=may_see_margin),
        Field(key="above_amount", kind=Kind.MONEY, minimum=0, column=True),
        Field(key="approver", column=True),
        Field(key="hours", column=True),
        Field(key="escalate_to"),
    ),
)  # fmt: skip

TYPES = (QUOTE, RULE)
