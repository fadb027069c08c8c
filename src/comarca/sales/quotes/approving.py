"""Discount approval: which rules ask for one, who decides, until when, and what then."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.base import writing
from comarca.base.events import record
from comarca.sales.models import Approval, ApprovalRule, Approver, Quote, QuoteVersion
from comarca.sales.pipeline.editing import company_currency
from comarca.sales.quotes.amounts import share
from comarca.sales.quotes.editing import NotADraft
from comarca.sales.quotes.events import APPROVED, ASKED, ESCALATED, REFUSED
from comarca.team.models import Person
from comarca.team.visibility import reports_of

State = Quote.State


class AlreadyDecided(ValidationError):
    """Somebody else decided first, or the request was taken back."""


def rules_for(quote: Quote, edition: QuoteVersion, asker: Person) -> list[ApprovalRule]:
    """Return the rules by which a version needs approval; all that a rule says must hold."""
    rows = ApprovalRule.objects.filter(archived_at=None).order_by("pk")
    return [rule for rule in rows if _holds(rule, quote, edition, asker)]


def _holds(rule: ApprovalRule, quote: Quote, edition: QuoteVersion, asker: Person) -> bool:
    if rule.role and rule.role != asker.role:
        return False
    if rule.segment and rule.segment.casefold() != quote.account.segment.casefold():
        return False
    if rule.above_discount is not None and discount_of(edition) <= rule.above_discount:
        return False
    if rule.below_margin is not None and not _is_below(rule.below_margin, edition):
        return False
    # Nothing is converted: an amount in another currency is looked at by a person.
    if rule.above_amount is not None and quote.currency == company_currency():
        return edition.net > rule.above_amount
    return True


def discount_of(edition: QuoteVersion) -> Decimal:
    """Return by how many per cent a version lies below the list prices."""
    return share(edition.list_total - edition.net, edition.list_total)


def margin_of(edition: QuoteVersion) -> Decimal | None:
    """Return the margin of a version in per cent of its net; None where a cost is not known."""
    return None if edition.cost is None else share(edition.net - edition.cost, edition.net)


def _is_below(limit: Decimal, edition: QuoteVersion) -> bool:
    """Return whether the margin lies below a limit, or is not known: then a person looks."""
    margin = margin_of(edition)
    return margin is None or margin < limit


@transaction.atomic
def submit(quote: Quote, version: int | None, reason: str, asker: Person) -> Quote:
    """Finish a draft: approved where no rule asks for more, else waiting for those who decide."""
    fresh: Quote = writing.take(Quote, quote.pk, version)
    edition = fresh.current
    if fresh.state != State.DRAFT or edition is None:
        raise NotADraft(_("Only a draft can be finished."))
    _hold_to_complete(edition)
    rules = rules_for(fresh, edition, asker)
    if not rules:
        _set_state(fresh, State.APPROVED)
        record(fresh, APPROVED, actor=asker)
        return fresh
    if not reason.strip():
        raise ValidationError(_("This needs approval; say why the customer should get it."))
    _set_state(fresh, State.WAITING)
    for rule in rules:
        made = _ask(edition, rule, reason.strip(), asker)
        told = {"rule": rule.name, "reason": made.reason}
        record(fresh, ASKED, actor=asker, after=told, people=_told(made))
    return fresh


def _hold_to_complete(edition: QuoteVersion) -> None:
    """Refuse to finish a version without lines, or with a tax that nobody has set."""
    lines = list(edition.lines.all())
    if not lines:
        raise ValidationError(_("Add a line first."))
    if unknown := [line.description for line in lines if line.tax_rate is None]:
        said = _("No tax rate is set for %(products)s: whoever keeps the prices must add it.")
        raise ValidationError(said % {"products": ", ".join(unknown)})


def _ask(edition: QuoteVersion, rule: ApprovalRule, reason: str, asker: Person) -> Approval:
    who, person = approver(rule.approver, asker)
    return Approval.objects.create(
        edition=edition, rule=rule, rule_name=rule.name, reason=reason, asked_by=asker,
        approver=who, person=person, due_at=timezone.now() + timedelta(hours=rule.hours),
    )  # fmt: skip


def approver(kind: str, asker: Person | None) -> tuple[str, Person | None]:
    """Return who decides: the manager by name, where there is one; else a role."""
    manager = asker.manager if asker is not None else None
    if kind == Approver.MANAGER and (manager is None or not manager.is_active):
        return Approver.SALES_OPERATIONS, None
    return kind, manager if kind == Approver.MANAGER else None


def _told(approval: Approval) -> list[int]:
    """Return who is told of a request: the people who may decide it."""
    if approval.person_id:
        return [approval.person_id]
    role = Person.Role.SALES_OPERATIONS
    if approval.approver == Approver.ADMINISTRATOR:
        role = Person.Role.ADMINISTRATOR
    return list(Person.objects.active().filter(role=role).values_list("pk", flat=True)[:50])


def may_decide(user: Person, approval: Approval) -> bool:
    """Return whether a person may decide a request: never one's own."""
    if not user.may("discounts.approve") or user.pk == approval.asked_by_id:
        return False
    if approval.approver == Approver.ADMINISTRATOR:
        return user.role == Person.Role.ADMINISTRATOR
    if user.reaches_all("discounts.approve"):
        return True
    return bool(approval.person_id) and approval.person_id in reports_of(user.pk)


