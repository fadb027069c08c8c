"""Sums of decimals that come out as decimals: SQLite adds floats, and leaves their noise in."""

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from django.db.models import DecimalField, Sum


class ExactSum(Sum):
    """The sum of a decimal column, to its decimal places; None of no rows.

    Exact as long as a float holds the sum: below 10,000,000,000,000.00 with two places. Without
    this, 2.00 + 0.01 - 2.00 is 0.00999999999999979 on SQLite, and a tax on it a cent less.
    """

    def get_db_converters(self, connection: Any) -> list[Callable[..., Any]]:
        """Round what the database answers, after it was made a decimal."""
        return [*super().get_db_converters(connection), self._to_places]

    def _to_places(self, value: Decimal | None, _expression: Any, _connection: Any) -> Any:
        field = self.output_field
        if value is None or not isinstance(field, DecimalField):
            return value
        return value.quantize(Decimal(1).scaleb(-field.decimal_places), ROUND_HALF_EVEN)
