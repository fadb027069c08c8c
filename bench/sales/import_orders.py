"""How fast the history of orders comes in: lines a minute, in clock and in processor time.

Run with ``python bench/sales/import_orders.py [lines]`` on a scratch database
(``COMARCA_DATA=…``); it makes 2,000 accounts and 200 products first.
"""

import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comarca.web.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

from comarca.accounts.models import Account  # noqa: E402
from comarca.imports.order_history import lifecycle  # noqa: E402
from comarca.relations.models import ProductFamily  # noqa: E402
from comarca.sales.models import MonthlyTotal, OrderBatch, Product  # noqa: E402


def write(path: Path, lines: int) -> None:
    """Write a file of order lines: four lines an order, three years."""
    dice = random.Random(1)  # noqa: S311
    with path.open("w", encoding="utf-8") as out:
        out.write("Pedido;Cuenta;Fecha;Producto;Cantidad;Precio;Descuento;IVA\n")
        for n in range(lines // 4):
            account, day = dice.randrange(2000), dice.randrange(1096)
            when = f"{2023 + day // 366}-{1 + day % 12:02d}-{1 + day % 28:02d}"
            for _line in range(4):
                product = dice.randrange(200)
                out.write(
                    f"B-{n};BA{account};{when};BP{product};{dice.randrange(1, 20)};"
                    f"{dice.randrange(100, 9999) / 100:.2f};0;21\n".replace(".", ",")
                )


def main() -> None:
    """Make what is named, then time preview, import and undo."""
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    call_command("migrate", verbosity=0)
    if not Account.objects.filter(code="BA0").exists():
        Account.objects.bulk_create(Account(code=f"BA{n}", name=f"Bar {n}") for n in range(2000))
        families = ProductFamily.objects.bulk_create(
            ProductFamily(name=f"Bench {n}") for n in range(10)
        )
        Product.objects.bulk_create(
            Product(code=f"BP{n}", name=f"Product {n}", family=families[n % 10]) for n in range(200)
        )
    path = Path(tempfile.mkdtemp()) / "orders.csv"
    write(path, lines)
    batch = OrderBatch.objects.create(file_name="bench", summary={"path": str(path)})
    for name in ("preview", "apply", "undo"):
        clock, cpu = time.perf_counter(), time.process_time()
        told = getattr(lifecycle, name)(batch, None)
        clock, cpu = time.perf_counter() - clock, time.process_time() - cpu
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{name:8} {lines:>9,} lines {clock:7.1f} s ({lines / clock * 60:>11,.0f} a minute), "
            f"{cpu:6.1f} s of processor, {memory} MB, totals {MonthlyTotal.objects.count():,}"
        )
        assert told is not None


main()
