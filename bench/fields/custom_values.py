"""Measures where values of custom fields are best kept: 100,000 accounts, both databases.

``python bench/fields/custom_values.py [sqlite|postgres] [accounts]`` makes accounts with a number
and a choice each, asks what lists ask, and prints the median of each question in milliseconds for a
table of typed values (what Comarca uses) and for a JSON column, plain and with expression indexes.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]
TIMES = 9


def main() -> None:
    """Measure on the database asked for."""
    engine = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COMARCA_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "comarca.web.settings"
        if engine == "sqlite":
            measure(count)
            return
        from find_postgres import postgres

        with postgres(Path(folder)) as address:
            os.environ["DATABASE_URL"] = address
            measure(count)


def measure(count: int) -> None:
    """Fill the database and print a table of medians."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    beds, kind = fill(count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{connection.vendor}, {count} accounts; median of {TIMES}, ms")
    for name, ask in {**typed(beds, kind), **json_column(connection)}.items():
        print(f"{milliseconds(ask):8.1f}  {name}")


def fill(count: int) -> tuple[int, int]:
    """Make accounts; four of five have a number and a choice."""
    import random

    from comarca.accounts.models import Account
    from comarca.base.objects import CustomField, CustomValue

    chance = random.Random(1)  # noqa: S311
    beds = CustomField.objects.create(
        object_type="account", key="c_beds", label="b", kind="decimal"
    )
    kind = CustomField.objects.create(object_type="account", key="c_kind", label="k", kind="choice")
    Account.objects.bulk_create(
        (Account(name=f"Account {chance.random():.9f}", code=f"A{n}") for n in range(count)),
        batch_size=2000,
    )
    values = []
    for pk in Account.objects.values_list("pk", flat=True):
        if chance.random() < 0.8:
            number = chance.randrange(10_000)
            values.append(CustomValue(field=beds, object_id=pk, number=number))
            values.append(CustomValue(field=kind, object_id=pk, text=f"kind {number % 5}"))
    CustomValue.objects.bulk_create(values, batch_size=2000)
    return beds.pk, kind.pk


def typed(beds: int, kind: int) -> dict[str, Callable[[], object]]:
    """Return the questions as the list asks them of the table of values."""
    from django.db.models import Q

    from comarca.accounts.models import Account
    from comarca.base.objects.custom import Stored
    from comarca.base.objects.ordering import Ordered
    from comarca.base.objects.sources import Own

    number, text = Stored(beds, "number"), Stored(kind, "text")
    rare = Account.objects.filter(number.matching(lambda path: Q(**{f"{path}__gte": 9900})))
    common = Account.objects.filter(text.matching(lambda path: Q(**{f"{path}__in": ["kind 1"]})))
    known = number.matching(lambda path: Q(**{f"{path}__isnull": False}), negated=True)
    unknown = Account.objects.filter(known)
    down = Ordered(Account.objects.all(), number, Own("name"), descending=True)
    return {
        "typed: number at least (1 %), by name": lambda: list(rare.order_by("name", "pk")[:50]),
        "typed: number at least, counted": rare.order_by()[:10_000].count,
        "typed: choice (16 %), by name": lambda: list(common.order_by("name", "pk")[:50]),
        "typed: choice, counted": common.order_by()[:10_000].count,
        "typed: not known (20 %), by name": lambda: list(unknown.order_by("name", "pk")[:50]),
        "typed: sorted by number": lambda: down[0:50],
        "typed: sorted by number, page 200": lambda: down[9950:10_000],
    }


def json_column(connection: object) -> dict[str, Callable[[], object]]:
    """Return the same questions asked of a JSON column, without and with expression indexes."""
    from comarca.base.objects import CustomValue

    sqlite = connection.vendor == "sqlite"  # type: ignore[attr-defined]
    kind, number, text = (
        ("text", "json_extract(data, '$.beds')", "json_extract(data, '$.kind')")
        if sqlite
        else ("jsonb", "((data->>'beds')::numeric)", "(data->>'kind')")
    )
    merged: dict[int, dict[str, str]] = {}
    for pk, amount, word in CustomValue.objects.values_list("object_id", "number", "text"):
        merged.setdefault(pk, {}).update(
            {"beds": str(amount)} if amount is not None else {"kind": f'"{word}"'}
        )
    with connection.cursor() as cursor:  # type: ignore[attr-defined]
        for table in ("plain", "indexed"):
            cursor.execute(f"CREATE TABLE {table} (id integer primary key, name text, data {kind})")
            cursor.execute(f"INSERT INTO {table} SELECT id, name, '{{}}' FROM accounts_account")
            rows = [
                ("{" + ",".join(f'"{k}":{v}' for k, v in data.items()) + "}", pk)
                for pk, data in merged.items()
            ]
            mark = "%s" if sqlite else "%s::jsonb"
            cursor.executemany(f"UPDATE {table} SET data = {mark} WHERE id = %s", rows)
            cursor.execute(f"CREATE INDEX {table}_name ON {table} (name, id)")
        cursor.execute(f"CREATE INDEX i_number ON indexed ({number}, id)")
        cursor.execute(f"CREATE INDEX i_text ON indexed ({text}, id)")
        cursor.execute("ANALYZE")

    def asks(sql: str) -> Callable[[], object]:
        def ask() -> object:
            with connection.cursor() as cursor:  # type: ignore[attr-defined]
                cursor.execute(sql)
                return cursor.fetchall()

        return ask

    found: dict[str, Callable[[], object]] = {}
    for table in ("plain", "indexed"):
        some = f"FROM {table} WHERE {number} >= 9900"
        kinds = f"FROM {table} WHERE {text} IN ('kind 1')"
        none = f"FROM {table} WHERE {number} IS NULL"
        by = f"SELECT * FROM {table} ORDER BY {number} DESC NULLS LAST, id LIMIT 50 OFFSET "
        found |= {
            f"JSON {table}: number at least": asks(f"SELECT * {some} ORDER BY name, id LIMIT 50"),
            f"JSON {table}: the same, counted": asks(f"SELECT count(*) {some}"),
            f"JSON {table}: choice": asks(f"SELECT * {kinds} ORDER BY name, id LIMIT 50"),
            f"JSON {table}: choice, counted": asks(f"SELECT count(*) {kinds}"),
            f"JSON {table}: not known": asks(f"SELECT * {none} ORDER BY name, id LIMIT 50"),
            f"JSON {table}: sorted by number": asks(f"{by}0"),
            f"JSON {table}: sorted by number, page 200": asks(f"{by}9950"),
        }
    return found


def milliseconds(ask: Callable[[], object]) -> float:
    """Return the median time of a question, after one to warm up."""
    ask()
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        ask()
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


if __name__ == "__main__":
    main()
