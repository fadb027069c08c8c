"""Reads the values of a page of objects, in as few questions as their sources allow."""

from collections.abc import Mapping, Sequence
from typing import Any

from comarca.base.objects.custom import Stored, read_custom
from comarca.base.objects.fields import Field
from comarca.base.objects.kinds import Kind
from comarca.base.objects.sources import Own, Related

Values = dict[str, Any]


def read_values(fields: Sequence[Field], rows: Sequence[Any]) -> dict[int, Values]:
    """Return the values of rows by primary key and field; what is unknown is None.

    Custom fields together cost one question, and so do the fields that come from the same
    related rows, whatever the number of rows.
    """
    found: dict[int, Values] = {row.pk: {} for row in rows}
    for group in _grouped(fields):
        for field, of_field in _read_group(group, rows):
            for pk, into in found.items():
                into[field.key] = _typed(field, of_field.get(pk))
    return found


def value_of(field: Field, row: Any) -> Any:
    """Return one value of one object."""
    return read_values([field], [row])[row.pk][field.key]


def _grouped(fields: Sequence[Field]) -> list[list[Field]]:
    """Put fields together that one question can read."""
    groups: dict[Any, list[Field]] = {}
    for field in fields:
        source = field.source
        key: Any = id(field)
        if isinstance(source, Stored):
            key = "custom"
        elif isinstance(source, Related):
            key = (source.model, source.link, source.only, source.many)
        elif isinstance(source, Own):
            key = "own"
        groups.setdefault(key, []).append(field)
    return list(groups.values())


def _read_group(
    group: Sequence[Field], rows: Sequence[Any]
) -> list[tuple[Field, Mapping[int, Any]]]:
    """Read the fields of one group."""
    first = group[0].source
    if isinstance(first, Stored):
        stored = [one.source for one in group if isinstance(one.source, Stored)]
        custom = read_custom(stored, rows)
        return [(one, custom[one.custom_id or 0]) for one in group]
    if isinstance(first, Related) and len(group) > 1 and not first.many:
        return _read_related(group, first, rows)
    return [(one, one.source.read(rows)) for one in group]


def _read_related(
    group: Sequence[Field], first: Related, rows: Sequence[Any]
) -> list[tuple[Field, Mapping[int, Any]]]:
    """Read several columns of the same related rows at once."""
    paths = [one.source.path for one in group if isinstance(one.source, Related)]
    found = first.rows().filter(**{f"{first.link}__in": [row.pk for row in rows]})
    columns: list[dict[int, Any]] = [{} for _ in paths]
    for pk, *values in found.order_by(first.link, "pk").values_list(first.link, *paths):
        for column, value in zip(columns, values, strict=True):
            column[pk] = value
    return list(zip(group, columns, strict=True))


def _typed(field: Field, value: Any) -> Any:
    """Return a stored value as its kind: a custom yes is kept as a number."""
    if field.kind is Kind.BOOLEAN and value is not None:
        return bool(value)
    return value
