"""The questions one may ask of a field, by its kind: contains, at least, one of, before, empty."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comarca.base.dates import today
from comarca.base.objects.fields import Field
from comarca.base.objects.kinds import Kind


@dataclass(frozen=True, slots=True)
class Operator:
    """One question: its key in addresses, its words, how many values, and its condition."""

    key: str
    label: str | Promise
    condition: Callable[[str, Sequence[Any]], Q]
    values: str = "one"  # none, one or several
    negates: bool = False  # asked as "not such a row", so that what is unknown counts too
    days: bool = False  # its value is a number of days, whatever the field holds


def _lookup(lookup: str) -> Callable[[str, Sequence[Any]], Q]:
    """Return a condition that compares with one value."""

    def condition(path: str, values: Sequence[Any]) -> Q:
        return Q(**{f"{path}__{lookup}": values[0]})

    return condition


def _any_of(path: str, values: Sequence[Any]) -> Q:
    return Q(**{f"{path}__in": list(values)})


def _is_text(path: str, values: Sequence[Any]) -> Q:
    return Q(**{f"{path}__iexact": values[0]})


def _through_day(path: str, values: Sequence[Any]) -> Q:
    """Hold a date to a day and all days before; of a moment, its whole day counts."""
    return Q(**{f"{path}__lt": _after(values[0])})


def _after(value: Any) -> Any:
    return value + timedelta(days=1)


def _last_days(path: str, values: Sequence[Any]) -> Q:
    day = today()
    first = day - timedelta(days=int(values[0]))
    return Q(**{f"{path}__gte": first, f"{path}__lt": _after(day)})


def _next_days(path: str, values: Sequence[Any]) -> Q:
    day = today()
    last = day + timedelta(days=int(values[0]))
    return Q(**{f"{path}__gte": day, f"{path}__lt": _after(last)})


def _yes(path: str, values: Sequence[Any]) -> Q:
    return Q(**{path: True})


def _known(path: str, values: Sequence[Any]) -> Q:
    return Q(**{f"{path}__isnull": False})


CONTAINS = Operator("contains", _("contains"), _lookup("icontains"))
LACKS = Operator("lacks", _("does not contain"), _lookup("icontains"), negates=True)
STARTS = Operator("starts", _("begins with"), _lookup("istartswith"))
IS = Operator("is", _("is"), _is_text)
EQUALS = Operator("eq", _("equals"), _lookup("exact"))
AT_LEAST = Operator("gte", _("is at least"), _lookup("gte"))
AT_MOST = Operator("lte", _("is at most"), _lookup("lte"))
FROM = Operator("from", _("on or after"), _lookup("gte"))
UNTIL = Operator("until", _("on or before"), _through_day)
LAST = Operator("last", _("in the last days"), _last_days, days=True)
NEXT = Operator("next", _("in the next days"), _next_days, days=True)
ONE_OF = Operator("in", _("is one of"), _any_of, values="several")
NONE_OF = Operator("not", _("is none of"), _any_of, values="several", negates=True)
TRUE = Operator("yes", _("is yes"), _yes, values="none")
FALSE = Operator("no", _("is no"), _yes, values="none", negates=True)
FILLED = Operator("filled", _("is known"), _known, values="none")
EMPTY = Operator("empty", _("is not known"), _known, values="none", negates=True)

OPERATORS = {
    operator.key: operator
    for operator in (
        CONTAINS, LACKS, STARTS, IS, EQUALS, AT_LEAST, AT_MOST, FROM, UNTIL, LAST, NEXT,
        ONE_OF, NONE_OF, TRUE, FALSE, FILLED, EMPTY,
    )
}  # fmt: skip


def operators_of(field: Field) -> tuple[Operator, ...]:
    """Return the questions one may ask of a field, the likeliest first."""
    if field.kind.is_text:
        return (CONTAINS, LACKS, STARTS, IS, EMPTY, FILLED)
    if field.kind.is_number:
        return (AT_LEAST, AT_MOST, EQUALS, EMPTY, FILLED)
    if field.kind in {Kind.DATE, Kind.DATETIME}:
        return (FROM, UNTIL, LAST, NEXT, EMPTY, FILLED)
    if field.kind is Kind.BOOLEAN:
        return (TRUE, FALSE)
    return (ONE_OF, NONE_OF, EMPTY, FILLED)


def condition_of(operator: Operator, field: Field, values: Sequence[Any]) -> Q | None:
    """Return the condition on the object's table, or None where the field cannot be asked."""

    def condition(path: str) -> Q:
        if operator in {FILLED, EMPTY}:
            return _filled(field, path)
        asked = operator.condition(path, values)
        return _with_moments(asked) if field.kind is Kind.DATETIME else asked

    return field.source.matching(condition, negated=operator.negates)


def _filled(field: Field, path: str) -> Q:
    """Return what makes a value known: not null, and of text not empty."""
    known = Q(**{f"{path}__isnull": False})
    if field.kind.is_text or field.kind.is_choice:
        return known & ~Q(**{path: ""})
    return known


def _with_moments(asked: Q) -> Q:
    """Return a condition on days as one on moments: each day begins at its midnight here."""
    return Q(*((path, _as_moment(value)) for path, value in asked.children))  # type: ignore[misc]


def _as_moment(value: Any) -> Any:
    """Return the first moment of a day here, to compare moments with."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return timezone.make_aware(datetime.combine(value, datetime.min.time()))
    return value
