"""The main pages against the rules of WCAG 2.2 AA that a machine can judge, in both themes."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, Page

from comarca.team.models import Person
from comarca.team.tests.people import make_company, make_team
from tests.world import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = settings.REPOSITORY / "frontend/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
JUDGE = """async ([rules, theme]) => {
  document.documentElement.dataset.bsTheme = theme;
  const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
  return {
    judged: found.passes.length,
    wrong: found.violations.map((one) => [theme, one.id, one.nodes.map((node) => node.html)]),
  };
}"""
ADMINISTRATORS = (
    "/", "/accounts/", "/accounts/{account}/", "/accounts/{account}/edit/", "/imports/new/",
    "/map/?plan={plan}", "/plans/{plan}/proposals/", "/pipeline/", "/service/", "/calendar/",
    "/people/", "/visits/week/",
)  # fmt: skip
THEIRS = ("/visits/day/", "/tasks/")


@pytest.fixture
def team(transactional_db: None) -> dict[str, Person]:
    cache.clear()
    make_company()
    return make_team()


def opened(browser: Browser, address: object, person: Person) -> Page:
    """Return a page of somebody who is logged in; the rules run beside its own script."""
    client = Client()
    client.force_login(person)
    context = browser.new_context(bypass_csp=True, locale="en-GB", reduced_motion="reduce")
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": str(address)}])
    context.add_init_script(path=AXE)
    context.set_default_timeout(40_000)
    return context.new_page()


def judged(page: Page, address: str) -> list[Any]:
    """Return what is wrong with a page in either theme, its menus and folded parts opened."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.ok, (address, answer.status)
    page.evaluate("() => document.querySelectorAll('main .quick').forEach((d) => (d.open = true))")
    wrong = []
    for theme in ("light", "dark"):
        found = page.evaluate(JUDGE, [RULES, theme])
        assert found["judged"] > 5, address
        wrong += [[address, *one] for one in found["wrong"]]
    return wrong


def test_the_main_pages_break_no_rule(
    live_server: object, browser: Browser, team: dict[str, Person]
) -> None:
    keys = make_world(team, team["owner"])
    found: list[Any] = []
    for who, pages in (("administrator", ADMINISTRATORS), ("owner", THEIRS)):
        page = opened(browser, live_server, team[who])
        for path in pages:
            found += judged(page, f"{live_server}{path.format(**keys)}")
    assert not found, json.dumps(found, indent=1)[:4000]


def test_what_breaks_a_rule_is_found(browser: Browser) -> None:
    page = browser.new_context(bypass_csp=True).new_page()
    page.add_init_script(path=AXE)
    page.goto("data:text/html,<html lang=en><title>x</title><main><img src=x>")
    wrong = page.evaluate(JUDGE, [RULES, "light"])["wrong"]
    assert [rule for _theme, rule, _nodes in wrong] == ["image-alt"]
