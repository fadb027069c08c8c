"""From a need to an order in a real browser, and yesterday's pipeline."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account
from comarca.activities import editing as activities
from comarca.base import writing
from comarca.base.objects import find
from comarca.relations.models import Need
from comarca.sales.models import (
    ApprovalRule,
    Opportunity,
    OpportunityState,
    Order,
    Product,
    QuoteAnswer,
    TaxRate,
)
from comarca.sales.pipeline.starting import default_pipeline
from comarca.team.models import Person
from comarca.team.tests.people import make_company, make_team

PATIENCE = 40_000
PHONE = {"width": 390, "height": 844}
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def team(transactional_db: None) -> dict[str, Person]:
    cache.clear()
    company = make_company()
    company.language = "en"
    company.save()
    return make_team()


@pytest.fixture
def account(team: dict[str, Person]) -> Account:
    Product.objects.create(code="C1", name="Coffee", price=Decimal(20), cost=Decimal(12))
    TaxRate.objects.create(country="ES", percent=21, valid_from=date(2020, 1, 1))
    ApprovalRule.objects.create(name="More than 15 %", above_discount=15)
    return make_account("Bar Sol", owner=team["owner"])


def opened(
    browser: Browser, server: object, person: Person | None, path: str, **more: object
) -> Page:
    context = browser.new_context(locale="en-GB", **more)  # type: ignore[arg-type]
    if person is not None:
        client = Client()
        client.force_login(person)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": str(server)}])
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{server}{path}")
    return page


def test_from_a_need_to_an_approved_quote_to_an_order(
    browser: Browser, live_server: object, team: dict[str, Person], account: Account
) -> None:
    need = Need.objects.create(account=account, title="More coffee")
    new = f"/objects/opportunity/new/?account={account.pk}&need={need.pk}&title=Corner"
    page = opened(browser, live_server, team["owner"], new)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Corner")).to_be_visible()
    page.get_by_role("button", name="New quote").click()

    page.locator("[name=line-0-product]").fill("C1")
    page.locator("[name=line-0-quantity]").fill("10")
    page.locator("[name=line-0-discount]").fill("20")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("tfoot").first).to_contain_text("193.60")
    expect(page.get_by_role("columnheader", name="Margin")).to_have_count(0)
    page.get_by_label("Why should the customer get it?").fill("Three bars")
    page.get_by_role("button", name="Ask for approval").click()
    expect(page.locator("h1 .tag").first).to_have_text("Waiting for approval")
    quote = page.url

    boss = opened(browser, live_server, team["manager"], "/quotes/approvals/")
    boss.get_by_role("link", name="Corner").click()
    expect(boss.get_by_role("columnheader", name="Margin")).to_be_visible()
    boss.get_by_role("button", name="Approve").click()
    expect(boss.locator("h1 .tag").first).to_have_text("Approved")

    page.goto(quote)
    page.get_by_role("button", name="Link for the customer").click()
    link = page.get_by_label("Link", exact=True).input_value()

    customer = opened(
        browser, live_server, None, link.removeprefix(str(live_server)), viewport=PHONE
    )
    expect(customer.get_by_role("heading", level=1)).to_contain_text("Quote")
    assert customer.evaluate("document.documentElement.scrollWidth <= innerWidth")
    customer.get_by_label("Your name").fill("Rosa Gil")
    customer.get_by_label("I accept the quote and its terms").check()
    customer.get_by_role("button", name="Accept the quote").click()
    expect(customer.get_by_text("You have accepted this quote")).to_be_visible()

    page.goto(quote)
    page.get_by_role("link", name=Order.objects.get().number).click()
    expect(page.locator("tfoot")).to_contain_text("193.60")
    answer = QuoteAnswer.objects.get()
    assert (answer.name, answer.total) == ("Rosa Gil", Decimal("193.60"))
    need.refresh_from_db()
    assert (need.state, Opportunity.objects.get().stage.kind) == ("served", "won")


def test_the_board_is_moved_by_mouse_and_keys_and_yesterday_stays_as_it_was(
    browser: Browser, live_server: object, team: dict[str, Person], account: Account
) -> None:
    stages = list(default_pipeline().stages.order_by("position"))
    values = {"title": "Corner", "account": account.pk, "value": Decimal(1000)}
    row = writing.create(find("opportunity"), values, team["owner"])
    step = activities.create({"title": "Call", "account": account.pk}, team["owner"])
    Opportunity.objects.update(next_step=step)
    yesterday = timezone.now() - timedelta(days=1)
    OpportunityState.objects.update(valid_from=yesterday - timedelta(hours=30))
    page = opened(browser, live_server, team["owner"], "/pipeline/",
                  viewport={"width": 1500, "height": 900})  # fmt: skip
    card = page.locator(f"[data-card='{row.pk}']")
    start = card.bounding_box()
    there = page.locator(f"[data-stage='{stages[1].pk}']").bounding_box()
    assert start
    assert there
    page.mouse.move(start["x"] + 20, start["y"] + start["height"] - 8)
    page.mouse.down()
    page.mouse.move(there["x"] + 60, there["y"] + 80, steps=6)
    page.mouse.up()
    column = page.locator(f"[data-stage='{stages[1].pk}']")
    expect(column.locator("[data-card]")).to_be_focused(timeout=PATIENCE)
    page.keyboard.press("Shift+ArrowRight")
    moved = page.locator(f"[data-stage='{stages[2].pk}'] [data-card]")
    expect(moved).to_be_focused(timeout=PATIENCE)
    row.refresh_from_db()
    assert row.stage == stages[2]
    day = timezone.localdate(yesterday).isoformat()
    page.goto(f"{live_server}/pipeline/?as_of={day}")
    first = page.locator(f"section[data-stage='{stages[0].pk}']")
    expect(first.get_by_role("link", name="Corner")).to_be_visible()

    plain = opened(browser, live_server, team["owner"], "/pipeline/", java_script_enabled=False)
    plain.get_by_label("Move “Corner” to").select_option(str(stages[0].pk))
    plain.get_by_role("button", name="Move").click()
    row.refresh_from_db()
    assert row.stage == stages[0]
