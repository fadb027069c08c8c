"""426 ways in which people write Spanish towns, judged against where they are."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from comarca.geography.gazetteer import Resolver, Said

pytestmark = pytest.mark.django_db
TEXTS = Path(__file__).parents[1] / "data" / "town_texts.csv"
WRONG_AT_MOST = 0.005
FOUND_OR_FIRST = 0.97


def texts() -> list[dict[str, str]]:
    with TEXTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def judged(resolver: Resolver, row: dict[str, str], codes: dict[int, str]) -> str:
    said = Said(row["place"], row["province"], row["postal_code"], row["country"])
    verdict = resolver.resolve(said)
    if verdict.unit is not None:
        return "right" if codes[verdict.unit] == row["truth"] else "wrong"
    if not row["truth"]:
        return "right"
    first = codes[verdict.candidates[0]] if verdict.candidates else ""
    return "asked" if first == row["truth"] else "missed"


def test_next_to_nothing_is_wrong_and_the_rest_is_asked_with_the_right_town_first(
    resolver: Resolver, spain
) -> None:
    codes = dict(spain.units.values_list("pk", "code"))
    rows = texts()
    counted = Counter(judged(resolver, row, codes) for row in rows)
    assert len(rows) >= 300
    assert counted["wrong"] <= WRONG_AT_MOST * len(rows), counted
    assert counted["right"] + counted["asked"] >= FOUND_OR_FIRST * len(rows), counted


def test_what_is_known_to_be_found_is_found(resolver: Resolver, spain) -> None:
    codes = dict(spain.units.values_list("pk", "code"))
    lost = [
        (row["place"], row["province"], row["postal_code"])
        for row in texts()
        if row["expected"] == "found" and judged(resolver, row, codes) != "right"
    ]
    assert lost == []


@pytest.mark.parametrize("place", ["Santiago", "Castelló", "Villaverde", "Torrejón", "Sada"])
def test_an_ambiguous_town_is_asked_about(resolver: Resolver, place: str) -> None:
    verdict = resolver.resolve(Said(place))
    assert verdict.unit is None
    assert len(verdict.candidates) > 1


@pytest.mark.parametrize(
    ("place", "province", "name", "is_found"),
    [
        ("Solana (La) (Ciudad Real)", "Ciudad Real", "La Solana", True),
        ("Coruña (A) (Coruña)", "", "A Coruña", True),
        ("Sa Fernando", "Cádiz", "San Fernando", False),
        ("a Laguna", "Santa Cruz de Tenerife", "San Cristóbal de La Laguna", True),
    ],
)
def test_what_looks_like_an_article_may_be_half_a_word(
    resolver: Resolver, spain, place: str, province: str, name: str, is_found: bool
) -> None:
    verdict = resolver.resolve(Said(place, province))
    meant = verdict.unit or verdict.candidates[0]
    assert spain.units.get(pk=meant).name == name
    assert (verdict.unit is not None) is is_found
