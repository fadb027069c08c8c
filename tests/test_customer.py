"""Knowing a customer, in a real browser: a card typed in, two who edit, merge, erase, share."""

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from comarca.accounts.duplicates.scan import scan
from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account
from comarca.activities.models import Activity
from comarca.base.search import index
from comarca.contacts.models import Contact
from comarca.team.models import Person
from comarca.team.tests.people import make_company, make_team

PATIENCE = 40_000
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def team(transactional_db: None) -> dict[str, Person]:
    cache.clear()
    make_company()
    return make_team()


def session_of(browser: Browser, server: object, person: Person) -> BrowserContext:
    """Open a browser of somebody who has logged in."""
    client = Client()
    client.force_login(person)
    context = browser.new_context(locale="en-GB", viewport={"width": 1300, "height": 900})
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": str(server)}])
    context.set_default_timeout(PATIENCE)
    return context


def at(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def test_a_card_is_typed_in_once_two_people_edit_and_a_merge_is_undone(
    browser: Browser, live_server: object, team: dict[str, Person]
) -> None:
    both = {"place": "Getafe", "postal_code": "28901", "email": "info@nunez.example"}
    here = make_account(
        "Talleres Núñez, S.L.", owner=team["owner"], phone="+34 911 234 567", **both
    )
    Contact.objects.create(account=here, name="Ana Ruiz")
    index.rebuild("account")
    mine = session_of(browser, live_server, team["administrator"])
    page = at(mine, f"{live_server}/accounts/new/")
    for label, value in (("Name", "Talleres Nunez"), ("Telephone", "911 23 45 67"),
                         ("Website", "https://nunez.example")):  # fmt: skip
        page.get_by_label(label, exact=True).fill(value)
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Talleres Núñez, S.L.")
    expect(page.get_by_label("Telephone", exact=True)).to_have_value("911 23 45 67")
    assert Account.objects.count() == 1  # caught: nothing is saved before somebody says so

    # Two people edit the account that was there: the slower one is told, and overwrites nothing.
    page.get_by_role("alert").get_by_role("link", name="Talleres Núñez, S.L.").click()
    page.get_by_role("link", name="Edit", exact=True).click()
    theirs = at(session_of(browser, live_server, team["manager"]), page.url)
    theirs.get_by_label("Segment").fill("workshop")
    save(theirs)
    theirs.wait_for_url(f"**/accounts/{here.pk}/")
    page.get_by_label("Segment").fill("garage")
    page.get_by_label("Website", exact=True).fill("https://www.nunez.example")
    save(page)
    conflict = page.get_by_role("alert")
    expect(conflict).to_contain_text("Nothing of yours is saved yet")
    expect(conflict).to_contain_text("workshop")
    here.refresh_from_db()
    assert (here.segment, here.website) == ("workshop", "")
    page.get_by_label("Segment").fill("workshop")
    save(page)
    page.wait_for_url(f"**/accounts/{here.pk}/")
    here.refresh_from_db()
    assert (here.segment, here.website) == ("workshop", "https://www.nunez.example")

    # Somebody had it twice all the same: compared, merged, and taken apart again.
    page.wait_for_load_state("networkidle")
    twice = make_account("Talleres Nunez", phone="911234567", segment="garage", **both)
    Contact.objects.create(account=twice, name="Luis Gil")
    for number, town in enumerate(["Vigo", "Lugo", "Soria", "Teruel", "Huelva"] * 6):
        make_account(f"{['Bar', 'Hotel', 'Farmacia'][number % 3]} {number}{town}", place=town)
    scan(lambda _share, _text: None)
    page.reload()
    page.get_by_role("link", name="Compare and merge").click()
    row = page.get_by_role("row").filter(has_text="Segment")
    row.get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.get_by_role("link", name="Luis Gil")).to_be_visible()
    here.refresh_from_db()
    assert here.segment == "garage"
    page.get_by_role("button", name="Undo the merge").click()
    expect(page.get_by_text("They are two accounts again.")).to_be_visible()
    expect(page.get_by_role("link", name="Luis Gil")).to_have_count(0)
    here.refresh_from_db()
    twice.refresh_from_db()
    assert (here.segment, twice.archived_at, twice.contacts.get().name) == (
        "workshop", None, "Luis Gil",
    )  # fmt: skip


def test_a_person_is_erased_and_a_view_is_shared(
    browser: Browser, live_server: object, team: dict[str, Person]
) -> None:
    account = make_account("Bar Sol", owner=team["owner"], segment="bar")
    make_account("Hotel Mar", owner=team["owner"], segment="hotel")
    ana = Contact.objects.create(account=account, name="Ana Ruiz", email="ana@sol.example")
    call = Activity.objects.create(account=account, owner=team["owner"], kind="call",
                                   title="Ana Ruiz asks for prices", state="done")  # fmt: skip
    call.contacts.add(ana)
    page = at(session_of(browser, live_server, team["administrator"]),
              f"{live_server}/accounts/{account.pk}/")  # fmt: skip
    page.get_by_role("link", name="Ana Ruiz").first.click()
    page.get_by_role("link", name="Erase this person").click()
    page.get_by_role("button", name="Erase for good").click()
    page.wait_for_url(f"**/accounts/{account.pk}/")
    call.refresh_from_db()
    assert "Ana" not in call.title
    assert not Contact.objects.filter(name__contains="Ana").exists()
    assert page.get_by_text("ana@sol.example").count() == 0

    page.goto(f"{live_server}/accounts/?segment__is=bar")
    page.locator("details.list-views > summary").click()
    page.get_by_label("Save this list as a view").fill("Bars of ours")
    page.get_by_label("For whom").select_option("everybody")
    page.get_by_role("button", name="Save view").click()
    expect(page.get_by_text("Bars of ours").first).to_be_visible()
    theirs = at(session_of(browser, live_server, team["owner"]), f"{live_server}/accounts/")
    theirs.locator("details.list-views > summary").click()
    theirs.get_by_role("link", name="Bars of ours").click()
    expect(theirs.get_by_role("link", name="Bar Sol", exact=True)).to_be_visible()
    expect(theirs.get_by_role("link", name="Hotel Mar", exact=True)).to_have_count(0)
