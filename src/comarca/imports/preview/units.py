"""Reads the unit that a heading names: "Ventas (miles €)", "Visitas/mes", "Duración (min)"."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from comarca.imports.matching.folding import fold

THOUSANDS = re.compile(
    r"\b(?:miles|thousands?|tausend|tsd|milhares|milliers|migliaia|milers|keur|kusd|kgbp|k)\b|"
    r"\b(?:000s?)\b"
)
# "T€", "k$", "M€" and "£000" are units of money, whatever letters stand beside the sign.
THOUSAND_OF = re.compile(r"(?<![A-Za-z])[TtKk](?=[€$£])|(?<=[€$£])\s?['’]?000s?\b")
MILLION_OF = re.compile(r"(?<![A-Za-z])M(?=[€$£])|(?<=[€$£])\s?[Mm]\b")
# In Chile M$ are thousands of pesos and MM$ millions.
THOUSANDS_ARE_M = frozenset({"CLP"})
M_AND_MM = re.compile(r"(?<![A-Za-z])(?P<mm>M)?M(?=\$)")
SIGNS = str.maketrans("€$£", "   ")
MILLIONS = re.compile(r"\b(?:millones|millions?|mio|mill|milhoes|milioni|milions|meur|mm)\b")
MINUTES = re.compile(r"\b(?:min|mins|minutos?|minutes?|minuten|minuti|minuts)\b")
EVERY_DAYS = re.compile(r"\b(?:dias|days|jours|tage|giorni)\b")
EVERY_WEEKS = re.compile(r"\b(?:semanas|wks|weeks|semaines|wochen|settimane)\b")
A_WEEK = re.compile(r"\b(?:semana|week|semanal(?:es)?|weekly|woche|settimana)\b")
A_MONTH = re.compile(r"\b(?:mes|month|mensual(?:es)?|monthly|monat|mois|mese)\b")
WEEKS, MONTHS, DAYS = 52.0, 12.0, 365.0


@dataclass(frozen=True, slots=True)
class Unit:
    """What a column's figures are to be turned by; ``inverse`` where they are intervals."""

    times: float = 1.0
    inverse: bool = False

    def apply(self, number: float) -> float:
        """Return a figure in the field's own unit."""
        if self.inverse:
            return self.times / number if number else 0.0
        return number * self.times


ONE = Unit()


def unit_of(heading: str, field: str, currency: str = "") -> Unit:
    """Return the unit of a column.

    >>> unit_of("Ventas 2025 (miles €)", "sales:2025"), unit_of("Visitas/mes", "visits_per_year")
    (Unit(times=1000.0, inverse=False), Unit(times=12.0, inverse=False))
    """
    if currency in THOUSANDS_ARE_M:
        heading = M_AND_MM.sub(lambda found: "mio " if found["mm"] else "k ", heading)
    said = MILLION_OF.sub(" mio ", THOUSAND_OF.sub(" k ", heading))
    words = fold(said.translate(SIGNS))
    reader = _READERS.get(field.split(":", maxsplit=1)[0])
    return reader(words) if reader else ONE


def _money(words: str) -> Unit:
    if MILLIONS.search(words):
        return Unit(1e6)
    return Unit(1e3) if THOUSANDS.search(words) else ONE


def _visits(words: str) -> Unit:
    if EVERY_DAYS.search(words):
        return Unit(DAYS, inverse=True)
    if EVERY_WEEKS.search(words):
        return Unit(WEEKS, inverse=True)
    return _period(words)


def _hours(words: str) -> Unit:
    period = _period(words)
    return Unit(period.times / 60) if MINUTES.search(words) else period


def _period(words: str) -> Unit:
    if A_WEEK.search(words):
        return Unit(WEEKS)
    return Unit(MONTHS) if A_MONTH.search(words) else ONE


_READERS: dict[str, Callable[[str], Unit]] = {
    "sales": _money, "potential": _money, "visits_per_year": _visits, "workload_hours": _hours,
}  # fmt: skip
