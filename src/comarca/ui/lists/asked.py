"""What an address asks of a list: words, conditions, order, grouping, columns, page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from comarca.base.objects.fields import Field, Place
from comarca.base.objects.filters import Condition, as_parameters, conditions_in
from comarca.base.objects.keys import key_in
from comarca.base.objects.kinds import Kind
from comarca.base.objects.types import ObjectType

TYPED = re.compile(r"f(\d{1,2})")
NONE = "none"
MOST_COLUMNS = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """One request to a list, read once."""

    words: str = ""
    conditions: tuple[Condition, ...] = ()
    sort: str = ""
    columns: tuple[str, ...] = ()
    group: str = ""
    archived: bool = False
    selection: int | None = None
    view: int | None = None
    page: int = 1
    typed: bool = False  # came from the filter form, so that the address is to be tidied

    @property
    def descending(self) -> bool:
        """Return whether the order is turned around."""
        return self.sort.startswith("-")

    @property
    def sort_key(self) -> str:
        """Return the key of the field to order by."""
        return self.sort.removeprefix("-")

    @property
    def narrows(self) -> bool:
        """Return whether anything but everything was asked for."""
        return bool(self.words or self.conditions or self.archived or self.selection)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return the request as the parameters of an address."""
        pairs = [
            ("q", self.words),
            ("sort", self.sort),
            ("group", self.group),
            ("columns", ",".join(self.columns)),
            ("archived", "1" if self.archived else ""),
            ("selection", str(self.selection or "")),
            ("view", str(self.view or "")),
            *as_parameters(self.conditions),
            ("page", str(self.page) if self.page > 1 else ""),
        ]
        return [(name, value) for name, value in pairs if value]

    def query(self, **changes: Any) -> str:
        """Return the address's query for this request with some things changed."""
        return urlencode(replace(self, **{"page": 1, **changes}).pairs)

    @property
    def without_words(self) -> str:
        """Return the query without the words searched for."""
        return self.query(words="")

    @property
    def without_selection(self) -> str:
        """Return the query without the selection."""
        return self.query(selection=None)

    @property
    def without_archived(self) -> str:
        """Return the query for what is not archived."""
        return self.query(archived=False)

    @property
    def with_archived(self) -> str:
        """Return the query for what is archived."""
        return self.query(archived=True)

    def without(self, condition: Condition) -> str:
        """Return the query without one condition."""
        return self.query(conditions=tuple(c for c in self.conditions if c is not condition))


def read(query: QueryDict, fields: dict[str, Field]) -> Asked:
    """Read the query of an address."""
    typed = _typed(query)
    short = _short(query, fields)
    columns = [key for key in query.get("columns", "").split(",") if key in fields]
    return Asked(
        words=query.get("q", "").strip()[:200],
        conditions=(*conditions_in(query.lists()), *short, *typed),
        sort=query.get("sort", ""),
        columns=tuple(dict.fromkeys(columns))[:MOST_COLUMNS],
        group=query.get("group", ""),
        archived=query.get("archived") == "1",
        selection=_number(query, "selection"),
        view=_number(query, "view"),
        page=_number(query, "page") or 1,
        typed=any(TYPED.fullmatch(name) for name in query),
    )


def _number(query: QueryDict, name: str) -> int | None:
    """Return a number of the address, or None."""
    return key_in(query.get(name, ""))


def _typed(query: QueryDict) -> list[Condition]:
    """Return the conditions of the filter form: ``f0`` the field, ``o0`` the question, ``v0``."""
    found: list[tuple[str, Sequence[str]]] = []
    for name in query:
        number = TYPED.fullmatch(name)
        operator = query.get(f"o{number[1]}", "") if number else ""
        if number and operator:
            group = query.get(f"g{number[1]}", "")
            path = f"{group}.{query[name]}" if group.isdecimal() and group != "0" else query[name]
            found.append((f"{path}__{operator}", query.getlist(f"v{number[1]}")))
    return [one for name_values in found for one in conditions_in([name_values])]


def _short(query: QueryDict, fields: dict[str, Field]) -> Iterable[Condition]:
    """Yield the short conditions that links use: ``status=prospect``, ``owner=none``."""
    for name, values in query.lists():
        given = tuple(value for value in values if value)
        if name in fields and given:
            if given == (NONE,):
                yield Condition(name, "empty")
            else:
                yield Condition(name, _plain_operator(fields[name]), given)


def _plain_operator(one: Field) -> str:
    """Return the question that a short condition means."""
    if one.kind.is_text:
        return "is"
    if one.kind.is_number:
        return "eq"
    if one.kind in {Kind.DATE, Kind.DATETIME}:
        return "from"
    return "yes" if one.kind is Kind.BOOLEAN else "in"


def columns_of(
    asked: Asked, fields: dict[str, Field], preferred: Sequence[str], object_type: ObjectType
) -> list[Field]:
    """Return the columns to show: as asked, else as the person likes them, else the usual ones."""
    shown = {key: one for key, one in fields.items() if one.is_in(Place.LIST)}
    for keys in (asked.columns, preferred):
        if chosen := [shown[key] for key in keys if key in shown]:
            title = shown.get(object_type.title)
            return chosen if title is None or title in chosen else [title, *chosen]
    return [one for one in shown.values() if one.column]
