"""An administrator's own fields that hold figures, as measures to colour, balance and export by."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from comarca.accounts.measures import Measure, further, of_sites
from comarca.base.objects.custom import CustomValue, custom_figures
from comarca.base.objects.kinds import Kind

if TYPE_CHECKING:
    from django.db.models import QuerySet

VALUE = "own_value"


def own_measures() -> dict[str, Measure]:
    """Return a measure for each field of accounts that holds a number or an amount.

    A field that only some roles see is no measure: everybody who reads a plan would see its sums.
    """
    return {
        field.key: Measure(
            key=field.key,
            label=field.label,
            unit=_("currency") if field.kind is Kind.MONEY else "",
            is_money=field.kind is Kind.MONEY,
            source=OwnValues(field.custom_id or 0),
            expression=Sum,
            column=VALUE,
        )
        for field in custom_figures("account")
    }


@dataclass(frozen=True, slots=True)
class OwnValues:
    """The values of one field by the unit of the account's main site; what is below 0 is left out.

    No negative figure can be balanced.
    """

    field: int

    def __call__(self, layers: list[int]) -> "QuerySet[Any, Any]":
        """Return the accounts in some layers with their value."""
        values = CustomValue.objects.filter(
            field=self.field, object_id=OuterRef("account_id"), number__gt=0
        )
        return of_sites(layers, **{VALUE: Subquery(values.values("number")[:1])})


further.append(own_measures)
