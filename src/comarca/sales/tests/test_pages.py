"""The pages of sales: who sees and does what; costs and margins reach nobody who may not."""

import json
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comarca.accounts.tests.factories import make_account
from comarca.base import writing
from comarca.base.objects import find
from comarca.sales.models import (
    Approval,
    ApprovalRule,
    Discount,
    Opportunity,
    Order,
    OrderLine,
    Product,
    Quote,
)
from comarca.sales.quotes import approving, editing, links
from comarca.team import tokens

EVERYBODY = ("owner", "manager", "stranger", "reader")
# Who gets what: the owner, their manager, a stranger, somebody who only reads.
PAGE = dict(zip(EVERYBODY, (200, 200, 404, 200), strict=True))
WRITE = dict(zip(EVERYBODY, (302, 302, 404, 403), strict=True))


@pytest.fixture
def world(team, opportunity, products, price_list):
    quote = editing.create({"opportunity": opportunity.pk}, team["owner"])
    head = editing.Head(quote.current.valid_until)
    rows = [editing.Row(products["coffee"].pk, Decimal(2), Decimal(5))]
    quote = editing.write_draft(quote, None, head, rows, team["owner"])
    order = writing.create(
        find("order"), {"account": opportunity.account_id, "net": Decimal(10)}, team["owner"]
    )
    return {"opportunity": opportunity, "quote": quote, "order": order, **products}


def approved(world, team):
    approving.submit(world["quote"], None, "Please", team["owner"])
    for approval in Approval.objects.all():
        approving.decide(approval, team["manager"], approve=True)


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_reads_what(client, team, world, who):
    client.force_login(team[who])
    opportunity, quote, order = world["opportunity"], world["quote"], world["order"]
    for page in (
        f"/opportunities/{opportunity.pk}/", f"/opportunities/{opportunity.pk}/move/",
        f"/opportunities/{opportunity.pk}/next/" if who != "reader" else "/pipeline/",
        f"/opportunities/{opportunity.pk}/preparation/", f"/quotes/{quote.pk}/",
        f"/quotes/{quote.pk}/versions/1/", f"/quotes/{quote.pk}/versions/1.pdf",
        f"/orders/{order.pk}/", f"/panels/account/opportunity/{opportunity.account_id}/",
    ):  # fmt: skip
        wanted = PAGE[who]
        if who == "reader" and page.endswith("/move/"):
            wanted = 403
        if page == "/pipeline/":
            wanted = 200
        assert client.get(page).status_code == wanted, page
    board = client.get("/pipeline/").content.decode()
    assert (opportunity.title in board) is (PAGE[who] == 200)
    assert client.get("/quotes/approvals/").status_code == (200 if who == "manager" else 403)


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_writes_what(client, team, world, who):
    client.force_login(team[who])
    opportunity, quote = world["opportunity"], world["quote"]
    line = OrderLine.objects.get()
    ApprovalRule.objects.create(name="Always")
    lines = {"valid_until": "2030-01-01", "line-TOTAL_FORMS": 0, "line-INITIAL_FORMS": 0}
    for page, sent in (
        (f"/opportunities/{opportunity.pk}/next/", {"days": "1"}),
        (f"/opportunities/{opportunity.pk}/quote/", {}),
        (f"/opportunities/{opportunity.pk}/move/", {"stage": opportunity.stage_id}),
        (f"/quotes/{quote.pk}/act/finish/", {"reason": "Please"}),
        (f"/quotes/{quote.pk}/act/version/", {}),
        (f"/quotes/{quote.pk}/lines/", lines),
        (f"/quotes/{quote.pk}/send/", {}),
        (f"/orders/lines/{line.pk}/return/", {"quantity": "1"}),
    ):
        assert client.post(page, sent).status_code == WRITE[who], page
    draft = Quote.objects.first()
    rows = [editing.Row(world["coffee"].pk, Decimal(1))]
    head = editing.Head(draft.current.valid_until)
    editing.write_draft(draft, None, head, rows, team["owner"])
    approving.submit(draft, None, "Please", team["owner"])
    decide = f"/quotes/approvals/{Approval.objects.last().pk}/"
    status = {"manager": 302, "owner": 403, "reader": 403, "stranger": 403}[who]
    assert client.post(decide, {"decision": "approve"}).status_code == status
    sees = who == "manager"
    assert (Approval.objects.last().state == "approved") is sees


