"""Make a company of any size: ``python bench/web/fill.py --accounts 100000`` (marked as generated).

Writes people, accounts with places and owners, three contacts and twenty activities of each into
the database that the environment names; two opportunities, ten order lines and a case of each
(``fill_sales``), and sessions for the load beside it.
"""

import argparse
import json
import random
import time
from datetime import date
from pathlib import Path
from typing import Any

from by_sql import NOW, ago, insert, pick
from fill_sales import sell, serve

SEED = 20261125
REPRESENTATIVES, TEAM = 200, 10
BATCH = 5000
FIRST = ["Ana", "Luis", "Marta", "Javier", "Carmen", "Pablo", "Lucía", "Diego", "Elena", "Hugo"]
LAST = ["Ruiz", "Gómez", "Vidal", "Santos", "Iglesias", "Pérez", "Navarro", "Molina", "Ortega"]
TOWNS = ["Madrid", "Sevilla", "Zaragoza", "Málaga", "Murcia", "Palma", "Bilbao", "Vigo", "Gijón"]
SORTS = ["Bar", "Taller", "Hotel", "Farmacia", "Restaurante", "Ferretería", "Clínica", "Tienda"]
KINDS = ["call", "visit", "task", "meeting", "email", "note"]
WEIGHTS = [35, 25, 15, 8, 10, 7]


def say(text: str, began: float) -> None:
    """Print a step at once."""
    print(f"» {text} ({time.monotonic() - began:.0f} s)", flush=True)


