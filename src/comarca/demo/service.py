"""The demo's service: two years of cases and scores around the stations, invented and marked so."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from random import Random
from typing import Any

from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, Concat, LPad
from django.utils import timezone

from comarca.accounts.models import owners_on
from comarca.base.bulk import insert_objects
from comarca.contacts.models import Contact
from comarca.demo.service_texts import ANSWERS, ARTICLES, ASKED, CATEGORIES, COMMENTS, THANKS
from comarca.relations.models import ProductFamily
from comarca.service.clocks.limits import due_after, settle
from comarca.service.models import (
    Article,
    Case,
    CaseCategory,
    CaseMessage,
    Queue,
    ServiceLevel,
    Survey,
    SurveyAsk,
)
from comarca.team.models import Person

SEED = 20250309
BATCH = 2000
CASES = 3600
TWO_YEARS = 730
LEVELS = (("1low", 8, 40), ("2normal", 4, 16), ("3high", 2, 8), ("4urgent", 1, 4))
TIMEZONE = "Europe/Madrid"
QUEUES = (
    ("Atención al cliente", "atencion@comarca.example", "atencion",
     "L-V 08:00-15:00,16:00-19:00; S 09:00-13:00"),
    ("Asistencia técnica", "asistencia@comarca.example", "asistencia", "L-V 08:00-18:00"),
)  # fmt: skip


def make_service(day: date) -> None:
    """Write queues, levels, articles, cases with what was said, and scores before a day."""
    dice = Random(SEED)  # noqa: S311
    queues, categories = _make_desks(), _make_knowledge()
    contacts = list(
        Contact.objects.exclude(email="")
        .order_by("pk")
        .values_list("pk", "account", "name", "email")
    )
    if not contacts:
        return
    owners = dict(owners_on(day).values_list("account", "person"))
    agents = list(Person.objects.filter(role=Person.Role.SERVICE_AGENT).order_by("pk"))
    now = timezone.make_aware(datetime.combine(day, time.min))  # so that no case is of the future
    made = (_case(dice, dice.choice(contacts), queues, categories, agents, owners, now)
            for _n in range(min(CASES, len(contacts))))  # fmt: skip
    while part := list(islice(made, BATCH)):
        rows = Case.objects.bulk_create(part)
        insert_objects(_messages(dice, rows))
    number = LPad(Cast("pk", TextField()), 6, Value("0"))
    Case.objects.filter(is_generated=True).update(
        number=Concat(Value("C-"), number), created_at=F("opened_at")
    )
    _make_scores(dice, now, owners)


def _make_desks() -> list[tuple[Queue, dict[str, tuple[int, int]]]]:
    """Write the queues and how fast they are."""
    found = []
    director = Person.objects.filter(role=Person.Role.SALES_OPERATIONS).order_by("pk").first()
    for name, address, form, hours in QUEUES:
        queue = Queue.objects.create(
            name=name, address=address, form_name=form, hours=hours, timezone=TIMEZONE,
            region="MD", escalate_to=director, is_generated=True,
        )  # fmt: skip
        ServiceLevel.objects.bulk_create(
            ServiceLevel(queue=queue, priority=one, first_answer=first, resolution=whole,
                         is_generated=True)
            for one, first, whole in LEVELS
        )  # fmt: skip
        found.append((queue, {one: (first * 60, whole * 60) for one, first, whole in LEVELS}))
    return found


def _make_knowledge() -> list[CaseCategory]:
    """Write what cases are about, and what is known of it."""
    found = CaseCategory.objects.bulk_create(
        CaseCategory(name=name, is_generated=True) for name in CATEGORIES
    )
    Article.objects.bulk_create(
        Article(title=title, category=found[about], text=text, language="es", is_generated=True)
        for title, about, text in ARTICLES
    )
    return found


def _case(
    dice: Random, contact: Any, queues: Sequence[Any], categories: Sequence[CaseCategory],
    agents: Sequence[Person], owners: dict[int, int], now: datetime,
) -> Case:  # fmt: skip
    """Return one case: mostly over, a few of the last days still running or waiting."""
    subject, about, text = dice.choice(ASKED)
    queue, levels = queues[1 if about == 1 else 0]
    pk, account, name, email = contact
    priority = dice.choices([one for one, *_rest in LEVELS], (2, 6, 3, 1))[0]
    first, whole = levels[priority]
    days = 3 * dice.random() if dice.random() < 0.03 else TWO_YEARS * dice.random() ** 1.3
    back = timedelta(days=days)
    opened = (now - back).replace(second=0, microsecond=0)
    owner = dice.choice(agents).pk if agents else owners.get(account)
    row = Case(
        subject=subject, text=text, account_id=account, contact_id=pk, sender_name=name,
        sender_email=email, category=categories[about], priority=priority, queue=queue,
        owner_id=owner, origin=dice.choices(Case.Origin.values, (3, 5, 2))[0], opened_at=opened,
        first_answer_limit=first, resolution_limit=whole, is_generated=True,
    )  # fmt: skip
    _run(dice, row, now)
    return row


def _run(dice: Random, row: Case, now: datetime) -> None:
    """Let a case go its way: answered, paused now and then, solved, closed a few days later."""
    assert row.first_answer_limit is not None  # noqa: S101
    assert row.resolution_limit is not None  # noqa: S101
    calendar = row.queue.calendar
    row.first_answer_due = due_after(calendar, row.opened_at, row.first_answer_limit, 0)
    answered = calendar.after(
        row.opened_at,
        timedelta(minutes=round(row.first_answer_limit * dice.lognormvariate(-0.9, 0.6))),
    )
    if answered > now:
        row.owner_id = row.owner_id if dice.random() < 0.5 else None
        settle(row, now)
        return
    row.first_answered_at, row.state = answered, Case.State.OPEN
    passed = calendar.between(row.opened_at, answered).total_seconds()
    row.first_answer_minutes = round(passed / 60)
    pause = timedelta(hours=dice.randrange(2, 60)) if dice.random() < 0.4 else timedelta()
    if pause and answered + pause > now:
        row.state, row.paused_at = Case.State.WAITING, answered
        settle(row, now)
        return
    row.paused_seconds = int(calendar.between(answered, answered + pause).total_seconds())
    work = timedelta(minutes=round(row.resolution_limit * dice.lognormvariate(-0.7, 0.7)))
    solved = max(calendar.after(row.opened_at, work + timedelta(seconds=row.paused_seconds)),
                 answered + pause)  # fmt: skip
    if solved <= now:
        row.state = Case.State.CLOSED if (now - solved).days > 7 else Case.State.SOLVED
        row.solved_at = row.paused_at = solved
        row.closed_at = solved + timedelta(days=7) if row.state == Case.State.CLOSED else None
        passed = calendar.between(row.opened_at, solved).total_seconds() - row.paused_seconds
        row.resolution_minutes = max(round(passed / 60), 0)
        row.resolution_due = due_after(
            calendar, row.opened_at, row.resolution_limit, row.paused_seconds
        )
    settle(row, now)


def _messages(dice: Random, rows: Sequence[Case]) -> Iterator[CaseMessage]:
    """Yield what was said: the question, our answer, and what came back."""
    ways = CaseMessage.Direction
    for row in rows:
        yield CaseMessage(case=row, direction=ways.IN, sender=row.sender_email, text=row.text,
                          at=row.opened_at, is_generated=True)  # fmt: skip
        if row.first_answered_at is not None:
            yield CaseMessage(case=row, direction=ways.OUT, author_id=row.owner_id,
                              text=dice.choice(ANSWERS), at=row.first_answered_at,
                              is_generated=True)  # fmt: skip
        if row.paused_seconds and row.first_answered_at is not None:
            yield CaseMessage(
                case=row, direction=ways.IN, sender=row.sender_email, text=dice.choice(THANKS),
                at=row.first_answered_at + timedelta(hours=1), is_generated=True,
            )  # fmt: skip


def _make_scores(dice: Random, now: datetime, owners: dict[int, int]) -> None:
    """Write whom two surveys asked, and the third of them who answered."""
    families = list(ProductFamily.objects.order_by("pk").values_list("pk", flat=True))
    after = Survey.objects.create(name="Tras un caso", scale="csat", trigger="case", bad_up_to=2,
                                  is_generated=True)  # fmt: skip
    yearly = Survey.objects.create(name="Recomendación", scale="nps", trigger="rhythm",
                                   bad_up_to=6, is_generated=True)  # fmt: skip
    rows = []
    cases = Case.objects.filter(is_generated=True, solved_at__isnull=False).order_by("pk")
    for row in cases.iterator():
        if row.account_id is not None and dice.random() < 0.6:
            late = (row.resolution_minutes or 0) > (row.resolution_limit or 0)
            weights = (20, 20, 25, 20, 15) if late else (3, 5, 12, 35, 45)
            score = dice.choices(range(1, 6), weights)[0]
            rows.append(_ask(dice, after, row.account_id, row.contact_id, row.owner_id,
                             row.solved_at, score, case=row))  # fmt: skip
    people = Contact.objects.exclude(email="").order_by("pk").values_list("pk", "account")[::9]
    for pk, account in people:
        at = now - timedelta(days=dice.randrange(1, TWO_YEARS))
        score = dice.choices(range(11), (1, 1, 1, 2, 3, 5, 7, 14, 24, 24, 18))[0]
        family = dice.choice(families) if families else None
        rows.append(_ask(dice, yearly, account, pk, owners.get(account), at, score, family=family))
    insert_objects(rows)


def _ask(
    dice: Random, survey: Survey, account: int, contact: int | None, person: int | None,
    at: Any, score: int, *, case: Case | None = None, family: int | None = None,
) -> SurveyAsk:  # fmt: skip
    """Return somebody asked; two in three say nothing, and nobody can use an invented link."""
    said = dice.random() < 0.35
    return SurveyAsk(
        survey=survey, account_id=account, contact_id=contact, person_id=person, case=case,
        family_id=family, language="es", token_digest=f"generated-{dice.getrandbits(96):024x}",
        asked_at=at, expires_at=at, score=score if said else None, is_generated=True,
        comment=dice.choice(COMMENTS) if said else "",
        answered_at=at + timedelta(hours=dice.randrange(1, 40)) if said else None,
    )  # fmt: skip