def test_cost_and_margin_never_reach_who_may_not_see_them(client, team, world):
    """Pages, lists, filters, exports, the API, history, search, forms and imports."""
    coffee = world["coffee"]
    writing.change(find("product"), coffee, None, {"cost": Decimal("7.6543")}, team["operations"])
    quote = world["quote"]
    head = editing.Head(quote.current.valid_until)
    rows = [editing.Row(coffee.pk, Decimal(1000), Decimal(0))]
    editing.write_draft(quote, None, head, rows, team["owner"])  # costs 7,654.30 in all
    ApprovalRule.objects.create(name="Thin", below_margin=Decimal("12.34"))
    pages = (
        f"/objects/product/{coffee.pk}/", "/objects/product/", "/objects/product/?columns=cost",
        "/objects/product/export/?columns=cost,margin", "/api/objects/product/",
        f"/api/objects/product/{coffee.pk}", "/objects/product/?sort=cost", "/objects/quote/",
        f"/quotes/{quote.pk}/", "/objects/quote/export/", "/api/objects/quote/",
        f"/api/objects/quote/{quote.pk}", f"/quotes/{quote.pk}/versions/1/",
        f"/timeline/account/{quote.account_id}/", "/search/?q=Coffee",
        f"/accounts/{quote.account_id}/", "/objects/approval_rule/", "/api/objects/approval_rule/",
        f"/objects/product/{coffee.pk}/edit/", f"/opportunities/{world['opportunity'].pk}/",
    )  # fmt: skip
    for who, sees in (("owner", False), ("reader", False), ("manager", True)):
        client.force_login(team[who])
        told = ""
        for page in pages:
            answer = client.get(page)
            text = b"".join(answer).decode() if answer.streaming else answer.content.decode()
            # Without the times: a fraction of a second may look like any amount.
            told += re.sub(r"T\d\d:\d\d:[\d.]+|[\s,.\u202f\xa0]", "", text)
        assert ("76543" in told) is sees, who
        assert ("1234" in told) is sees, who  # the margin that a rule asks for
    client.force_login(team["owner"])
    for filtered in ("cost__gte=1", "cost__known=yes", "margin__gte=1"):
        answer = client.get(f"/objects/product/?{filtered}").content.decode()
        assert "Cups" in answer  # the filter is not theirs to ask, so it narrows nothing


