"""Makes accounts for tests: the least that is true, everything else by keyword."""

from datetime import date
from itertools import count
from typing import Any

from comarca.accounts.models import Account, AnnualSales, Ownership, Site
from comarca.geography.models import GeoUnit, Layer
from comarca.team.models import Person

_numbers = count(1)
SITE_FIELDS = {
    "address",
    "postal_code",
    "place",
    "province",
    "country",
    "lon",
    "lat",
    "unit",
    "placed_by",
}


def make_account(
    name: str = "",
    *,
    owner: Person | None = None,
    since: date = date(2020, 1, 1),
    sales: dict[int, float] | None = None,
    **values: Any,
) -> Account:
    """Make an account with its main site and, if given, an owner and sales by year."""
    number = next(_numbers)
    site = {key: values.pop(key) for key in SITE_FIELDS & values.keys()}
    account = Account.objects.create(
        name=name or f"Account {number}", code=values.pop("code", f"A{number}"), **values
    )
    Site.objects.create(account=account, **site)
    if owner is not None:
        Ownership.objects.create(account=account, person=owner, valid_from=since)
    for year, amount in (sales or {}).items():
        AnnualSales.objects.create(account=account, year=year, amount=amount)
    return account


def make_layer(code: str = "test-layer", **values: Any) -> Layer:
    """Make an empty layer that is ready for use."""
    defaults = {"name": "Test", "country": "ES", "level": "municipality", "source": "file"}
    return Layer.objects.create(code=code, **{**defaults, "is_ready": True, **values})


def make_unit(layer: Layer, code: str = "", **values: Any) -> GeoUnit:
    """Make a unit of a layer."""
    code = code or f"U{next(_numbers)}"
    defaults = {"name": code, "level": layer.level, "lon": -3.7, "lat": 40.4}
    return GeoUnit.objects.create(layer=layer, code=code, **{**defaults, **values})


def make_person(name: str = "", role: str = "representative", **values: Any) -> Person:
    """Make a person who can log in with ``force_login``."""
    number = next(_numbers)
    email = values.pop("email", f"person{number}@example.com")
    return Person.objects.create_user(email, name=name or f"Person {number}", role=role, **values)
