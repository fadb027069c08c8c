"""Accounts as the columns that tell whether two of them are the same customer."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from comarca.accounts.models import Account, Site
from comarca.base.linkage import Column, Kind

KINDS: Mapping[str, Kind] = {
    "name": Kind.COMPANY, "tax_id": Kind.IDENTIFIER, "phone": Kind.PHONE, "email": Kind.EMAIL,
    "domain": Kind.DOMAIN, "address": Kind.ADDRESS, "postal_code": Kind.POSTAL, "place": Kind.PLACE,
    "point": Kind.POINT,
}  # fmt: skip
OWN = ("name", "tax_id", "phone", "email", "website")
PLACED = ("address", "postal_code", "place", "lon", "lat")
Record = dict[str, str]


def record_of(values: Mapping[str, Any]) -> Record:
    """Return the texts by which an account is compared, from values by field key."""
    lon, lat = values.get("lon"), values.get("lat")
    texts = {key: str(values.get(key) or "") for key in (*OWN[:4], *PLACED[:3])}
    texts["domain"] = str(values.get("website") or values.get("email") or "")
    texts["point"] = f"{lon} {lat}" if lon is not None and lat is not None else ""
    return texts


def columns_of(records: Sequence[Record]) -> list[Column]:
    """Return the columns of some records; an empty one tells nothing and is left out."""
    found = [Column.of(key, kind, [one[key] for one in records]) for key, kind in KINDS.items()]
    return [column for column in found if any(column.values)]


def records(accounts: "Iterable[int] | None" = None) -> dict[int, Record]:
    """Return the records of some accounts, or of all that are not archived, by id."""
    rows = Account.objects.filter(archived_at=None).order_by("pk")
    sites = Site.objects.filter(is_main=True)
    if accounts is not None:
        ids = list(accounts)
        rows, sites = rows.filter(pk__in=ids), sites.filter(account__in=ids)
    placed = {
        row.pop("account_id"): row
        for row in sites.values("account_id", *PLACED).iterator(chunk_size=5000)
    }
    return {
        row["pk"]: record_of({**row, **placed.get(row["pk"], {})})
        for row in rows.values("pk", *OWN).iterator(chunk_size=5000)
    }
