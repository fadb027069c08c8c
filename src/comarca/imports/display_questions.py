"""The questions of an import as its page offers them: grouped, with the choices by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comarca.accounts.models import Account
from comarca.base.objects.registry import type_of
from comarca.geography.models import GeoUnit
from comarca.imports.lifecycle.deciding import may_add_people
from comarca.imports.lifecycle.linking import field_asked, may_add
from comarca.imports.models import Import
from comarca.imports.preview.decisions import ADD, CLASH, CODE, NONE, NOWHERE, SKIP, TOWN
from comarca.imports.preview.links import LINK
from comarca.imports.preview.questions import KINDS
from comarca.team.models import Person

SHOWN = 60
Choices = list[tuple[str, str]]


@dataclass(slots=True)
class ShownQuestion:
    """One question with its number in the form, its choices and the one suggested."""

    index: int
    said: str
    problem: str
    count: int
    choices: Choices
    suggested: str = ""
    writes_name: bool = False


@dataclass(slots=True)
class Group:
    """The questions of one kind under one sentence."""

    kind: str
    title: str
    questions: list[ShownQuestion] = field(default_factory=list)
    more: int = 0
    can_add_all: bool = False
    adds: str = ""  # the column all of whose names may be added at once

    @property
    def count(self) -> int:
        """Return how many questions there are, those that are not shown included."""
        return len(self.questions) + self.more


@dataclass(frozen=True, slots=True)
class Decided:
    """One answer that was given, to be taken back."""

    kind: str
    key: str
    said: str
    answer: str


def groups(batch: Import, person: Person) -> list[Group]:
    """Return what is to be decided about an import, by kind."""
    asked: Sequence[Mapping[str, Any]] = batch.summary.get("questions", [])
    units = _units(unit for q in asked if q["kind"] == "place" for unit in q["candidates"])
    people = dict(
        Person.objects.active().visible_to(person).order_by("name").values_list("pk", "name")
    )
    found: dict[tuple[str, str], Group] = {}
    for index, question in enumerate(asked):
        kind = question["kind"]
        about = question["column"] if kind == LINK else ""
        group = found.setdefault((kind, about), Group(kind, about))
        if len(group.questions) >= SHOWN:
            group.more += 1
            continue
        if kind == LINK:
            group.questions.append(_of_link(index, batch, question, person))
            if _adds(batch, question, person):
                group.adds = about
            continue
        choices, suggested = _choices(question, units, people, person)
        group.questions.append(
            ShownQuestion(
                index, question["said"], question["problem"], question["count"], choices, suggested
            )
        )
    for group in found.values():
        group.title = _title(group.kind, group.count, group.title)
        group.can_add_all = group.kind == "owner" and may_add_people(person)
    return list(found.values())


def decided(batch: Import) -> list[Decided]:
    """Return the answers that were given."""
    kept = batch.decisions
    units = _units(int(u) for u in kept.get("place", {}).values() if str(u).isdigit())
    people = {int(p) for p in kept.get("owner", {}).values() if str(p).isdigit()}
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    statuses = {value: str(label) for value, label in Account.Status.choices}
    statuses[SKIP] = _("left out")
    said = kept.get("said", {})

    def said_of(kind: str, key: str) -> dict[str, str]:
        return {"kind": kind, "key": key, "said": said.get(f"{kind}:{key}", "")}

    def word(kind: str, key: str, answer: str) -> str:
        if kind == CLASH:
            return dict(_clash_choices()).get(answer, answer)
        if kind == "status":
            return statuses.get(answer, answer)
        if kind == LINK:
            return _link_word(batch, said_of(kind, key), answer)
        if kind == "place":
            return units.get(int(answer), _("stays off the map"))
        return str(names.get(int(answer), "")) if answer.isdigit() else _("left out")

    return [
        Decided(
            kind, key, said.get(f"{kind}:{key}", key) or _("(empty)"), word(kind, key, str(answer))
        )
        for kind in KINDS
        for key, answer in kept.get(kind, {}).items()
    ]


def answers(posted: Mapping[str, str], batch: Import) -> dict[tuple[str, str], str]:
    """Return the posted answers by kind and key; one button adds everybody whom the file names."""
    asked = batch.summary.get("questions", [])
    if posted.get("all") == ADD:
        return {("owner", one["key"]): ADD for one in asked if one["kind"] == "owner"}
    if column := posted.get("all"):
        return {
            (LINK, one["key"]): ADD
            for one in asked
            if one["kind"] == LINK and one["column"] == column and one["said"]
        }
    found = {
        (question["kind"], question["key"]): posted.get(f"name-{index}", "").strip()
        or posted.get(f"answer-{index}", "")
        for index, question in enumerate(asked)
    }
    return {key: answer for key, answer in found.items() if answer}


def _choices(
    question: Mapping[str, Any], units: Mapping[int, str], people: Mapping[int, str], person: Person
) -> tuple[Choices, str]:
    """Return the choices of one question and the one that is suggested."""
    candidates = question["candidates"]
    if question["kind"] == CLASH:
        return _clash_choices(), TOWN
    if question["kind"] == "place":
        places = [(str(unit), units[unit]) for unit in candidates if unit in units]
        choices = [*places, ("0", _("Leave it off the map"))]
        # Only a misspelt name is answered beforehand; between namesakes a person chooses.
        return choices, places[0][0] if places and question.get("likely") else ""
    if question["kind"] == "status":
        statuses = [(value, str(label)) for value, label in Account.Status.choices]
        return [*statuses, (SKIP, _("Leave these rows out"))], ""
    likely = [(str(pk), people[pk]) for pk in candidates if pk in people]
    others = [(str(pk), name) for pk, name in people.items() if pk not in candidates]
    add = [(ADD, _("Add to the team"))] if may_add_people(person) else []
    choices = [*add, (SKIP, _("Leave out")), *likely, *others]
    return choices, likely[0][0] if len(likely) == 1 else (ADD if add else "")


def _of_link(
    index: int, batch: Import, question: Mapping[str, Any], person: Person
) -> ShownQuestion:
    """Return the question what a name means; where there are many, one may also be written."""
    field = field_asked(batch, question)
    kind = type_of(field.to) if field is not None else None
    if field is None or kind is None:
        return ShownQuestion(index, question["said"], question["problem"], question["count"], [])
    rows = kind.visible_to(person)
    likely = {str(row.pk): str(row) for row in rows.filter(pk__in=question["candidates"])}
    first = [(str(pk), likely[str(pk)]) for pk in question["candidates"] if str(pk) in likely]
    some = [(str(row.pk), str(row)) for row in rows.order_by(kind.order)[: SHOWN + 1]]
    rest = [one for one in some if one[0] not in likely] if len(some) <= SHOWN else []
    said = question["said"]
    empty = _("Leave the cell empty") if said else _("Bring them in without")
    choices = [
        *first,
        *([(ADD, _("Add “%(name)s”") % {"name": said})] if said and may_add(kind, person) else []),
        *([] if field.required else [(NONE, empty)]),
        (SKIP, _("Leave these rows out")),
        *rest,
    ]
    return ShownQuestion(
        index, said or _("(empty)"), question["problem"], question["count"], choices,
        first[0][0] if first and question.get("likely") else "", len(some) > SHOWN,
    )  # fmt: skip


def _adds(batch: Import, question: Mapping[str, Any], person: Person) -> bool:
    """Return whether what a question names may be made by its name alone."""
    field = field_asked(batch, question)
    kind = type_of(field.to) if field is not None else None
    return kind is not None and may_add(kind, person)


def _link_word(batch: Import, question: Mapping[str, Any], answer: str) -> str:
    """Return an answer about a name in words."""
    if answer == SKIP:
        return _("rows left out")
    if answer == NONE:
        return _("left empty")
    field = field_asked(batch, question)
    kind = type_of(field.to) if field is not None else None
    row = kind.model._default_manager.filter(pk=answer).first() if kind is not None else None
    return str(row or "–")


def _clash_choices() -> Choices:
    """Return what may count where a town and a postal code lie apart."""
    return [
        (TOWN, _("The town counts")),
        (CODE, _("The postal code counts")),
        (NOWHERE, _("Leave them off the map")),
    ]


def _title(kind: str, count: int, about: str) -> str:
    """Return the sentence above the questions of one kind."""
    said = {
        CLASH: _("Town and postal code do not belong together"),
        "place": ngettext("%(count)d place is not clear", "%(count)d places are not clear", count),
        "owner": ngettext(
            "%(count)d person is not in the team", "%(count)d people are not in the team", count
        ),
        "status": ngettext(
            "%(count)d status is not clear", "%(count)d statuses are not clear", count
        ),
        LINK: ngettext(
            "%(about)s: %(count)d name is not clear", "%(about)s: %(count)d names are not clear",
            count,
        ),
    }  # fmt: skip
    return said[kind] % {"count": count, "about": about}


def _units(ids: Any) -> dict[int, str]:
    """Return the names of units with their region."""
    rows = GeoUnit.objects.filter(pk__in=set(ids)).values_list("pk", "name", "region")
    return {pk: f"{name} ({region})" if region else name for pk, name, region in rows}
