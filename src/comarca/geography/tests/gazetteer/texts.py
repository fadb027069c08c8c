"""Judges what is made of the ways in which people write places, in several countries."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from comarca.geography.gazetteer import Resolver, Said, Verdict

PLACES = Path(__file__).parents[1] / "data" / "place_texts.csv"
ASK, NOWHERE = "?", "-"


def place_texts(country: str) -> Iterator[tuple[Said, list[str]]]:
    """Yield what is written in files for one country's map, with the names that may be meant.

    A name is written as it begins; "?" allows that it is asked about, "-" that it has no place.
    """
    with PLACES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["map"] == country:
                said = Said(row["place"], row["province"], row["postal_code"], row["country"])
                yield said, row["truth"].split(";")


def judge(verdict: Verdict, meant: list[str], names: Mapping[int, str]) -> str:
    """Return right, asked (with the right place first), open or wrong."""
    if verdict.unit is not None:
        return "right" if _is_meant(names[verdict.unit], meant) else "wrong"
    if NOWHERE in meant:
        return "right"
    first = names[verdict.candidates[0]] if verdict.candidates else ""
    return "asked" if ASK in meant or _is_meant(first, meant) else "open"


def judged(
    resolver: Resolver, country: str, names: Mapping[int, str]
) -> Iterator[tuple[Said, list[str], str]]:
    """Yield each text with what it means and how it was understood."""
    for said, meant in place_texts(country):
        yield said, meant, judge(resolver.resolve(said), meant, names)


def _is_meant(name: str, meant: list[str]) -> bool:
    return any(name.startswith(start) for start in meant)
