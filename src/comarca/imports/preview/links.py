"""Finds what the cells of a column name (people, stages, products) and asks where it is unclear.

A name that is here but for capitals, accents and punctuation is found. Anything else is never
guessed: it becomes one question for all rows that say the same, with what may be meant.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from rapidfuzz import fuzz, process

from comarca.base.objects.fields import Field
from comarca.base.objects.kinds import Kind
from comarca.base.objects.naming import named, named_together
from comarca.base.objects.registry import type_of
from comarca.base.search.folding import fold, squeeze
from comarca.base.sentences import told as _
from comarca.imports import external_ids
from comarca.imports.preview.decisions import NONE, SKIP
from comarca.imports.preview.owners import NOBODY
from comarca.imports.preview.problems import Problem, note

MAYBE, SURELY, APART = 72.0, 88.0, 5.0  # likeness in per cent: worth showing; suggested; its lead
MOST = 5
LINK, OWNER = "link", "owner"


class UnknownName(ValidationError):
    """A cell names nothing that is here, or several things; ``problem`` asks what is meant."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem["problem"])
        self.problem = problem


class BothNameAndId(ValidationError):
    """A cell is the name of one object and the other system's ID of another."""


class RowLeftOut(ValidationError):
    """Somebody decided that rows which say this stay out."""


@dataclass(frozen=True, slots=True)
class Likely:
    """What a text may mean, the likest first, and whether the first stands out."""

    candidates: Sequence[int] = ()
    is_clear: bool = False


def is_person(field: Field) -> bool:
    """Return whether a field names somebody of the team."""
    return field.kind is Kind.PERSON or field.to == "team.person"


def about(field: Field) -> str:
    """Return the kind of question that a field's names raise."""
    return OWNER if is_person(field) else LINK


def key_of(field: Field, text: str) -> str:
    """Return what joins the rows that ask the same."""
    return fold(text) if is_person(field) else f"{field.key}:{fold(text)}"


