"""Which accounts a map shows: those of a reader, narrowed by what the list of accounts can ask."""

from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import numpy as np
from django.http import QueryDict

from comarca.accounts.fields import ACCOUNT
from comarca.accounts.points import Ints, Points
from comarca.accounts.points_source import AMOUNTS, points_for
from comarca.base.objects import find
from comarca.team.models import Person
from comarca.team.visibility import visible_people_ids
from comarca.ui.lists import asked as asking
from comarca.ui.lists.asked import Asked
from comarca.ui.lists.rows import rows_for

# Parameters of the map itself; everything else is a condition, as in the list of accounts.
OWN = ("v", "groups", "size")
GROUPS_FROM = {"all": 0, "near": 8}  # from which zoom on accounts that lie close are grouped
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The points that fulfil conditions, how many fulfil them and have no place, and problems."""

    points: Points
    off_map: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What one reader's map shows of the accounts; equal values draw equal tiles."""

    reader: int
    owners: frozenset[int] | None
    version: str
    query: str
    groups_from: int | None
    size: str

    @property
    def scope(self) -> Points:
        """Return all points that the reader may see."""
        return points_for(self.owners)[0]

    @property
    def points(self) -> Points:
        """Return the points that fulfil the conditions."""
        return self.narrowed.points if self.query else self.scope

    @property
    def narrowed(self) -> "Narrowed":
        """Return the points that fulfil the conditions, and what is said of them."""
        with _one_at_a_time:  # many tiles are asked for at once, and one answer does for all
            return _narrowed(self.reader, self.owners, self.version, self.query)


def shown(reader: Person, query: QueryDict) -> Shown:
    """Read what a map's address asks for."""
    ids = visible_people_ids(reader)
    owners = None if ids is None else frozenset(ids)
    size = query.get("size", "")
    return Shown(
        reader=reader.pk,
        owners=owners,
        version=points_for(owners)[1],
        query=conditions(reader, query).query(),
        groups_from=GROUPS_FROM.get(query.get("groups", "")),
        size=size if size in AMOUNTS else "",
    )


def conditions(reader: Person, query: QueryDict) -> Asked:
    """Return the conditions among the parameters of a map's address."""
    rest = query.copy()
    for name in OWN:
        rest.pop(name, None)
    asked = asking.read(rest, find(ACCOUNT.key).fields_for(reader))
    return Asked(words=asked.words, conditions=asked.conditions, selection=asked.selection)


def matching(reader: Person, query: str) -> tuple[Ints, list[str]]:
    """Return the ids of the accounts that fulfil conditions, and what was not understood."""
    account = find(ACCOUNT.key)
    asked = asking.read(QueryDict(query), account.fields_for(reader))
    rows, problems = rows_for(account, asked, reader)
    found = rows.order_by().values_list("pk", flat=True).iterator(chunk_size=20_000)
    return np.fromiter(found, np.int64), problems


@lru_cache(maxsize=6)
def _narrowed(reader: int, owners: frozenset[int] | None, version: str, query: str) -> Narrowed:
    """Return the points that fulfil conditions, once for each state of the data."""
    ids, problems = matching(Person.objects.get(pk=reader), query)
    points = points_for(owners)[0].only(ids)
    return Narrowed(points, len(ids) - len(points.ids), tuple(problems))
