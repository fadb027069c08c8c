"""Satisfaction: who is asked, a score by link, intervals, and never the same person too soon."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from comarca.activities.models import Activity, Email
from comarca.base.dates import today
from comarca.contacts.models import Channel, Consent, Contact
from comarca.service.cases import editing
from comarca.service.models import Survey, SurveyAsk
from comarca.service.surveys import asking
from comarca.service.surveys.intervals import difference, net_promoters, share

few = settings(max_examples=60)


@pytest.fixture
def sending(settings):
    settings.COMARCA_URL, settings.EMAIL_HOST = "https://crm.example", "smtp.example"


@pytest.fixture
def survey(team):
    return Survey.objects.create(name="After a case", is_active=True)


def link_in(text, score=""):
    found = re.search(r"https://crm.example(/s/[\w-]+/)", text)
    return found[1] + (f"?score={score}" if score else "")


def test_a_score_by_link_counts_when_its_button_is_pressed(client, team, case, survey, sending):
    editing.change(case, None, {"state": "solved", "owner": team["service"].pk}, team["service"])
    assert asking.ask_all() == 1
    assert asking.ask_all() == 0
    letter = Email.objects.get(is_outgoing=True)
    assert letter.recipients == ["ana@sol.example"]
    assert "How satisfied were you" in letter.text
    assert SurveyAsk.objects.get().token_digest not in letter.text
    link = link_in(letter.text, 1)
    for _scanner in range(3):
        assert client.get(link).status_code == 200
    assert SurveyAsk.objects.get().score is None
    client.post(link, {"score": "1"})
    ask = SurveyAsk.objects.get()
    assert (ask.score, ask.account, ask.case) == (1, case.account, case)
    task = Activity.objects.get(kind="task")
    assert (task.owner, task.account) == (team["service"], case.account)
    assert list(task.contacts.all()) == [case.contact]
    client.post(link, {"comment": "Nobody came"})
    client.post(link, {"score": "99"})
    client.post(link, {"score": "2"})
    ask.refresh_from_db()
    task.refresh_from_db()
    assert (ask.score, ask.comment, task.text) == (2, "Nobody came", "Nobody came")
    assert Activity.objects.filter(kind="task").count() == 1
    SurveyAsk.objects.update(expires_at=timezone.now())
    assert client.get(link).status_code == 410
    assert client.post("/s/guessed/", {"score": "5"}).status_code == 410


def test_nobody_is_asked_too_soon_nor_who_does_not_want_it(
    client, team, account, ana, case, queue, survey, sending
):
    now = timezone.now()
    editing.change(case, None, {"state": "solved"}, team["service"])
    Consent.objects.create(contact=ana, channel=Channel.EMAIL, answer="no", said_on=today())
    assert asking.ask_all() == 0
    Consent.objects.all().delete()
    assert asking.ask_all() == 1
    other = Survey.objects.create(name="Other", is_active=True)
    assert asking.ask_all(now + timedelta(days=1)) == 0  # whatever survey it was
    SurveyAsk.objects.update(asked_at=now - timedelta(days=91))
    assert asking.ask(other, now + timedelta(minutes=1)) == 1
    client.post(link_in(Email.objects.latest("pk").text) + "stop/")
    SurveyAsk.objects.update(asked_at=now - timedelta(days=91))
    Survey.objects.create(name="Third", is_active=True)
    assert asking.ask_all() == 0


def test_on_a_rhythm_only_who_said_yes_and_one_of_an_account(team, account, ana, sending):
    rhythm = Survey.objects.create(name="R", trigger="rhythm", scale="nps", is_active=True)
    eva = Contact.objects.create(account=account, name="Eva", email="eva@sol.example")
    assert asking.ask_all() == 0
    for one in (ana, eva):
        Consent.objects.create(contact=one, channel=Channel.EMAIL, answer="yes", said_on=today())
    assert asking.ask_all() == 1
    later = timezone.now() + timedelta(days=rhythm.rest_days + 1)
    assert asking.ask(rhythm, later) == 0  # the account's turn has not come
    assert asking.ask(rhythm, timezone.now() + timedelta(days=181)) == 1


def test_without_an_address_or_a_server_nobody_is_asked(team, case, survey, settings):
    settings.COMARCA_URL = ""
    editing.change(case, None, {"state": "solved"}, team["service"])
    assert (asking.ask_all(), SurveyAsk.objects.count()) == (0, 0)


def test_scores_are_seen_as_far_as_accounts_are(client, team, account, ana, survey):
    for score in (5, 5, 4, 1, None):
        SurveyAsk.objects.create(
            survey=survey, account=account, contact=ana, person=team["owner"], score=score,
            token_digest=f"{SurveyAsk.objects.count()}", asked_at=timezone.now(),
            expires_at=timezone.now(),
        )  # fmt: skip
    for who, seen in (("owner", True), ("manager", True), ("reader", True), ("stranger", False)):
        client.force_login(team[who])
        for by in ("person", "territory", "family", "survey"):
            body = client.get(f"/satisfaction/?by={by}").content.decode()
            assert ("75 %" in body) is seen
        body = client.get("/objects/survey_answer/").content.decode()
        assert ("Ana Ruiz" in body) is seen


@few
@given(st.integers(1, 400), st.data())
def test_a_share_s_interval_is_wilson_s(n, data):
    hits = data.draw(st.integers(0, n))
    found = share(hits, n)
    theirs = binomtest(hits, n).proportion_ci(method="wilson")
    assert found.low == pytest.approx(theirs.low, abs=1e-6)
    assert found.high == pytest.approx(theirs.high, abs=1e-6)


@few
@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))
def test_the_net_promoter_score_lies_in_its_interval(up, down, middle):
    n = up + down + middle
    found = net_promoters(up, down, n)
    if not n:
        assert found is None
        return
    assert -100 <= found.low <= found.value <= found.high <= 100
    more = net_promoters(up * 4, down * 4, n * 4)
    assert more.high - more.low <= found.high - found.low + 1e-9
    turned = net_promoters(down, up, n)
    assert turned.low == pytest.approx(-found.high)


@few
@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 50), st.integers(1, 50))
def test_a_difference_lies_in_its_interval_and_turns_with_its_sides(a, n, b, m):
    a, b = min(a, n), min(b, m)
    found, turned = difference(a, n, b, m), difference(b, m, a, n)
    assert -1 <= found.low <= found.value <= found.high <= 1
    assert (turned.low, turned.high) == (pytest.approx(-found.high), pytest.approx(-found.low))


def test_newcombe_s_own_example():
    found = difference(56, 70, 48, 80)  # his table II, (a), method 10
    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)
