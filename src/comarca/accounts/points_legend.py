"""What the accounts on a map are, in figures: its legend, and the card of one of them."""

from typing import Any

import numpy as np
from django.http import QueryDict
from django.utils.translation import gettext as _
from ninja import Schema

from comarca.accounts.fields import ACCOUNT
from comarca.accounts.measures import MEASURES, own_currency
from comarca.accounts.models import Account
from comarca.accounts.points import Points
from comarca.accounts.points_shown import Narrowed, conditions, shown
from comarca.accounts.points_source import AMOUNTS, STATUSES
from comarca.base.objects import find
from comarca.base.objects.types import ObjectType
from comarca.base.objects.wording import UNKNOWN
from comarca.team.models import Person
from comarca.ui.lists.filter_form import chips
from comarca.ui.lists.rows import cells_of

MOST_SEGMENTS = 40
ON_CARD = (
    "status", "segment", "owner", "place", "province", "visits_per_year", "workload_hours",
    "potential", "sales",
)  # fmt: skip


class Counted(Schema):
    """One value, its name, and how many accounts on the map have it."""

    key: str
    label: str
    count: int


class Size(Schema):
    """An amount that points can be sized by; ``largest`` is the amount drawn largest."""

    key: str
    label: str
    largest: float


class PointsLegend(Schema):
    """How many accounts the conditions leave, what they are, and what was not understood.

    ``off_map`` counts those that fulfil the conditions and have no place. ``by_owner`` has the
    key -1 for accounts that nobody owns.
    """

    count: int
    off_map: int
    chips: list[str]
    problems: list[str]
    by_status: list[Counted]
    by_segment: list[Counted]
    by_owner: list[Counted]
    sizes: list[Size]
    list_query: str


class CardRow(Schema):
    """One figure of an account, in words."""

    label: str
    text: str


class AccountCard(Schema):
    """An account as a card on the map."""

    id: int
    name: str
    url: str
    rows: list[CardRow]


def legend(reader: Person, query: QueryDict) -> PointsLegend:
    """Return the legend of the accounts that a reader's map shows."""
    what, asked = shown(reader, query), conditions(reader, query)
    found = what.narrowed if what.query else _everything(what.scope, reader)
    points = found.points
    return PointsLegend(
        count=len(points.ids),
        off_map=found.off_map,
        chips=[chip.text for chip in chips(find(ACCOUNT.key), asked, reader)],
        problems=list(found.problems),
        by_status=_statuses(points),
        by_segment=_segments(points),
        by_owner=_owners(points, reader),
        sizes=_sizes(what.scope),
        list_query=what.query,
    )


def _everything(scope: Points, reader: Person) -> Narrowed:
    """Return all that a reader sees, and how many of their accounts have no place."""
    return Narrowed(scope, Account.objects.visible_to(reader).count() - len(scope.ids), ())


def _statuses(points: Points) -> list[Counted]:
    counts = np.bincount(points.columns["status"], minlength=len(STATUSES)).tolist()
    return [
        Counted(key=str(one), label=str(one.label), count=count)
        for one, count in zip(STATUSES, counts, strict=True)
    ]


def _segments(points: Points) -> list[Counted]:
    """Return the segments, the most frequent first; accounts without one come last."""
    counts = np.bincount(points.columns["segment"], minlength=len(points.segments))
    order = [int(at) for at in np.argsort(-counts, kind="stable") if counts[at] and at]
    found = [
        Counted(key=points.segments[at], label=points.segments[at], count=int(counts[at]))
        for at in order[:MOST_SEGMENTS]
    ]
    if counts[0]:
        found.append(Counted(key="", label=_("without a segment"), count=int(counts[0])))
    return found


def _owners(points: Points, reader: Person) -> list[Counted]:
    """Return who owns the accounts, most first."""
    ids, counts = np.unique(points.columns["owner"], return_counts=True)
    people = Person.objects.visible_to(reader).filter(pk__in=ids.tolist())
    names = {-1: _("nobody"), **dict(people.values_list("pk", "name"))}
    pairs = sorted(zip(counts.tolist(), ids.tolist(), strict=True), reverse=True)
    return [
        Counted(key=str(pk), label=names.get(pk, _("somebody else")), count=count)
        for count, pk in pairs
    ]


def _sizes(scope: Points) -> list[Size]:
    """Return the amounts that somebody has, so that none is offered that is empty."""
    own = own_currency()
    found = []
    for key in AMOUNTS:
        largest = scope.largest(key)
        unit = MEASURES[key].unit_in(own)
        if largest > 0:
            found.append(Size(key=key, label=f"{MEASURES[key].label} ({unit})", largest=largest))
    return found


def card(account: Account, reader: Person) -> AccountCard:
    """Return the figures of one account; what is not known is left out."""
    kind: ObjectType = find(ACCOUNT.key)
    fields = kind.fields_for(reader)
    columns = [fields[key] for key in ON_CARD if key in fields]
    cells: list[Any] = cells_of(kind, [account], columns, reader)[0].cells
    known = [cell for cell in cells if cell.text != UNKNOWN]
    return AccountCard(
        id=account.pk,
        name=account.name,
        url=kind.url("detail", account.pk),
        rows=[CardRow(label=cell.field.heading, text=cell.text) for cell in known],
    )
