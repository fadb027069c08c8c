"""Measure the search at 100,000 accounts, on SQLite and PostgreSQL, and write it down.

``python bench/search/run.py [--accounts 100000]``; the accounts are generated. Takes some minutes.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
REPORT = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- bench/search begins -->", "<!-- bench/search ends -->"
TYPED = [
    "e", "es", "est", "esta", "estacion", "estaicon", "estacion sur", "nandu", "repsol madrid",
    "gasolinera", "28013", "cuenta 99", "c0099", "calle mayor 12", "912345", "distribucoines",
    "zzzzqq", "mapa", "barcelona", "talleres garcia leon",
]  # fmt: skip
FIRST = [
    "Estación", "Talleres", "Distribuciones", "Gasolinera", "Ferretería", "Suministros",
    "Ñandú", "Comercial",
]  # fmt: skip
SECOND = [
    "Repsol", "García", "León", "Martínez", "Norte", "Sur", "Levante", "Ibérica", "Muñoz",
    "Sánchez", "Cepsa", "Costa",
]  # fmt: skip
TOWNS = [
    "Madrid", "Barcelona", "Sevilla", "Valencia", "Bilbao", "Zaragoza", "Málaga", "Murcia",
    "Vigo", "Gijón",
]  # fmt: skip
STREETS = [
    "Mayor", "Real", "Alcalá", "Serrano", "Castilla", "Colón", "Goya", "Velázquez",
    "Cervantes", "Constitución",
]  # fmt: skip


def main() -> None:
    """Run each database in a process of its own, then write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--inside", action="store_true")
    options = parser.parse_args()
    if options.inside:
        print(*measure(options.accounts), sep="\n")
        return
    from find_postgres import postgres

    lines = ["| Search, as you type | SQLite | PostgreSQL |", "|---|---|---|"]
    with tempfile.TemporaryDirectory(prefix="comarca-search-") as folder:
        sqlite = _run(options.accounts, COMARCA_DATA=f"{folder}/a", DATABASE_URL="")
        with postgres(Path(folder)) as url:
            other = _run(options.accounts, COMARCA_DATA=f"{folder}/b", DATABASE_URL=url)
    for one, two in zip(sqlite, other, strict=True):
        name, value = one.split("\t")
        lines.append(f"| {name} | {value} | {two.split(chr(9))[1]} |")
    _write("\n".join(lines))
    print(*lines, sep="\n")


def _run(accounts: int, **environment: str) -> list[str]:
    """Measure in a process of its own and return its lines."""
    command = [sys.executable, __file__, "--inside", "--accounts", str(accounts)]
    done = subprocess.run(
        command, env={**os.environ, **environment}, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout.strip().splitlines()


def measure(accounts: int) -> list[str]:
    """Fill a database, build the index, and search for everything that is typed above."""
    from comarca.web.cli import start_application

    start_application()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    owner, boss = _fill(accounts)
    from comarca.base import search
    from comarca.base.search import index, storage
    from comarca.base.search.registry import providers

    has_index = storage.prepare(providers)
    begun = time.perf_counter()
    index.rebuild("account")
    index.rebuild("person")
    built = time.perf_counter() - begun
    search.find(boss, "warm")
    rows = [f"Index of {accounts:,} accounts built (by trigrams: {has_index})\t{built:.0f} s"]
    for who, person in (("everything", boss), ("1 in 100 accounts", owner)):
        times = {text: _best(search.find, person, text) for text in TYPED}
        slow = max(times, key=lambda text: times[text])
        every = sorted(times.values())
        rows.append(f"Seeing {who}: median of {len(TYPED)} texts\t{every[len(every) // 2]:.0f} ms")
        rows.append(f"Seeing {who}: slowest\t{times[slow]:.0f} ms (“{slow}”)")
    return rows


def _best(find, person, text: str) -> float:  # type: ignore[no-untyped-def]
    """Return the fastest of five searches, in milliseconds: other work only adds to it."""
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        find(person, text)
        times.append((time.perf_counter() - begun) * 1000)
    return min(times)


def _fill(count: int):  # type: ignore[no-untyped-def]
    """Make accounts with generated names and addresses; return a representative and a boss."""
    from comarca.accounts.models import Account, Ownership, Site
    from comarca.base.dates import today
    from comarca.base.organisation import Organisation
    from comarca.team.models import Person

    chance = random.Random(7)  # noqa: S311
    Organisation.objects.create(name="Bench")
    make = Person.objects.create_user
    boss = make("boss@example.org", None, name="Boss", role=Person.Role.ADMINISTRATOR)
    owner = make("rep@example.org", None, name="Ana García", role=Person.Role.REPRESENTATIVE)
    pick = chance.choice
    Account.objects.bulk_create(
        (
            Account(
                code=f"C{n:06d}",
                name=f"{pick(FIRST)} {pick(SECOND)} {chance.randrange(9999)}",
                phone=f"+34 9{chance.randrange(10**8):08d}",
            )
            for n in range(count)
        ),
        batch_size=2000,
    )
    ids = list(Account.objects.values_list("pk", flat=True))
    Site.objects.bulk_create(
        (
            Site(
                account_id=pk,
                address=f"Calle {pick(STREETS)} {chance.randrange(300)}",
                place=pick(TOWNS),
                postal_code=f"{chance.randrange(1000, 52999):05d}",
            )
            for pk in ids
        ),
        batch_size=2000,
    )
    Ownership.objects.bulk_create(
        (Ownership(account_id=pk, person=owner, valid_from=today()) for pk in ids[::100]),
        batch_size=2000,
    )
    return owner, boss


def _write(table: str) -> None:
    """Put the table into its place in the report."""
    text = REPORT.read_text(encoding="utf-8")
    part = f"{BEGIN}\n{table}\n{END}"
    if BEGIN in text:
        text = re.sub(f"{BEGIN}.*?{END}", lambda _: part, text, flags=re.DOTALL)
    else:
        text = f"{text.rstrip()}\n\n## Search\n\n{part}\n"
    REPORT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
