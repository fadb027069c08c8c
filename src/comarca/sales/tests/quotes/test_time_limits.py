"""Requests for a discount and their time limits, whatever happens in whatever order."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.sales.models import Approval, ApprovalRule, Quote
from comarca.sales.quotes import approving, editing

HOURS = st.integers(1, 96)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["look", "look", "approve", "refuse"]),
        st.integers(0, 1),
        st.integers(0, 60 * 72),  # minutes that pass before
    ),
    max_size=8,
)


@pytest.fixture
def draft(team, opportunity, products, price_list):
    made = editing.create({"opportunity": opportunity.pk}, team["owner"])
    rows = [editing.Row(products["coffee"].pk, Decimal(10), Decimal(20))]
    head = editing.Head(made.current.valid_until, None, "")
    return editing.write_draft(made, None, head, rows, team["owner"])


def walk(team, quote, hours, steps):
    now, passed_on = timezone.now(), set()
    for act, which, minutes in steps:
        now += timedelta(minutes=minutes)
        rows = list(Approval.objects.order_by("pk"))
        due = {
            row.pk for row in rows
            if row.state == "waiting" and row.due_at <= now and row.pk not in passed_on
        }  # fmt: skip
        if act == "look":
            assert approving.escalate_due(now) == len(due)
            passed_on |= due
        else:
            decided(team, rows[which], approve=act == "approve")
        held(quote, hours, passed_on, now)


def decided(team, request, *, approve):
    """Decide a request that waits; one that does not is refused and stays as it is."""
    if request.state == "waiting":
        approving.decide(request, team["administrator"], approve=approve)
        return
    with pytest.raises(approving.AlreadyDecided):
        approving.decide(request, team["administrator"], approve=approve)
    assert Approval.objects.get(pk=request.pk).state == request.state


def held(quote, hours, passed_on, now):
    """What must be true at every moment."""
    rows = list(Approval.objects.order_by("pk"))
    for row, limit in zip(rows, hours, strict=True):
        assert (row.escalated_at is not None) == (row.pk in passed_on)
        if row.escalated_at is not None:
            assert row.escalated_at <= now
            assert row.due_at == row.escalated_at + timedelta(hours=limit)
            assert (row.approver, row.person) == ("sales_operations", None)
        assert (row.decided_by is None) == (row.state in {"waiting", "withdrawn"})
    states = {row.state for row in rows}
    expected = {"waiting"} if "waiting" in states else {"approved"}
    assert {Quote.objects.get(pk=quote.pk).state} == (
        {"draft"} if "refused" in states else expected
    )


@pytest.mark.one_database
@settings(max_examples=30)
@given(st.tuples(HOURS, HOURS), STEPS)
def test_a_request_is_passed_on_when_its_time_is_up_once_and_never_after_an_answer(
    team, draft, hours, steps
):
    with transaction.atomic():
        for number, limit in enumerate(hours):
            ApprovalRule.objects.create(name=f"Rule {number}", above_discount=5, hours=limit)
        walk(team, approving.submit(draft, None, "They buy more", team["owner"]), hours, steps)
        transaction.set_rollback(True)
