"""The command box in a real browser: by keyboard alone, with a typing error, and without a hit."""

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from comarca.accounts.tests.factories import make_account
from comarca.base.search import index, storage
from comarca.base.search.registry import providers
from comarca.base.search.vocabulary import vocabulary
from comarca.team.tests.people import make_company, make_team

PATIENCE = 40_000
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(live_server: object, transactional_db: None, browser: Browser) -> Page:
    cache.clear()
    make_company()
    team = make_team()
    vocabulary.__init__()  # type: ignore[misc]
    storage.prepare(providers)
    make_account(name="Estación de Servicio Sur")
    index.rebuild("account")
    client = Client()
    client.force_login(team["administrator"])
    context = browser.new_context(locale="en-GB")
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": str(live_server)}])
    context.set_default_timeout(PATIENCE)
    opened = context.new_page()
    opened.goto(f"{live_server}/jobs/")
    return opened


def test_ctrl_k_finds_and_goes_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Control+k")
    box = page.get_by_role("combobox", name="Search")
    expect(box).to_be_focused()
    page.keyboard.type("servicio")
    first = page.get_by_role("option").first
    expect(first).to_contain_text("Estación de Servicio Sur", timeout=PATIENCE)
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "command-0")
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/*/")


def test_a_guess_is_said_and_nothing_found_too(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("estaicon")
    expect(page.get_by_role("option").first).to_contain_text("Estación", timeout=PATIENCE)
    expect(page.locator(".command-note")).to_contain_text("estacion")
    page.get_by_role("combobox", name="Search").fill("zzzzqqqq")
    expect(page.locator(".command-note")).to_have_text("Nothing was found.", timeout=PATIENCE)
    page.keyboard.press("Escape")
    expect(page.locator("dialog.command")).not_to_be_visible()