class Names:
    """Finds what the cells of one column name; each text is looked up once a file.

    ``answers`` are the decisions by kind and key. Without a ``user`` (the command line) all
    objects are seen, else those that the user sees.
    """

    def __init__(
        self, field: Field, user: Any, answers: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        self.field, self.user = field, user
        self.answers = (answers or {}).get(about(field), {})
        self._known: dict[str, int | ValidationError | None] = {}
        self.by_id: set[str] = set()  # what the IDs of an earlier file told

    def expect(self, texts: Iterable[str]) -> None:
        """Look up together what a block of cells names; the unclear ones are left to ``one``."""
        new = {
            text
            for text in texts
            if text not in self._known and key_of(self.field, text) not in self.answers
        }
        if new and self.target is not None:
            called = named_together(self.target, self.rows, new - {""})
            ids = self._by_ids(new)
            # What is one object's name and another's ID is left to be asked.
            self._known |= {text: pk for text, pk in called.items() if ids.get(text, [pk]) == [pk]}
            alone = {text: pks[0] for text, pks in ids.items() if len(pks) == 1}
            self._known |= {text: pk for text, pk in alone.items() if text not in called}
            self.by_id |= alone.keys() - called.keys()

    def _by_ids(self, texts: Iterable[str]) -> dict[str, list[int]]:
        """Return the objects that texts are the IDs of in another system, of those that count."""
        ids = external_ids.known(self.target.key, texts)
        there = {pk for pks in ids.values() for pk in pks}
        seen = set(self.rows.filter(pk__in=there).values_list("pk", flat=True)) if there else set()
        found = {
            text: [pk for pk in ids.get(external_ids.normal(text), ()) if pk in seen]
            for text in texts
        }
        return {text: pks for text, pks in found.items() if pks}

    def is_known(self, text: str) -> bool:
        """Return whether a text names an object that is here, or somebody said what it means."""
        if text not in self._known and key_of(self.field, text) not in self.answers:
            with suppress(ValidationError):
                self._known[text] = self._called(text)
        return text in self._known or key_of(self.field, text) in self.answers

    def one(self, text: str) -> int | None:
        """Return the object that a text names, None for no object. Raises ``UnknownName``."""
        if text not in self._known:
            try:
                self._known[text] = self._find(text)
            except ValidationError as unknown:
                self._known[text] = unknown
        found = self._known[text]
        if isinstance(found, ValidationError):
            raise found
        return found

    def many(self, text: str) -> list[int]:
        """Return the objects of a cell: its whole text, else its parts between commas."""
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if len(parts) > 1:
            with suppress(UnknownName):
                parts = [text] if self.one(text) is not None else []
        return sorted({pk for part in parts if (pk := self.one(part)) is not None})

    def _find(self, text: str) -> int | None:
        answer = self.answers.get(key_of(self.field, text), "")
        if answer == SKIP and not is_person(self.field):
            raise RowLeftOut(_("Left out, as was decided for “%(text)s”.") % {"text": text[:60]})
        if answer in {SKIP, NONE}:
            return None
        if answer.isdigit():
            return int(answer)
        if self.target is None:
            raise ValidationError(_("Nothing is called “%(text)s”.") % {"text": text[:60]})
        try:
            return self._called(text)
        except BothNameAndId as both:
            raise UnknownName(self._question(text, both.messages[0])) from both
        except ValidationError as refused:
            same = self._by_ids([text]).get(text) or self._by_name.get(fold(text), [])
            if len(same) == 1:
                return same[0]
            if is_person(self.field) and fold(text) in NOBODY:
                return None
            raise UnknownName(self._question(text, refused.messages[0])) from refused

    def _called(self, text: str) -> int:
        """Return the object of a name, unless it is another's ID as well."""
        called = named(self.target, self.rows, text)
        if any(pk != called for pk in self._by_ids([text]).get(text, ())):
            raise BothNameAndId(_("It is the name of one and the ID of another."))
        return called

    @cached_property
    def target(self) -> Any:
        """Return the kind of object that the field leads to."""
        target = type_of(self.field.to)
        if target is not None and target.found is not None:
            target.found()
        return target

    @cached_property
    def rows(self) -> Any:
        """Return the objects that count."""
        everything = self.target.model._default_manager.all()
        return everything if self.user is None else self.target.visible_to(self.user)

    @cached_property
    def _by_name(self) -> dict[str, list[int]]:
        """Return the objects by their folded names: title, and each key that stands alone."""
        own = {column.name for column in self.target.model._meta.concrete_fields}
        alone = (key for key in self.target.natural_key if isinstance(key, str))
        names = [key for key in dict.fromkeys((self.target.title, *alone)) if key in own]
        found: dict[str, list[int]] = {}
        for pk, *said in self.rows.values_list("pk", *names).iterator(chunk_size=5000):
            for word in {fold(str(one)) for one in said if one}:
                found.setdefault(word, []).append(pk)
        return found

    @cached_property
    def _by_letters(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for name, keys in self._by_name.items():
            found.setdefault(name.replace(" ", ""), []).extend(keys)
        return found

    def likely(self, text: str) -> Likely:
        """Return what a text may mean: the same letters, another system's word, the likest."""
        same = self._by_ids([text]).get(text, [])
        same = list(dict.fromkeys([*same, *self._by_letters.get(squeeze(text), [])]))
        if not same and self.target.alike is not None:
            same = [pk for pk in self.target.alike(text) if self.rows.filter(pk=pk).exists()]
        found = process.extract(
            fold(text), self._by_name.keys(), scorer=_likeness, score_cutoff=MAYBE, limit=MOST + 1
        )
        others = [pk for name, _score, _i in found for pk in self._by_name[name]]
        first, second = ([score for _n, score, _i in found] + [0.0, 0.0])[:2]
        clear = len(same) == 1 if same else first >= SURELY and first - second >= APART
        return Likely(list(dict.fromkeys([*same, *others]))[:MOST], clear)

    def _question(self, text: str, sentence: str) -> Problem:
        """Ask what is meant."""
        asked = note(
            self.field.heading, sentence,
            _("Answer what is asked; the row waits for it."),
            about=about(self.field), key=key_of(self.field, text),
        )  # fmt: skip
        likely = self.likely(text)
        return {
            **asked, "said": text[:60], "candidates": list(likely.candidates),
            "likely": likely.is_clear,
        }  # fmt: skip


def _likeness(left: str, right: str, **options: Any) -> float:
    """Return how like two folded names are in per cent, in whatever order their words stand."""
    return max(fuzz.token_sort_ratio(left, right), fuzz.ratio(left, right))


def nothing_named(field: Field) -> Problem:
    """Ask what becomes of the rows that leave a cell empty which new rows should fill."""
    asked = note(
        field.heading, _("Some new rows name none."),
        _("Answer what is asked; the row waits for it."),
        about=about(field), key=key_of(field, ""),
    )  # fmt: skip
    return {**asked, "said": "", "candidates": []}
