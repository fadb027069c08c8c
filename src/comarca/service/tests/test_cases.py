"""A case from opening to its end: clocks, pauses, alarms, and two people who take it at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from comarca.base.dates import today
from comarca.base.events import Event
from comarca.base.events.notifications import Notification
from comarca.contacts.models import Channel, Consent
from comarca.service.cases import alarms, answering, editing
from comarca.service.clocks.wording import faces, next_face
from comarca.service.models import Case, CaseMessage, ServiceLevel
from comarca.service.tests.conftest import at


def test_limits_follow_queue_and_priority(case, team):
    assert case.number == f"C-{case.pk:06d}"
    assert (case.first_answer_due, case.resolution_due) == (at(2026, 3, 2, 12), at(2026, 3, 2, 18))
    urgent = editing.change(case, case.version, {"priority": "4urgent"}, team["service"],
                            at(2026, 3, 2, 10, 5))  # fmt: skip
    assert (urgent.first_answer_due, urgent.resolution_due) == (
        at(2026, 3, 2, 10, 30), at(2026, 3, 2, 14),
    )  # fmt: skip
    low = editing.change(urgent, None, {"priority": "1low"}, team["service"])
    assert (low.first_answer_due, low.resolution_due, low.alarm_at) == (None, None, None)
    assert faces(low) == []


def test_clocks_stand_still_while_the_customer_has_to_act(case, team):
    agent = team["service"]
    editing.change(case, None, {"state": "waiting"}, agent, at(2026, 3, 2, 16))
    case.refresh_from_db()
    assert (case.paused_at, case.alarm_at) == (at(2026, 3, 2, 16), None)
    assert next_face(case, at(2026, 3, 4, 12)).text == "4 h late (limit 2 h)"
    assert faces(case, at(2026, 3, 9, 12))[1].text == "paused, 2 h left of 8 h"
    # Tuesday at eleven, two working hours on Monday and two on Tuesday later.
    case = editing.change(case, None, {"state": "open"}, agent, at(2026, 3, 3, 11))
    assert case.paused_seconds == 4 * 3600
    assert case.resolution_due == at(2026, 3, 3, 13)
    case = editing.change(case, None, {"state": "solved"}, agent, at(2026, 3, 3, 12))
    assert (case.resolution_minutes, case.solved_at) == (7 * 60, at(2026, 3, 3, 12))
    again = editing.change(case, None, {"state": "open"}, agent, at(2026, 3, 4, 12))
    assert (again.solved_at, again.resolution_minutes) == (None, None)
    assert again.resolution_due == at(2026, 3, 4, 13)  # the hour that was left when it was solved


def test_warned_then_escalated_each_once(case, team):
    editing.take(case, team["service"])
    Notification.objects.all().delete()
    assert alarms.tell_due(at(2026, 3, 2, 11, 29)) == 0
    assert alarms.tell_due(at(2026, 3, 2, 11, 30)) == 1  # three quarters of two hours
    assert alarms.tell_due(at(2026, 3, 2, 11, 31)) == 0
    assert alarms.tell_due(at(2026, 3, 2, 12)) == 1
    assert alarms.tell_due(at(2026, 3, 2, 17)) == 0
    told = Notification.objects.order_by("pk").values_list("kind", "person__name")
    assert list(told) == [("case_warned", "Service"), ("case_escalated", "Manager"),
                          ("case_escalated", "Service")]  # fmt: skip
    case.refresh_from_db()
    assert case.alarm == "escalated"
    # Answered, the reason is gone; the resolution escalates by itself.
    answering.answer(case, team["service"], "On our way", by_mail=False, then="open")
    Case.objects.update(alarm="none", alarm_at=at(2026, 3, 2, 16))
    assert alarms.tell_due(at(2026, 3, 9, 12)) == 1


def test_nothing_is_told_of_what_waits_or_is_over(case, team):
    for state in ("waiting", "solved", "closed"):
        editing.change(case, None, {"state": state}, team["service"], at(2026, 3, 2, 10, 1))
        assert alarms.tell_due(at(2026, 3, 20, 12)) == 0


def test_of_two_people_who_take_it_at_once_one_wins(case, team):
    first, second = Case.objects.get(), Case.objects.get()
    editing.take(first, team["service"])
    with pytest.raises(editing.AlreadyTaken, match="Service has taken"):
        editing.take(second, team["owner"])
    case.refresh_from_db()
    assert (case.owner, case.state) == (team["service"], "open")
    assert Event.objects.filter(action="case_taken").count() == 1
    assert editing.take(second, team["service"]).owner == team["service"]  # a second click


def test_the_first_answer_counts_once(case, team):
    agent = team["service"]
    case = answering.answer(case, agent, "Which model?", by_mail=False, then="waiting")
    first = case.first_answered_at
    assert case.first_answer_minutes is not None
    assert (case.owner, case.state) == (agent, "waiting")
    case = answering.answer(case, agent, "Any news?", by_mail=False, then="waiting")
    assert case.first_answered_at == first
    case = answering.heard(case, agent, "The small one")
    answering.note(case, agent, "He is angry")
    assert case.state == "open"
    assert list(CaseMessage.objects.values_list("direction", flat=True)) == [
        "out", "out", "in", "note"]  # fmt: skip


def test_who_wants_no_e_mails_gets_none(case, team, ana):
    Consent.objects.create(contact=ana, channel=Channel.EMAIL, answer="no", said_on=today())
    with pytest.raises(ValidationError, match="does not want e-mails"):
        answering.answer(case, team["service"], "Hello", by_mail=True, then="open")
    case.refresh_from_db()
    assert (case.first_answered_at, case.messages.count()) == (None, 0)


def test_nobody_is_given_a_case_that_they_would_not_see(case, team):
    with pytest.raises(ValidationError, match="would not see the case"):
        editing.change(case, None, {"owner": team["stranger"].pk}, team["service"])
    with pytest.raises(ValidationError, match="no contact of this account"):
        editing.change(case, None, {"account": None}, team["service"])


def test_a_limit_longer_than_the_calendar_is_none(team, queue):
    ServiceLevel.objects.filter(priority="2normal").update(resolution=9999, first_answer=9998)
    queue.hours = "Mo 09:00-09:30"
    queue.save()
    made = editing.create({"subject": "X", "queue": queue.pk}, team["service"])
    assert (made.resolution_due, made.alarm_at) == (None, None)


def test_times_are_measured_to_the_minute(case, team):
    Case.objects.filter(pk=case.pk).update(first_answered_at=at(2026, 3, 2, 11, 15))
    case.refresh_from_db()
    done = editing.change(case, None, {"state": "solved"}, team["service"],
                          at(2026, 3, 2, 18) + timedelta(hours=16))  # fmt: skip
    assert (done.first_answer_minutes, done.resolution_minutes) == (75, 9 * 60)
    assert [one.level for one in faces(done)] == ["done", "late_done"]
