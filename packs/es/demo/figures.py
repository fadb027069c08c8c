"""Invented figures in proportion to what is real: visits, hours, potential and sales."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from stations import read

Floats = NDArray[np.float64]
SEED = 20261123
HOURS_A_YEAR = 1500.0
MAINLAND_PEOPLE = 57
ISLAND_PEOPLE = {"07": 1.12, "35": 1.19, "38": 1.16}
SEGMENTS = ("D", "C", "B", "A")
SHARE_BELOW = (0.25, 0.65, 0.90)
VISITS = np.array([4, 8, 12, 18])
HOURS_A_VISIT = np.array([0.6, 0.75, 0.85, 1.0])
PROSPECTS = 0.27


def number(text: str) -> float:
    """Return a figure, NaN where it was suppressed: missing is not zero."""
    return float(text) if text else float("nan")


def filled(values: Floats, province: NDArray[np.str_]) -> Floats:
    """Replace what is missing by the median of its province, else of the country."""
    answer = values.copy()
    for code in np.unique(province):
        mine = province == code
        known = mine & np.isfinite(values)
        middle = np.median(values[known]) if known.any() else np.nanmedian(values)
        answer[mine & ~np.isfinite(values)] = middle
    return answer


def market(rows: list[dict[str, str | float]], data: Path) -> Floats:
    """Return how rich a market each station stands in (1 is the middle of the country)."""
    towns = {row["code"]: row for row in read(data / "spain/municipalities.csv.gz")}
    codes = np.array([str(row["municipality"]) for row in rows])
    province = np.array([code[:2] for code in codes])
    _, where, count = np.unique(codes, return_inverse=True, return_counts=True)
    answer = np.ones(len(rows))
    for key, power, shared in (
        ("population_2024", 0.22, True),
        ("companies_2024", 0.10, True),
        ("net_income_pc_2022", 0.50, False),
    ):
        values = filled(np.array([number(towns[code][key]) for code in codes]), province)
        values = np.maximum(values / count[where] if shared else values, 1e-3)
        answer *= np.clip(values / np.median(values), 0.05, 20) ** power
    return np.clip(answer, 0.35, 3.0)


def add_figures(rows: list[dict[str, str | float]], data: Path) -> None:
    """Give each station its segment, visits, hours, potential and three years of sales."""
    dice = np.random.default_rng(SEED)
    n = len(rows)
    potential = 9000 * market(rows, data) * dice.lognormal(0.0, 0.55, n)
    potential = np.round(potential / 50) * 50
    rank = np.argsort(np.argsort(potential, kind="stable"), kind="stable") / n
    level = np.searchsorted(SHARE_BELOW, rank, side="right")
    hours = VISITS[level] * HOURS_A_VISIT[level] * dice.uniform(0.85, 1.15, n)
    hours = _calibrated(hours, np.array([str(row["municipality"])[:2] for row in rows]))
    prospect = dice.random(n) < PROSPECTS
    sales = _sales(dice, potential, prospect)
    for i, row in enumerate(rows):
        row |= {
            "segment": SEGMENTS[level[i]], "status": "prospect" if prospect[i] else "customer",
            "visits": int(VISITS[level[i]]), "hours": round(float(hours[i]), 2),
            "potential": int(potential[i]),
            **{f"sales_{ago}": int(sales[ago - 1, i]) for ago in (3, 2, 1)},
        }  # fmt: skip


def _calibrated(hours: Floats, province: NDArray[np.str_]) -> Floats:
    """Scale the hours: full years on the mainland, a little more than one on each archipelago."""
    answer = hours.copy()
    mainland = ~np.isin(province, list(ISLAND_PEOPLE))
    answer[mainland] *= MAINLAND_PEOPLE * HOURS_A_YEAR / hours[mainland].sum()
    for code, people in ISLAND_PEOPLE.items():
        mine = province == code
        answer[mine] *= people * HOURS_A_YEAR / hours[mine].sum()
    return answer


def _sales(
    dice: np.random.Generator, potential: Floats, prospect: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return what each customer bought one, two and three years ago."""
    share = dice.beta(2.2, 3.4, len(potential))
    answer = np.zeros((3, len(potential)))
    answer[0] = potential * share
    for ago in (1, 2):
        answer[ago] = answer[ago - 1] / dice.normal(1.04, 0.12, len(potential)).clip(0.7, 1.5)
    newcomer = dice.random(len(potential))
    answer[2, newcomer < 0.14] = 0
    answer[1, newcomer < 0.06] = 0
    answer[:, prospect] = 0
    return np.round(answer / 10).astype(np.int64) * 10