@transaction.atomic
def decide(approval: Approval, user: Person, *, approve: bool, note: str = "") -> Quote:
    """Approve or refuse a request; of two people at once one wins, the other is told.

    Raises
    ------
    AlreadyDecided
        If it waits no more.
    """
    key = approval.edition.quote_id
    Quote.objects.filter(pk=key).update(version=F("version") + 1)  # one at a time for each quote
    state = Approval.State.APPROVED if approve else Approval.State.REFUSED
    waiting = Approval.objects.filter(pk=approval.pk, state=Approval.State.WAITING)
    if not waiting.update(
        state=state, decided_by=user, decided_at=timezone.now(), note=note.strip()
    ):
        raise AlreadyDecided(_("Somebody has decided this already."))
    quote = Quote.objects.get(pk=key)
    action = APPROVED if approve else REFUSED
    told = {"rule": approval.rule_name, "note": note.strip()}
    record(quote, action, actor=user, after=told, people=_asker(approval))
    others = Approval.objects.filter(edition=approval.edition, state=Approval.State.WAITING)
    if not approve:
        others.update(state=Approval.State.WITHDRAWN)
        _set_state(quote, State.DRAFT)
    elif not others.exists() and quote.state == State.WAITING:
        _set_state(quote, State.APPROVED)
    return quote


def _asker(approval: Approval) -> list[int]:
    return [approval.asked_by_id] if approval.asked_by_id else []


def _set_state(quote: Quote, state: str) -> None:
    quote.state = state
    quote.save(update_fields=["state", "updated_at"])


def escalate_due(now: datetime | None = None) -> int:
    """Pass on the requests whose time is up, once each; return how many."""
    now = now or timezone.now()
    due = Approval.objects.filter(
        state=Approval.State.WAITING, due_at__lte=now, escalated_at=None
    ).select_related("rule", "asked_by__manager", "edition__quote")
    return sum(_escalate(approval, now) for approval in due)


@transaction.atomic
def _escalate(approval: Approval, now: datetime) -> bool:
    rule = approval.rule
    kind = rule.escalate_to if rule else Approver.SALES_OPERATIONS
    who, person = approver(kind, approval.asked_by)
    waiting = Approval.objects.filter(
        pk=approval.pk, state=Approval.State.WAITING, escalated_at=None
    )
    if not waiting.update(
        approver=who, person=person, escalated_at=now,
        due_at=now + timedelta(hours=rule.hours if rule else 24),
    ):  # fmt: skip
        return False
    approval.refresh_from_db()
    told = {"rule": approval.rule_name}
    record(approval.edition.quote, ESCALATED, after=told, people=_told(approval))
    return True


def waiting_for(user: Person) -> Iterable[Approval]:
    """Return the requests that a person may decide, the most urgent first."""
    rows = Approval.objects.visible_to(user).filter(state=Approval.State.WAITING)
    rows = rows.select_related("edition__quote__account", "asked_by").order_by("due_at")[:200]
    return [one for one in rows if may_decide(user, one)]


def refusal(error: Any) -> str:
    """Return the sentences of a refusal as one text."""
    return " ".join(error.messages)
