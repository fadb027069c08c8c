"""How each database finds words within words: FTS5 trigrams, ``pg_trgm``, else by reading on.

Each kind of object has an index of its own: a name that stands in 50,000 activities and contacts is
then asked for in vain of orders and towns at no cost. SQLite keeps a table beside the entries for
each kind. PostgreSQL has an index on their text if its owner may have ``pg_trgm``; without it the
same question is answered by a slower scan.
"""

import re
from collections.abc import Collection, Iterable, Sequence

from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from comarca.base.search.models import SearchEntry

TABLES, INDEXES = "base_search_fts_", "search_text_"
SHORTEST = 3  # letters of a trigram: shorter words cannot be looked up by it
ENTRIES = "base_searchentry"


def table_of(kind: str) -> str:
    """Return SQLite's table of a kind."""
    return TABLES + _plain(kind)


def _plain(kind: str) -> str:
    """Return a kind as a part of a name that needs no quotes."""
    return re.sub(r"\W", "_", kind, flags=re.ASCII).lower()


def prepare(kinds: Iterable[str]) -> bool:
    """Make what the database offers; return whether words will be found by an index."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor != "sqlite":
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            there = _there()
            for kind in kinds:
                make = _table if connection.vendor == "sqlite" else _index
                for statement in make(kind) if _name(kind) not in there else ():
                    cursor.execute(statement, [kind] if "%s" in statement else None)
        return True
    except DatabaseError:
        return False


def _table(kind: str) -> list[str]:
    """Return what makes SQLite's table of a kind, with the entries that are there."""
    name = table_of(kind)
    return [
        f"CREATE VIRTUAL TABLE {name} USING fts5(text, tokenize='trigram')",
        f"INSERT INTO {name} (rowid, text) SELECT id, text FROM {ENTRIES} WHERE kind = %s",  # noqa: S608
    ]


def _index(kind: str) -> list[str]:
    """Return what makes PostgreSQL's index of a kind."""
    condition = kind.replace("'", "''")
    name = INDEXES + _plain(kind)
    how = "USING gin (text gin_trgm_ops)"
    return [f"CREATE INDEX {name} ON {ENTRIES} {how} WHERE kind = '{condition}'"]


def _name(kind: str) -> str:
    return table_of(kind) if connection.vendor == "sqlite" else INDEXES + _plain(kind)


def _there() -> set[str]:
    """Return the names of what is made already."""
    where, name = (
        ("sqlite_master", "name")
        if connection.vendor == "sqlite"
        else ("pg_indexes WHERE tablename = 'base_searchentry'", "indexname")
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM {where}")  # noqa: S608
        return {found for (found,) in cursor.fetchall()}


def tables() -> Collection[str]:
    """Return SQLite's tables of trigrams by their names, in one question; elsewhere none."""
    return _there() if connection.vendor == "sqlite" else ()


def forget(kind: str, ids: Sequence[int]) -> None:
    """Take entries out of the table of trigrams."""
    if ids and table_of(kind) in tables():
        statement = f"DELETE FROM {table_of(kind)} WHERE rowid = %s"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.executemany(statement, [(pk,) for pk in ids])


def remember(kind: str, entries: Sequence[SearchEntry]) -> None:
    """Put entries that were just written into the table of trigrams."""
    if not entries or connection.vendor != "sqlite":
        return
    if table_of(kind) not in tables():
        prepare([kind])  # takes over what is there, these with it
        return
    statement = f"INSERT INTO {table_of(kind)} (rowid, text) VALUES (%s, %s)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(entry.pk, entry.text) for entry in entries])


def containing(
    rows: QuerySet[SearchEntry], words: Sequence[str], table: str = ""
) -> QuerySet[SearchEntry]:
    """Return the entries that hold every word; words below three letters begin one there.

    With a ``table`` of trigrams SQLite walks through what holds the words and stops when there
    are enough: a common word is in hundreds of thousands of entries, and to gather them all took
    seconds. Of few entries the texts are better read.
    """
    long = [word for word in words if len(word) >= SHORTEST]
    if long and table:
        # Quotes make a phrase of each word, so that nothing in it is an operator.
        match = " AND ".join(f'"{word}"' for word in long)
        # The plus keeps SQLite from asking the trigrams once for each entry instead.
        walk = [f"{table} MATCH %s", f"+{table}.rowid = {ENTRIES}.id"]
        rows = rows.extra(tables=[table], where=walk, params=[match])  # noqa: S610
    else:
        for word in long:
            rows = rows.filter(text__contains=word)
    for word in set(words) - set(long):
        rows = rows.filter(text__contains=f" {word}")
    return rows
