"""Looks first, in one question for all kinds, where anything may be found at all.

Most kinds hold nothing of what was typed, and most words are rare: then the few entries found are
held against what the reader may see, and no list of thousands of visible objects is ever made.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from comarca.base.search import storage
from comarca.base.search.folding import squeeze
from comarca.base.search.models import SearchEntry

PROBED = 1500  # of a kind and a question: more is a common word, and is asked for otherwise
CANDIDATES, BEGINNINGS = 120, 20
MARK = "any-kind"  # stands for the kind in a statement made once for all; no folded word has a dash
Matches = list[tuple[int, int]]  # entry and object, in the order of the answer


def questions(
    rows: QuerySet[SearchEntry],
    words: Sequence[str],
    table: str = "",
    begin: QuerySet[SearchEntry] | None = None,
) -> list[tuple[QuerySet[SearchEntry], int]]:
    """Return what is asked of a kind, each with how many answers are worth ranking.

    ``begin`` are the same rows put otherwise, for what is found in the order of its beginning.
    """
    text, first = " ".join(words), rows if begin is None else begin
    asked = [
        (beginning(first, "title_key", text), BEGINNINGS),
        (beginning(first, "code_key", squeeze(text)), BEGINNINGS),
    ]
    if any(len(word) >= storage.SHORTEST for word in words):
        asked.append((storage.containing(rows, words, table), CANDIDATES))
    return asked


def beginning(rows: QuerySet[SearchEntry], column: str, text: str) -> QuerySet[SearchEntry]:
    """Return the entries whose key begins so, in its order, by the index on it."""
    if connection.vendor == "sqlite":
        # SQLite's LIKE ignores case and so its index; a range of plain letters uses it.
        rows = rows.filter(**{f"{column}__gte": text, f"{column}__lt": text + "\uffff"})
    else:
        rows = rows.filter(**{f"{column}__startswith": text})
    return rows.order_by(column)


def probe(
    kinds: Iterable[str], words: Sequence[str], tables: Iterable[str]
) -> dict[str, list[Matches]]:
    """Return the first matches of each kind that has any, question by question."""
    parts: list[str] = []
    params: list[Any] = []
    asked = {has_table: _statements(words, has_table) for has_table in (False, True)}
    for kind in kinds:
        for number, (statement, values) in enumerate(asked[storage.table_of(kind) in tables]):
            named = statement.replace(storage.table_of(MARK), storage.table_of(kind))
            # Django wrote the statement; the name of its table comes from no person.
            parts.append(f"SELECT %s AS kind, {number} AS question, t.* FROM ({named}) AS t")  # noqa: S608
            params += [kind, *(kind if value == MARK else value for value in values)]
    if not parts:
        return {}
    found: dict[str, list[Matches]] = {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        for kind, number, entry, pk in cursor.fetchall():
            found.setdefault(kind, [[], [], []])[number].append((entry, pk))
    return found


def _statements(words: Sequence[str], has_table: bool) -> list[tuple[str, tuple[Any, ...]]]:
    """Return the questions as statements for any kind: Django makes them once, not once a kind."""
    table = storage.table_of(MARK) if has_table else ""
    rows = SearchEntry.objects.filter(kind=MARK)
    made = []
    for asked, _most in questions(rows, words, table):
        limited = asked.values_list("pk", "object_id")[: PROBED + 1]
        made.append(limited.query.sql_with_params())
    return made
