"""Reads the accounts that have a place from the database, once for each state of the data."""

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db.models import Case, F, OuterRef, Subquery, When

from comarca.accounts.data_version import data_version
from comarca.accounts.measures import own_currency, sales_year
from comarca.accounts.models import Account, AnnualSales, Ownership, Site
from comarca.accounts.points import Points, build
from comarca.base.dates import today
from comarca.base.earth import KM_PER_DEGREE

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from numpy.typing import NDArray

STATUSES = (Account.Status.CUSTOMER, Account.Status.PROSPECT, Account.Status.CLOSED)
AMOUNTS = ("sales", "potential", "workload", "visits")
GOLDEN = 2.399963229728653


class _Store:
    """The points of the whole company, loaded once for each state of the data."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._version = ""
        self._points: Points | None = None

    def get(self, version: str) -> Points:
        with self._lock:
            if self._points is None or self._version != version:
                self._points, self._version = load(), version
            return self._points


_store = _Store()


def points_for(owners: frozenset[int] | None) -> tuple[Points, str]:
    """Return the points that some people own (None: everybody), and their version."""
    version = data_version()
    everything = _store.get(version)
    return (everything if owners is None else _scoped(owners, version)), version


@lru_cache(maxsize=16)
def _scoped(owners: frozenset[int], version: str) -> Points:
    """Return the points of some people, once for each state of the data."""
    return _store.get(version).of(set(owners))


def load() -> Points:
    """Read all accounts that have a place; without coordinates, near the middle of their unit."""
    rows = Site.objects.filter(is_main=True, account__archived_at=None).exclude(lon=None, unit=None)
    count = rows.count()
    lon, lat, ids = np.empty(count), np.empty(count), np.empty(count, np.int64)
    columns: dict[str, NDArray[Any]] = {
        "status": np.empty(count, np.int8),
        "owner": np.empty(count, np.int64),
        "segment": np.empty(count, np.int32),
        **{key: np.zeros(count, np.float32) for key in AMOUNTS},
    }
    owner_of = dict(Ownership.objects.on(today()).values_list("account_id", "person_id"))
    number: dict[str, int] = {str(one): at for at, one in enumerate(STATUSES)}
    segments: dict[str, int] = {"": 0}
    used = 0
    for row in _rows(rows).iterator(chunk_size=20_000):
        if used == count:
            break
        pk, said, segment, point_lon, point_lat, unit_lon, unit_lat, area, *amounts = row
        if point_lon is None:
            point_lon, point_lat = _near(pk, unit_lon, unit_lat, area or 0.0)
        lon[used], lat[used], ids[used] = point_lon, point_lat, pk
        columns["status"][used] = number.get(said, 0)
        columns["owner"][used] = owner_of.get(pk, -1)
        columns["segment"][used] = segments.setdefault(segment, len(segments))
        for key, amount in zip(AMOUNTS, amounts, strict=True):
            columns[key][used] = amount or 0
        used += 1
    parts = {key: column[:used] for key, column in columns.items()}
    return build(lon[:used], lat[:used], ids[:used], parts, tuple(segments))


def _rows(sites: "QuerySet[Site]") -> "QuerySet[Site, Any]":
    """Return what is read of each site: amounts of money only in the company's currency."""
    own = own_currency()
    sales = AnnualSales.objects.filter(
        account=OuterRef("account"), year=sales_year(), currency=own
    ).values("amount")[:1]
    return sites.values_list(
        "account_id", "account__status", "account__segment", "lon", "lat", "unit__lon",
        "unit__lat", "unit__area_km2", Subquery(sales),
        Case(When(account__currency=own, then=F("account__potential"))),
        "account__workload_hours", "account__visits_per_year",
    )  # fmt: skip


def _near(pk: int, lon: float, lat: float, area: float) -> tuple[float, float]:
    """Return a place near the middle of a unit: the same for an account every time."""
    turn = pk * GOLDEN
    reach = 0.2 * (max(area, 1.0) / np.pi) ** 0.5 * ((pk * 0.618034) % 1.0) ** 0.5 / KM_PER_DEGREE
    return (
        lon + float(reach * np.cos(turn) / max(np.cos(np.radians(lat)), 0.1)),
        lat + float(reach * np.sin(turn)),
    )
