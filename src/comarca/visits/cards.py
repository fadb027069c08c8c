"""What a stop's card tells of its customer: parts that apps add, each loaded for a whole day."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import OuterRef
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from comarca.activities.models import Activity
from comarca.contacts.models import Contact
from comarca.relations.models import Need, Promise
from comarca.team.models import Person

MOST = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card; ``phone`` makes it a number to call."""

    text: str
    detail: str = ""
    phone: str = ""
    is_bad: bool = False


Loader = Callable[[list[int], Person], dict[int, list[Line]]]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of every card: a title, and what it tells of many accounts in one question."""

    key: str
    title: str | Words
    icon: str
    load: Loader
    order: int = 50


_parts: dict[str, Part] = {}


def register(part: Part) -> Part:
    """Add a part to the cards (in an app's ``slots.py``)."""
    _parts[part.key] = part
    return part


def parts_of(accounts: Iterable[int], reader: Person) -> dict[int, list[tuple[Part, list[Line]]]]:
    """Return the parts of each account's card that have something to tell."""
    ids = list(accounts)
    found: dict[int, list[tuple[Part, list[Line]]]] = defaultdict(list)
    for part in sorted(_parts.values(), key=lambda one: (one.order, one.key)):
        for account, lines in part.load(ids, reader).items():
            if lines:
                found[account].append((part, lines[:MOST]))
    return found


def _contacts(accounts: list[int], reader: Person) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = defaultdict(list)
    rows = Contact.objects.filter(account__in=accounts, archived_at=None, erased_at=None)
    for row in rows.order_by("account", "name", "pk"):
        role = row.get_role_display() if row.role else ""
        detail = " · ".join(part for part in (row.position, role) if part)
        found[row.account_id].append(Line(row.name, detail, row.mobile or row.phone))
    return found


def _promises(accounts: list[int], reader: Person) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = defaultdict(list)
    rows = Promise.objects.filter(account__in=accounts, kept_on=None, archived_at=None)
    for row in rows.order_by("due_on", "pk"):
        late = row.due_on < timezone.localdate()
        day = date_format(row.due_on, "SHORT_DATE_FORMAT")
        found[row.account_id].append(Line(row.title, day, is_bad=late))
    return found


def _needs(accounts: list[int], reader: Person) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = defaultdict(list)
    rows = Need.objects.filter(account__in=accounts, archived_at=None, state=Need.State.OPEN)
    for row in rows.order_by("account", "title", "pk"):
        found[row.account_id].append(Line(row.title, row.evidence[:160]))
    return found


def _last_visits(accounts: list[int], reader: Person) -> dict[int, list[Line]]:
    """Tell the last three visits of each account, whoever made them, in one question."""
    found: dict[int, list[Line]] = defaultdict(list)
    own = Activity.objects.filter(
        account=OuterRef("account"), kind=Activity.Kind.VISIT, state=Activity.State.DONE,
        archived_at=None,
    ).order_by("-at", "-pk")  # fmt: skip
    rows = Activity.objects.filter(account__in=accounts, pk__in=own.values("pk")[:3])
    for row in rows.order_by("-at", "-pk"):
        day = date_format(timezone.localtime(row.at), "SHORT_DATE_FORMAT")
        outcome = row.get_outcome_display() if row.outcome else ""
        detail = " · ".join(part for part in (outcome, row.text[:200]) if part)
        found[row.account_id or 0].append(Line(day, detail))
    return found


register(Part("contacts", _("Who"), "users", _contacts, 10))
register(Part("promises", _("Promised"), "clock", _promises, 20))
register(Part("needs", _("What to offer"), "target", _needs, 40))
register(Part("visits", _("Last visits"), "history", _last_visits, 50))
