"""A database of the first version, with everything in it, comes to today's form and still works."""

import json
import os
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from comarca.web.tests.installation import Installation

FILLER = Path(__file__).parent / "upgrade" / "fill_first_version.py"
COUNT = """
import json
from django.apps import apps
names = (
    "team.person geography.geounit geography.border accounts.account accounts.site "
    "contacts.contact accounts.annualsales accounts.ownership territories.plan "
    "territories.territory territories.coverage territories.unitassignment territories.edit "
    "territories.proposal exchange.import exchange.importrow exchange.columnmapping base.job"
).split()
print(json.dumps({name: apps.get_model(name).objects.count() for name in names}))
"""
LOOK = """
import json
from django.conf import settings
from django.test import Client
from django.urls import reverse
from comarca.accounts.models import Account
from comarca.base.history import history_of
from comarca.imports.models import ImportRow
from comarca.team.models import Person
from comarca.territories.models import Plan
settings.ALLOWED_HOSTS = ["testserver"]

def logged_in(email):
    client = Client()
    backend = settings.AUTHENTICATION_BACKENDS[1]
    client.force_login(Person.objects.get(email=email), backend=backend)
    return client

client, rep = logged_in("admin@acme.example"), logged_in("rep@acme.example")
account, plan = Account.objects.get(code="C2"), Plan.objects.get()
page = reverse("accounts:detail", args=[account.pk])
pages = [
    "/", reverse("accounts:index"), page, reverse("territories:plans"), "/imports/", "/people/",
    reverse("territories:plan", args=[plan.pk]), reverse("geography:layers"),
]
change = history_of(account)[0]
print(json.dumps({
    "pages": {address: client.get(address, follow=True).status_code for address in pages},
    "rep": rep.get(page).status_code,
    "owner": account.ownerships.get().person.name,
    "hours": str(account.workload_hours),
    "sales": str(account.annual_sales.get().amount),
    "change": [change.before, change.after, change.actor.name],
    "rows": [
        [row.values, row.unit_id, row.placed_by, row.twin, row.owner and row.owner.name]
        for row in ImportRow.objects.order_by("number")
    ],
    "locked": plan.assignments.filter(is_locked=True).count(),
}))
"""
EXPECTED = {
    "team.person": 3, "geography.geounit": 4, "geography.border": 3, "accounts.account": 4,
    "accounts.site": 4, "contacts.contact": 4, "accounts.annualsales": 4, "accounts.ownership": 4,
    "territories.plan": 1, "territories.territory": 2, "territories.coverage": 2,
    "territories.unitassignment": 4, "territories.edit": 1, "territories.proposal": 1,
    "exchange.import": 1, "exchange.importrow": 4, "exchange.columnmapping": 1,
}  # fmt: skip


@contextmanager
def database_of_its_own(url):
    """Make an empty database beside the tests' own on the same PostgreSQL server."""
    import psycopg

    parts = urlsplit(url)
    name = f"upgrade_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def installation(tmp_path):
    """An installation on the database that this run is about."""
    made = Installation(tmp_path)
    if url := os.environ.get("DATABASE_URL"):
        with database_of_its_own(url) as own:
            made.environment["DATABASE_URL"] = own
            yield made
    else:
        yield made


@pytest.mark.long
@pytest.mark.database
def test_the_first_versions_data_is_all_there_and_every_page_answers(installation):
    installation.python(f"exec(compile(open({str(FILLER)!r}).read(), 'fill', 'exec'))\nfill()")
    done = installation.run("init", "--no-geography")
    assert done.returncode == 0, done.stderr
    counted = json.loads(installation.python(COUNT))
    assert {name: counted[name] for name in EXPECTED} == EXPECTED
    assert counted["base.job"] >= 2
    found = json.loads(installation.python(LOOK))
    assert set(found.pop("pages").values()) == {200}
    rows = found.pop("rows")
    assert [row[0] for row in rows] == [{"name": f"Cuenta {i}"} for i in range(4)]
    assert [row[1] is not None for row in rows] == [True, True, True, False]
    assert [row[2:] for row in rows] == [
        ["place", number, "Rep" if number < 4 else None] for number in range(1, 5)
    ]
    assert found == {
        "rep": 200, "owner": "Rep", "hours": "12.50", "sales": "99.90",
        "change": [{"name": "Antes"}, {"name": "Cuenta 2"}, "Ana Ñíguez"], "locked": 2,
    }  # fmt: skip
