"""Offers the towns that may be meant by a name which no town bears."""

import re
from collections.abc import Sequence

from comarca.geography.gazetteer.choosing import (
    FAR_ALIKE,
    MOST_CANDIDATES,
    Choosing,
    Evidence,
    first,
)
from comarca.geography.gazetteer.evidence import Reason, Verdict
from comarca.geography.gazetteer.names import ALIKE_IN_CONTEXT, Candidate, Kind, Names
from comarca.geography.gazetteer.words import AND

SURELY_ALIKE = 85.0
# A misspelt name without any other word beside it: of a town that one knows it is taken for likely.
FAMILIAR_SIZE, FEW_LETTERS = 5000, 3.9
# "Zarazoga": more letters may be wrong where a large town is meant.
LARGE_TOWN = 20_000
OF = re.compile(r"\s(?:de|del|do|da|d['’]|of)\s*(?=\w)", re.IGNORECASE)
PARTS = re.compile(r"[,;()/]|\s[-–]\s|(?<=\w)-(?=\w)")


class Misspelt:
    """Compares a name with those of the map, within the row's province and postal code first."""

    def __init__(self, names: Names, choosing: Choosing) -> None:
        self.names, self.choosing = names, choosing
        self._large = [pk for pk, size in names.size.items() if size >= LARGE_TOWN]

    def offer(self, place: str, evidence: Evidence) -> Verdict:
        """Offer what a misspelt town may be, then the towns of the postal code."""
        if evidence.code_regions == set():
            return Verdict(None, Reason.POSTAL_CODE)
        alike = self.names.alike(place)
        close = [c for c in alike if self.choosing.speaks(c, evidence) is not False]
        named = self._named_in(place)
        reached = [c for c in close if c.unit in evidence.reached and c.likeness >= SURELY_ALIKE]
        if len(reached) == 1 and len(evidence.reached) <= MOST_CANDIDATES:
            notes = (("town", place, str(reached[0].unit)),)
            return Verdict(reached[0].unit, Reason.FOUND, "place", notes=notes)
        if not close:
            close = self._in_context(place, evidence)
        if not close and not alike and not named:
            alike = self.names.alike_among(place, self._large, FAR_ALIKE)
        units = [c.unit for c in close] + [c.unit for c in alike if c not in close]
        reason = Reason.MISSPELT if units else Reason.UNKNOWN
        # "Puerto de Sagunto" is more likely Sagunto's than a misspelt Puerto del Rosario.
        if named and (not units or (close or alike)[0].likeness < SURELY_ALIKE):
            units, close = [*named, *units], []
        candidates = first((*units, *self.choosing.in_order(evidence.reached)))
        return Verdict(
            None, reason, candidates=candidates, is_likely=self._is_likely(place, close, evidence)
        )

    def _is_likely(self, place: str, close: Sequence[Candidate], evidence: Evidence) -> bool:
        """Return whether the nearest name is surely meant: few letters differ or more says it.

        "Lisboa" is no village of Toledo, though its name in the Middle Ages was Libora.
        """
        if not close:
            return False
        nearest = close[0]
        supported = nearest.unit in evidence.reached or bool(
            self.choosing.speaks(nearest, evidence)
        )
        letters = (1 - nearest.likeness / 100) * 2 * len(place)
        known = letters <= FEW_LETTERS and nearest.size >= FAMILIAR_SIZE
        return known or (supported and nearest.likeness >= SURELY_ALIKE - 10)

    def _named_in(self, place: str) -> list[int]:
        """Return the towns whose whole name is a part of a text.

        "C.C. Nassica, Getafe", "Puerto de Sagunto", "Getafe Norte".
        """
        parts = [part.strip() for part in PARTS.split(place) if len(part.strip()) > 2]
        parts += [place[found.end() :] for found in OF.finditer(place)]
        parts += [place.rpartition(" ")[0], *AND.split(place)]
        return [c.unit for part in parts if part and part != place for c in self.names.find(part)
                if c.kind == Kind.WHOLE]  # fmt: skip

    def _in_context(self, place: str, evidence: Evidence) -> list[Candidate]:
        """Return towns that the postal code or the province speaks for and that are a bit alike."""
        if reached := self.names.alike_among(place, evidence.reached):
            return reached
        regions = evidence.region.codes or evidence.code_regions or set()
        if not regions:
            return []
        inside = [unit for unit, region in self.choosing.region_of.items() if region in regions]
        begun = set(self.names.beginning_alike(place, inside))
        alike = self.names.alike_among(place, inside, 0.0 if begun else ALIKE_IN_CONTEXT)
        return sorted(alike, key=lambda c: c.unit not in begun)[:MOST_CANDIDATES]
