"""Rows made by the database itself: millions by way of Python take half an hour."""

NOW = "CURRENT_TIMESTAMP"


def pick(words: list[str], number: str) -> str:
    """Return the SQL that chooses a word by a number."""
    cases = " ".join(f"WHEN {at} THEN '{word}'" for at, word in enumerate(words))
    return f"(CASE ({number}) % {len(words)} {cases} END)"


def ago(minutes: str) -> str:
    """Return the SQL of the moment some minutes ago."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return f"strftime('%Y-%m-%d %H:%M:00', 'now', (-({minutes})) || ' minutes')"
    return f"date_trunc('minute', now()) - ({minutes}) * interval '1 minute'"


def insert(table: str, values: dict[str, str], rows: str, each: int) -> None:
    """Write ``each`` rows for every row of another table; other text columns are left empty."""
    from django.apps import apps
    from django.db import connection, models

    model = next(m for m in apps.get_models() if m._meta.db_table == table)
    texts = {
        column.column: "''"
        for column in model._meta.concrete_fields
        if isinstance(column, models.CharField | models.TextField) and not column.null
    }
    given = {**texts, **values}
    columns = ", ".join(f'"{one}"' for one in given)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL "
            f"SELECT n + 1 FROM n WHERE n < {each}) SELECT {', '.join(given.values())} "
            f"FROM {rows} CROSS JOIN n"
        )
