"""Whom a survey asks today, never the same person too soon, and the letter with the link."""

import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from comarca.accounts.models import owners_on
from comarca.activities.mail import writing
from comarca.activities.models import Activity, ActivityContact
from comarca.base.dates import today
from comarca.base.digests import digest_of
from comarca.base.organisation import Organisation
from comarca.contacts.models import Channel, Contact
from comarca.contacts.privacy.reach import reachable
from comarca.service.models import Case, Survey, SurveyAsk, SurveyRefusal
from comarca.team.models import Person

LASTING = timedelta(days=30)  # how long a link takes a score
FRESH = timedelta(days=5)  # what was solved or visited longer ago is not asked about any more
AT_ONCE = 200  # letters of one survey in one run


class Candidate(NamedTuple):
    """Somebody to ask: about whose work, and after what."""

    contact: Contact
    person: int | None
    case: Case | None = None
    activity: Activity | None = None


def ask_all(now: datetime | None = None) -> int:
    """Ask whom the active surveys ask now and return how many; without an address, nobody."""
    now = now or timezone.now()
    if not settings.COMARCA_URL or not settings.EMAIL_HOST:
        return 0
    surveys = Survey.objects.filter(is_active=True, archived_at=None).order_by("pk")
    return sum(ask(survey, now) for survey in surveys)


def ask(survey: Survey, now: datetime) -> int:
    """Ask whom one survey asks now; each person once, and nobody who was asked lately."""
    found = {one.contact.pk: one for one in _candidates(survey, now)}
    mailing = survey.trigger == Survey.Trigger.RHYTHM  # unasked letters to many need a yes
    allowed = reachable(found, Channel.EMAIL, mailing=mailing)
    chosen = [one for pk, one in found.items() if pk in allowed][:AT_ONCE]
    return sum(_write(survey, one, now) for one in chosen)


def resting(survey: Survey, now: datetime) -> "Exists":
    """Return the condition that a contact was asked so lately that they are left in peace."""
    since = now - timedelta(days=survey.rest_days)
    return Exists(SurveyAsk.objects.filter(contact=OuterRef("pk"), asked_at__gt=since))


def _candidates(survey: Survey, now: datetime) -> Iterator[Candidate]:
    """Yield who may be asked, by what the survey comes after."""
    people = Contact.objects.exclude(email="").filter(
        ~resting(survey, now), ~Exists(SurveyRefusal.objects.filter(contact=OuterRef("pk"))),
        archived_at=None, erased_at=None,
    )  # fmt: skip
    if survey.trigger == Survey.Trigger.CASE:
        cases = Case.objects.filter(
            solved_at__gt=now - FRESH, solved_at__lte=now, contact__in=people, archived_at=None
        )
        for case in cases.select_related("contact").order_by("-solved_at"):
            if case.contact is not None:
                yield Candidate(case.contact, case.owner_id, case=case)
    elif survey.trigger == Survey.Trigger.VISIT:
        visits = Activity.objects.filter(
            kind=Activity.Kind.VISIT, state=Activity.State.DONE,
            at__gt=now - FRESH, at__lte=now, archived_at=None,
        )  # fmt: skip
        met = ActivityContact.objects.filter(activity__in=visits, contact__in=people)
        for one in met.select_related("contact", "activity").order_by("-activity__at", "pk"):
            yield Candidate(one.contact, one.activity.owner_id, activity=one.activity)
    else:
        yield from _in_turn(survey, people, now)


def _in_turn(survey: Survey, people: Iterable[Contact], now: datetime) -> Iterator[Candidate]:
    """Yield those whose turn it is again, one of each account."""
    since = now - timedelta(days=survey.every_days)
    asked = SurveyAsk.objects.filter(account=OuterRef("account"), survey=survey, asked_at__gt=since)
    rows = people.filter(~Exists(asked), account__archived_at=None)  # type: ignore[attr-defined]
    owners = dict(owners_on(today()).values_list("account", "person"))
    seen: set[int] = set()
    for contact in rows.order_by("account", "pk")[: AT_ONCE * 5]:
        if contact.account_id not in seen:
            seen.add(contact.account_id)
            yield Candidate(contact, owners.get(contact.account_id))


def _write(survey: Survey, one: Candidate, now: datetime) -> bool:
    """Write the letter, in the customer's language; False where it was asked at the same moment."""
    token = secrets.token_urlsafe(24)
    language = writing.language_of(one.contact)
    author = _author(one)
    if author is None:
        return False
    try:
        with transaction.atomic():
            SurveyAsk.objects.create(
                survey=survey, account=one.contact.account, contact=one.contact, case=one.case,
                activity=one.activity, person_id=one.person, family=survey.family, asked_at=now,
                language=language, token_digest=digest_of(token), expires_at=now + LASTING,
            )  # fmt: skip
            subject, text = letter(survey, one.contact, token, language)
            writing.send(
                author, one.contact.account, [one.contact.email], subject, text,
                contact=one.contact,
            )  # fmt: skip
    except (IntegrityError, writing.MayNotWrite):
        return False
    return True


def _author(one: Candidate) -> Person | None:
    """Return in whose name the letter is: whose work it is about, else the account's owner's."""
    if one.person is not None:
        author: Person | None = Person.objects.active().filter(pk=one.person).first()
        return author
    own = owners_on(today()).filter(account=one.contact.account_id).select_related("person")
    found = own.first()
    return found.person if found else None


def letter(survey: Survey, contact: Contact, token: str, language: str) -> tuple[str, str]:
    """Return subject and text of the letter: one link for each score, and one to be left alone."""
    company = Organisation.current()
    name = company.name if company else ""
    base = settings.COMARCA_URL.rstrip("/") + reverse("service:survey", args=[token])
    with translation.override(language):
        scores = "\n".join(f"{score}: {base}?score={score}" for score in survey.scores)
        lines = [
            _("Hello %(name)s,") % {"name": contact.name}, question_of(survey, name), scores,
            _("One click is enough. The link is yours alone and holds for 30 days."),
            _("If you would rather not be asked again: %(link)s") % {"link": f"{base}stop/"},
        ]  # fmt: skip
        return _("One question from %(name)s") % {"name": name}, "\n\n".join(lines)


def question_of(survey: Survey, company: str) -> str:
    """Return the question, in the language that is spoken now."""
    if survey.scale == Survey.Scale.NPS:
        return _("How likely are you to recommend %(name)s? (0: not at all, 10: surely)") % {
            "name": company
        }
    if survey.trigger == Survey.Trigger.VISIT:
        return _("How satisfied were you with our visit? (1: not at all, 5: very)")
    return _("How satisfied were you with our help? (1: not at all, 5: very)")
