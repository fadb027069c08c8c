"""What a company of any size sells and serves: opportunities, orders with lines, cases."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from by_sql import insert

BATCH = 4000
PRODUCTS, FAMILIES = 500, 12
ORDERS, LINES, OPPORTUNITIES = 2.5, 4, 2  # orders of an account, lines of an order
YEARS = 3
SUBJECTS = ["No enciende", "Falta una caja", "Factura repetida", "Cambio de dirección", "Fuga"]
STATES = ["new", "open", "waiting", "solved", "closed"]
STATE_WEIGHTS = [2, 5, 3, 30, 60]
PRIORITIES = ["1low", "2normal", "3high", "4urgent"]


def sell(count: int, owners: list[Any], dice: random.Random) -> None:
    """Make products, opportunities with their states, orders with lines and monthly totals."""
    from comarca.accounts.models import Account
    from comarca.sales.orders import totals

    accounts = list(Account.objects.order_by("pk").values_list("pk", flat=True))
    whose = {pk: owners[n % len(owners)].pk for n, pk in enumerate(accounts)}
    products()
    opportunities(round(count * OPPORTUNITIES), accounts, whose, dice)
    orders(round(count * ORDERS), accounts, whose, dice)
    totals.rebuild()


def products() -> None:
    """Make families and products."""
    from comarca.relations.models import ProductFamily
    from comarca.sales.models import Product

    families = ProductFamily.objects.bulk_create(
        ProductFamily(name=f"Familia {n}") for n in range(FAMILIES)
    )
    Product.objects.bulk_create(
        Product(code=f"P{n:04d}", name=f"Producto {n}", family=families[n % FAMILIES],
                price=Decimal(n % 90 + 5), cost=Decimal(n % 60 + 2), is_generated=True)
        for n in range(PRODUCTS)
    )  # fmt: skip


def opportunities(
    count: int, accounts: list[int], whose: dict[int, int], dice: random.Random
) -> None:
    """Make opportunities, one in ten of them open, each with the state it is in."""
    from django.utils import timezone

    from comarca.sales.models import Opportunity, OpportunityState, StageStay
    from comarca.sales.pipeline.starting import default_pipeline
    from comarca.sales.pipeline.stays import work_out_again

    stages = list(default_pipeline().stages.order_by("position"))
    now = timezone.now()
    rows = (_opportunity(n, stages, accounts, whose, now, dice) for n in range(count))
    while part := list(islice(rows, BATCH)):
        OpportunityState.objects.bulk_create(
            OpportunityState(
                opportunity=one, valid_from=one.stage_since, account_id=one.account_id,
                owner_id=one.owner_id, stage_id=one.stage_id, value=one.value,
                close_on=one.close_on,
            )
            for one in Opportunity.objects.bulk_create(part)
        )  # fmt: skip
    work_out_again(OpportunityState.objects, StageStay.objects)


def _opportunity(
    n: int, stages: list[Any], accounts: list[int], whose: dict[int, int], now: datetime,
    dice: random.Random,
) -> Any:  # fmt: skip
    from comarca.sales.models import Opportunity

    stage = dice.choices(stages, (4, 3, 2, 1, 40, 50))[0]
    since = now - timedelta(days=dice.randrange(60 if stage.kind == "open" else 900))
    account = dice.choice(accounts)
    return Opportunity(
        reference=f"b{n}", title=f"Oportunidad {n}", account_id=account, owner_id=whose[account],
        pipeline_id=stage.pipeline_id, stage=stage, stage_since=since, is_generated=True,
        value=Decimal(dice.randrange(100, 100_000)), opened_on=(since - timedelta(days=40)).date(),
        close_on=(since + timedelta(days=dice.randrange(90))).date(),
        closed_at=None if stage.kind == "open" else since,
    )  # fmt: skip


def orders(count: int, accounts: list[int], whose: dict[int, int], dice: random.Random) -> None:
    """Make orders of three years, their lines by the database, their sums from the lines."""
    from django.db import connection

    from comarca.base.dates import today
    from comarca.sales.models import Order

    def made() -> Iterator[Order]:
        for n in range(count):
            account, age = dice.choice(accounts), dice.randrange(365 * YEARS)
            yield Order(
                number=f"D-{n:07d}",
                account_id=account,
                owner_id=whose[account],
                ordered_on=today() - timedelta(days=age),
                is_generated=True,
                state="closed" if age > 60 else "confirmed",
            )

    rows = made()
    while part := list(islice(rows, BATCH)):
        Order.objects.bulk_create(part)
    product = f"((o.id * 31 + n.n * 17) % {PRODUCTS})"
    first = f"(SELECT min(id) FROM sales_product) + {product}"
    family = f"(SELECT min(id) FROM relations_productfamily) + {product} % {FAMILIES}"
    insert(
        "sales_orderline",
        {
            "order_id": "o.id", "position": "n.n", "product_id": first, "family_id": family,
            "description": f"'Producto ' || {product}", "quantity": "1 + o.id % 9",
            "price": f"{product} % 90 + 5", "discount": "0", "tax_rate": "21",
            "net": f"(1 + o.id % 9) * ({product} % 90 + 5)",
        },
        "sales_order o", LINES,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE sales_order SET net = (SELECT sum(l.net) FROM sales_orderline l"
            " WHERE l.order_id = sales_order.id)"
        )
        cursor.execute("UPDATE sales_order SET tax = round(net * 21 / 100, 2)")
        cursor.execute("UPDATE sales_order SET total = net + tax")


def serve(owners: list[Any], dice: random.Random) -> None:
    """Make a case at every account, most of them solved, each with what was asked."""
    from django.utils import timezone

    from comarca.accounts.models import Account
    from comarca.service.models import Case, CaseMessage, Queue

    queue, now = Queue.objects.create(name="Atención"), timezone.now()
    accounts = iter(Account.objects.order_by("pk").values_list("pk", flat=True))
    while part := list(islice(accounts, BATCH)):
        made = Case.objects.bulk_create(_case(pk, queue, owners, now, dice) for pk in part)
        CaseMessage.objects.bulk_create(
            CaseMessage(case=one, direction="in", text=one.text, at=one.opened_at,
                        sender=one.sender_email, is_generated=True)
            for one in made
        )  # fmt: skip


def _case(account: int, queue: Any, owners: list[Any], now: datetime, dice: random.Random) -> Any:
    from comarca.service.models import Case

    state = dice.choices(STATES, STATE_WEIGHTS)[0]
    is_over = state in {"solved", "closed"}
    opened = now - timedelta(hours=dice.randrange(2, 17_000 if is_over else 240))
    solved = opened + timedelta(hours=dice.randrange(1, 90)) if is_over else None
    return Case(
        number=f"C-{account:06d}", subject=dice.choice(SUBJECTS), account_id=account, queue=queue,
        owner=dice.choice(owners), state=state, priority=dice.choice(PRIORITIES),
        text="Generado para la prueba de carga.", opened_at=opened, solved_at=solved,
        sender_email=f"info{account}@load.example", is_generated=True,
        first_answered_at=opened + timedelta(hours=1) if is_over else None,
        closed_at=solved if state == "closed" else None, first_answer_limit=240,
        resolution_limit=2880, first_answer_due=opened + timedelta(hours=8),
        resolution_due=opened + timedelta(days=4), first_answer_minutes=60 if is_over else None,
        resolution_minutes=dice.randrange(60, 2000) if is_over else None,
    )  # fmt: skip
