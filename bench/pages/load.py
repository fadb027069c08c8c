"""The same pages of two versions under the same load, by the clock.

``python bench/pages/load.py FOLDER=PROGRAM FOLDER=PROGRAM [--rate 20] [--seconds 60] [--rounds 2]``

Each ``FOLDER`` holds the data of ``bench/pages/run.py`` (100,000 accounts), each ``PROGRAM`` is the
``comarca`` of a version that reads it. The versions are served in turn. A dozen people ask at
moments drawn at random, the same for all versions; a page's time runs from the moment it was asked
for, so that waiting for others counts.
"""

import argparse
import os
import random
import re
import sqlite3
import statistics
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.cookiejar import CookieJar
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "web"))
from run import served

PASSWORD = "comarca-demo"  # noqa: S105 - that of the demo
PAGES = {  # how many of a hundred visits
    "account": (35, "/accounts/{account}/"),
    "accounts": (20, "/accounts/"),
    "accounts, searched": (8, "/accounts/?q=repsol"),
    "accounts, by potential": (5, "/accounts/?sort=-potential"),
    "accounts, page 40": (3, "/accounts/?page=40"),
    "people": (6, "/people/"),
    "plans": (5, "/plans/"),
    "plan": (2, "/plans/{plan}/"),
    "home": (16, "/"),
}
ACTIVE = "SELECT id, email FROM team_person WHERE is_active AND role "
PEOPLE = (
    f"{ACTIVE} IN ('administrator', 'sales_operations')", f"{ACTIVE} = 'representative' LIMIT 10",
)  # fmt: skip
OWNED = (
    "SELECT account_id FROM accounts_ownership WHERE valid_to IS NULL AND person_id = ? LIMIT 500"
)
ANY = "SELECT account_id FROM accounts_ownership WHERE valid_to IS NULL LIMIT 2000"
PLAN = "SELECT id FROM territories_plan WHERE status = 'active' LIMIT 1"
Opener = urllib.request.OpenerDirector


def people_in(folder: Path) -> tuple[list[tuple[str, list[int]]], int]:
    """Return some people of a database, each with accounts that they see, and the plan in force."""
    with closing(sqlite3.connect(folder / "db.sqlite3")) as base:
        (plan,) = base.execute(PLAN).fetchone()
        everything = [row[0] for row in base.execute(ANY)]
        found = []
        for pk, email in [row for asked in PEOPLE for row in base.execute(asked)]:
            own = [row[0] for row in base.execute(OWNED, [pk])]
            found.append((email, own or everything))
        return found, plan


def log_in(url: str, email: str) -> Opener:
    """Return a browser of somebody who is logged in."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = opener.open(f"{url}/account/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if token is None:
        sys.exit("✗ The log-in page has no form.")
    sent = {"username": email, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
    answer = opener.open(f"{url}/account/login/", urllib.parse.urlencode(sent).encode())
    if "/account/login/" in answer.url:
        sys.exit(f"✗ {email} cannot log in.")
    return opener


def ask(url: str, folder: Path, rate: float, seconds: float) -> dict[str, list[float]]:
    """Send the load and return the milliseconds of each page."""
    people, plan = people_in(folder)
    logged_in = [(log_in(url, email), accounts) for email, accounts in people]
    dice, kept, lock = random.Random(7), defaultdict(list), threading.Lock()  # noqa: S311
    names = list(PAGES)
    weights = [PAGES[name][0] for name in names]

    def get(name: str, opener: Opener, account: int, due: float) -> None:
        path = PAGES[name][1].format(account=account, plan=plan)
        with opener.open(f"{url}{path}") as answer:
            answer.read()
        with lock:
            kept[name].append((time.monotonic() - due) * 1000)

    with ThreadPoolExecutor(48) as pool:
        for warm in names:
            for opener, accounts in logged_in[::3]:
                get(warm, opener, accounts[0], time.monotonic())
        kept.clear()
        begun = due = time.monotonic()
        asked = []
        while due < begun + seconds:
            due += dice.expovariate(rate)
            opener, accounts = dice.choice(logged_in)
            name, account = dice.choices(names, weights)[0], dice.choice(accounts)
            time.sleep(max(due - time.monotonic(), 0))
            asked.append(pool.submit(get, name, opener, account, due))
        for one in asked:
            one.result()
    return kept


def measure(program: str, folder: Path, rate: float, seconds: float) -> dict[str, list[float]]:
    """Serve one version, send it the load, and return the milliseconds of each page."""
    settings = {**os.environ, "COMARCA_DATA": str(folder), "DATABASE_URL": ""}
    with served(settings, program) as url:
        return ask(url, folder, rate, seconds)


def said(times: list[float]) -> str:
    """Return the median and the 95th percentile, a dash where a short run asked too seldom."""
    if len(times) < 2:
        return "–"
    return f"{statistics.median(times):.0f}, {statistics.quantiles(times, n=20)[-1]:.0f}"


def main() -> None:
    """Print the median and the 95th percentile of each page, a column for each version."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("versions", nargs="+", metavar="FOLDER=PROGRAM")
    parser.add_argument("--rate", type=float, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args()
    found: dict[str, dict[str, list[float]]] = {one: defaultdict(list) for one in given.versions}
    for _round in range(given.rounds):
        for version, kept in found.items():
            folder, _, program = version.partition("=")
            for name, times in measure(program, Path(folder), given.rate, given.seconds).items():
                kept[name] += times
    print("| page | n |" + " median, p95 ms |" * len(found))
    print("|---" * (len(found) + 2) + "|")
    for name in [*PAGES, "all"]:
        cells = []
        for kept in found.values():
            times = kept[name] if name != "all" else [t for one in kept.values() for t in one]
            cells.append(said(times))
        number = len(next(iter(found.values()))[name]) if name != "all" else ""
        print(f"| {name} | {number} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
