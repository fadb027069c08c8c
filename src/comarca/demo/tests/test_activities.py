"""The demo's working days: two years, on working days, the same every time, marked as invented."""

from datetime import timedelta

from django.utils import timezone

from comarca.accounts.tests.factories import make_account, make_person
from comarca.activities.models import Absence, Activity, Email
from comarca.base.dates import today
from comarca.contacts.models import Contact
from comarca.demo.activities import make_activities


def test_two_years_with_a_rhythm_the_same_every_time(db):
    owner = make_person()
    for number in range(30):
        account = make_account(owner=owner, visits_per_year=number)
        Contact.objects.create(account=account, name="Ana", email=f"ana{number}@x.example")
    make_activities(today())
    rows = list(Activity.objects.order_by("at", "pk"))
    assert len(rows) > 150
    days = [timezone.localtime(row.at) for row in rows]
    assert all(day.weekday() < 5 for day in days)
    assert (days[-1] - days[0]).days > 600
    august = sum(day.month == 8 for day in days)
    assert august < len(days) / 12
    assert all(row.is_generated for row in rows)
    assert not [r for r in rows if r.state == "planned" and r.at < timezone.now() - timedelta(21)]
    assert Email.objects.filter(activity__account__isnull=False).count() > 5
    assert Absence.objects.filter(person=owner).count() == 6
    before = [(row.reference, row.at, row.title) for row in rows]
    for model in (Email, Activity, Absence):
        model.objects.all().delete()
    from comarca.activities.models import MailTemplate

    MailTemplate.objects.all().delete()
    make_activities(today())
    again = Activity.objects.order_by("at", "pk")
    assert [(row.reference, row.at, row.title) for row in again] == before
