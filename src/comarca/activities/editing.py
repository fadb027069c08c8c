"""The verbs of activities: plan, log, do, move, leave out; each is told and counts the version."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.accounts.models import Account
from comarca.activities.models import Activity
from comarca.base import writing
from comarca.base.objects import registry
from comarca.contacts.models import Contact
from comarca.team.models import Person

KEY = "activity"
MOST_PEOPLE = 50


def now() -> datetime:
    """Return this minute: files and forms know no seconds."""
    return timezone.now().replace(second=0, microsecond=0)


@transaction.atomic
def create(values: Mapping[str, Any], actor: Any) -> Activity:
    """Create an activity; without a person it is the actor's own, without a time it is now."""
    given = dict(values)
    if not given.get("reference"):
        given.pop("reference", None)
    given["owner"] = given.get("owner") or (actor.pk if actor is not None else None)
    given["at"] = given.get("at") or now()
    given["timezone"] = given.get("timezone") or ""
    hold_together(given)
    row: Activity = writing.insert(registry.find(KEY), given, actor)
    _settle(row)
    return row


def change(row: Activity, version: int | None, values: Mapping[str, Any], actor: Any) -> Activity:
    """Change an activity if it is still as the person saw it."""
    given = dict(values)
    if "timezone" in given:
        given["timezone"] = given["timezone"] or ""
    with transaction.atomic():
        fresh: Activity = writing.take(Activity, row.pk, version)
        hold_together({"at": fresh.at, "ends_at": fresh.ends_at, **given})
        writing.write(registry.find(KEY), fresh, given, actor)
        _settle(fresh)
    return fresh


def complete_account(values: dict[str, Any], row: Activity | None) -> None:
    """Put an activity on the account of the people it is with, where none is named."""
    people = values.get("contacts")
    if row is None and people and not values.get("account"):
        keys = [getattr(one, "pk", one) for one in people]
        accounts = set(Contact.objects.filter(pk__in=keys).values_list("account", flat=True))
        if len(accounts) == 1:
            values["account"] = accounts.pop()


def hold_together(values: Mapping[str, Any]) -> None:
    """Hold the values of a form to what an activity insists on."""
    begins, ends = values.get("at"), values.get("ends_at")
    if begins and ends and ends < begins:
        raise ValidationError(_("It cannot end before it begins."))
    until = values.get("repeats_until")
    if until and begins and until < timezone.localdate(begins):
        raise ValidationError(_("It cannot stop repeating before it begins."))


def complete(
    row: Activity, actor: Any, *, outcome: str = "", text: str = "", version: int | None = None
) -> Activity:
    """Write down that an activity was done; of a repeated one, its next open occurrence."""
    target = open_occurrence(row, actor)
    values: dict[str, Any] = {"state": Activity.State.DONE}
    if outcome:
        values["outcome"] = outcome
    if text:
        values["text"] = f"{target.text}\n{text}".strip()
    return change(target, version if target.pk == row.pk else None, values, actor)


def move(row: Activity, version: int | None, at: datetime, actor: Any) -> Activity:
    """Move an activity to another time; it keeps its length."""
    ends = row.ends_at + (at - row.at) if row.ends_at else None
    return change(row, version, {"at": at, "ends_at": ends}, actor)


def open_occurrence(row: Activity, actor: Any) -> Activity:
    """Return the row to act on: the activity itself, or the next occurrence of a repeated one."""
    from comarca.activities.recurrence import next_occurrence

    if not row.repeats:
        return row
    taken = set(row.occurrences.values_list("occurrence_at", flat=True))
    moment = next_occurrence(row, row.at - timedelta(seconds=1))
    while moment is not None and moment in taken:
        moment = next_occurrence(row, moment)
    if moment is None:
        raise ValidationError(_("This activity does not take place again."))
    return detach(row, moment, actor)


@transaction.atomic
def detach(row: Activity, moment: datetime, actor: Any) -> Activity:
    """Return one occurrence of a repeated activity as a row of its own, made where there is none.

    Raises
    ------
    ValidationError
        If the activity does not take place at that moment.
    """
    from comarca.activities.recurrence import occurrences

    there = row.occurrences.filter(occurrence_at=moment).first()
    if there is not None:
        return there
    if moment not in occurrences(row, moment, moment + timedelta(seconds=1)):
        raise ValidationError(_("This activity does not take place at that time."))
    values = {
        "kind": row.kind, "title": row.title, "account": row.account_id, "owner": row.owner_id,
        "contacts": people_in(row), "at": moment,
        "ends_at": moment + (row.ends_at - row.at) if row.ends_at else None,
        "is_all_day": row.is_all_day, "timezone": row.timezone, "text": row.text,
    }  # fmt: skip
    made = create(values, actor)
    Activity.objects.filter(pk=made.pk).update(series=row, occurrence_at=moment)
    made.refresh_from_db()
    return made


def people_in(row: Activity) -> list[int]:
    """Return the keys of the contacts who take part in an activity."""
    return sorted(row.contacts.values_list("pk", flat=True))


def follow_up(done: Activity, next_step: Activity) -> None:
    """Say that an activity is the next step after another."""
    Activity.objects.filter(pk=done.pk).update(next_step=next_step)
    done.next_step = next_step


def from_visit(
    account: Account, owner: Person, at: datetime, minutes: int, *, text: str = "",
    outcome: str = "", actor: Any = None,
) -> Activity:  # fmt: skip
    """Write a visit that was made as a done activity: called when a visit plan's visit is closed.

    Parameters
    ----------
    at
        When it began, with a time zone; told to the minute.
    minutes
        How long it took, 0 or more.
    outcome
        One of ``Activity.Outcome``, or nothing.
    """
    begun = at.replace(second=0, microsecond=0)
    values = {
        "kind": Activity.Kind.VISIT, "title": _("Visit"), "account": account.pk,
        "owner": owner.pk, "at": begun, "ends_at": begun + timedelta(minutes=minutes),
        "state": Activity.State.DONE, "outcome": outcome, "text": text,
    }  # fmt: skip
    return create(values, actor or owner)


def _hold_people(row: Activity) -> None:
    """Insist that those who take part are of the account, and not too many to be true."""
    people = list(row.contacts.values_list("name", "account")[: MOST_PEOPLE + 1])
    for name, account in people:
        if account != row.account_id:
            said = _("%(name)s is no contact of this account.") % {"name": name}
            raise ValidationError({"contacts": said})
    if len(people) > MOST_PEOPLE:
        said = _("At most %(most)d people take part in one activity.") % {"most": MOST_PEOPLE}
        raise ValidationError({"contacts": said})


def _settle(row: Activity) -> None:
    """Hold an activity to what its account and its times ask for, and set its next reminder."""
    from comarca.activities.reminders import remind_at

    if row.account_id and row.owner_id and row.owner is not None:
        seen = Account.objects.visible_to(row.owner, archived=True).filter(pk=row.account_id)
        if not seen.exists():
            said = _("%(name)s does not see this account, and would not see the activity either.")
            raise ValidationError({"owner": said % {"name": row.owner}})
    _hold_people(row)
    due = remind_at(row)
    if due != row.remind_at:
        Activity.objects.filter(pk=row.pk).update(remind_at=due)
        row.remind_at = due
