"""Writes very many rows fast: one prepared statement, no model objects; any database."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

SIZE = 5000
_encoder = DjangoJSONEncoder(ensure_ascii=False, separators=(",", ":"))


def insert(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of values for the named fields; every field without a default must be named."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(model._meta.get_field(name).column)) for name in fields)  # type: ignore[union-attr]
    marks = ", ".join(["%s"] * len(fields))
    _run(f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})", rows)  # noqa: S608


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
            part.append([_plain(value) for value in row])
            if len(part) == SIZE:
                cursor.executemany(statement, part)
                part = []
        if part:
            cursor.executemany(statement, part)


def _plain(value: Any) -> Any:
    """Return a value as the database takes it."""
    if isinstance(value, dict | list):
        return _encoder.encode(value)
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value
