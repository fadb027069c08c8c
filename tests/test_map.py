"""The map in a real browser: choose, assign, undo, and two people at once."""

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from comarca.accounts.tests.factories import make_account
from comarca.base.search import index
from comarca.geography.models import PostalCode
from comarca.geography.tests.factories import make_grid_layer
from comarca.team.models import Person
from comarca.team.tests.people import make_company, make_team
from comarca.territories.creation import copy_plan, create_plan
from comarca.territories.editing.units import apply_moves
from comarca.territories.life.activation import activate
from comarca.territories.models import Plan

PATIENCE = 40_000
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def team(transactional_db: None, browser: Browser) -> dict[str, Person]:
    cache.clear()
    make_company()
    return make_team()


@pytest.fixture
def plan(team: dict[str, Person]) -> Plan:
    """A draft of three rows of four units: the owner has two rows, the stranger one."""
    layer = make_grid_layer(3, 4)
    for unit in layer.units.all():
        make_account(f"Bar {unit.code}", unit=unit, lon=unit.lon, lat=unit.lat, workload_hours=10)
    index.rebuild("unit")
    made = create_plan("Norte", layer, [team["owner"], team["stranger"]], team["operations"])
    first, second = made.territories.order_by("code")
    made.assignments.update(territory=first)
    made.assignments.filter(unit__code__startswith="2").update(territory=second)
    return made


def opened(
    browser: Browser, live_server: object, person: Person, path: str, **view: object
) -> Page:
    """Open a page as somebody who is logged in; complaints of the browser are kept."""
    client = Client()
    client.force_login(person)
    address = str(live_server)
    context = browser.new_context(locale="en-GB", **view)  # type: ignore[arg-type]
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.complaints = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
    page.on(
        "console",
        lambda said: page.complaints.append(said.text) if said.type == "error" else None,  # type: ignore[attr-defined]
    )
    page.goto(address + path)
    return page


def choose(page: Page, unit: str) -> None:
    """Choose a unit by looking for it, as one does without a mouse."""
    page.locator("#map-search").fill(unit)
    expect(page.locator("#map-found [role=option]").first).to_contain_text(unit, timeout=PATIENCE)
    page.locator("#map-search").press("Enter")
    expect(page.locator("#chosen-text")).to_contain_text(unit, timeout=PATIENCE)


def assign(page: Page, territory: str) -> None:
    page.locator("#assign-to").select_option(value=territory)
    page.locator("#assign-now").click()


def territory_of(plan: Plan, code: str) -> int | None:
    return plan.assignments.get(unit__code=code).territory_id


def saved(page: Page) -> None:
    expect(page.locator("#saving")).to_have_attribute("data-state", "saved", timeout=PATIENCE)


def test_a_unit_is_assigned_counted_saved_and_taken_back(browser, live_server, team, plan):
    first, second = plan.territories.order_by("code")
    page = opened(browser, live_server, team["operations"], f"/map/?plan={plan.pk}")
    rows = page.locator("#territories tbody tr")
    expect(rows).to_have_count(2, timeout=PATIENCE)
    expect(rows.filter(has_text=second.name)).to_contain_text("40")
    choose(page, "Unit 1-0")
    with page.expect_response(lambda answer: answer.url.endswith("/edits")):
        assign(page, str(second.pk))
    expect(rows.filter(has_text=second.name)).to_contain_text("50")
    saved(page)
    assert territory_of(plan, "1-0") == second.pk
    with page.expect_response(lambda answer: answer.url.endswith("/undo")):
        page.locator("#undo").click()
    expect(rows.filter(has_text=second.name)).to_contain_text("40")
    assert territory_of(plan, "1-0") == first.pk
    assert page.complaints == []


