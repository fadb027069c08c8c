from collections import Counter

import pytest

from comarca.demo import pack


def test_the_stations_are_all_there_with_names_of_their_own():
    rows = pack.accounts()
    assert len(rows) == 12236
    assert len({row["code"] for row in rows}) == len({row["name"] for row in rows}) == 12236
    assert all(27 < float(row["lat"]) < 44 and -19 < float(row["lon"]) < 5 for row in rows)


def test_the_work_is_a_year_for_each_of_sixty_and_little_more_on_each_archipelago():
    hours = Counter()
    for row in pack.accounts():
        hours[row["municipality"][:2]] += float(row["hours"])
    islands = {code: hours[code] / 1500 for code in ("07", "35", "38")}
    assert sum(hours.values()) / 60 == pytest.approx(1500, rel=0.02)
    assert all(1.1 <= people <= 1.2 for people in islands.values())


def test_madrid_is_too_heavy_for_one_person():
    madrid = sum(float(r["hours"]) for r in pack.accounts({"28"}) if r["municipality"] == "28079")
    assert madrid > 1500 * 1.05


def test_three_homes_stand_on_the_archipelagos_and_all_mail_is_reserved():
    people = pack.people()
    homes = Counter(r["municipality"][:2] for r in people if r["role"] == "representative")
    assert [homes[code] for code in ("07", "35", "38")] == [1, 1, 1]
    assert all(row["email"].endswith("@comarca.example") for row in people)
    assert len({row["email"] for row in people}) == len({row["name"] for row in people}) == 70
