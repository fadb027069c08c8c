"""How each database finds words within words: FTS5 trigrams, ``pg_trgm``, else by reading on.

SQLite keeps a table of its own beside the entries. PostgreSQL has an index on their text if its
owner may have ``pg_trgm``; without it the same question is answered by a slower scan.
"""

from collections.abc import Sequence

from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from comarca.base.search.models import SearchEntry

TABLE = "base_search_fts"
SHORTEST = 3  # letters of a trigram: shorter words cannot be looked up by it
CREATE = f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5(text, tokenize='trigram')"
INDEX = "search_text_trigrams"


def prepare() -> bool:
    """Make what the database offers; return whether words will be found by an index."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(CREATE)
                return True
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {INDEX} ON base_searchentry"
                " USING gin (text gin_trgm_ops)"
            )
            return True
    except DatabaseError:
        return False


def _has_table() -> bool:
    """Return whether this is SQLite with its table of trigrams."""
    if connection.vendor != "sqlite":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM sqlite_master WHERE name = %s", [TABLE])
        return cursor.fetchone() is not None


def forget(ids: Sequence[int]) -> None:
    """Take entries out of the table of trigrams."""
    if ids and _has_table():
        with connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(pk,) for pk in ids])  # noqa: S608


def remember(entries: Sequence[SearchEntry]) -> None:
    """Put entries into the table of trigrams."""
    if entries and _has_table():
        rows = [(entry.pk, entry.text) for entry in entries]
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {TABLE} (rowid, text) VALUES (%s, %s)", rows)  # noqa: S608


def containing(
    rows: QuerySet[SearchEntry], words: Sequence[str], *, few: bool = False
) -> QuerySet[SearchEntry]:
    """Return the entries that hold every word; words below three letters begin one there.

    Of ``few`` entries the texts are read: SQLite would ask its trigrams once for each of them.
    Else it walks through what holds the words and stops when there are enough: a common word is
    in hundreds of thousands of entries, and to gather them all took seconds.
    """
    long = [word for word in words if len(word) >= SHORTEST]
    if long and not few and _has_table():
        # Quotes make a phrase of each word, so that nothing in it is an operator.
        match = " AND ".join(f'"{word}"' for word in long)
        # The plus keeps SQLite from asking the trigrams once for each entry instead.
        walk = [f"{TABLE} MATCH %s", f"+{TABLE}.rowid = base_searchentry.id"]
        rows = rows.extra(tables=[TABLE], where=walk, params=[match])  # noqa: S610
    else:
        for word in long:
            rows = rows.filter(text__contains=word)
    for word in set(words) - set(long):
        rows = rows.filter(text__contains=f" {word}")
    return rows
