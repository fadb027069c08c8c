"""Reports: true figures within the reader's access, the rows behind each, files, letters."""

import json
import re
from datetime import date, datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.http import QueryDict
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.accounts.tests.factories import make_account
from comarca.reports.definition import read
from comarca.reports.letters import next_time, send_due
from comarca.reports.models import Report, Subscription
from comarca.reports.periods import PERIODS, before, period_of, step_end, step_of
from comarca.reports.ready import ready_reports
from comarca.reports.table import table_of
from comarca.reports.working_out import work_out
from comarca.service.models import Case, Queue
from comarca.team.tests.people import make_company, make_team

MADRID = ZoneInfo("Europe/Madrid")
few = settings(max_examples=80)
days = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.fixture
def team(db):
    company = make_company()
    company.language = "en"
    company.save()
    return make_team()


@pytest.fixture
def cases(team):
    """Five cases of the owner's account, three of a stranger's, in two queues and two years."""
    mine = make_account("Bar Sol", owner=team["owner"], segment="A")
    other = make_account("Bar Luna", owner=team["stranger"], segment="B")
    first, second = (Queue.objects.create(name=name) for name in ("Support", "Billing"))
    made = []
    for number, (account, queue, at, minutes) in enumerate((
        (mine, first, datetime(2026, 1, 31, 23, 30, tzinfo=MADRID), 60),
        (mine, first, datetime(2026, 2, 1, 0, 30, tzinfo=MADRID), 90),
        (mine, second, datetime(2026, 4, 10, tzinfo=MADRID), None),
        (mine, first, datetime(2025, 2, 10, tzinfo=MADRID), 30),
        (mine, second, datetime(2025, 12, 31, 23, 59, tzinfo=MADRID), None),
        (other, first, datetime(2026, 2, 5, tzinfo=MADRID), 10),
        (other, second, datetime(2026, 2, 6, tzinfo=MADRID), 20),
        (other, second, datetime(2026, 5, 6, tzinfo=MADRID), None),
    )):  # fmt: skip
        made.append(Case.objects.create(
            number=f"N{number}", subject=f"S{number}", account=account, queue=queue, opened_at=at,
            resolution_minutes=minutes, state="open", owner=team["owner"],
        ))  # fmt: skip
    return made


def table(user, query, day=date(2026, 6, 1)):
    definition = read(QueryDict(query), user)
    return table_of(work_out(definition, user, day))


def figures(found):
    return {line.label: line.total.value for line in found.lines}


def test_groups_are_counted_within_the_reader_s_access(team, cases):
    query = "r-object=case&r-by=queue"
    assert figures(table(team["administrator"], query)) == {"Support": 4, "Billing": 4}
    assert figures(table(team["owner"], query)) == {"Support": 3, "Billing": 2}
    assert figures(table(team["stranger"], query)) == {"Support": 1, "Billing": 2}
    assert read(QueryDict(query), team["reader"]) is not None
    near = table(team["owner"], "r-object=case&r-by=account.segment&r-across=queue")
    assert figures(near) == {"A": 5}
    assert near.columns == ["Support", "Billing"]
    assert [cell.value for cell in near.lines[0].cells] == [3, 2]
    assert near.total.total.value == 5


def test_months_begin_at_local_midnight_and_empty_ones_are_shown(team, cases):
    query = "r-object=case&r-by=opened_at.month&r-moment=opened_at&r-period=year"
    found = table(team["owner"], query)
    assert [line.total.value for line in found.lines] == [1, 1, 0, 1]
    assert found.lines[0].label == "January 2026"
    assert "opened_at__from=2026-02-01" in found.lines[1].total.href
    assert "opened_at__until=2026-02-28" in found.lines[1].total.href


def test_averages_sums_and_the_period_before(team, cases):
    base = "r-object=case&r-of=resolution_minutes&r-by=queue&r-moment=opened_at&r-period=year"
    found = table(team["owner"], f"{base}&r-measure=average&r-against=year")
    support = next(line for line in found.lines if line.label == "Support")
    assert (support.total.value, support.before.value) == (75, 30)
    assert support.change == pytest.approx(1.5)
    billing = next(line for line in found.lines if line.label == "Billing")
    assert (billing.total.text, billing.change) == ("–", None)
    assert table(team["owner"], f"{base}&r-measure=sum").total.total.value == 150
    filtered = table(team["administrator"], f"{base}&r-measure=sum&account.segment__is=B")
    assert filtered.total.total.value == 30


def test_shares_are_those_of_the_row_and_of_the_whole(team, cases):
    query = "r-object=case&r-measure=share&r-by=account.segment&r-across=queue"
    found = table(team["owner"], query)
    assert [cell.text for cell in found.lines[0].cells] == ["60 %", "40 %"]
    assert figures(table(team["owner"], "r-object=case&r-measure=share&r-by=queue")) == {
        "Support": 60, "Billing": 40,
    }  # fmt: skip