def people() -> list[Any]:
    """Make the managers and their representatives; return the representatives."""
    from django.contrib.auth.hashers import make_password

    from comarca.base.organisation import Organisation
    from comarca.team.models import Person

    nobody = make_password(None)
    Organisation.objects.create(name="Load", country="ES", language="es", is_demo=True)
    boss = Person(email="boss@load.example", name="Jefa", role="sales_operations", password=nobody)
    boss.save()
    managers = [
        Person(email=f"m{n}@load.example", name=f"{FIRST[n % 10]} {LAST[n % 9]} M{n}",
               role="territory_manager", manager=boss, password=nobody, is_generated=True)
        for n in range(REPRESENTATIVES // TEAM)
    ]  # fmt: skip
    Person.objects.bulk_create(managers)
    made = [
        Person(email=f"r{n}@load.example", name=f"{FIRST[n % 10]} {LAST[n % 9]} R{n}",
               role="representative", manager=managers[n // TEAM], password=nobody,
               is_generated=True)
        for n in range(REPRESENTATIVES)
    ]  # fmt: skip
    return Person.objects.bulk_create(made)


def accounts(count: int, owners: list[Any], dice: random.Random) -> None:
    """Make accounts with a site and an owner each."""
    from comarca.accounts.models import Account, Ownership, Site

    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        rows = Account.objects.bulk_create(
            Account(
                code=f"L{n:07d}", name=f"{dice.choice(SORTS)} {dice.choice(LAST)} {n}",
                segment=dice.choice(SORTS).lower(), potential=dice.randrange(1000, 90_000),
                visits_per_year=dice.randrange(1, 24), is_generated=True,
                email=f"info{n}@load.example",
            )
            for n in numbers
        )  # fmt: skip
        Site.objects.bulk_create(
            [Site(account=row, place=dice.choice(TOWNS), province=dice.choice(TOWNS), country="ES",
                  lon=dice.uniform(-8, 3), lat=dice.uniform(36.5, 43)) for row in rows],
            batch_size=BATCH,
        )  # fmt: skip
        Ownership.objects.bulk_create(
            [Ownership(account=row, person=owners[n % len(owners)], valid_from=date(2023, 1, 1))
             for n, row in zip(numbers, rows, strict=True)], batch_size=BATCH,
        )  # fmt: skip


def contacts(each: int) -> None:
    """Make contacts at every account, by the database itself."""
    name = f"{pick(FIRST, 'a.id * 7 + n.n')} || ' ' || {pick(LAST, 'a.id * 3 + n.n')}"
    insert(
        "contacts_contact",
        {
            "account_id": "a.id", "name": name, "position": "'Compras'",
            "email": "'c' || a.id || '.' || n.n || '@load.example'", "is_generated": "TRUE",
            "created_at": NOW, "updated_at": NOW, "version": "1",
        },
        "accounts_account a", each,
    )  # fmt: skip


def activities(each: int) -> None:
    """Make activities at every account over two years, a few of them still to be done.

    By the database itself, in one statement: two million rows by way of Python take half an hour.
    """
    dice = "((o.account_id * 7919 + n.n * 104729 + o.account_id * n.n * 31) % 1051200)"
    late = f"{dice} - 20160"  # minutes ago, two weeks ahead at the least
    is_open = f"({late} < 0 OR {dice} % 500 = 0)"
    kind = pick([k for k, w in zip(KINDS, WEIGHTS, strict=True) for _n in range(w)], dice)
    insert(
        "activities_activity",
        {
            "reference": "'l-' || o.account_id || '-' || n.n", "kind": kind,
            "title": f"'Act. ' || {dice}", "account_id": "o.account_id", "owner_id": "o.person_id",
            "state": f"CASE WHEN {is_open} THEN 'planned' ELSE 'done' END",
            "at": ago(late), "ends_at": ago(f"{late} - 30"), "is_all_day": "FALSE",
            "outcome": f"CASE WHEN {is_open} THEN '' ELSE 'good' END",
            "text": "'Habla de precios y del pedido de otoño.'", "is_generated": "TRUE",
            "created_at": NOW, "updated_at": NOW, "version": "1",
        },
        "accounts_ownership o", each,
    )  # fmt: skip


def sessions(folder: Path, count: int) -> None:
    """Write session cookies for representatives and managers, so that nobody logs in under load."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from comarca.team.models import Person

    found = []
    roles = [("representative", count - 3), ("territory_manager", 2), ("sales_operations", 1)]
    for role, number in roles:
        for person in Person.objects.filter(role=role).order_by("pk")[:number]:
            store = SessionStore()
            store[SESSION_KEY] = str(person.pk)
            store[BACKEND_SESSION_KEY] = "comarca.team.backend.EmailBackend"
            store[HASH_SESSION_KEY] = person.get_session_auth_hash()
            store.save()
            from comarca.accounts.models import Account

            mine = Account.objects.visible_to(person).order_by("?").values_list("pk", flat=True)
            found.append({"session": store.session_key, "person": person.pk,
                          "accounts": list(mine[:200])})  # fmt: skip
    (folder / "sessions.json").write_text(json.dumps(found))


def main() -> None:
    """Fill the database that the environment names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--contacts", type=int, default=3, help="at each account")
    parser.add_argument("--activities", type=int, default=20, help="at each account")
    options = parser.parse_args()
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    began, dice = time.monotonic(), random.Random(SEED)  # noqa: S311
    call_command("migrate", interactive=False, verbosity=0)
    say("People", began)
    owners = people()
    say(f"{options.accounts:,} accounts", began)
    accounts(options.accounts, owners, dice)
    say(f"{options.accounts * options.contacts:,} contacts", began)
    contacts(options.contacts)
    say(f"{options.accounts * options.activities:,} activities", began)
    activities(options.activities)
    say(f"{options.accounts * 2:,} opportunities, {options.accounts * 10:,} order lines", began)
    sell(options.accounts, owners, dice)
    say(f"{options.accounts:,} cases", began)
    serve(owners, dice)
    sessions(settings.COMARCA_DATA, 25)
    say("The search index", began)
    from comarca.base.search.index import rebuild
    from comarca.base.search.registry import providers
    from comarca.base.search.storage import prepare

    prepare(providers)
    for key in sorted(providers):
        say(f"… {rebuild(key):,} of {key}", began)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    say("Ready", began)


if __name__ == "__main__":
    main()
