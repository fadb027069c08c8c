"""Serving in a real browser: a case by e-mail within its clock, a score by link, a campaign."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account
from comarca.activities import editing
from comarca.activities.mail.filing import receive
from comarca.activities.mail.parse import parse
from comarca.activities.models import Activity, Email
from comarca.base.dates import today
from comarca.campaigns import running
from comarca.campaigns.models import Campaign
from comarca.contacts.models import Contact
from comarca.relations.models import Need
from comarca.service.cases import alarms
from comarca.service.models import Case, Queue, ServiceLevel, Survey, SurveyAsk
from comarca.service.surveys import asking
from comarca.team.models import Person
from comarca.team.tests.people import make_company, make_team
from comarca.ui.lists.models import SavedView
from tests.test_working_day import PATIENCE, opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def team(transactional_db: None) -> dict[str, Person]:
    cache.clear()
    make_company()
    return make_team()


@pytest.fixture
def account(team: dict[str, Person]) -> Account:
    made = make_account("Bar Sol", owner=team["owner"], segment="A")
    Contact.objects.create(account=made, name="Ana Ruiz", email="ana@sol.example", language="en")
    return made


def letter(number: int, subject: str, text: str, more: str = "") -> None:
    raw = (
        f"From: ana@sol.example\r\nTo: help@comarca.example\r\nMessage-ID: <{number}@x>\r\n"
        f"Subject: {subject}\r\n{more}\r\n{text}"
    )
    receive(parse(raw.encode()), None)


def test_a_case_from_an_e_mail_is_taken_answered_paused_and_escalated_by_keyboard_and_mouse(
    browser: Browser, live_server: object, team: dict[str, Person], account: Account
) -> None:
    queue = Queue.objects.create(
        name="Support", address="help@comarca.example", hours="Mo-Su 00:00-24:00", country="",
        escalate_to=team["manager"],
    )  # fmt: skip
    ServiceLevel.objects.create(queue=queue, priority="2normal", first_answer=2, resolution=8)
    letter(1, "Machine leaks", "It leaks since Monday")
    page = opened(browser, live_server, team["service"], "/service/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 h left of 2 h").first).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("t")
    expect(page.get_by_text("The case is yours.")).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("a")
    page.keyboard.type("Which model is it?")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible(timeout=PATIENCE)
    case = Case.objects.get()
    assert (case.state, case.owner, case.alarm) == ("waiting", team["service"], "none")
    assert case.first_answer_minutes == 0
    sent = Email.objects.get(is_outgoing=True)
    page.goto(f"{live_server}/service/cases/{case.pk}/")
    expect(page.get_by_text("paused").first).to_be_visible()
    letter(2, f"Re: Machine leaks [{case.number}]", "The small one",
           f"In-Reply-To: <{sent.message_id}>\r\n")  # fmt: skip
    alarms.tell_due(timezone.now() + timedelta(hours=9))
    page.goto(f"{live_server}/service/?whose=mine&case={case.pk}")
    expect(page.get_by_text("Escalated").first).to_be_visible()
    expect(page.get_by_text("The small one")).to_be_visible()
    boss = opened(browser, live_server, team["manager"], "/notifications/")
    expect(boss.get_by_text("Time limit missed").first).to_be_visible()


def test_a_survey_is_answered_by_its_link_without_a_log_in(
    browser: Browser,
    live_server: object,
    team: dict[str, Person],
    account: Account,
    settings: object,
) -> None:
    settings.COMARCA_URL, settings.EMAIL_HOST = str(live_server), "smtp.example"  # type: ignore[attr-defined]
    queue = Queue.objects.create(name="Support")
    contact = Contact.objects.get()
    Case.objects.create(
        number="N1", subject="Leak", queue=queue, account=account, contact=contact, state="solved",
        owner=team["service"], solved_at=timezone.now() - timedelta(hours=1),
    )  # fmt: skip
    Survey.objects.create(name="After a case", is_active=True)
    assert asking.ask_all() == 1
    text = Email.objects.get().text
    link = next(line.partition(": ")[2] for line in text.splitlines() if line.startswith("2: "))
    page: Page = browser.new_context(locale="en-GB", java_script_enabled=False).new_page()
    page.goto(link)
    assert SurveyAsk.objects.get().score is None
    page.get_by_role("button", name="2", exact=True).click()
    page.get_by_label("What should we know?").fill("Nobody came")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("We have noted what you say.")).to_be_visible()
    ask, task = SurveyAsk.objects.get(), Activity.objects.get(kind="task")
    assert (ask.score, ask.comment, task.owner) == (2, "Nobody came", team["service"])


def test_a_campaign_runs_over_a_group_to_its_result(
    browser: Browser, live_server: object, team: dict[str, Person], account: Account
) -> None:
    for number in range(11):
        make_account(f"Bar {number}", owner=team["owner"], segment="A")
    SavedView.objects.create(
        object_type="account", name="Class A", query="segment__is=A", owner=team["manager"]
    )
    campaign = Campaign.objects.create(
        name="Coffee", starts_on=today(), ends_on=today() + timedelta(days=60), held_out=50,
        owner=team["manager"], target=30,
    )  # fmt: skip
    page = opened(browser, live_server, team["manager"], f"/campaigns/{campaign.pk}/")
    page.get_by_role("button", name="Choose", exact=True).click()
    page.goto(f"{live_server}/objects/campaign_step/new/?campaign={campaign.pk}")
    page.locator("[name=position]").fill("1")
    page.locator("[name=kind]").select_option("call")
    page.locator("[name=title]").fill("Coffee?")
    page.locator("main form button.btn-primary").last.click()
    expect(page.get_by_text("was added").first).to_be_visible(timeout=PATIENCE)
    page.goto(f"{live_server}/campaigns/{campaign.pk}/")
    expect(page.get_by_text("Coffee?").first).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("button", name="Yes, continue").click()
    expect(page.get_by_text("The campaign runs.")).to_be_visible(timeout=PATIENCE)
    for call in Activity.objects.filter(kind="call"):
        editing.complete(call, team["owner"], outcome="good")
        Need.objects.create(title="Coffee", account=call.account)
    running.run(Campaign.objects.get())
    page.reload()
    expect(page.get_by_text("That is hardly chance.")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Through: ")).to_be_visible()
