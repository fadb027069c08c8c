"""Find objects and pages by what a person types, whatever the accents, case and typing errors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from rapidfuzz import fuzz

from comarca.base.among import Among
from comarca.base.search import storage
from comarca.base.search.folding import fold, squeeze
from comarca.base.search.models import SearchEntry
from comarca.base.search.probing import (
    BEGINNINGS,
    CANDIDATES,
    PROBED,
    Matches,
    probe,
    questions,
)
from comarca.base.search.registry import Provider, in_order, map_addresses, page_sources
from comarca.base.search.vocabulary import vocabulary

WORDS = 8
LONGEST = 100
FEW = 1  # with no more than this found, a typing error is looked for
MOST_CORRECTIONS = 3
SOME = 5000
FEW_KEYS = 1000  # PostgreSQL searches an array from its beginning for each entry it looks at


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. ``score`` is 0 to 100 and only compares hits of one answer."""

    kind: str
    label: str
    icon: str
    id: int
    title: str
    code: str
    detail: str
    address: str
    lon: float | None
    lat: float | None
    score: float


@dataclass(slots=True)
class Answer:
    """What was found. ``instead`` is the corrected text if nothing was called what was typed."""

    query: str
    hits: list[Hit] = field(default_factory=list)
    instead: str = ""


def find(
    user: Any, query: str, *, most: int = 8, kinds: Sequence[str] | None = None, pages: bool = True
) -> Answer:
    """Return up to ``most`` hits of each kind that a person may see, the best first."""
    answer = Answer(query.strip()[:LONGEST])
    words = fold(answer.query).split()[:WORDS]
    if not words or not user.is_authenticated or not user.is_active:
        return answer
    allowed = [p for p in in_order() if _allows(user, p, kinds)]
    answer.hits = _search(user, allowed, words, most)
    if pages:
        answer.hits += _pages(user, words)[:most]
    if len(answer.hits) <= FEW and not any(hit.score >= 75 for hit in answer.hits):
        _correct(answer, words, lambda corrected: _search(user, allowed, corrected, most))
    answer.hits.sort(key=lambda hit: -hit.score)
    return answer


def _allows(user: Any, provider: Provider, kinds: Sequence[str] | None) -> bool:
    wanted = kinds is None or provider.key in kinds
    return wanted and (not provider.action or user.may(provider.action))


def _search(user: Any, allowed: Sequence[Provider], words: list[str], most: int) -> list[Hit]:
    """Return the best hits of each kind for some folded words."""
    tables = storage.tables()
    matches = probe([provider.key for provider in allowed], words, tables)
    some: dict[str, list[int]] = {}
    many: dict[str, list[SearchEntry]] = {}
    for provider in allowed:
        found = matches.get(provider.key)
        if found is None:
            continue
        visible = provider.visible(user)
        if max(map(len, found)) <= PROBED:
            some[provider.key] = _seen(found, visible)
        else:
            table = storage.table_of(provider.key)
            many[provider.key] = _ranked(provider, visible, words, table if table in tables else "")
    entries = SearchEntry.objects.in_bulk([pk for pks in some.values() for pk in pks])
    hits: list[Hit] = []
    for provider in allowed:
        rows = many.get(provider.key) or [entries[pk] for pk in some.get(provider.key, ())]
        scored = [(_score(entry, words, provider.by_code), entry) for entry in rows]
        scored.sort(key=lambda row: (-row[0], row[1].title_key, row[1].pk))
        hits += [_hit(provider, entry, score) for score, entry in scored[:most]]
    return hits


def _seen(found: Sequence[Matches], visible: QuerySet[Any] | None) -> list[int]:
    """Return the entries worth ranking among few matches: those that a person may see."""
    seen: set[int] | None = None
    if visible is not None:
        wanted = {pk for matches in found for _entry, pk in matches}
        seen = set(visible.order_by().filter(pk__in=wanted).values_list("pk", flat=True))
    chosen: dict[int, None] = {}
    for matches, most in zip(found, (BEGINNINGS, BEGINNINGS, CANDIDATES), strict=True):
        mine = [entry for entry, pk in matches if seen is None or pk in seen]
        chosen |= dict.fromkeys(mine[:most])
    return list(chosen)


