"""The verbs of opportunities: open, change, move; each keeps the state and holds to the rules."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.activities.models import Activity
from comarca.base import writing
from comarca.base.dates import today
from comarca.base.objects import registry
from comarca.base.organisation import own_currency
from comarca.base.per_request import once
from comarca.relations.models import Need
from comarca.sales.models import Opportunity, Product, Reason, Stage
from comarca.sales.pipeline import states
from comarca.sales.pipeline.starting import default_pipeline, first_stage
from comarca.sales.pipeline.stays import keep_beginning
from comarca.sales.products.pricing import Customer, unit_prices

KEY = "opportunity"
CENT = Decimal("0.01")


def complete(values: dict[str, Any], row: Opportunity | None) -> None:
    """Fill in what follows: the pipeline of the stage, the first stage, a title."""
    stage = values.get("stage")
    if stage is not None:
        key = getattr(stage, "pk", stage)
        values["pipeline"] = once(f"pipeline of stage {key}", partial(_pipeline_of, key))
    elif row is None:
        begun = first_stage(default_pipeline())
        values["stage"] = begun.pk if begun else None
        values["pipeline"] = begun.pipeline_id if begun else None
    elif "stage" in values:
        values.pop("stage")  # nobody takes an opportunity out of its pipeline by emptying a field
    if row is None and not values.get("title"):
        values["title"] = _title(values)


def _pipeline_of(stage: Any) -> int | None:
    found = Stage.objects.filter(pk=stage).order_by()
    return found.values_list("pipeline", flat=True).first()


def company_currency() -> str:
    """Return the company's currency."""
    return own_currency() or "EUR"


def _title(values: Mapping[str, Any]) -> str:
    """Name an opportunity that came without a title by its products, else by its reference."""
    keys = sorted(getattr(one, "pk", one) for one in values.get("products") or ())
    names = once(f"names of products {keys}", partial(_names_of, keys)) if keys else ""
    return names[:160] or str(values.get("reference") or "")[:160]


def _names_of(products: Sequence[int]) -> str:
    rows = Product.objects.filter(pk__in=products).order_by("name")
    return ", ".join(rows.values_list("name", flat=True))


@transaction.atomic
def create(values: Mapping[str, Any], actor: Any) -> Opportunity:
    """Open an opportunity; without a person it is the actor's own, without a stage at the first."""
    given = dict(values)
    if not given.get("reference"):
        given.pop("reference", None)
    if given.get("stage") is None or given.get("pipeline") is None:
        complete(given, None)
    given["owner"] = given.get("owner") or (actor.pk if actor is not None else None)
    given["opened_on"] = given.get("opened_on") or today()
    given["currency"] = given.get("currency") or company_currency()
    if given.get("value") is None and given.get("products"):
        given["value_by_hand"] = False
    row: Opportunity = writing.insert(registry.find(KEY), given, actor)
    _settle(row, None, timezone.now())
    if row.need_id:
        _tell_need(row, actor, Need.State.PROPOSED)
    return row


def change(
    row: Opportunity,
    version: int | None,
    values: Mapping[str, Any],
    actor: Any,
    *,
    asked: bool = True,
) -> Opportunity:
    """Change an opportunity if it is still as the person saw it; of two at once, one wins."""
    given = dict(values)
    complete(given, row)
    with transaction.atomic():
        fresh: Opportunity = writing.take(Opportunity, row.pk, version)
        before = fresh.stage_id
        if asked:
            _hold_to_stage(fresh, given)
        writing.write(registry.find(KEY), fresh, given, actor)
        fresh = Opportunity.objects.select_related("stage").get(pk=fresh.pk)
        _settle(fresh, before, timezone.now())
        if "opened_on" in given:
            keep_beginning(fresh)
        if fresh.stage_id != before and fresh.stage.kind == Stage.Kind.WON and fresh.need_id:
            _tell_need(fresh, actor, Need.State.SERVED)
    return fresh


