"""Keep the index true: entries are made again when their objects change, and every night."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import transaction

from comarca.base.search import storage
from comarca.base.search.folding import fold, squeeze
from comarca.base.search.models import SearchEntry, SearchWord
from comarca.base.search.registry import Entry, Provider, providers

CHUNK = 2000
FIELDS = ("title", "code", "detail", "title_key", "code_key", "text", "lon", "lat")
LONGEST_WORD = 40


def refresh(key: str, ids: Iterable[int]) -> None:
    """Make the entries of some objects again; those of objects that are gone go too."""
    provider, wanted = providers[key], sorted(set(ids))
    for part in _parts(iter(wanted), CHUNK):
        _write(provider, part, [_row(key, entry) for entry in provider.entries(part)])


def rebuild(key: str) -> int:
    """Make all entries of a kind again, writing only what differs; return how many there are."""
    provider, total = providers[key], 0
    seen: set[int] = set()
    for part in _parts(provider.entries(None), CHUNK):
        rows = [_row(key, entry) for entry in part]
        ids = [row.object_id for row in rows]
        _write(provider, ids, rows)
        seen.update(ids)
        total += len(rows)
    known = SearchEntry.objects.filter(kind=key).values_list("object_id", flat=True)
    gone = [pk for pk in known.iterator() if pk not in seen]
    for part in _parts(iter(gone), CHUNK):
        _write(provider, part, [])
    return total


def _write(provider: Provider, ids: Sequence[int], rows: Sequence[SearchEntry]) -> None:
    """Bring the entries of some objects to what they should be."""
    with transaction.atomic():
        stored = {
            entry.object_id: entry
            for entry in SearchEntry.objects.filter(kind=provider.key, object_id__in=ids)
        }
        changed = [row for row in rows if _differs(row, stored.get(row.object_id))]
        wanted = {row.object_id for row in rows}
        again = {row.object_id for row in changed}
        old = [e.pk for i, e in stored.items() if i not in wanted or i in again]
        storage.forget(provider.key, old)
        SearchEntry.objects.filter(pk__in=old).delete()
        storage.remember(provider.key, SearchEntry.objects.bulk_create(changed))
        _learn(changed)


def _differs(row: SearchEntry, stored: SearchEntry | None) -> bool:
    if stored is None:
        return True
    return any(getattr(row, name) != getattr(stored, name) for name in FIELDS)


def _row(key: str, entry: Entry) -> SearchEntry:
    """Return an entry as it is stored."""
    words = [fold(part) for part in (entry.title, entry.detail, *entry.words) if part]
    codes = [fold(entry.code), squeeze(entry.code)] if entry.code else []
    return SearchEntry(
        kind=key,
        object_id=entry.object_id,
        title=entry.title[:250],
        code=entry.code[:64],
        detail=entry.detail[:250],
        title_key=fold(entry.title)[:250],
        code_key=squeeze(entry.code)[:64],
        text=" " + " ".join(dict.fromkeys([*words, *codes])),
        lon=entry.lon,
        lat=entry.lat,
    )


def _learn(rows: Iterable[SearchEntry]) -> None:
    """Add the words of some entries to those that typing errors are put right by."""
    words = {word for row in rows for word in row.text.split()}
    spelled = {w for w in words if 4 <= len(w) <= LONGEST_WORD and w.isalpha()}
    SearchWord.objects.bulk_create(
        [SearchWord(word=word) for word in sorted(spelled)], ignore_conflicts=True
    )


def _parts(items: Iterator[Entry] | Iterator[int], size: int) -> Iterator[list]:  # type: ignore[type-arg]
    """Cut a stream into lists of some length."""
    while part := list(islice(items, size)):
        yield part
