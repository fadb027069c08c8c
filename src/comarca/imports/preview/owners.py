"""Finds the sales representative that a row names, by e-mail or by name."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from comarca.imports.matching.folding import fold
from comarca.imports.preview import problems
from comarca.imports.preview.outcome import Outcome
from comarca.team.models import Person

ENOUGH = 92.0


class Team:
    """The people who may own accounts, by e-mail and by name."""

    def __init__(self, user: Person | None) -> None:
        everybody = Person.objects.active()
        people = everybody if user is None else everybody.visible_to(user)
        rows = list(people.values_list("pk", "email", "name"))
        self._by_email = {email.lower(): pk for pk, email, _name in rows}
        self._by_name: dict[str, list[int]] = {}
        for pk, _email, name in rows:
            self._by_name.setdefault(fold(name), []).append(pk)
        self._known: dict[str, int | None] = {}

    def find(self, text: str) -> int | None:
        """Return the one person a text means, None if nobody or several."""
        if text not in self._known:
            self._known[text] = self._find(text)
        return self._known[text]

    def _find(self, text: str) -> int | None:
        if "@" in text:
            return self._by_email.get(text.strip().lower())
        found = process.extract(
            fold(text), self._by_name.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=ENOUGH
        )
        best = [name for name, score, _i in found if score == found[0][1]]
        people = [pk for name in best for pk in self._by_name[name]]
        return people[0] if len(people) == 1 else None


def name_owners(outcomes: Sequence[Outcome], team: Team, headings: dict[str, str]) -> None:
    """Replace the name of each row's representative by the person."""
    for outcome in outcomes:
        text = outcome.values.pop("owner", "")
        if not text:
            continue
        person = team.find(str(text))
        if person is not None:
            outcome.values["owner"] = person
            continue
        outcome.problems.append(
            problems.note(
                headings.get("owner", ""),
                _("Nobody in the team is called “%(name)s”.") % {"name": str(text)[:60]},
                _("Add the person to the team first, or assign the account later."),
            )
        )
