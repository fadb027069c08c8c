"""Monday and the day in a real browser: plan, move, publish; two phones; a morning off."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from comarca.accounts.tests.factories import make_account
from comarca.activities.models import Activity
from comarca.base.dates import today
from comarca.base.jobs import Job
from comarca.team.models import Person
from comarca.team.tests.people import make_company, make_team
from comarca.visits.models import Visit, VisitCycle, VisitEntry, WeekPlan
from comarca.visits.planning import week as planning
from comarca.visits.planning.due import monday_of
from comarca.visits.planning.jobs import propose_week

PATIENCE = 120_000  # the first plan of a fresh checkout waits until the engine is compiled
PHONE = {"width": 390, "height": 844}
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEXT = monday_of() + timedelta(days=7)
THREE_HOURS_AHEAD = """
() => {
  const real = Date;
  window.Date = class extends real {
    constructor(...said) { said.length ? super(...said) : super(real.now() + 3 * 3600e3); }
  };
}
"""


@pytest.fixture
def team(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> dict[str, Person]:
    cache.clear()
    monkeypatch.setattr(planning, "SECONDS_EACH", 0.05)
    company = make_company()
    company.language = "en"
    company.save()
    people = make_team()
    owner = people["owner"]
    owner.home_lon, owner.home_lat = -3.70, 40.40
    owner.save()
    VisitCycle.objects.create(segment="A", visits=1, weeks=1, minutes=45)
    for i in range(6):
        make_account(f"Bar {i}", owner=owner, segment="A", lon=-3.7 + i / 60, lat=40.41)
    return people


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


def cut(page: Page, is_cut: bool) -> None:
    context: BrowserContext = page.context
    context.set_offline(is_cut)


def test_monday_is_planned_moved_and_published(
    browser: Browser, live_server: object, team: dict[str, Person]
) -> None:
    wide = {"width": 1440, "height": 900}
    page = opened(browser, live_server, team["manager"], f"/visits/week/?starts={NEXT}",
                  viewport=wide)  # fmt: skip
    page.get_by_role("button", name="Propose the week").click()
    page.wait_for_url("**/jobs/**")
    job = Job.objects.get(kind="visits.propose")
    assert propose_week(job)["weeks"] == 1  # what the worker does
    job.finish(Job.State.DONE)
    page.goto(f"{live_server}/visits/week/?starts={NEXT}")
    expect(page.get_by_text("The same by hand")).to_be_visible()
    page.get_by_role("link", name="Owner").click()
    week = WeekPlan.objects.get()
    visit = week.visits.filter(day__isnull=False).order_by("day", "starts").first()
    chip = page.locator(f"[data-visit='/visits/{visit.pk}/move/']")
    day = NEXT + timedelta(days=3)
    chip.drag_to(page.locator(f"[data-day='{day}'] .board-head"))
    dialog = page.locator("#move-dialog")
    expect(dialog).to_contain_text("minutes of driving", timeout=PATIENCE)
    visit.refresh_from_db()
    assert visit.day != day  # only the cost is shown
    dialog.get_by_role("button", name="Move it").click()
    page.wait_for_url("**/visits/weeks/**")
    visit.refresh_from_db()
    assert visit.day == day
    page.get_by_role("link", name="The team's week").click()
    page.get_by_role("button", name="Publish 1 week").click()
    expect(page.get_by_text("Published", exact=True)).to_be_visible()
    week.refresh_from_db()
    assert week.state == "published"
    page.context.close()


@pytest.fixture
def published(team: dict[str, Person]) -> WeekPlan:
    """Three visits of today, published."""
    owner = team["owner"]
    week = WeekPlan.objects.create(person=owner, starts=monday_of(), state="published")
    for i, account in enumerate(owner.ownerships.order_by("account")[:3]):
        week.visits.create(account_id=account.account_id, day=today(), starts=f"{9 + i:02d}:00",
                           ends=f"{9 + i:02d}:30", order=i + 1)  # fmt: skip
    return week


def note(page: Page, name: str, text: str, waiting: int) -> None:
    box = page.locator(f"[data-name='{name}'] .stop-report")
    if box.get_attribute("open") is None:
        box.locator("summary").first.tap()
    box.get_by_text("Went well").tap()
    box.locator("textarea").fill(text)
    save, told = box.get_by_role("button", name="Save"), page.locator(f"[data-name='{name}']")
    save.tap()
    try:
        expect(told).to_contain_text(text, timeout=PATIENCE / 4)
    except AssertionError:
        save.tap()  # on a slow machine the page moved under the thumb: whoever sees it taps again
        expect(told).to_contain_text(text, timeout=PATIENCE)
    # The lines above the stops have grown or gone: nothing shifts under the next tap.
    expect(page.locator("#day")).to_have_attribute("data-waiting", str(waiting), timeout=PATIENCE)


def test_two_phones_a_wrong_clock_and_a_plan_that_changed_meanwhile(
    browser: Browser, live_server: object, team: dict[str, Person], published: WeekPlan
) -> None:
    first = opened(browser, live_server, team["owner"], "/visits/day/", viewport=PHONE,
                   has_touch=True)  # fmt: skip
    expect(first.locator("#day-kept")).not_to_be_empty(timeout=PATIENCE)
    first.evaluate(THREE_HOURS_AHEAD)
    cut(first, True)
    note(first, "Bar 0", "From the first phone", 1)
    note(first, "Bar 1", "Made although it was moved", 2)
    # Meanwhile the manager moves the second visit, and another phone tells of the first.
    moved = published.visits.get(account__name="Bar 1")
    Visit.objects.filter(pk=moved.pk).update(day=today() + timedelta(days=1), version=2)
    second = opened(browser, live_server, team["owner"], "/visits/day/", viewport=PHONE,
                    has_touch=True)  # fmt: skip
    note(second, "Bar 0", "From the second phone", 0)
    theirs = second.locator("[data-name='Bar 0']")
    expect(theirs).to_contain_text("Done", timeout=PATIENCE)
    cut(first, False)
    conflict = first.locator(".conflict")
    expect(conflict).to_contain_text("From the second phone", timeout=PATIENCE)
    expect(conflict).to_contain_text("From the first phone")
    expect(first.locator("#day-status")).to_contain_text("clock is wrong by 180 minutes")
    made = Visit.objects.get(pk=moved.pk)
    assert (made.state, made.day, made.activity.text) == (
        "done", today(), "Made although it was moved",
    )  # fmt: skip
    assert 10_700 < made.clock_off < 10_900
    conflict.get_by_role("button", name="Both").tap()
    expect(first.locator(".conflict")).to_have_count(0)
    told = Activity.objects.get(planned_visit__account__name="Bar 0")
    assert told.text == "From the second phone\n\nFrom the first phone"
    assert not VisitEntry.objects.undecided().exists()
    first.context.close()
    second.context.close()


def test_a_morning_falls_away(
    browser: Browser, live_server: object, team: dict[str, Person]
) -> None:
    (week,) = planning.propose([team["owner"]], NEXT, team["manager"])
    WeekPlan.objects.update(state="published")
    on = week.visits.filter(day__isnull=False).order_by("day").first().day
    page = opened(browser, live_server, team["owner"], f"/visits/day/?on={on}", viewport=PHONE,
                  has_touch=True)  # fmt: skip
    page.get_by_role("link", name="Late, or away").tap()
    page.get_by_label("until").fill("13:00")
    page.get_by_role("button", name="Show what moves").tap()
    moves = page.get_by_role("heading", name="This moves")
    expect(moves).to_be_visible(timeout=PATIENCE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Plan it so").tap()
    page.wait_for_url("**/visits/day/?on=**")
    assert not week.visits.filter(day=on, starts__lt="13:00").exists()
    assert week.visits.filter(state="planned").count() == 6
    page.context.close()
