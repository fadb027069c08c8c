"""The verbs of cases: open, change, take; each is told and counts the version."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.accounts.models import Account
from comarca.base import writing
from comarca.base.events import record
from comarca.base.objects import registry
from comarca.service.cases import actions
from comarca.service.cases.filing import file_letters
from comarca.service.clocks.limits import settle, values_of
from comarca.service.models import Case, Queue
from comarca.team.models import Person

KEY = "case"
LIMITED_BY = {"queue", "priority"}


class AlreadyTaken(Exception):
    """Somebody else took the case first; the sentence says who."""


@transaction.atomic
def create(values: Mapping[str, Any], actor: Any, at: datetime | None = None) -> Case:
    """Open a case; its number follows from its place in the table."""
    given = dict(values)
    now = at or timezone.now()
    given["opened_at"] = given.get("opened_at") or now
    given["number"] = given.get("number") or None
    row: Case = writing.insert(registry.find(KEY), given, actor)
    if row.number is None:
        row.number = f"C-{row.pk:06d}"
        Case.objects.filter(pk=row.pk).update(number=row.number)
    _hold_together(row)
    settle(row, max(now, row.opened_at), relevel=True)
    Case.objects.filter(pk=row.pk).update(**values_of(row))
    return row


@transaction.atomic
def change(
    row: Case, version: int | None, values: Mapping[str, Any], actor: Any,
    at: datetime | None = None,
) -> Case:  # fmt: skip
    """Change a case if it is still as the person saw it; its clocks follow its state."""
    fresh: Case = writing.take(Case, row.pk, version)
    before = writing.write(registry.find(KEY), fresh, dict(values), actor)
    _hold_together(fresh)
    settle(fresh, at or timezone.now(), relevel=bool(LIMITED_BY & before.keys()))
    Case.objects.filter(pk=fresh.pk).update(**values_of(fresh))
    if "account" in before and fresh.account is not None:
        file_letters(fresh, actor)
    return fresh


def answered(case: Case, person: Any, then: str) -> Case:
    """Say that a case was answered now: its first answer counts, its state follows."""
    now = timezone.now()
    record(case, actions.ANSWERED, actor=person)
    Case.objects.filter(pk=case.pk, first_answered_at=None).update(first_answered_at=now)
    values: dict[str, Any] = {"state": then}
    if case.owner_id is None and person is not None:
        values["owner"] = person.pk
    return change(case, None, values, person, now)


def take(row: Case, person: Person) -> Case:
    """Make a case one's own; of two people who take it at once, one wins.

    Raises
    ------
    AlreadyTaken
        If it is somebody else's by now.
    """
    free = Case.objects.filter(pk=row.pk, owner=None)
    with transaction.atomic():
        if not free.update(owner=person, version=F("version") + 1, updated_at=timezone.now()):
            fresh = Case.objects.select_related("owner").get(pk=row.pk)
            if fresh.owner_id == person.pk:
                return fresh
            raise AlreadyTaken(_("%(name)s has taken this case.") % {"name": fresh.owner})
        fresh = Case.objects.select_related("queue", "owner").get(pk=row.pk)
        record(fresh, actions.TAKEN, actor=person, after={"owner": person.pk})
        if fresh.state == Case.State.NEW:
            fresh = change(fresh, None, {"state": Case.State.OPEN}, person)
    return fresh


def complete(values: dict[str, Any], row: Any) -> None:
    """Put a new case into the only queue there is, where none was said."""
    if row is None and not values.get("queue"):
        only = list(Queue.objects.filter(archived_at=None).values_list("pk", flat=True)[:2])
        if len(only) == 1:
            values["queue"] = only[0]


def _hold_together(case: Case) -> None:
    """Hold a case to what its account asks of its contact and of who is in charge."""
    if case.contact is not None and case.contact.account_id != case.account_id:
        said = _("%(name)s is no contact of this account.") % {"name": case.contact}
        raise ValidationError({"contact": said})
    if case.account_id and case.owner is not None:
        seen = Account.objects.visible_to(case.owner, archived=True).filter(pk=case.account_id)
        if not seen.exists():
            said = _("%(name)s does not see this account, and would not see the case either.")
            raise ValidationError({"owner": said % {"name": case.owner}})
