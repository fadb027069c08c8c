"""The demo's cases and scores: two years, clocks that add up, the same every time, all marked."""

from collections import Counter

from comarca.accounts.tests.factories import make_account, make_person
from comarca.base.dates import today
from comarca.contacts.models import Contact
from comarca.demo.service import make_service
from comarca.service.models import Article, Case, CaseMessage, Queue, Survey, SurveyAsk


def test_two_years_of_cases_whose_clocks_add_up(db):
    owner = make_person()
    agent = make_person(role="service_agent")
    for number in range(150):
        account = make_account(owner=owner)
        Contact.objects.create(account=account, name="Ana", email=f"ana{number}@x.example")
    make_service(today())
    rows = list(Case.objects.select_related("queue").order_by("pk"))
    assert len(rows) == 150
    assert all(row.is_generated and row.number == f"C-{row.pk:06d}" for row in rows)
    states = Counter(row.state for row in rows)
    assert states["closed"] > 100
    assert (rows[0].opened_at - min(row.opened_at for row in rows)).days >= 0
    for row in rows:
        calendar = row.queue.calendar
        if row.resolution_minutes is not None:
            passed = calendar.between(row.opened_at, row.solved_at).total_seconds()
            assert abs(passed - row.paused_seconds - row.resolution_minutes * 60) <= 60
        if row.first_answered_at is not None:
            passed = calendar.between(row.opened_at, row.first_answered_at).total_seconds()
            assert abs(passed - row.first_answer_minutes * 60) <= 60
        if row.is_running:
            assert row.alarm_at is not None
    assert {row.owner for row in rows if row.owner} == {agent}
    assert SurveyAsk.objects.answered().exists()
    assert not SurveyAsk.objects.filter(is_generated=False).exists()
    before = [(row.subject, row.opened_at, row.resolution_minutes) for row in rows]
    for model in (SurveyAsk, Survey, CaseMessage, Case, Article, Queue):
        model.objects.all().delete()
    from comarca.service.models import CaseCategory

    CaseCategory.objects.all().delete()
    make_service(today())
    again = Case.objects.order_by("pk")
    assert [(row.subject, row.opened_at, row.resolution_minutes) for row in again] == before