def test_every_ready_report_can_be_read_and_worked_out(client, team, cases):
    client.force_login(team["administrator"])
    assert len(ready_reports()) >= 12
    for one in ready_reports():
        assert client.get(f"/reports/show/?{one.query}").status_code == 200, one.query
        asked = {part.partition("=")[0] for part in one.query.split("&")}
        kept = {name for name, _value in read(QueryDict(one.query), team["administrator"]).pairs}
        assert asked <= kept, one.query


def test_behind_each_figure_stands_the_list_of_its_rows(client, team, cases):
    client.force_login(team["owner"])
    for query in (
        "r-object=case&r-by=queue&r-across=state",
        "r-object=case&r-by=account.segment&r-moment=opened_at&r-period=last_year",
        "r-object=case&r-by=opened_at.quarter&r-across=queue&state__in=open",
        "r-object=case&r-by=owner&r-moment=opened_at&r-period=year&r-against=before",
        "r-object=case&r-by=category",
    ):
        found = table(team["owner"], query, date(2026, 6, 1))
        cells = [cell for line in found.lines for cell in (*line.cells, line.total) if cell.href]
        assert cells
        for cell in cells:
            body = client.get(cell.href).content.decode()
            lines = len(set(re.findall(r">\s*N(\d)\s*<", body)))
            assert "This condition was left out" not in body
            assert lines == cell.value, (query, cell.href)


def test_what_one_may_not_see_or_does_not_exist_is_left_out(client, team, cases):
    client.force_login(team["owner"])
    for query in ("r-object=secret", "r-object=case&r-by=nothing&r-measure=median", "",
                  "r-object=case&r-of=subject&r-measure=sum&r-period=ever&r-chart=pie",
    ):  # fmt: skip
        assert client.get(f"/reports/show/?{query}").status_code == 200
    body = client.get("/reports/show/?r-object=case&nonsense__is=1").content.decode()
    assert "This condition was left out" in body or "There is no field" in body
    page = client.get("/reports/show/?r-object=case&r-by=queue").content.decode()
    drawn = json.loads(unescape(re.search(r'data-chart="([^"]*)"', page)[1]))
    assert drawn["labels"] == ["Support", "Billing"]
    assert drawn["series"][0]["values"] == [3, 2]


def test_a_report_is_saved_shared_exported_and_sent(client, team, cases, settings):
    settings.EMAIL_HOST, settings.COMARCA_URL = "smtp.example", "https://crm.example"
    client.force_login(team["owner"])
    query = "r-object=case&r-by=queue"
    client.post("/reports/save/", {"name": "Queues", "query": query, "shared": "team"})
    row = Report.objects.get()
    assert "r-by=queue" in client.get(f"/reports/{row.pk}/")["Location"]
    for who, status in (("owner", 302), ("manager", 302), ("stranger", 404), ("reader", 404)):
        client.force_login(team[who])
        assert client.get(f"/reports/{row.pk}/").status_code == status
        sent = {"rhythm": "daily"}
        assert client.post(f"/reports/{row.pk}/subscribe/", sent).status_code == status
        if who != "owner":
            assert client.post(f"/reports/{row.pk}/delete/").status_code == 404
    text = client.get(f"/reports/export/?{query}&as=csv").content.decode()
    assert "Support" in text
    assert client.get(f"/reports/export/?{query}&as=xlsx").content.startswith(b"PK")
    assert client.get("/reports/export/?r-object=x").status_code == 404
    assert send_due() == 0
    Subscription.objects.update(next_at=timezone.now() - timedelta(minutes=1))
    team["owner"].manager = None  # no more of the owner's people: the report is not for them
    team["owner"].save()
    assert (send_due(), send_due()) == (1, 0)
    (letter,) = mail.outbox
    assert letter.to == ["owner@example.com"]
    assert "Support: 3" in letter.body
    assert letter.attachments[0][0].endswith(".csv")
    client.force_login(team["owner"])
    client.post("/reports/save/", {"name": "All", "query": query, "shared": "everybody"})
    assert Report.objects.get(name="All").shared == "me"
    client.post(f"/reports/{row.pk}/delete/")
    assert not Subscription.objects.exists()
    assert client.get("/reports/").status_code == 200


@few
@given(days, st.sampled_from([key for key, _said in PERIODS if key]))
def test_periods_are_whole_half_open_and_meet(day, key):
    period = period_of(key, day)
    assert period.start < period.end
    earlier = before(period, "before")
    assert earlier.end == period.start
    assert earlier.start < earlier.end
    if not key.startswith("last"):
        assert period.start <= day < period.end
    year_ago = before(period, "year")
    assert year_ago.start.year == period.start.year - 1


@few
@given(days, st.sampled_from(["month", "quarter", "year"]))
def test_each_day_lies_in_exactly_one_step(day, step):
    first = step_of(step, day)
    assert first <= day < step_end(step, first)
    assert step_of(step, step_end(step, first)) == step_end(step, first)


@few
@given(days, st.integers(0, 1439), st.sampled_from(["daily", "weekly", "monthly"]))
def test_a_letter_s_next_time_lies_ahead_at_seven(day, minute, rhythm):
    at = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=MADRID)
    following = next_time(rhythm, at)
    assert following > at
    assert following.hour == 7
    assert following - at <= timedelta(days=32)
