"""The life of a file of order lines: previewed, written in short transactions, taken back."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.base.events import Event, record
from comarca.imports.lifecycle.intake import located
from comarca.imports.order_history.resolving import Found, Names, Refused
from comarca.imports.order_history.two_files import Source
from comarca.sales.models import Order, OrderBatch, OrderLine
from comarca.sales.orders.amounts import tax_of
from comarca.sales.orders.events import BROUGHT_IN, TAKEN_BACK
from comarca.sales.orders.totals import Deltas, add, deltas_of, month_of, together

State = OrderBatch.State
CHUNK = 2000
NOTHING = Decimal(0)
SHOWN = 50
Report = Callable[[float, str], None]


class WrongState(Exception):
    """The import is not where this step begins: somebody else was faster."""


def silence(_share: float, _said: str) -> None:
    """Tell nobody how far it is."""


def path_of(batch: OrderBatch) -> Path:
    """Return where the file of an import lies."""
    return located(batch.summary.get("path", ""))


def source_of(batch: OrderBatch) -> Source:
    """Return what an import reads; raises ``UnreadableFile``."""
    heads = batch.summary.get("heads_path", "")
    return Source.of(path_of(batch), located(heads) if heads else None)


def preview(batch: OrderBatch, user: Any, report: Report = silence) -> dict[str, Any]:
    """Read the whole file, write nothing, and say what it would do."""
    source, names = source_of(batch), Names.load(user)
    known = set(Order.objects.values_list("number", flat=True))
    counts: Counter[str] = Counter()
    sums: dict[str, Decimal] = {}
    problems: list[dict[str, Any]] = []
    orders: set[str] = set()
    days: list[Any] = []
    for line in source.lines():
        counts["lines"] += 1
        if counts["lines"] % 50_000 == 0:
            report(0.5, _("%(n)d lines are read…") % {"n": counts["lines"]})
        try:
            found = names.find(line)
        except Refused as refused:
            counts["errors"] += 1
            if len(problems) < SHOWN:
                problems.append({"row": line.row, "problem": refused.sentence})
            continue
        if found.number in known:
            counts["known"] += 1
            continue
        orders.add(found.number)
        counts["new"] += 1
        sums[found.currency] = sums.get(found.currency, Decimal(0)) + found.net
        days = [min([*days, found.ordered_on]), max([*days, found.ordered_on])]
    told: dict[str, Any] = {
        "path": batch.summary.get("path", ""), "heads_path": batch.summary.get("heads_path", ""),
        "lines": counts["lines"], "new": counts["new"],
        "known": counts["known"], "errors": counts["errors"], "orders": len(orders),
        "problems": problems, "unknown_products": names.unknown.most_common(20),
        "unknown_count": len(names.unknown), "empty_orders": len(source.unused),
        "unknown_people": names.unknown_people.most_common(20), "shares": source.form.shares,
        "sums": {k: str(v) for k, v in sorted(sums.items())},
        "days": [day.isoformat() for day in days],
        "columns": source.columns, "encoding": source.form.encoding,
        "separator": source.form.separator,
    }  # fmt: skip
    batch.summary = told
    batch.save(update_fields=["summary"])
    return told


def apply(batch: OrderBatch, user: Any, report: Report = silence) -> dict[str, Any]:
    """Write the lines of a preview; what was cut off is taken back first and begun again."""
    if batch.state == State.APPLYING:
        _delete(batch)
    _move(batch, {State.PREVIEWED, State.APPLYING}, State.APPLYING)
    source, names = source_of(batch), Names.load(user)
    known = set(Order.objects.values_list("number", flat=True))
    total, done = max(batch.summary.get("new", 1), 1), 0
    ids: dict[str, int] = {}
    split: set[int] = set()
    for part in _parts(_ready(source.lines(), names, known)):
        with transaction.atomic():
            split |= _write(batch, part, ids)
        done += len(part)
        said = _("%(done)s of %(total)s lines are written…")
        report(min(done / total, 0.97), said % {"done": done, "total": total})
    _add_up(split)
    with transaction.atomic():
        _move(batch, {State.APPLYING}, State.APPLIED)
        batch.applied_at = timezone.now()
        batch.summary = {**batch.summary, "written": done, "orders": len(ids)}
        batch.save(update_fields=["applied_at", "summary"])
        record(batch, BROUGHT_IN, actor=user, after={"lines": done, "orders": len(ids)})
    return {"lines": done, "orders": len(ids)}


def undo(batch: OrderBatch, user: Any, report: Report = silence) -> dict[str, Any]:
    """Take back what an import wrote, but for the orders that somebody has worked on since."""
    _move(batch, {State.APPLIED, State.UNDOING}, State.UNDOING)
    kept = _worked_on(batch)
    gone = _delete(batch, kept, report)
    with transaction.atomic():
        _move(batch, {State.UNDOING}, State.UNDONE)
        batch.summary = {**batch.summary, "kept": len(kept), "deleted": gone}
        batch.save(update_fields=["summary"])
        record(batch, TAKEN_BACK, actor=user, after={"orders": gone, "kept": len(kept)})
    return {"orders": gone, "kept": len(kept)}


def _move(batch: OrderBatch, before: set[str], after: str) -> None:
    """Take the next step of an import's life; of two at once, one wins."""
    if not OrderBatch.objects.filter(pk=batch.pk, state__in=before).update(state=after):
        raise WrongState(_("This import has moved on; look at it again."))
    batch.state = after


