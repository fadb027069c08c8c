"""Quotes: approval by rule, versions, the customer's answer; an order comes of it once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from comarca.base import writing
from comarca.base.events import Event
from comarca.base.objects import find
from comarca.sales.models import Approval, ApprovalRule, Order, Quote, QuoteAnswer
from comarca.sales.quotes import answering, approving, editing, links, paper
from comarca.sales.quotes.comparing import differences


@pytest.fixture
def quote(team, opportunity, products, price_list):
    made = editing.create({"opportunity": opportunity.pk}, team["owner"])
    return written(made, team["owner"], products, discount=20)


@pytest.fixture
def rule(team):
    return ApprovalRule.objects.create(
        name="More than 15 %", role="representative", above_discount=15, hours=4
    )


def written(quote, person, products, *, discount=0, quantity=10):
    rows = [editing.Row(products["coffee"].pk, Decimal(quantity), Decimal(discount))]
    head = editing.Head(quote.current.valid_until, 12, "Pay in 30 days.")
    return editing.write_draft(quote, None, head, rows, person)


def sent(quote, team, rule=None):
    quote = approving.submit(quote, None, "A big customer", team["owner"])
    for approval in Approval.objects.filter(edition=quote.current):
        quote = approving.decide(approval, team["manager"], approve=True)
    return links.send(quote, None, team["owner"])


def test_a_rule_asks_the_manager_and_they_decide_once(team, quote, rule):
    waiting = approving.submit(quote, None, "They buy for three bars", team["owner"])
    assert waiting.state == Quote.State.WAITING
    approval = Approval.objects.get()
    assert (approval.person, approval.reason) == (team["manager"], "They buy for three bars")
    assert not approving.may_decide(team["owner"], approval)
    assert not approving.may_decide(team["stranger_manager"], approval)
    assert approving.may_decide(team["operations"], approval)
    done = approving.decide(approval, team["manager"], approve=True, note="Once")
    assert done.state == Quote.State.APPROVED
    with pytest.raises(approving.AlreadyDecided):
        approving.decide(approval, team["operations"], approve=False)
    approval.refresh_from_db()
    assert (approval.decided_by, approval.note) == (team["manager"], "Once")
    told = Event.objects.filter(model="sales.quote").values_list("action", flat=True)
    assert {"approval_asked", "approval_given"} <= set(told)


@pytest.mark.parametrize(
    ("values", "asks"),
    [
        ({"above_discount": 15}, True),
        ({"above_discount": 20}, False),
        ({"below_margin": 10}, True),  # 16.50 less 20 % is 13.20, cost 12: a margin of 9.09 %
        ({"below_margin": 9}, False),
        ({"above_amount": 131}, True),  # 132.00
        ({"above_amount": 132}, False),
        ({"segment": "a", "above_discount": 15}, True),
        ({"segment": "B", "above_discount": 15}, False),
        ({"role": "territory_manager"}, False),
        ({"above_discount": 15, "above_amount": 1000}, False),
    ],
)
def test_all_that_a_rule_says_must_hold(team, quote, values, asks):
    made = ApprovalRule.objects.create(name="Rule", **values)
    found = approving.rules_for(quote, quote.current, team["owner"])
    assert found == ([made] if asks else [])


def test_a_margin_that_is_not_known_is_looked_at(team, quote):
    ApprovalRule.objects.create(name="Rule", below_margin=1)
    quote.current.cost = None
    assert approving.rules_for(quote, quote.current, team["owner"])


def test_what_nobody_decides_in_time_is_passed_on_once(team, quote, rule):
    approving.submit(quote, None, "Please", team["owner"])
    assert approving.escalate_due() == 0
    Approval.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    assert approving.escalate_due() == 1
    approval = Approval.objects.get()
    assert (approval.approver, approval.person) == ("sales_operations", None)
    assert not approving.may_decide(team["manager"], approval)
    assert approving.may_decide(team["operations"], approval)
    Approval.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    assert approving.escalate_due() == 0


def test_a_refused_quote_is_a_draft_again(team, quote, rule):
    approving.submit(quote, None, "Please", team["owner"])
    back = approving.decide(Approval.objects.get(), team["manager"], approve=False)
    assert back.state == Quote.State.DRAFT
    with pytest.raises(ValidationError):
        links.send(back, None, team["owner"])


def test_without_a_reason_nothing_is_asked(team, quote, rule):
    with pytest.raises(ValidationError, match="say why"):
        approving.submit(quote, None, " ", team["owner"])
    assert Quote.objects.get().state == Quote.State.DRAFT


def test_accepting_makes_one_order_and_wins_the_opportunity(team, quote, opportunity):
    quote, _secret = sent(quote, team)
    order = answering.accept(quote.current, "Rosa Gil", "192.0.2.1")
    assert (order.net, order.total) == (Decimal("132.00"), Decimal("159.72"))
    opportunity.refresh_from_db()
    assert opportunity.stage.kind == "won"
    for again in (lambda: answering.accept(quote.current, "Rosa"),
                  lambda: answering.decline(quote.current, "Rosa", "")):  # fmt: skip
        with pytest.raises(answering.AlreadyAnswered):
            again()
    answer = QuoteAnswer.objects.get()
    assert (answer.name, answer.terms, answer.total) == (
        "Rosa Gil", "Pay in 30 days.", Decimal("159.72"),
    )  # fmt: skip
    assert Order.objects.get().quote == quote
    with pytest.raises(editing.NotADraft):
        editing.new_version(quote, None, team["owner"])


def test_a_new_version_closes_the_old_link_and_says_what_differs(team, quote, products):
    quote, secret = sent(quote, team)
    old = quote.current
    assert links.link_of(secret).edition == old
    again = editing.new_version(quote, None, team["owner"])
    assert links.link_of(secret) is None
    again = written(again, team["owner"], products, quantity=20)
    found = differences(old, again.current)
    assert [(one.product, one.change) for one in found] == [("Coffee", Decimal("198.00"))]
    with pytest.raises(answering.AlreadyAnswered):
        answering.accept(old, "Rosa")
    assert old.lines.get().quantity == 10


def test_a_link_opens_until_its_day_is_over_and_is_kept_as_a_digest(team, quote):
    quote, secret = sent(quote, team)
    link = links.link_of(secret)
    assert secret not in link.digest
    assert timezone.localdate(link.expires_at) == quote.current.valid_until + timedelta(days=1)
    assert links.link_of(secret[:-1]) is None
    type(link).objects.update(expires_at=timezone.now())
    assert links.link_of(secret) is None


def test_the_pdf_speaks_the_customer_s_language(team, quote, contact):
    contact.language = "es-ES"
    contact.save()
    Quote.objects.update(contact=contact)
    edition = Quote.objects.get().current
    assert paper.language_of(edition.quote) == "es"
    made = paper.pdf(edition)
    assert made.startswith(b"%PDF")


def test_two_writers_of_a_draft_one_wins(team, quote, products):
    version = Quote.objects.get().version
    head = editing.Head(quote.current.valid_until)
    rows = [editing.Row(products["cups"].pk, Decimal(1))]
    editing.write_draft(quote, version, head, rows, team["owner"])
    with pytest.raises(writing.EditedMeanwhile):
        editing.write_draft(quote, version, head, [], team["manager"])
    assert Quote.objects.get().current.lines.count() == 1


def test_a_bundle_and_a_long_term_lower_the_price(team, quote, products):
    from datetime import date

    begun = date(2020, 1, 1)
    find_discount = find("discount")
    values = {"name": "Year", "kind": "term", "min_months": 12, "percent": Decimal(5),
              "valid_from": begun}  # fmt: skip
    writing.create(find_discount, values, team["administrator"])
    both = [product.pk for product in products.values()]
    values = {"name": "Corner", "kind": "bundle", "products": both, "percent": Decimal(10),
              "valid_from": begun}  # fmt: skip
    writing.create(find_discount, values, team["administrator"])
    rows = [editing.Row(pk, Decimal(10)) for pk in both]
    head = editing.Head(quote.current.valid_until, 12)
    line = editing.write_draft(quote, None, head, rows, team["owner"]).current.lines.first()
    assert (line.term, line.bundle, line.net) == (5, 10, Decimal("141.08"))  # 165 × 0.95 × 0.9
