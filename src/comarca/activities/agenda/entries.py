"""What stands in a calendar: activities, absences, public holidays, and when others are busy."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.activities.agenda.holidays import holidays_of
from comarca.activities.agenda.window import Window
from comarca.activities.models import Absence, Activity, OuterEvent
from comarca.activities.models.activity import ICONS
from comarca.activities.recurrence import occurrences
from comarca.activities.todo import taken_of
from comarca.base.objects.addresses import address
from comarca.team.models import Person

MOST = 800  # in one window; a calendar that holds more says so
USUAL = timedelta(minutes=30)  # how long an activity without an end is drawn
LASTING = timedelta(days=31)  # what began earlier than this before a window is not looked for
TOLD = (
    "pk", "title", "at", "ends_at", "is_all_day", "kind", "state", "owner_id", "version",
    "account__name",
)  # fmt: skip
OWN = attrgetter(*TOLD[:-1])


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing in a calendar. ``pk`` is the activity that can be opened and moved, 0 for none.

    What another app adds has a ``uid`` that stays the same however often it moves.
    """

    title: str
    at: datetime
    ends_at: datetime
    is_all_day: bool = False
    icon: str = ""
    person: str = ""
    account: str = ""
    state: str = "planned"
    address: str = ""
    pk: int = 0
    version: int = 0
    occurrence: str = ""
    uid: str = ""
    whose: int = 0  # the person's key: two people may have one name

    @property
    def said(self) -> dict[str, str]:
        """Return what a page writes of it: its local clock, how long it lasts, how to move it."""
        local = timezone.localtime(self.at)
        lasts = int((self.ends_at - self.at).total_seconds() // 60)
        return {
            "id": f"entry-{self.pk}-{int(self.at.timestamp())}",
            "pk": str(self.pk),
            "version": str(self.version),
            "at": f"{local:%Y-%m-%dT%H:%M}",
            "iso": local.isoformat(),
            "clock": f"{local:%H:%M}",
            "minute": str(local.hour * 60 + local.minute),
            "minutes": str(max(lasts, 1)),
            "move": address("activities:move", self.pk) if self.pk else "",
        }


Source = Callable[[Person, Sequence[Person], datetime, datetime], Iterable[Shown]]
_sources: dict[str, Source] = {}


def add_to_calendar(key: str, source: Source) -> None:
    """Let an app above add what it plans (in its ``slots.py``).

    ``source`` is given the reader, whose calendars they are, and the first moment and the moment
    after the last; it yields only what the reader may see.
    """
    _sources[key] = source


def added(reader: Person, people: Sequence[Person], start: datetime, end: datetime) -> list[Shown]:
    """Return what apps above add to people's calendars."""
    return [one for source in _sources.values() for one in source(reader, people, start, end)]


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who is away on a day: a holiday, a course."""

    title: str
    person: str
    whose: int

    def __str__(self) -> str:
        return f"{self.person}: {self.title}"


@dataclass(slots=True)
class Day:
    """One day with what stands in it."""

    date: date
    holidays: list[str] = field(default_factory=list)
    absences: list[Away] = field(default_factory=list)
    entries: list[Shown] = field(default_factory=list)

    @property
    def timed(self) -> list[Shown]:
        """Return what has an hour."""
        return [one for one in self.entries if not one.is_all_day]

    @property
    def whole(self) -> list[Shown]:
        """Return what lasts all day."""
        return [one for one in self.entries if one.is_all_day]


def days_of(
    window: Window, reader: Person, people: Sequence[Person], country: str, most: int = MOST
) -> tuple[list[Day], bool]:
    """Return the days of a window with everything in them, and whether all of it is there.

    ``most`` is how many activities are shown; of more the last are left out.
    """
    start, end = window.moments
    found = _activities(reader, people, start, end, most)
    shown = [*found[:most], *_busy(reader, people, start, end)]
    shown += added(reader, people, start, end)
    days = {day: Day(day) for day in window.days}
    for one in sorted(shown, key=lambda one: (one.at, one.title, one.pk)):
        first = timezone.localtime(max(one.at, start)).date()
        if first in days:
            days[first].entries.append(one)
    for absence in _absences(reader, people, window):
        for day in _between(max(absence.first_day, window.start), min(absence.back_on, window.end)):
            away = Away(str(absence), str(absence.person), absence.person_id)
            days[day].absences.append(away)
    for day, name in holidays_of(country, people, window.start, window.end):
        days[day].holidays.append(name)
    return list(days.values()), len(found) <= most


def _activities(
    reader: Person, people: Sequence[Person], start: datetime, end: datetime, most: int
) -> list[Shown]:
    """Return the activities of people in a window, repeated ones by occurrence."""
    theirs = Activity.objects.visible_to(reader).filter(
        archived_at=None, owner__in=[one.pk for one in people]
    )
    names = {one.pk: one.name for one in people}
    once = Activity.objects.filter(pk__in=_once(theirs, start, end, most)).order_by("at", "pk")
    found = [_shown(names, row) for row in once.values_list(*TOLD)]
    repeated = theirs.open().exclude(repeats="").filter(at__lt=end)
    series = list(repeated.select_related("account")[:MOST])
    taken = taken_of(series, start, end)
    for row in series:
        first = _shown(names, (*OWN(row), row.account.name if row.account else ""))
        moments = (at for at in occurrences(row, start, end) if (row.pk, at) not in taken)
        found += [_occurring(first, at) for at in moments]
    return found


def _once(theirs: "QuerySet[Activity]", start: datetime, end: datetime, most: int) -> list[int]:
    """Return the first activities of a window that repeat nothing; those still going on come first.

    Keys alone, and each part between two moments: an index of the person in charge finds a month
    among two years of work, and only what is shown is read as a whole.
    """
    once = theirs.filter(repeats="").exclude(kind__in=(Activity.Kind.NOTE, Activity.Kind.EMAIL))
    once = once.exclude(state=Activity.State.CANCELLED).order_by("at", "pk")
    earlier = once.filter(at__gte=start - LASTING, at__lt=start, ends_at__gt=start)
    found = list(earlier.values_list("pk", flat=True)[: most + 1])
    during = once.filter(at__gte=start, at__lt=end).values_list("pk", flat=True)
    return found + list(during[: most + 1 - len(found)])


def _shown(names: Mapping[int, str], row: Sequence[Any]) -> Shown:
    """Return an activity of which the values ``TOLD`` are known; ``names`` are people's."""
    pk, title, at, ends_at, is_all_day, kind, state, owner, version, account = row
    return Shown(
        title=title,
        at=at,
        ends_at=ends_at or at + USUAL,
        is_all_day=is_all_day,
        icon=ICONS[kind],
        person=names.get(owner, ""),
        account=account or "",
        state=state,
        address=address("activities:detail", pk),
        pk=pk,
        version=version,
        whose=owner,
    )


def _occurring(one: Shown, at: datetime) -> Shown:
    """Return one occurrence of a repeated activity."""
    return replace(one, at=at, ends_at=at + (one.ends_at - one.at), occurrence=at.isoformat())


def _busy(reader: Person, people: Iterable[Person], start: datetime, end: datetime) -> list[Shown]:
    """Return the events of outer calendars: one's own by name, others' as being busy."""
    rows = OuterEvent.objects.filter(
        person__in=[one.pk for one in people], at__lt=end, ends_at__gt=start,
        at__gte=start - LASTING,
    ).select_related("person")[:MOST]  # fmt: skip
    return [
        Shown(
            title=row.title if row.person_id == reader.pk else _("Busy"),
            at=row.at, ends_at=row.ends_at, is_all_day=row.is_all_day, icon="link",
            person=str(row.person), state="outer", whose=row.person_id,
        )
        for row in rows
    ]  # fmt: skip


def _absences(reader: Person, people: Iterable[Person], window: Window) -> Any:
    """Return the absences of people that touch a window."""
    rows = Absence.objects.visible_to(reader).filter(
        archived_at=None, person__in=[one.pk for one in people],
        first_day__lt=window.end, back_on__gt=window.start,
    )  # fmt: skip
    return rows.select_related("person").order_by("first_day", "pk")[:MOST]


def _between(start: date, end: date) -> list[date]:
    return [start + timedelta(days=n) for n in range(max((end - start).days, 0))]
