"""Writes very many rows fast: one prepared statement for all of them; any database."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.utils import timezone

SIZE = 5000
_encoder = DjangoJSONEncoder(ensure_ascii=False, separators=(",", ":"))


def insert(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of values for the named fields; the other fields take their defaults."""
    quote = connection.ops.quote_name
    usual = _defaults(model, fields)
    columns = ", ".join(quote(str(model._meta.get_field(n).column)) for n in (*fields, *usual))  # type: ignore[union-attr]
    marks = ", ".join(["%s"] * (len(fields) + len(usual)))
    rest = list(usual.values())
    filled = ([*row, *rest] for row in rows)
    _run(f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})", filled)  # noqa: S608


def insert_objects(rows: Iterable[models.Model]) -> None:
    """Insert new objects of one model, which do not learn their keys; half of a bulk create's time.

    No signal is sent and no default of the database is read: for data that is made by the million.
    """
    source = iter(rows)
    if (first := next(source, None)) is None:
        return
    fields = [one for one in first._meta.concrete_fields if not one.primary_key]
    values = ([one.pre_save(row, True) for one in fields] for row in chain([first], source))
    insert(type(first), [one.name for one in fields], values)


def _defaults(model: type[models.Model], named: Sequence[str]) -> dict[str, Any]:
    """Return what the other fields of a new row hold, but for those that hold nothing."""
    now, found = timezone.now(), {}
    for one in model._meta.concrete_fields:
        if one.name in named or one.primary_key:
            continue
        is_now = getattr(one, "auto_now", False) or getattr(one, "auto_now_add", False)
        if (value := now if is_now else one.get_default()) is not None:
            found[one.name] = value
    return found


def update(
    model: type[models.Model],
    fields: Sequence[str],
    keys: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Set fields of rows found by their keys; each row gives the fields and then the keys."""
    quote = connection.ops.quote_name

    def named(name: str) -> str:
        return f"{quote(str(model._meta.get_field(name).column))} = %s"  # type: ignore[union-attr]

    changes, where = ", ".join(map(named, fields)), " AND ".join(map(named, keys))
    _run(f"UPDATE {quote(model._meta.db_table)} SET {changes} WHERE {where}", rows)  # noqa: S608


def _run(statement: str, rows: Iterable[Sequence[Any]]) -> None:
    """Run one statement for many rows, some thousands at a time."""
    part: list[list[Any]] = []
    with connection.cursor() as cursor:
        for row in rows:
            part.append([write(v) if (write := _WRITTEN.get(type(v))) else v for v in row])
            if len(part) == SIZE:
                cursor.executemany(statement, part)
                part = []
        if part:
            cursor.executemany(statement, part)


def _adapt_datetime(value: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(value)


# How values of a type are written that no database driver takes as they are.
_WRITTEN: dict[type, Callable[[Any], Any]] = {
    dict: _encoder.encode, list: _encoder.encode, datetime: _adapt_datetime,
}  # fmt: skip
