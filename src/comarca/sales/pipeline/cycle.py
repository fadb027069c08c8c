"""How long a sale takes: the days from its opening to won or lost, counted by the database."""

from typing import Any

from django.db.models import Func, IntegerField
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncDate


class DaysBetween(Func):
    """The whole days from the second date to the first, on either database."""

    arity = 2
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Count by Julian days."""
        template = "CAST(julianday(%(expressions)s) AS INTEGER)"
        return self.as_sql(
            compiler, connection, template=template, arg_joiner=") - julianday(", **context
        )

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Take one date from the other."""
        return self.as_sql(
            compiler, connection, template="(%(expressions)s)", arg_joiner=" - ", **context
        )


def days_to_close() -> Combinable:
    """Return the days from the opening to won or lost; nothing while a sale is open."""
    return DaysBetween(TruncDate("closed_at"), "opened_on")
