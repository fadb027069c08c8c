"""Two years of the demo's working days: visits, calls, e-mails and what comes next; all invented.

The rhythm follows each account's visits a year: nothing on week-ends, little in August, calls
before and after visits, a next step after most of them. The same seed gives the same days.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from random import Random
from typing import Any

from django.utils import timezone

from comarca.accounts.models import Account, Ownership
from comarca.activities.models import Absence, Activity, ActivityContact, Email, MailTemplate
from comarca.base.bulk import insert_objects
from comarca.contacts.models import Contact
from comarca.demo.texts import AFTER, TEMPLATES, WORDS
from comarca.team.models import Person

SEED = 20240229
BATCH = 3000
YEARS = 2
MOST_VISITS = 4  # a year and account, so that the demo is there in a minute
FIRST_HOUR, HOURS = 8, 10
AUGUST = 8
KINDS = Activity.Kind
OUTCOMES = Activity.Outcome.values


def make_activities(day: date) -> None:
    """Write the activities of the two years before a day and of the three weeks after it."""
    dice = Random(SEED)  # noqa: S311
    owners = dict(Ownership.objects.on(day).values_list("account_id", "person_id"))
    people = contacts_by_account()
    rows = (
        row
        for pk, name, visits in Account.objects.order_by("pk").values_list(
            "pk", "name", "visits_per_year"
        )
        if pk in owners
        for row in of_account(dice, pk, owners[pk], float(visits or 1), day, people.get(pk))
    )
    everybody = people_by_account()
    while part := list(islice(rows, BATCH)):
        insert_objects(one for one, _contact in part)
        learn_keys([one for one, _contact in part])
        insert_objects(
            email_of(dice, one, contact) for one, contact in part if one.kind == KINDS.EMAIL
        )
        insert_objects(
            ActivityContact(activity=one, contact_id=pk)
            for one, _contact in part
            for pk in with_whom(one, everybody.get(one.account_id or 0, []))
        )
    make_absences(dice, day)
    MailTemplate.objects.bulk_create(
        MailTemplate(name=name, language=language, subject=subject, text=text, is_generated=True)
        for name, language, subject, text in TEMPLATES
    )


def learn_keys(made: Sequence[Activity]) -> None:
    """Give activities that were just written the keys the database gave them."""
    keys = dict(
        Activity.objects.filter(reference__in=[one.reference for one in made])
        .values_list("reference", "pk")
    )  # fmt: skip
    for one in made:
        one.pk = keys[one.reference]


def contacts_by_account() -> dict[int, tuple[int, str, str]]:
    """Return one contact of each account that can be written to: key, name and address."""
    rows = Contact.objects.exclude(email="").order_by("-pk")
    return {
        account: (pk, name, email)
        for pk, account, name, email in rows.values_list("pk", "account", "name", "email")
    }


def people_by_account() -> dict[int, list[int]]:
    """Return the contacts of each account, the longest known first."""
    found: dict[int, list[int]] = {}
    for account, pk in Contact.objects.order_by("pk").values_list("account", "pk"):
        found.setdefault(account, []).append(pk)
    return found


def with_whom(one: Activity, people: list[int]) -> list[int]:
    """Return who takes part: at visits now and then two, in tasks and notes nobody."""
    if one.kind not in {KINDS.VISIT, KINDS.CALL, KINDS.EMAIL}:
        return []
    together = one.kind == KINDS.VISIT and one.at.day % 3 == 0
    return people[: 2 if together else 1]


def of_account(
    dice: Random, account: int, owner: int, visits: float, day: date, contact: Any
) -> Iterator[tuple[Activity, Any]]:
    """Yield what happened at one account, oldest first, and what is planned there."""
    often = min(max(round(visits / 3), 1), MOST_VISITS)
    step = 365 / often
    at = day - timedelta(days=365 * YEARS - dice.randrange(int(step)))
    while at < day + timedelta(days=21):
        when = working_day(at)
        if when.month != AUGUST or dice.random() < 0.3:
            yield from around_visit(dice, account, owner, when, day, contact)
        at += timedelta(days=max(step * dice.uniform(0.75, 1.3), 7))


def around_visit(
    dice: Random, account: int, owner: int, when: date, day: date, contact: Any
) -> Iterator[tuple[Activity, Any]]:
    """Yield a visit with what came before it and what followed."""
    if dice.random() < 0.3 and when - timedelta(days=3) < day:
        before = working_day(when - timedelta(days=dice.randrange(2, 8)))
        yield activity(dice, KINDS.CALL, account, owner, before, day), contact
    yield activity(dice, KINDS.VISIT, account, owner, when, day), contact
    if contact and dice.random() < 0.2 and when < day:
        after = min(working_day(when + timedelta(days=dice.randrange(1, 5))), day)
        yield activity(dice, KINDS.EMAIL, account, owner, after, day), contact
    if dice.random() < 0.12:
        after = working_day(when + timedelta(days=dice.randrange(4, 20)))
        if after < day + timedelta(days=21):
            yield activity(dice, KINDS.TASK, account, owner, after, day), contact


def activity(
    dice: Random, kind: KINDS, account: int, owner: int, when: date, day: date
) -> Activity:
    """Return one activity: done if its day is past, but for a few that somebody forgot."""
    minute = dice.randrange(HOURS * 4) * 15
    begins = datetime.combine(when, time(FIRST_HOUR)) + timedelta(minutes=minute)
    is_whole = kind is KINDS.TASK
    at = timezone.make_aware(datetime.combine(when, time.min) if is_whole else begins)
    forgotten = kind is KINDS.TASK and when > day - timedelta(days=20) and dice.random() < 0.25
    is_over = (when < day or kind is KINDS.EMAIL) and not forgotten
    long = {KINDS.VISIT: 45, KINDS.CALL: 15}.get(kind)
    outcome = dice.choices(OUTCOMES, [55, 25, 8, 12])[0] if is_over else ""
    return Activity(
        reference=f"g-{dice.getrandbits(60):016x}",
        kind=kind,
        title=dice.choice(WORDS[kind]),
        account_id=account,
        owner_id=owner,
        at=at,
        ends_at=at + timedelta(minutes=long) if long else None,
        is_all_day=is_whole,
        state=Activity.State.DONE if is_over else Activity.State.PLANNED,
        outcome=outcome if kind in {KINDS.VISIT, KINDS.CALL} else "",
        text=dice.choice(AFTER) if is_over else "",
        is_generated=True,
    )


def email_of(dice: Random, row: Activity, contact: Any) -> Email:
    """Return the message of an e-mail that was sent or came."""
    key, name, address = contact
    outgoing = dice.random() < 0.6
    message_id = f"{row.reference}@demo.comarca.example"
    return Email(
        message_id=message_id, thread=message_id, at=row.at, activity=row, contact_id=key,
        state=Email.State.SENT if outgoing else Email.State.FILED, is_outgoing=outgoing,
        sender="ventas@comarca.example" if outgoing else address,
        sender_name="" if outgoing else name,
        recipients=[address if outgoing else "ventas@comarca.example"],
        subject=row.title, text=row.text, author_id=row.owner_id if outgoing else None,
        is_generated=True,
    )  # fmt: skip


def make_absences(dice: Random, day: date) -> None:
    """Write everybody's holidays: two weeks of each August, a few days at the end of the year."""
    rows = []
    for person in Person.objects.filter(is_active=True).order_by("pk"):
        for year in range(day.year - YEARS, day.year + 1):
            first = date(year, AUGUST, 1 + dice.randrange(15))
            rows.append(Absence(person=person, first_day=first, back_on=first + timedelta(days=14),
                                is_generated=True))  # fmt: skip
            winter = date(year, 12, 20 + dice.randrange(5))
            rows.append(Absence(person=person, first_day=winter,
                                back_on=winter + timedelta(days=dice.randrange(3, 8)),
                                is_generated=True))  # fmt: skip
    Absence.objects.bulk_create(rows)


def working_day(day: date) -> date:
    """Return the first day from a day on that is no week-end."""
    return day + timedelta(days=max(7 - day.weekday(), 0) if day.weekday() > 4 else 0)
