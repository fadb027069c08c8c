"""Lists of which it is known what is the same."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comarca.base.linkage import Column, Kind, link
from comarca.base.linkage.candidates import candidates
from comarca.base.linkage.guessing import answers_of, guess_columns, identity_of
from comarca.base.linkage.one import probabilities

NAMES = ["Sol", "Luna", "Norte", "Mar", "Sierra", "Ribera", "Encina", "Roble", "Faro", "Puente"]
WORDS = ["Bar", "Taberna", "Mesón", "Hotel", "Panadería", "Talleres", "Óptica", "Farmacia"]


def companies(count: int = 200) -> list[dict[str, str]]:
    dice = random.Random(3)
    return [
        {
            "name": f"{dice.choice(WORDS)} {dice.choice(NAMES)} {dice.choice(NAMES)} {n}, S.L.",
            "tax": f"B{10_000_000 + 7919 * n}",
            "address": f"Calle {dice.choice(NAMES)}, {n}",
            "city": dice.choice(["Vigo", "Lugo", "Ferrol"]),
            "phone": f"986{100_000 + 761 * n}",
        }
        for n in range(count)
    ]


def columns(rows: list[dict[str, str]]) -> list[Column]:
    return guess_columns({heading: [row[heading] for row in rows] for heading in rows[0]})


def found(rows: list[dict[str, str]], least: float = 0.5) -> set[tuple[int, int]]:
    return {(one.left, one.right) for one in link(columns(rows), least=least)}


@pytest.mark.parametrize(
    "twin",
    [
        {"name": "BAR SOL Y LUNA SL", "phone": "+34 986 555 123", "tax": ""},
        {"name": "Bar Sol y Lnua", "tax": "b-99887766", "phone": "", "address": ""},
        {"name": "Sol y Luna", "address": "c/ Real nº 7", "city": "VIGO", "tax": ""},
    ],
)  # fmt: skip
def test_the_same_company_written_otherwise_is_found(twin: dict[str, str]) -> None:
    one = {"name": "Bar Sol y Luna, S.L.", "tax": "B99887766", "address": "Calle Real, 7",
           "city": "Vigo", "phone": "986555123"}  # fmt: skip
    rows = [*companies(), one, {**one, **twin}]
    assert found(rows) == {(200, 201)}


def test_neighbours_in_one_building_are_two() -> None:
    rows = companies()
    for n in range(0, 60, 2):
        for key in ("address", "city"):
            rows[n + 1][key] = rows[n][key]
    assert found(rows) == set()


def test_two_shops_of_a_chain_are_two() -> None:
    rows = companies()
    for n in (10, 11, 12):
        rows[n] = {**rows[n], "name": f"Supermercados Día {n}", "tax": ""}
    assert found(rows) == set()


def test_rare_agreement_weighs_more_than_common_agreement() -> None:
    common = {"name": "Bar García", "tax": "", "address": "", "city": "Vigo", "phone": ""}
    rows = [*companies(), *[{**common, "address": f"Plaza {n}, {n}"} for n in range(30)]]
    rare = {"name": "Bar Xiringüelu", "tax": "", "address": "", "city": "Lugo", "phone": ""}
    first = len(rows)
    pairs = {(a, b): p for a, b, p in _links([*rows, rare, rare])}
    assert all(20 * p < pairs[first, first + 1] for pair, p in pairs.items() if pair[0] < first)


def _links(rows: list[dict[str, str]]) -> list[tuple[int, int, float]]:
    return [(one.left, one.right, one.probability) for one in link(columns(rows), least=0.0)]


def test_names_in_each_others_column_are_the_same_person() -> None:
    dice = random.Random(5)
    given = ["Ana", "Eva", "Luis", "Marta", "Iker", "Nuria", "Hugo", "Vera"]
    last = ["Ruiz", "Gil", "Paz", "Sanz", "Mora", "Rey", "Vega", "Soto"]
    rows = [
        {"first name": dice.choice(given), "surname": dice.choice(last),
         "dob": f"19{dice.randint(40, 99)}-0{dice.randint(1, 9)}-{dice.randint(10, 28)}"}
        for _ in range(150)
    ]  # fmt: skip
    rows += [
        {"first name": "Xurxo", "surname": "Figueiras", "dob": "1980-05-17"},
        {"first name": "Figueiras", "surname": "Xurxo", "dob": "1980-05-71"},
    ]
    assert (150, 151) in found(rows)


def test_two_lists_are_linked_across_only_and_each_row_once() -> None:
    old = companies(50)
    rows = [*old, *[{**row, "phone": ""} for row in old[:20]], {**old[0], "tax": ""}]
    links = link(columns(rows), split=50, once=True)
    assert {(one.left, one.right) for one in links} == {(n, 50 + n) for n in range(20)}
    assert all(one.left < 50 <= one.right for one in link(columns(rows), split=50))


def test_an_answer_in_the_file_is_no_evidence_and_an_id_no_column() -> None:
    cells = {"rec_id": ["a", "b"], "Name": ["x", "y"], "cluster": ["1", "1"], "class": ["0", "0"]}
    assert identity_of(cells) == "rec_id"
    assert answers_of(cells) == ["cluster", "class"]


def test_a_long_list_is_compared_by_what_records_share() -> None:
    rows = companies(1700)
    rows.append({**rows[3], "name": "Otra cosa", "address": ""})
    pairs = candidates(columns(rows))
    assert len(pairs) < 1700 * 60
    assert [3, 1700] in pairs.tolist()


def test_one_record_is_scored_against_a_few() -> None:
    kinds = (Kind.COMPANY, Kind.PHONE, Kind.PLACE)
    texts = (
        ["Bar Sol", "Bar Sol, S.L.", "Bar Solana", "Taller Paz"],
        ["986111222", "+34 986 111 222", "", "986999888"],
        ["Vigo", "Vigo", "Vigo", "Lugo"],
    )
    scored = probabilities(
        [Column.of(kind, kind, t) for kind, t in zip(kinds, texts, strict=True)], 5000
    )
    assert scored[0] > 0.9
    assert max(scored[1:]) < 0.3


CELL = st.text(max_size=12)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=2, max_size=12))
@settings(max_examples=40)
def test_any_texts_are_scored_between_nought_and_one(rows: list[tuple[str, str, str]]) -> None:
    kinds = (Kind.COMPANY, Kind.ADDRESS, Kind.PHONE)
    texts = zip(*rows, strict=True)
    links = link(
        [Column.of(kind, kind, list(t)) for kind, t in zip(kinds, texts, strict=True)], least=0.0
    )
    assert all(0 <= one.probability <= 1 and one.left < one.right for one in links)
    assert [one.probability for one in links] == sorted(
        (one.probability for one in links), reverse=True
    )