def _ranked(
    provider: Provider, visible: QuerySet[Any] | None, words: list[str], table: str
) -> list[SearchEntry]:
    """Return the entries worth ranking of a kind in which the words are common."""
    rows = begin = SearchEntry.objects.filter(kind=provider.key)
    ids = None if visible is None else _ids(visible)
    if visible is not None:
        # Asked of each entry that is looked at, not by gathering millions of keys first.
        begin = rows.filter(Exists(visible.order_by().filter(pk=OuterRef("object_id"))))
        rows = rows.filter(_one_of(ids, visible)) if isinstance(ids, list) else begin
    if isinstance(ids, list):
        table = ""  # a few thousand texts are read; SQLite would ask its trigrams for each
        if connection.vendor != "postgresql" or len(ids) <= FEW_KEYS:
            begin = rows
    asked = questions(rows, words, table, begin)
    return list({entry.pk: entry for some, most in asked for entry in some[:most]}.values())


def _one_of(ids: list[int], visible: QuerySet[Any] | None) -> Q:
    """Return that an entry is of one of some objects.

    PostgreSQL finds them again itself: to write thousands of numbers into its question took longer.
    """
    if visible is not None and connection.vendor == "postgresql":
        return Q(Among("object_id", visible.order_by().values("pk")))
    return Q(object_id__in=ids)


def _ids(visible: QuerySet[Any]) -> Any:
    """Return the ids that a person may see: as a list where it is short, else as a query."""
    rows = visible.order_by()
    some = list(rows.values_list("pk", flat=True)[: SOME + 1])
    return some if len(some) <= SOME else rows


def _score(entry: SearchEntry, words: list[str], by_code: float) -> float:
    """Return how well an entry answers, 0 to 100: a whole name beats a beginning, that a word."""
    text, title = " ".join(words), entry.title_key
    return max(_by_code(entry, squeeze(text)) * by_code, _by_title(title, text, words)) or (
        _by_rest(entry.text, text, words)
    )


def _by_code(entry: SearchEntry, code: str) -> float:
    """Rate a code: 100 if it is the whole of it, 78 if it begins so, else 0."""
    if not entry.code_key or not entry.code_key.startswith(code):
        return 0.0
    return 100.0 if entry.code_key == code else 78.0


def _by_title(title: str, text: str, words: list[str]) -> float:
    """Rate a name: the same, its beginning, the beginnings of its words, parts of it, else 0."""
    if title == text:
        return 99.0
    if title.startswith(text):
        return 90 + 5 * len(text) / len(title)
    parts = title.split()
    if all(any(part.startswith(word) for part in parts) for word in words):
        return 80 + fuzz.ratio(text, title) / 20
    return 65 + fuzz.ratio(text, title) / 20 if all(word in title for word in words) else 0.0


def _by_rest(content: str, text: str, words: list[str]) -> float:
    """Rate the other words, such as an address: whole beginnings of words before parts of them."""
    whole = all(f" {word}" in content for word in words)
    return (50 if whole else 30) + fuzz.partial_ratio(text, content) / 20


def _hit(provider: Provider, entry: SearchEntry, score: float) -> Hit:
    return Hit(
        kind=provider.key,
        label=str(provider.label),
        icon=provider.icon,
        id=entry.object_id,
        title=entry.title,
        code=entry.code,
        detail=entry.detail,
        address=_address(provider, entry),
        lon=entry.lon,
        lat=entry.lat,
        score=round(score, 1),
    )


def _address(provider: Provider, entry: SearchEntry) -> str:
    """Return where a hit leads: to its page, or to its place on the map."""
    if provider.on_map and map_addresses and entry.lon is not None and entry.lat is not None:
        return map_addresses[0](provider.key, entry.object_id, entry.lon, entry.lat)
    return provider.address(entry.object_id)


def _pages(user: Any, words: list[str]) -> list[Hit]:
    """Return the pages and actions whose name holds every word."""
    found: list[Hit] = []
    text = " ".join(words)
    for page in (page for source in page_sources for page in source(user)):
        key = fold(page.title)
        if all(any(part.startswith(word) for part in key.split()) for word in words):
            score = 88 + 5 * len(text) / max(len(key), 1)
            found.append(
                Hit("page", "", page.icon, 0, page.title, "", "", page.address, None, None, score)
            )
    return found


def _correct(answer: Answer, words: list[str], search: Callable[[list[str]], list[Hit]]) -> None:
    """Try the words that were probably meant; what is found so says what it was found by."""
    choices = [[*vocabulary.like(word), word] for word in words]
    for corrected in list(product(*choices))[:MOST_CORRECTIONS]:
        if list(corrected) == words:
            continue
        hits = search(list(corrected))
        if hits:
            answer.hits += hits
            answer.instead = " ".join(corrected)
            return