def test_two_people_at_one_unit_are_told_and_nothing_is_lost(browser, live_server, team, plan):
    first, second = plan.territories.order_by("code")
    page = opened(browser, live_server, team["operations"], f"/map/?plan={plan.pk}")
    expect(page.locator("#territories tbody tr")).to_have_count(2, timeout=PATIENCE)
    choose(page, "Unit 1-0")
    unit = plan.assignments.get(unit__code="1-0").unit_id
    elsewhere = plan.assignments.get(unit__code="0-3").unit_id
    page.route("**/changes?*", lambda route: route.abort())  # still unaware of the other's move
    plan.refresh_from_db()
    moves = [[unit, first.pk, None], [elsewhere, first.pk, second.pk]]
    apply_moves(plan, team["operations"], plan.version, moves)
    with page.expect_response(lambda answer: answer.url.endswith("/edits")) as answered:
        assign(page, str(second.pk))
    assert answered.value.status == 409
    page.unroute("**/changes?*")
    dialogue = page.get_by_role("dialog")
    expect(dialogue).to_contain_text("Unit 1-0", timeout=PATIENCE)
    expect(dialogue).to_contain_text("Operations")
    dialogue.get_by_role("button").first.click()
    saved(page)
    assert territory_of(plan, "1-0") is None
    assert territory_of(plan, "0-3") == second.pk


def test_a_representative_reads_their_part_and_changes_nothing(browser, live_server, team, plan):
    from comarca.base.dates import today

    activate(plan, today(), team["operations"])
    page = opened(
        browser, live_server, team["owner"], "/map/", viewport={"width": 390, "height": 844}
    )
    expect(page.locator("#workspace")).not_to_have_class("is-loading", timeout=PATIENCE)
    expect(page.locator("#territories tbody tr")).to_have_count(1, timeout=PATIENCE)
    expect(page.locator("#undo")).to_have_count(0)
    wide = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert wide, "the page scrolls sideways on a phone"
    assert page.complaints == []


def test_accounts_are_narrowed_and_carded_units_chosen_and_plans_compared(
    browser, live_server, team, plan
):
    units = {unit.code: unit for unit in plan.layer.units.all()}
    here = units["0-0"]
    make_account("Prospect", unit=here, lon=here.lon, lat=here.lat, status="prospect")
    for code in ("0-0", "0-1"):
        PostalCode.objects.create(layer=plan.layer, code="28013", unit=units[code])
    index.rebuild("account")
    other = copy_plan(plan, "Other", team["operations"])
    other.assignments.filter(unit=here).update(territory=other.territories.order_by("code").last())
    page = opened(browser, live_server, team["operations"], f"/map/?plan={plan.pk}")
    expect(page.locator("#territories tbody tr")).to_have_count(2, timeout=PATIENCE)
    page.locator("#points-menu > summary").click()
    expect(page.locator("#points-count")).to_contain_text("13", timeout=PATIENCE)
    page.locator("[name=status__in][value=prospect]").check()
    expect(page.locator("#points-count")).to_contain_text("on the map: 1", timeout=PATIENCE)
    expect(page.locator("#points-narrowed")).to_be_visible()
    page.locator("#points-menu > summary").click()
    page.locator("#map-search").fill("Prospect")
    expect(page.locator("#map-found [role=option]").first).to_contain_text("Prospect")
    page.locator("#map-search").press("Enter")
    expect(page.locator(".map-card")).to_contain_text("Prospect", timeout=PATIENCE)
    expect(page.locator(".maplibregl-marker")).to_have_count(1)
    page.locator("details:has(#choose-menu) > summary").click()
    page.locator("#postal").fill("28")
    page.locator("#choose-postal button").click()
    expect(page.locator("#chosen-text")).to_contain_text("Units chosen: 2", timeout=PATIENCE)
    page.locator("details:has(#layers-menu) > summary").click()
    page.locator("#compare-with").select_option(label="Other (Draft)")
    expect(page.locator("#compare-said")).to_contain_text("1, hatched", timeout=PATIENCE)
    assert page.complaints == []
