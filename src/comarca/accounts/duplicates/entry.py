"""Is the account that somebody types in here already? A few candidates are looked up and scored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from comarca.accounts.duplicates.records import columns_of, record_of, records
from comarca.accounts.models import Account
from comarca.base.linkage.columns import company, phone
from comarca.base.linkage.one import probabilities
from comarca.base.search import find
from comarca.base.search.folding import squeeze
from comarca.team.models import Person

# Somebody who is asked says no in a second: ask from here on, about so many at most.
ASK_FROM, SHOWN, LOOKED_AT = 0.3, 5, 20
MOST_WORDS, SHORTEST = 2, 3


@dataclass(frozen=True, slots=True)
class Likely:
    """An account that may be the one being typed in, and how probably (0 to 1)."""

    account: Account
    probability: float


def likely(values: Mapping[str, Any], user: Person) -> list[Likely]:
    """Return the visible accounts that values may mean, the likeliest first."""
    ids = _candidates(values, user)
    known = records(ids) if ids else {}
    if not known:
        return []
    rows = columns_of([record_of(values), *known.values()])
    scored = zip(
        known, probabilities(rows, Account.objects.filter(archived_at=None).count()), strict=True
    )
    best = sorted(((p, pk) for pk, p in scored if p >= ASK_FROM), reverse=True)[:SHOWN]
    found = Account.objects.in_bulk([pk for _p, pk in best])
    return [Likely(found[pk], p) for p, pk in best]


def _candidates(values: Mapping[str, Any], user: Person) -> list[int]:
    """Return visible accounts that share a number, or words of the name."""
    mine = Account.objects.visible_to(user)
    same = Q()
    for key in ("tax_id", "email", "website"):
        if text := str(values.get(key) or "").strip():
            same |= Q(**{f"{key}__iexact": text})
    ids = list(mine.filter(same).values_list("pk", flat=True)[:LOOKED_AT]) if same else []
    for text in _texts(values):
        hits = find(user, text, most=LOOKED_AT, kinds=["account"], pages=False).hits
        ids += [hit.id for hit in hits]
    return list(mine.filter(pk__in=ids).values_list("pk", flat=True))


def _texts(values: Mapping[str, Any]) -> list[str]:
    """Return what is looked for: the name, its longest words alone, the numbers."""
    name = company(str(values.get("name") or ""))
    words = sorted(name.split(), key=len)[-MOST_WORDS:]
    numbers = [phone(str(values.get("phone") or "")), squeeze(str(values.get("tax_id") or ""))]
    return [text for text in dict.fromkeys([name, *words, *numbers]) if len(text) >= SHORTEST]
