"""The list behind a figure: its group, its period and the report's filters as conditions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from comarca.base.objects.filters import Condition
from comarca.base.objects.kinds import Kind
from comarca.reports.dimensions import Dimension
from comarca.reports.periods import Period, step_end

if TYPE_CHECKING:
    from comarca.reports.working_out import Worked


def address_of(
    worked: "Worked", chosen: Sequence[tuple[Dimension, Any]], *, earlier: bool = False
) -> str:
    """Return the address of the list of the rows behind a figure."""
    definition = worked.definition
    period = worked.earlier if earlier and worked.earlier is not None else worked.period
    found = [*definition.asked.conditions]
    if definition.moment is not None:
        found += _between(definition.moment.key, period)
    for one, key in chosen:
        found += _condition(one, key, worked, earlier=earlier)
    asked = replace(definition.asked, conditions=tuple(found))
    return f"{definition.object_type.index_url}?{asked.query() or 'q='}"


def _condition(one: Dimension, key: Any, worked: "Worked", *, earlier: bool) -> Iterator[Condition]:
    """Yield the conditions that one group means."""
    path = f"{one.through.key}.{one.field.key}" if one.through else one.field.key
    if key is None:
        yield Condition(path, "empty")
    elif one.step and isinstance(key, date):
        if not earlier:  # of the period before, the whole list is shown
            yield from _between(path, Period(key, step_end(one.step, key)))
    elif one.field.kind is Kind.BOOLEAN:
        yield Condition(path, "yes" if key else "no")
    elif one.field.kind.is_text:
        yield Condition(path, "is", (str(key),))
    else:
        yield Condition(path, "in", (str(key),))


def _between(path: str, period: Period) -> Iterator[Condition]:
    """Yield the conditions of a period; the list's "until" includes its day."""
    if period.start is not None:
        yield Condition(path, "from", (period.start.isoformat(),))
    if period.end is not None:
        yield Condition(path, "until", ((period.end - timedelta(days=1)).isoformat(),))