def test_a_token_without_the_scope_reads_no_margin(client, team, world):
    client.logout()
    for scopes, sees in (([], False), (["margins.read"], True)):
        _token, secret = tokens.create(team["administrator"], "x", scopes, None)
        sent = {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
        told = client.get(f"/api/objects/product/{world['coffee'].pk}", **sent)
        assert (told.json().get("cost") is not None) is sees, scopes


def test_nobody_who_may_not_see_a_cost_writes_one(client, team, world):
    """A representative may not change products at all; what they may, says nothing of costs."""
    client.force_login(team["owner"])
    body = json.dumps({"cost": "1", "version": 1})
    where = f"/api/objects/product/{world['coffee'].pk}"
    answer = client.patch(where, body, content_type="application/json")
    assert answer.status_code == 403
    assert Product.objects.get(pk=world["coffee"].pk).cost == 12


def test_the_customer_reads_asks_and_accepts_without_a_log_in(client, team, world):
    approved(world, team)
    quote, secret = links.send(world["quote"], None, team["owner"])
    page = f"/q/{secret}/"
    shown = client.get(page)
    assert shown.status_code == 200
    assert "noindex" in shown["X-Robots-Tag"]
    text = shown.content.decode()
    assert quote.number in text
    assert "24.00" not in text  # 2 × 12, what it costs us
    assert client.get(f"{page}quote.pdf").content.startswith(b"%PDF")
    assert client.post(page, {"name": "Rosa", "answer": "ask", "text": "When?"}).status_code == 302
    refused = client.post(page, {"name": "Rosa", "answer": "accept"})
    assert refused.status_code == 422
    assert "Tick that you accept" in refused.content.decode()
    yes = {"name": "Rosa", "answer": "accept", "agree": "on"}
    assert client.post(page, yes).status_code == 302
    assert client.post(page, yes).status_code == 422
    assert Order.objects.filter(quote=quote).count() == 1
    assert "You have accepted" in client.get(page).content.decode()
    assert client.get("/q/unknown/").status_code == 404


def test_too_many_calls_are_turned_away(client, team, world, settings):
    from django.core.cache import cache

    cache.clear()
    answers = [client.post("/q/unknown/", {"n": n}).status_code for n in range(12)]
    cache.clear()
    assert answers[0] == 404
    assert answers[-1] == 429


def test_a_move_by_hand_asks_for_the_reason_on_its_page(client, team, world):
    client.force_login(team["owner"])
    row = world["opportunity"]
    won = row.pipeline.stages.get(kind="won")
    page = f"/opportunities/{row.pk}/move/"
    asked = client.post(page, {"stage": won.pk, "version": row.version})
    assert asked.status_code == 422
    assert 'name="reason"' in asked.content.decode()
    told = client.post(page, {"stage": won.pk}, HTTP_ACCEPT="application/json")
    assert told.json()["page"] == f"{page}?stage={won.pk}"
    late = client.post(page, {"stage": won.pk, "version": row.version + 5},
                       HTTP_ACCEPT="application/json")  # fmt: skip
    assert late.status_code == 409


def count(client, page):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(page)
        if answer.streaming:
            b"".join(answer)
    assert answer.status_code == 200
    return len(asked)


def test_pages_ask_as_much_of_the_database_for_many_rows(client, team, world, stages):
    client.force_login(team["manager"])
    pages = ("/pipeline/", "/objects/opportunity/", "/objects/quote/", "/objects/order/",
             f"/orders/{world['order'].pk}/", "/pipeline/?as_of=2020-01-01")  # fmt: skip
    few = [count(client, page) for page in pages]
    account = make_account("Bar Luna", owner=team["owner"])
    for n in range(20):
        values = {"title": f"O{n}", "account": account.pk, "value": Decimal(n)}
        made = writing.create(find("opportunity"), values, team["owner"])
        writing.create(find("order"), {"account": account.pk, "net": Decimal(n + 1)}, team["owner"])
        editing.create({"opportunity": made.pk}, team["owner"])
        OrderLine.objects.create(
            order=world["order"], position=n + 2, quantity=1, net=1, product=world["coffee"]
        )
    assert [count(client, page) for page in pages] == few
    assert Opportunity.objects.count() == 21


def test_a_form_leads_back_to_the_page_it_came_from(client, team, world):
    client.force_login(team["owner"])
    sheet = f"/opportunities/{world['opportunity'].pk}/preparation/"
    assert f"next={sheet}" in client.get(sheet).content.decode()
    number = world["opportunity"].pk
    values = {"opportunity": f"#{number}", "title": "Two months free", "state": "planned"}
    form = f"/objects/concession/new/?opportunity={number}&next={sheet}"
    assert f'href="{sheet}"' in client.get(form).content.decode()
    made = client.post(form, values)
    assert made["Location"] == sheet
    pk = world["opportunity"].concessions.get().pk
    elsewhere = f"/objects/concession/{pk}/edit/?next=https://elsewhere.example/"
    assert client.post(elsewhere, values)["Location"] == f"/objects/concession/{pk}/"


@pytest.mark.parametrize("said", ["9" * 30, "#" + "9" * 30, "²", "-1", "x" * 300])
def test_what_is_no_number_of_a_row_is_refused(client, team, world, said):
    client.force_login(team["operations"])
    values = {"name": "Ten", "kind": "volume", "percent": "10", "valid_from": "2026-01-01"}
    answer = client.post("/objects/discount/new/", {**values, "products": said, "family": said})
    assert answer.status_code == 200
    assert not Discount.objects.exists()


def test_what_must_stand_there_is_not_cleared(client, team, world):
    client.force_login(team["operations"])
    values = {"name": "Ten", "kind": "volume", "percent": "", "valid_from": "2026-01-01"}
    assert client.post("/objects/discount/new/", values).status_code == 200
    pipeline = world["opportunity"].pipeline
    for page in ("new", f"{pipeline.pk}/edit"):
        answer = client.post(f"/objects/pipeline/{page}/", {"name": "Second", "position": ""})
        assert answer.status_code == 200
        assert "This field is required" in answer.content.decode()


def test_a_quote_is_not_valid_until_a_day_that_is_over(client, team, world):
    client.force_login(team["owner"])
    quote = world["quote"]
    before = quote.current.valid_until
    sent = {"valid_until": "2020-01-01", "line-TOTAL_FORMS": 0, "line-INITIAL_FORMS": 0}
    answer = client.post(f"/quotes/{quote.pk}/lines/", sent)
    assert answer.status_code == 422
    assert "This day is over" in answer.content.decode()
    assert Quote.objects.get().current.valid_until == before
