"""What the demo sells: products, prices, opportunities with their history, quotes and orders.

All of it is invented from a fixed seed and marked so. How many order lines there are is set by
``COMARCA_DEMO_LINES`` (25,000 as a rule, at most 1,200,000): three years at the real stations.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from comarca.accounts.models import Account, Ownership
from comarca.activities.models import Activity
from comarca.contacts.models import Contact
from comarca.demo.sortiment import COMPETITORS, DEALS, PRODUCTS
from comarca.relations.models import Need, ProductFamily
from comarca.sales.models import (
    ApprovalRule,
    Competitor,
    Discount,
    Opportunity,
    OpportunityLine,
    OpportunityState,
    Price,
    PriceList,
    Product,
    Reason,
    Stage,
    StageStay,
    TaxRate,
)
from comarca.sales.pipeline.starting import default_pipeline
from comarca.sales.pipeline.stays import work_out_again

SEED = 20260915
BATCH = 2000
YEARS = 3
CENT = Decimal("0.01")
USUAL_LINES, MOST_LINES = 25_000, 1_200_000
OPPORTUNITIES = 1500  # so that the demo is there in a minute


def lines_asked() -> int:
    """Return how many order lines the demo has."""
    return min(max(int(os.environ.get("COMARCA_DEMO_LINES", USUAL_LINES)), 0), MOST_LINES)


def make_catalogue(day: date) -> list[Product]:
    """Write products in their families, the price lists of three years, taxes and discounts."""
    families = dict(ProductFamily.objects.values_list("name", "pk"))
    products = Product.objects.bulk_create(
        Product(
            code=code, name=name, family_id=families.get(family), variant=variant, unit=unit,
            tax_class=tax, price=Decimal(price), cost=Decimal(cost), is_generated=True,
        )
        for code, name, variant, family, unit, tax, price, cost in PRODUCTS
    )  # fmt: skip
    for year in range(day.year - YEARS, day.year + 1):
        _price_lists(products, year, day.year)
    for tax_class, percent in (("standard", 21), ("reduced", 10), ("super_reduced", 4)):
        for kind in ("company", "consumer", "public"):
            TaxRate.objects.create(
                country="ES", customer_kind=kind, tax_class=tax_class, percent=percent,
                valid_from=date(day.year - YEARS, 1, 1),
            )  # fmt: skip
    _discounts(products, day)
    return products


def _price_lists(products: Sequence[Product], year: int, this_year: int) -> None:
    """Write the general list of a year and that of the best customers, 2 % dearer each year."""
    last = date(year + 1, 1, 1) if year < this_year else None
    factor = Decimal("0.98") ** (this_year - year)
    for name, segment, share in (("General", "", Decimal(1)), ("Clase A", "A", Decimal("0.96"))):
        prices = PriceList.objects.create(
            name=f"{name} {year}", segment=segment, valid_from=date(year, 1, 1), valid_to=last,
            is_generated=True,
        )  # fmt: skip
        Price.objects.bulk_create(
            Price(
                price_list=prices, product=product, min_quantity=least,
                amount=((product.price or 0) * factor * share * less).quantize(CENT),
            )
            for product in products
            for least, less in ((0, Decimal(1)), (50, Decimal("0.95")))
        )  # fmt: skip


def _discounts(products: Sequence[Product], day: date) -> None:
    """Write a discount of each kind, and who approves more."""
    begun = date(day.year - 1, 1, 1)
    common = {"valid_from": begun, "is_generated": True}
    Discount.objects.create(
        name="Más de 100 unidades", kind="volume", min_quantity=100, percent=3, **common
    )
    Discount.objects.create(name="Contrato de un año", kind="term", min_months=12, percent=2,
                            **common)  # fmt: skip
    bundle = Discount.objects.create(name="Rincón de café", kind="bundle", percent=5, **common)
    for product in products[:3]:
        bundle.discount_products.create(product=product)
    ApprovalRule.objects.create(
        name="Descuento de más del 15 %", role="representative", above_discount=15, hours=24,
        is_generated=True,
    )  # fmt: skip
    ApprovalRule.objects.create(
        name="Margen de menos del 10 %", below_margin=10, approver="sales_operations", hours=48,
        escalate_to="administrator", is_generated=True,
    )  # fmt: skip


def make_opportunities(products: Sequence[Product], day: date) -> None:
    """Write opportunities of the last year with every step they took, and what they are about."""
    dice = Random(SEED)  # noqa: S311 - invented figures, the same on every machine
    pipeline = default_pipeline()
    stages = list(pipeline.stages.order_by("position"))
    reasons = {kind: list(Reason.objects.filter(kind=kind)) for kind in ("won", "lost")}
    rivals = Competitor.objects.bulk_create(
        Competitor(name=name, is_generated=True) for name in COMPETITORS
    )
    owners = dict(Ownership.objects.on(day).values_list("account_id", "person_id"))
    contacts = dict(Contact.objects.order_by("-pk").values_list("account", "pk"))
    needs = dict(Need.objects.values_list("account", "pk"))
    planned = Activity.objects.filter(state=Activity.State.PLANNED, account__isnull=False)
    steps = dict(planned.order_by("-at").values_list("account", "pk"))
    chosen = list(Account.objects.filter(pk__in=owners, status="customer").order_by("pk"))
    made, paths = [], []
    for account in dice.sample(chosen, min(OPPORTUNITIES, len(chosen))):
        path = _path(dice, stages, day)
        row = _opportunity(dice, account, path, owners[account.pk], day)
        row.contact_id, row.need_id = contacts.get(account.pk), needs.get(account.pk)
        if row.stage.kind == Stage.Kind.OPEN:
            row.next_step_id = steps.get(account.pk)
        else:
            row.reason = dice.choice(reasons[row.stage.kind])
        made.append(row)
        paths.append(path)
    rows = Opportunity.objects.bulk_create(made, batch_size=BATCH)
    OpportunityState.objects.bulk_create(
        (one for row, path in zip(rows, paths, strict=True) for one in _states(row, path, dice)),
        batch_size=BATCH,
    )
    work_out_again(OpportunityState.objects, StageStay.objects)
    _belongings(dice, rows, products, rivals)


def _path(dice: Random, stages: Sequence[Stage], day: date) -> list[tuple[datetime, Stage]]:
    """Return the stages an opportunity went through, each with when it came there."""
    begun = day - timedelta(days=dice.randrange(3, 365))
    at = timezone.make_aware(datetime.combine(begun, time(9 + dice.randrange(8))))
    end = timezone.make_aware(datetime.combine(day, time(8)))
    path = [(at, stages[0])]
    for stage in stages[1:4]:
        at += timedelta(days=dice.randrange(4, 45))
        if at >= end or dice.random() < 0.2:
            return path if at >= end else _closed(dice, path, stages, at, end)
        path.append((at, stage))
    return _closed(dice, path, stages, at + timedelta(days=dice.randrange(3, 30)), end)


def _closed(
    dice: Random, path: list[tuple[datetime, Stage]], stages: Sequence[Stage], at: datetime,
    end: datetime,
) -> list[tuple[datetime, Stage]]:  # fmt: skip
    """Return a path with its end: won more often the farther it came."""
    if at >= end:
        return path
    won = dice.random() < 0.15 + 0.15 * len(path)
    return [*path, (at, stages[4] if won else stages[5])]


def _opportunity(
    dice: Random, account: Account, path: list[tuple[datetime, Stage]], owner: int, day: date
) -> Opportunity:
    """Return an opportunity as it stands at the end of its path."""
    since, stage = path[-1]
    is_open = stage.kind == Stage.Kind.OPEN
    close = day + timedelta(days=dice.randrange(-5, 120)) if is_open else since.date()
    return Opportunity(
        reference=f"g-{dice.getrandbits(48):012x}", title=dice.choice(DEALS), account=account,
        owner_id=owner, pipeline_id=stage.pipeline_id, stage=stage, stage_since=since,
        value=Decimal(dice.randrange(4, 90) * 100), close_on=close, opened_on=path[0][0].date(),
        closed_at=None if is_open else since, is_generated=True,
    )  # fmt: skip


def _states(
    row: Opportunity, path: list[tuple[datetime, Stage]], dice: Random
) -> Iterator[OpportunityState]:
    """Yield every state of an opportunity; its value grew or shrank on the way."""
    value = row.value or Decimal(0)
    for at, (begun, stage) in enumerate(path):
        last = at == len(path) - 1
        yield OpportunityState(
            opportunity=row, valid_from=begun, valid_to=None if last else path[at + 1][0],
            account_id=row.account_id, owner_id=row.owner_id, stage=stage, close_on=row.close_on,
            value=value if last else (value * dice.randrange(6, 14) / 10).quantize(Decimal(1)),
            currency=row.currency,
        )  # fmt: skip


def _belongings(
    dice: Random, rows: Sequence[Opportunity], products: Sequence[Product],
    rivals: Sequence[Competitor],
) -> None:  # fmt: skip
    """Write the products of half of the opportunities, and whom they compete with."""
    from comarca.sales.models import OpportunityCompetitor

    OpportunityLine.objects.bulk_create(
        (
            OpportunityLine(opportunity=row, product=product, quantity=dice.randrange(1, 40))
            for row in rows
            if dice.random() < 0.5
            for product in dice.sample(list(products), 2)
        ),
        batch_size=BATCH,
    )
    OpportunityCompetitor.objects.bulk_create(
        (
            OpportunityCompetitor(opportunity=row, competitor=dice.choice(rivals))
            for row in rows
            if dice.random() < 0.3
        ),
        batch_size=BATCH,
    )
