"""The accounts that are already here, as far as a file is compared with them."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from comarca.accounts.models import Account, Site
from comarca.imports.matching.folding import fold, fold_company
from comarca.imports.preview.phones import Line, phone_key
from comarca.team.models import Person


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells one account from another."""

    pk: int
    version: int
    name: str
    address: str
    unit: int | None
    lon: float | None
    lat: float | None


@dataclass(slots=True)
class Known:
    """All accounts by code, by tax number and by unit, and which of them may be seen."""

    by_code: dict[str, Identity] = field(default_factory=dict)
    by_tax_id: dict[str, list[Identity]] = field(default_factory=lambda: defaultdict(list))
    by_unit: dict[int | None, list[Identity]] = field(default_factory=lambda: defaultdict(list))
    by_words: dict[tuple[Any, ...], list[Identity]] = field(
        default_factory=lambda: defaultdict(list)
    )
    by_phone: dict[str, list[Line[int]]] = field(default_factory=lambda: defaultdict(list))
    by_pk: dict[int, Identity] = field(default_factory=dict)
    hidden_codes: set[str] = field(default_factory=set)

    def add(self, identity: Identity, code: str, tax_id: str, phone: str = "") -> None:
        """Make one account findable."""
        self.by_pk[identity.pk] = identity
        if key := phone_key(phone):
            self.by_phone[key].append(Line(identity.pk, identity.name, identity.address))
        if code:
            self.by_code[code.lower()] = identity
        if tax_id:
            self.by_tax_id[tax_id].append(identity)
        self.by_unit[identity.unit].append(identity)
        self.by_words[words_of(identity.name, identity.unit, identity.address)].append(identity)


def words_of(name: str, unit: int | None, address: str) -> tuple[str, int | None, str]:
    """Return the key under which an account without a code is found again."""
    return name, unit, address


def known_to(user: Person | None) -> Known:
    """Load the accounts that a person may see (all, for the command line)."""
    known = Known()
    visible = Account.objects.all() if user is None else Account.objects.visible_to(user)
    places = _main_sites()
    rows = visible.values_list("pk", "version", "name", "code", "tax_id", "phone")
    for pk, version, name, code, tax_id, phone in rows.iterator(chunk_size=5000):
        address, unit, lon, lat = places.get(pk, ("", None, None, None))
        identity = Identity(pk, version, fold_company(name), fold(address), unit, lon, lat)
        known.add(identity, code, tax_id, phone)
    if user is not None and not user.sees_everything:
        codes = Account.objects.exclude(code="").values_list("code", flat=True)
        lowered = {code.lower() for code in codes.iterator(chunk_size=5000)}
        known.hidden_codes = lowered - known.by_code.keys()
    return known


def _main_sites() -> dict[int, tuple[str, int | None, float | None, float | None]]:
    """Return address, unit and coordinates of every main site."""
    rows = Site.objects.filter(is_main=True)
    found = rows.values_list("account_id", "address", "unit_id", "lon", "lat")
    return {row[0]: row[1:] for row in found.iterator(chunk_size=5000)}
