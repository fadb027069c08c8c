"""A representative's working day in a real browser: on a phone, in the calendar, from the mail."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, expect

from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account
from comarca.activities import editing
from comarca.activities.mail.filing import receive
from comarca.activities.mail.parse import parse
from comarca.activities.models import Activity
from comarca.contacts.models import Contact
from comarca.team.models import Person
from comarca.team.tests.people import make_company, make_team

PATIENCE = 40_000
PHONE = {"width": 390, "height": 844}
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def owner(transactional_db: None) -> Person:
    cache.clear()
    make_company()
    return make_team()["owner"]


@pytest.fixture
def account(owner: Person) -> Account:
    return make_account("Bar Sol", owner=owner)


def opened(browser: Browser, server: object, person: Person, path: str, **more: object) -> Page:
    client = Client()
    client.force_login(person)
    context = browser.new_context(locale="en-GB", **more)  # type: ignore[arg-type]
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": str(server)}])
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{server}{path}")
    return page


class Thumb:
    """Somebody's thumb on the page: it counts its taps."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, what: Locator) -> None:
        what.tap()
        self.taps += 1

    def lifted(self) -> int:
        """Return the taps so far, and count anew."""
        taps, self.taps = self.taps, 0
        return taps


def test_on_a_phone_a_call_takes_two_taps_a_note_two_and_a_next_step_three(
    browser: Browser, live_server: object, owner: Person, account: Account
) -> None:
    home, thumb = f"/accounts/{account.pk}/", Thumb()
    page = opened(browser, live_server, owner, home, viewport=PHONE, has_touch=True)
    form = page.locator("details[open].quick")
    thumb.tap(page.get_by_text("Log a call"))
    thumb.tap(form.get_by_role("button", name="Save"))
    page.wait_for_url("**/next/")
    assert thumb.lifted() == 2
    assert Activity.objects.get(state="done").kind == "call"
    thumb.tap(page.get_by_role("button", name="In a week"))  # the call and its next step: three
    page.wait_for_url(f"**{home}")
    thumb.lifted()
    thumb.tap(page.get_by_text("Note", exact=True).first)
    expect(form.get_by_label("Notes")).to_be_focused()  # no tap to get there
    page.keyboard.type("Closes in August")
    thumb.tap(form.get_by_role("button", name="Save"))
    page.wait_for_url("**/next/")
    assert thumb.lifted() == 2
    page.goto(f"{live_server}{home}")
    thumb.tap(page.get_by_text("Next step", exact=True).first)
    expect(form.get_by_label("Next step")).to_be_focused()
    page.keyboard.type("Send the offer")
    thumb.tap(form.get_by_role("button", name="Tomorrow"))
    page.wait_for_url(f"**{home}")
    expect(page.get_by_role("link", name="Send the offer", exact=True)).to_be_visible()
    assert thumb.lifted() <= 3
    call, note = Activity.objects.filter(state="done").order_by("pk")
    assert (call.kind, note.kind, note.title) == ("call", "note", "Closes in August")
    assert call.next_step is not None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_activity_is_moved_by_dragging_and_by_the_keyboard(
    browser: Browser, live_server: object, owner: Person, account: Account
) -> None:
    monday = datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Europe/Madrid"))
    row = editing.create({"title": "Offer", "account": account.pk, "at": monday}, owner)
    page = opened(browser, live_server, owner, "/calendar/?day=2026-03-02",
                  viewport={"width": 1300, "height": 900})  # fmt: skip
    entry = page.locator(f"[data-entry='{row.pk}']")
    start, there = entry.bounding_box(), page.locator("[data-hours]").nth(2).bounding_box()
    assert start
    assert there
    page.mouse.move(start["x"] + 20, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(there["x"] + 40, start["y"] + 8 + 48, steps=6)  # Wednesday, an hour later
    page.mouse.up()
    expect(page.locator("[data-at='2026-03-04T11:00']")).to_be_focused(timeout=PATIENCE)
    row.refresh_from_db()
    assert row.at == monday + timedelta(days=2, hours=1)
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator("[data-at='2026-03-03T11:00']")).to_be_focused(timeout=PATIENCE)
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("[data-at='2026-03-03T11:15']")).to_be_focused(timeout=PATIENCE)
    expect(page.locator("[data-announce]")).to_contain_text("2026-03-03 11:15")
    row.refresh_from_db()
    assert row.at == monday + timedelta(days=1, hours=1, minutes=15)


def test_an_incoming_mail_becomes_a_task(
    browser: Browser, live_server: object, owner: Person, account: Account
) -> None:
    Contact.objects.create(account=account, name="Ana Ruiz", email="ana@sol.example")
    raw = b"From: ana@sol.example\r\nMessage-ID: <1@x>\r\nSubject: Two pallets\r\n\r\nBy Friday?"
    receive(parse(raw), None)
    page = opened(browser, live_server, owner, f"/timeline/account/{account.pk}/")
    page.get_by_role("link", name="Two pallets").click()
    page.get_by_role("link", name="Read the e-mail").click()
    page.get_by_role("button", name="Make a task of it").click()
    expect(page.get_by_role("heading", name="Answer: Two pallets")).to_be_visible()
    task = Activity.objects.get(kind="task")
    assert (task.account, task.owner, task.follows.get().title) == (account, owner, "Two pallets")


def test_a_list_shows_each_value_on_a_phone_and_is_sorted_by_its_heads(
    browser: Browser, live_server: object, owner: Person, account: Account
) -> None:
    page = opened(browser, live_server, owner, "/accounts/", viewport=PHONE, has_touch=True)
    for cell in page.locator("tbody td[data-label] .cell").all():
        box = cell.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
    page.get_by_role("link", name="Code", exact=True).tap()
    page.wait_for_url("**sort=code**")
