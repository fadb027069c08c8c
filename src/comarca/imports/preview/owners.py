"""Finds the sales representative that a row names, by e-mail, by name or by another system's ID."""

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

from comarca.base.sentences import told as _
from comarca.imports import external_ids
from comarca.imports.matching.folding import fold
from comarca.imports.preview import problems
from comarca.imports.preview.decisions import SKIP
from comarca.imports.preview.outcome import Outcome
from comarca.imports.preview.problems import Problem
from comarca.team.models import Person

ENOUGH = 92.0
MAYBE = 60.0
MOST = 5
# What systems write where an account has no representative, folded.
NOBODY = frozenset(
    ["sin asignar", "no asignado", "no asignada", "sin asignacion", "sin comercial",
     "sin representante", "sin vendedor", "sin agente", "sin gestor", "ninguno", "ninguna", "nadie",
     "vacante", "pendiente", "por asignar", "unassigned", "not assigned", "nobody", "no one",
     "none", "vacant", "open", "tbd", "no rep", "sem comercial", "sem vendedor", "nao atribuido",
     "nenhum", "non attribue", "non affecte", "aucun", "nicht zugeordnet", "nicht zugewiesen",
     "keiner", "non assegnato", "nessuno", "sense assignar", "cap"]
)  # fmt: skip


class OwnerLookup:
    """The people who may own accounts, by e-mail and by name."""

    def __init__(self, user: Person | None) -> None:
        everybody = Person.objects.active()
        people = everybody if user is None else everybody.visible_to(user)
        rows = list(people.values_list("pk", "email", "name"))
        self._names = {pk: name for pk, _email, name in rows}
        self._by_email = {email.lower(): pk for pk, email, _name in rows}
        self._by_name: dict[str, list[int]] = {}
        for pk, _email, name in rows:
            self._by_name.setdefault(fold(name), []).append(pk)
        self._known: dict[str, int | None] = {}
        self.by_id: dict[str, str] = {}  # what the IDs of an earlier file told, and whose they are

    def find(self, text: str) -> int | None:
        """Return the one person a text means, None if nobody or several."""
        if text not in self._known:
            self._known[text] = self._find(text)
        return self._known[text]

    def candidates(self, text: str) -> list[int]:
        """Return whom a text may mean, the likest first: "J. PEREZ" is like Juan Pérez."""
        words = fold(text)
        initial = [name for name in self._by_name if _is_short_for(words, name)]
        alike = process.extract(
            words,
            self._by_name.keys(),
            scorer=fuzz.token_sort_ratio,
            score_cutoff=MAYBE,
            limit=MOST,
        )
        names = dict.fromkeys([*initial, *(name for name, _score, _i in alike)])
        return [pk for name in names for pk in self._by_name[name]][:MOST]

    def _find(self, text: str) -> int | None:
        if "@" in text:
            return self._by_email.get(text.strip().lower())
        found = process.extract(
            fold(text), self._by_name.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=ENOUGH
        )
        best = [name for name, score, _i in found if score == found[0][1]]
        people = [pk for name in best for pk in self._by_name[name]]
        known = external_ids.known("person", [text]).get(external_ids.normal(text), [])
        ids = [pk for pk in known if pk in self._names]
        if ids and not people:
            self.by_id[text] = self._names[ids[0]]
        # What is one person's name and another's ID is left to be asked.
        people = sorted({*people, *ids})
        return people[0] if len(people) == 1 else None


def _is_short_for(short: str, name: str) -> bool:
    """Return whether every word of one name begins a word of the other, in order or turned."""
    few, many = short.split(), name.split()
    if not few or len(few) > len(many):
        return False
    return all(any(word.startswith(part) for word in many) for part in few)


def name_owners(
    outcomes: Sequence[Outcome],
    lookup: OwnerLookup,
    headings: dict[str, str],
    answers: Mapping[str, str],
) -> None:
    """Find whom each row names as its representative; ask where nobody is called so."""
    for outcome in outcomes:
        text = str(outcome.values.pop("owner", ""))
        if not text or (fold(text) in NOBODY and lookup.find(text) is None):
            continue
        person = lookup.find(text)
        answer = answers.get(fold(text), "")
        if answer.isdigit():
            person = int(answer)
        if person is not None:
            outcome.owner = person
            if text in lookup.by_id and not answer:
                outcome.problems.append(_told(text, lookup, headings))
        elif answer != SKIP:
            outcome.problems.append(_question(text, lookup, headings))


def _told(text: str, lookup: OwnerLookup, headings: dict[str, str]) -> Problem:
    """Say whom an ID of an earlier file means: another system may have the same IDs."""
    said = _("Found by the IDs of an earlier file: %(examples)s")
    found = said % {"examples": f"{text} = {lookup.by_id[text]}"}
    return problems.note(headings.get("owner", ""), found, "", about="external_id")


def _question(text: str, lookup: OwnerLookup, headings: dict[str, str]) -> Problem:
    """Ask who is meant."""
    asked = problems.note(
        headings.get("owner", ""),
        _("Nobody in the team is called “%(name)s”.") % {"name": text[:60]},
        _("Add the person here, say who it is, or leave it out."),
        about="owner",
        key=fold(text),
    )
    asked["said"] = text[:60]
    asked["candidates"] = lookup.candidates(text)
    return asked
