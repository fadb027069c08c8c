"""Notices that a file was taken for one kind of object and looks much more like another."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from comarca.imports.matching import guess
from comarca.imports.models import Import
from comarca.imports.targets import kinds_for, matching, target_of
from comarca.team.models import Person

POOR, GOOD, TIMES = 0.5, 0.65, 2  # shares of the columns in use; how many times as many


@dataclass(frozen=True, slots=True)
class Likelier:
    """Another kind that fits better: its key and name, and how many columns fit."""

    kind: str
    label: str
    fits: int
    columns: int


def likelier(batch: Import, person: Person | None) -> Likelier | None:
    """Return the kind whose fields most headings name, where the chosen one fits badly.

    Only kinds that the person may bring in; without a person, on the command line, any.
    """
    headings = list(batch.summary.get("headings", []))
    mine = sum(bool(key) for key in batch.mapping.values())
    if len(headings) < 2 or mine > POOR * len(headings):
        return None
    found = [
        Likelier(one.key, one.heading, len(matching(target_of(one.key), headings)), len(headings))
        for one in kinds_for(person)
    ]
    accounts = len(guess(headings, [], person))
    found.append(Likelier(Import.ACCOUNTS, _("Accounts"), accounts, len(headings)))
    best = max((one for one in found if one.kind != batch.kind), key=lambda one: one.fits)
    is_good = best.fits >= max(GOOD * len(headings), TIMES * mine, 2)
    return best if is_good else None
