"""The demo's accounts: real stations, invented figures, all marked as generated."""

from collections.abc import Iterator, Sequence

from comarca.accounts.models import Account, AnnualSales, Site
from comarca.base.bulk import insert_objects
from comarca.demo.pack import Row
from comarca.geography.models import GeoUnit, Layer

BATCH = 2000
YEARS_AGO = (3, 2, 1)


def make_accounts(layer: Layer, rows: Sequence[Row], this_year: int) -> list[Account]:
    """Create the accounts with their places and the last three full years of sales."""
    accounts = Account.objects.bulk_create((_account(row) for row in rows), batch_size=BATCH)
    units = {unit.code: unit for unit in layer.units.only("code", "region")}
    insert_objects(
        _site(account, row, units[row["municipality"]])
        for account, row in zip(accounts, rows, strict=True)
    )
    insert_objects(_sales(accounts, rows, this_year))
    return accounts


def _account(row: Row) -> Account:
    return Account(
        code=row["code"],
        name=row["name"],
        status=row["status"],
        segment=row["segment"],
        visits_per_year=int(row["visits"]),
        workload_hours=float(row["hours"]),
        potential=int(row["potential"]),
        is_generated=True,
    )


def _site(account: Account, row: Row, unit: GeoUnit) -> Site:
    return Site(
        account=account,
        address=row["address"],
        place=row["place"],
        province=unit.region,
        country="ES",
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        unit=unit,
        placed_by=Site.PlacedBy.PLACE if row["corrected"] else Site.PlacedBy.COORDINATES,
    )


def _sales(
    accounts: Sequence[Account], rows: Sequence[Row], this_year: int
) -> Iterator[AnnualSales]:
    for account, row in zip(accounts, rows, strict=True):
        for ago in YEARS_AGO:
            amount = int(row[f"sales_{ago}"])
            if amount:
                yield AnnualSales(account=account, year=this_year - ago, amount=amount)