def move(
    row: Opportunity, version: int | None, stage: Stage, actor: Any, *, reason: int | None = None
) -> Opportunity:
    """Move an opportunity to another stage; won and lost ask for a reason."""
    values: dict[str, Any] = {"stage": stage.pk}
    if reason is not None:
        values["reason"] = reason
    return change(row, version, values, actor)


def win(row: Opportunity, stage: Stage) -> Opportunity:
    """Move an opportunity to won because its quote was accepted; the reason is asked for later."""
    return change(row, None, {"stage": stage.pk}, None, asked=False)


def _hold_to_stage(row: Opportunity, values: dict[str, Any]) -> None:
    """Hold a change of stage to what the stage asks for: a next step, a reason."""
    target = values.get("stage")
    key = getattr(target, "pk", target)
    if key is None or key == row.stage_id:
        return
    stage = Stage.objects.get(pk=key)
    if stage.kind == Stage.Kind.OPEN:
        values["reason"] = None
        if stage.needs_next_step and not has_next_step(row):
            said = _("Plan the next step first: “%(stage)s” asks for one.")
            raise ValidationError({"stage": said % {"stage": stage}})
        return
    fits = Reason.objects.filter(kind=stage.kind, archived_at=None)
    chosen = values.get("reason", row.reason_id)
    if fits.exists() and not fits.filter(pk=getattr(chosen, "pk", chosen) or 0).exists():
        said = _("Say why: choose a reason for “%(stage)s”.")
        raise ValidationError({"reason": said % {"stage": stage}})


def has_next_step(row: Opportunity) -> bool:
    """Return whether something is planned: the next step, or what follows on it."""
    planned = Activity.objects.open()
    return planned.filter(Q(opportunities=row) | Q(follows__opportunities=row)).exists()


def _settle(row: Opportunity, before: int | None, now: datetime) -> None:
    """Bring the columns that follow from others up to date and keep the state."""
    columns: dict[str, Any] = {}
    if before is None or before != row.stage_id:
        columns["stage_since"] = now
        columns["closed_at"] = None if row.stage.kind == Stage.Kind.OPEN else _closed(row, now)
    if not row.value_by_hand:
        columns["value"] = value_of_lines(row)
    if columns:
        Opportunity.objects.filter(pk=row.pk).update(**columns)
        for name, value in columns.items():
            setattr(row, name, value)
    if before is None:
        states.begin(row, now)
    else:
        states.keep_state(row, now)


def _closed(row: Opportunity, now: datetime) -> datetime:
    """Return when it was won or lost: one that came from elsewhere, on its close date."""
    if row.close_on and row.close_on < today():
        return timezone.make_aware(datetime.combine(row.close_on, time(12)))
    return now


def value_of_lines(row: Opportunity) -> Decimal:
    """Return the sum of the product lines in the opportunity's currency, each to the cent."""
    lines = list(row.lines.all())
    wanted = {line.product_id: line.quantity for line in lines if line.price is None}
    known = unit_prices(wanted, Customer.of(row.account), row.currency, today()) if wanted else {}
    nothing = Decimal(0)
    amounts = (
        line.quantity * (known.get(line.product_id, nothing) if line.price is None else line.price)
        for line in lines
    )
    return sum((one.quantize(CENT, ROUND_HALF_UP) for one in amounts), nothing)


def revalue(row: Opportunity) -> None:
    """Work the value out again after a line came, went or changed."""
    fresh = Opportunity.objects.select_related("stage", "account").get(pk=row.pk)
    if not fresh.value_by_hand:
        _settle(fresh, fresh.stage_id, timezone.now())


def _tell_need(row: Opportunity, actor: Any, state: str) -> None:
    """Say on the need that something is proposed for it, or that it is served."""
    need = Need.objects.get(pk=row.need_id or 0)
    if need.state not in {state, Need.State.SERVED}:
        writing.change(registry.find("need"), need, None, {"state": state}, actor)
