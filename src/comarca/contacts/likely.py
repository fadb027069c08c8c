"""Is the person that somebody brings in here already? By e-mail, or by name at the account."""

from collections.abc import Mapping, Sequence
from typing import Any

from comarca.base.search.folding import fold
from comarca.contacts.models import Contact

SHOWN, LOOKED_AT = 5, 200
SAME_ADDRESS, SAME_NAME = 0.95, 0.9


def likely(values: Mapping[str, Any], user: Any) -> Sequence[tuple[Contact, float]]:
    """Return the contacts that a reader sees and that values may mean, likeliest first."""
    seen = Contact.objects.visible_to(user)
    found: dict[int, tuple[Contact, float]] = {}
    if email := str(values.get("email") or "").strip():
        for one in seen.filter(email__iexact=email)[:SHOWN]:
            found[one.pk] = one, SAME_ADDRESS
    name, account = fold(str(values.get("name") or "")), values.get("account")
    if name and account is not None:
        there = seen.filter(account=getattr(account, "pk", account)).order_by("pk")
        for one in there[:LOOKED_AT]:
            if fold(one.name) == name:
                found.setdefault(one.pk, (one, SAME_NAME))
    return sorted(found.values(), key=lambda pair: -pair[1])[:SHOWN]