def _ready(found: Iterable[Any], names: Names, known: set[str]) -> Iterator[Found]:
    """Yield the lines that are written: those that can be, of orders that are not here yet."""
    for line in found:
        try:
            one = names.find(line)
        except Refused:
            continue
        if one.number not in known:
            yield one


def _parts(found: Iterator[Found]) -> Iterator[list[Found]]:
    while part := list(islice(found, CHUNK)):
        yield part


def _write(batch: OrderBatch, part: list[Found], ids: dict[str, int]) -> set[int]:
    """Write some lines with their orders and totals; return the orders begun in an earlier part."""
    fresh: dict[str, list[Found]] = {}
    later: set[int] = set()
    for one in part:
        if one.number in ids:
            later.add(ids[one.number])
        else:
            fresh.setdefault(one.number, []).append(one)
    made = Order.objects.bulk_create(_order(batch, mine) for mine in fresh.values())
    ids |= {order.number: order.pk for order in made}
    OrderLine.objects.bulk_create((_line(one, ids[one.number]) for one in part), batch_size=1000)
    add(_deltas(part))
    return later


def _deltas(part: list[Found]) -> Deltas:
    """Return what some lines add to the totals."""
    found: Deltas = {}
    for one in part:
        if one.state != Order.State.CANCELLED:
            month = month_of(one.ordered_on)
            key = (one.account, one.family, one.owner, month, one.currency)
            net, count = found.get(key, (NOTHING, 0))
            found[key] = (net + one.net, count + 1)
    return found


def _order(batch: OrderBatch, mine: list[Found]) -> Order:
    """Return the order of some lines, with what they come to."""
    first = mine[0]
    net = sum((one.net for one in mine), Decimal(0))
    tax = tax_of(((one.tax_rate, one.net) for one in mine), first.currency)
    return Order(
        number=first.number, account_id=first.account, owner_id=first.owner,
        ordered_on=first.ordered_on, state=first.state, currency=first.currency, net=net, tax=tax,
        total=net + tax, batch=batch,
    )  # fmt: skip


def _line(one: Found, order: int) -> OrderLine:
    return OrderLine(
        order_id=order, position=one.position, product_id=one.product, family_id=one.family,
        description=one.description, quantity=one.quantity, price=one.price,
        discount=one.discount, tax_rate=one.tax_rate, net=one.net,
    )  # fmt: skip


def _add_up(orders: Iterable[int]) -> None:
    """Bring the amounts of orders up to date whose lines came in several parts."""
    from comarca.sales.orders.editing import add_up

    for order in Order.objects.filter(pk__in=list(orders)).iterator():
        add_up(order)


def _worked_on(batch: OrderBatch) -> set[int]:
    """Return the orders of an import that somebody has worked on since."""
    since = Event.objects.filter(model="sales.order", at__gte=batch.applied_at or batch.made_at)
    mine = Order.objects.filter(batch=batch)
    changed = mine.filter(pk__in=since.values("object_id")) | mine.filter(version__gt=1)
    return set(changed.values_list("pk", flat=True))


def _delete(batch: OrderBatch, kept: Iterable[int] = (), report: Report = silence) -> int:
    """Delete the orders of an import, some at a time, and take them out of the totals."""
    spared, gone = set(kept), 0
    mine = Order.objects.filter(batch=batch)
    total = max(mine.count(), 1)
    last = 0
    while orders := list(mine.filter(pk__gt=last).order_by("pk")[:500]):
        last = orders[-1].pk
        going = {order.pk: order for order in orders if order.pk not in spared}
        with transaction.atomic():
            lines_gone = OrderLine.objects.filter(order__in=going)
            by_order: dict[int, list[OrderLine]] = {}
            for line in lines_gone:
                by_order.setdefault(line.order_id, []).append(line)
            add(together(*(deltas_of(going[pk], rows, -1) for pk, rows in by_order.items())))
            lines_gone.update(returns=None)
            lines_gone.delete()
            Order.objects.filter(pk__in=going).delete()
        gone += len(going)
        report(min(gone / total, 0.97), _("%(n)d orders are undone…") % {"n": gone})
    return gone
