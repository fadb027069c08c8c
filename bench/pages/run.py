"""Measure pages at 100,000 accounts: ``python bench/pages/run.py [--accounts N] [--rounds N]``.

Works on the demo in ``COMARCA_DATA`` (``comarca demo`` first): copies its accounts until there are
enough, then asks for each page in this process, so that only the application is measured. Runs on
any version since the first, so that two can be compared on one machine.
"""

import argparse
import statistics
import sys
import time
from typing import Any

PEOPLE = {
    "operations": "operaciones@comarca.example",
    "representative": "comercial@comarca.example",
}
PAGES = {
    "accounts": "/accounts/",
    "accounts, searched": "/accounts/?q=repsol",
    "accounts, page 40": "/accounts/?page=40",
    "accounts, by potential": "/accounts/?sort=-potential",
    "account": "/accounts/{account}/",
    "people": "/people/",
    "plans": "/plans/",
    "plan": "/plans/{plan}/",
    "home": "/",
}


def fill(wanted: int) -> None:
    """Copy the demo's accounts, with their places, owners and sales, until there are enough."""
    from comarca.accounts.models import Account, AnnualSales, Ownership, Site

    while (there := Account.objects.count()) < wanted:
        chosen = list(Account.objects.order_by("pk")[: min(10_000, wanted - there)])
        ids = [account.pk for account in chosen]
        start = Account.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
        new_id = {old: start + i for i, old in enumerate(ids)}
        for account in chosen:
            account.pk, account.code = new_id[account.pk], f"N{new_id[account.pk]}"
        Account.objects.bulk_create(chosen, batch_size=1000)
        for model in (Site, Ownership, AnnualSales):
            copy_children(model, ids, new_id)


def copy_children(model: Any, ids: list[int], new_id: dict[int, int]) -> None:
    """Copy the rows that belong to some accounts."""
    for begin in range(0, len(ids), 500):
        rows = list(model.objects.filter(account__in=ids[begin : begin + 500]))
        for row in rows:
            row.pk, row.account_id = None, new_id[row.account_id]
        model.objects.bulk_create(rows, batch_size=500)


def measure(rounds: int) -> None:
    """Print the median and the 95th percentile of each page for each person, in ms of CPU."""
    from django.conf import settings
    from django.test import Client

    from comarca.accounts.models import Ownership
    from comarca.team.models import Person
    from comarca.territories.models import Plan

    settings.ALLOWED_HOSTS = ["testserver"]
    plan = Plan.objects.filter(status="active").first()
    for who, email in PEOPLE.items():
        person = Person.objects.get(email=email)
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[1])
        owned = Ownership.objects.filter(valid_to=None)
        mine = owned.filter(person=person) if who == "representative" else owned
        values = {"account": mine.first().account_id, "plan": plan.pk if plan else 0}
        for name, path in PAGES.items():
            times = [asked(client, path.format(**values)) for _ in range(rounds + 1)][1:]
            times.sort()
            p95 = times[min(int(0.95 * len(times)), len(times) - 1)]
            print(f"| {name} ({who}) | {statistics.median(times):.0f} | {p95:.0f} |", flush=True)


def asked(client: Any, path: str) -> float:
    """Return the processor time of a page in ms, SQLite included; a page that fails ends it all."""
    begun = time.process_time()
    status = client.get(path, follow=True).status_code
    if status != 200:
        sys.exit(f"{path}: {status}")
    return (time.process_time() - begun) * 1000


def main() -> None:
    """Fill, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=20)
    given = parser.parse_args()
    from comarca.web.cli import start_application

    start_application()
    fill(given.accounts)
    print("| page | median ms | p95 ms |\n|---|---|---|")
    measure(given.rounds)


if __name__ == "__main__":
    main()
