"""The board: the opportunities of a pipeline by stage, as they stand now or stood at a moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from comarca.accounts.models import Account
from comarca.base.dates import today
from comarca.base.money import Money, by_currency
from comarca.base.objects import find
from comarca.base.objects.addresses import address
from comarca.base.sums import ExactSum
from comarca.sales.models import Opportunity, OpportunityState, Pipeline, Stage
from comarca.sales.pipeline.standing import standing
from comarca.sales.pipeline.states import states_at
from comarca.team.models import Person
from comarca.team.visibility import reports_of
from comarca.territories.models import Plan, Territory

SHOWN = 25  # cards a column; the list shows the rest
CLOSED_DAYS = 30  # how long what is won and lost stays on the board
FIRST = (F("close_on").asc(nulls_last=True), "pk")
LATEST = ("-closed_at", "-pk")
AMOUNT = DecimalField(max_digits=20, decimal_places=2)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a board is asked for: whose opportunities, in which territory, at which moment."""

    pipeline: Pipeline
    person: int | None = None
    territory: int | None = None
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One opportunity on the board."""

    pk: int
    title: str
    account: str
    owner: str
    value: Money | None
    close_on: Any
    days: int
    standing: str = ""
    version: int = 0
    is_late: bool = False

    @property
    def address(self) -> str:
        """Return where its page is."""
        return address("sales:opportunity", self.pk)

    @property
    def move(self) -> str:
        """Return where it is moved."""
        return address("sales:move", self.pk)


@dataclass(slots=True)
class Column:
    """One stage with its cards, and what all of it comes to, cards that are not shown included."""

    stage: Stage
    count: int = 0
    sums: list[Money] = field(default_factory=list)
    weighted: list[Money] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    choice: str = ""  # the stages to choose from on each card, this one chosen: drawn once
    drawn: str = ""  # the cards as the page shows them

    @property
    def hidden(self) -> int:
        """Return how many more there are than are shown."""
        return self.count - len(self.cards)


def columns(asked: Asked, user: Person) -> list[Column]:
    """Return the columns of a board as a person may see them; a question a stage."""
    stages = list(asked.pipeline.stages.order_by("position", "pk"))
    found = {stage.pk: Column(stage) for stage in stages}
    if asked.moment:
        then = _then(asked, user)
        _add_up(found, then)
        for column in _filled(found):
            column.cards = _cards_then(then.filter(stage=column.stage), asked)
        return list(found.values())
    # What is open and what was closed lately are asked for apart: together no index serves them.
    still_open, closed = _now(asked, user)
    _add_up(found, still_open)
    _add_up(found, closed)
    picked: dict[int, list[int]] = {}
    for column in _filled(found):
        is_open = column.stage.kind == Stage.Kind.OPEN
        mine, order = (still_open, FIRST) if is_open else (closed, LATEST)
        first = mine.filter(stage=column.stage).order_by(*order).values_list("pk", flat=True)
        picked[column.stage.pk] = list(first[:SHOWN])
    cards = _cards_now([pk for keys in picked.values() for pk in keys])
    for stage, keys in picked.items():
        found[stage].cards = [cards[pk] for pk in keys if pk in cards]
    return list(found.values())


def _filled(found: Mapping[int, Column]) -> list[Column]:
    return [column for column in found.values() if column.count]


def totals(board: Iterable[Column]) -> tuple[int, list[Money], list[Money]]:
    """Return how many are open, what they come to, and the same weighted by probability."""
    open_ones = [column for column in board if column.stage.kind == Stage.Kind.OPEN]
    return (
        sum(column.count for column in open_ones),
        by_currency(one for column in open_ones for one in column.sums),
        by_currency(one for column in open_ones for one in column.weighted),
    )


def _now(asked: Asked, user: Person) -> "tuple[QuerySet[Opportunity], QuerySet[Opportunity]]":
    """Return what stands on the board today: what is open, and what was closed lately."""
    lately = timezone.now() - timedelta(days=CLOSED_DAYS)
    seen = Opportunity.objects.visible_to(user).filter(pipeline=asked.pipeline, archived_at=None)
    rows = _narrowed(seen, asked)
    return rows.filter(closed_at=None), rows.filter(closed_at__gte=lately)


def _then(asked: Asked, user: Person) -> "QuerySet[OpportunityState]":
    """Return what stood on the board at a moment."""
    assert asked.moment is not None  # noqa: S101
    lately = asked.moment - timedelta(days=CLOSED_DAYS)
    rows = states_at(asked.moment).visible_to(user).filter(stage__pipeline=asked.pipeline)
    rows = rows.filter(Q(stage__kind=Stage.Kind.OPEN) | Q(valid_from__gte=lately))
    return _narrowed(rows, asked)


def _narrowed(rows: "QuerySet[Any]", asked: Asked) -> "QuerySet[Any]":
    """Keep a person's (with their people's) and a territory's (with its descendants')."""
    if asked.person is not None:
        rows = rows.filter(owner__in=reports_of(asked.person))
    if asked.territory is not None:
        rows = rows.filter(account__in=accounts_in(asked.territory))
    return rows


def territories(user: Person) -> "QuerySet[Territory]":
    """Return the territories in force that a person may choose from."""
    plans = Plan.objects.in_force(today())
    rows: QuerySet[Territory] = find("territory").visible_to(user)
    return rows.filter(plan__in=plans).order_by("name")


def descendants(territory: int) -> set[int]:
    """Return a territory and everything below it."""
    found, waiting = {territory}, [territory]
    while waiting:
        below = Territory.objects.filter(parent__in=waiting).values_list("pk", flat=True)
        waiting = [pk for pk in below if pk not in found]
        found.update(waiting)
    return found


def accounts_in(territory: int) -> "QuerySet[Account]":
    """Return the accounts in a territory or in one below it."""
    ids = descendants(territory)
    source = next(f.source for f in find("account").declared if f.key == "territory")
    inside = source.matching(lambda path: Q(**{f"{path}__in": ids}))
    return Account.objects.filter(inside or Q(pk__in=[])).values("pk")  # type: ignore[return-value]


def _add_up(found: Mapping[int, Column], rows: "QuerySet[Any]") -> None:
    """Count and add up by stage and currency, in one question."""
    likely = Coalesce("probability", "stage__probability")
    weighted = ExpressionWrapper(F("value") * likely / 100, output_field=AMOUNT)
    groups = rows.order_by().values_list("stage", "currency").annotate(
        count=Count("pk"), sum=ExactSum("value"), weighted=ExactSum(weighted)
    )  # fmt: skip
    for stage, currency, count, amount, likely_amount in groups:
        column = found.get(stage)
        if column is not None:
            column.count += count
            nothing = Decimal(0)
            column.sums.append(Money(amount or nothing, currency))
            column.weighted.append(Money(likely_amount or nothing, currency))


def _cards_now(keys: list[int]) -> dict[int, Card]:
    """Return the cards of some opportunities.

    How each stands is asked of the few that are shown only: it looks at their activities.
    """
    rows: QuerySet[Any] = Opportunity.objects.filter(pk__in=keys).annotate(stands=standing())
    now, day = timezone.now(), today()
    found = {}
    for pk, title, account, owner, value, currency, close_on, since, stands, version in (
        rows.values_list("pk", "title", "account__name", "owner__name", "value", "currency",
                         "close_on", "stage_since", "stands", "version")
    ):  # fmt: skip
        found[pk] = Card(
            pk, title, account or "", owner or "",
            None if value is None else Money(value, currency), close_on, (now - since).days,
            stands, version,
            bool(close_on and close_on < day and stands not in {"won", "lost"}),
        )  # fmt: skip
    return found


def _cards_then(rows: "QuerySet[OpportunityState]", asked: Asked) -> list[Card]:
    """Return the first cards of a column as they stood."""
    shown = rows.select_related("opportunity", "account", "owner")
    moment = asked.moment or timezone.now()
    return [
        Card(
            row.opportunity_id, row.opportunity.title, str(row.account or ""),
            str(row.owner or ""), _money(row), row.close_on, (moment - row.valid_from).days,
        )
        for row in shown.order_by(*FIRST)[:SHOWN]
    ]  # fmt: skip


def _money(row: Any) -> Money | None:
    return Money(row.value, row.currency) if row.value is not None else None
