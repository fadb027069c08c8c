"""Balance against distance: every answer found to one question, as a chart and its table."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from comarca.territories.models import Plan, Proposal
from comarca.territories.planning.settings import OptimiserSettings, settings_of

WIDTH, HEIGHT = 640, 300
LEFT, RIGHT, TOP, BOTTOM = 88, 24, 16, 44
FREE = {"seed", "time_limit", "measures"}
TICKS = 5


@dataclass(frozen=True)
class Answer:
    """One answer in the chart: its number, where its point lies, and what it offers.

    ``worst`` is the largest deviation of a measure (a share), ``km`` the mean distance; ``best``
    tells that no other is both fairer and nearer.
    """

    number: int
    proposal: Proposal
    report: dict[str, Any]
    tolerance: float | None
    worst: float
    km: float
    x: float
    y: float
    best: bool


@dataclass(frozen=True)
class Tick:
    """A line of the chart's grid: where it lies and the figure beside it."""

    at: float
    value: float


@dataclass(frozen=True)
class Chart:
    """Every answer with the grid around them; sizes in the units of the drawing."""

    answers: list[Answer]
    across: list[Tick]
    up: list[Tick]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM


def question(proposal: Proposal) -> dict[str, Any]:
    """Return what a proposal was asked, without what may differ between comparable answers."""
    asked = {key: value for key, value in proposal.options.items() if key not in FREE}
    return {**asked, "balanced": [row["key"] for row in proposal.options.get("measures", [])]}


def comparable(one: Proposal, other: Proposal) -> bool:
    """Return whether two proposals answer the same question about the same state of a plan."""
    same_state = one.plan_version == other.plan_version
    return same_state and question(one) == question(other)


def repeated(one: Proposal, other: Proposal) -> bool:
    """Return whether two proposals were asked the very same, the time given aside."""
    asked = [{**each.options, "time_limit": 0, "kind": each.kind} for each in (one, other)]
    return asked[0] == asked[1]


def tradeoff(plan: Plan) -> Chart | None:
    """Return every answer comparable with the latest; None where there are fewer than two."""
    rows = Proposal.objects.filter(plan=plan).defer("assignment", "picture").order_by("-pk")
    found = list(rows)
    known = [p for p in found if comparable(p, found[0]) and p.report.get("worst_deviation")]
    return chart(reversed(known)) if len(known) > 1 else None


def next_question(plan: Plan, settings: OptimiserSettings) -> OptimiserSettings:
    """Return the settings for more answers: those the person asked for, with a seed not used yet.

    What was found since with a narrower or a wider tolerance does not count.
    """
    rows = Proposal.objects.filter(plan=plan).defer("assignment", "picture").order_by("-pk")
    latest = rows[0]
    asked = [settings_of(p.options) for p in rows if comparable(p, latest)]
    known = [each for each in asked if each is not None]
    first = known[-1] if known else settings
    return first.model_copy(update={"seed": max(each.seed for each in known or [settings]) + 1})


def chart(proposals: Iterable[Proposal]) -> Chart:
    """Place answers in a chart: balance across, distance up."""
    rows = [(p, _worst(p), float(p.report["mean_km"])) for p in proposals]
    across = ticks([100 * worst for _p, worst, _km in rows])
    up = ticks([km for _p, _worst, km in rows])
    answers = []
    for number, (proposal, worst, km) in enumerate(rows, 1):
        beaten = any(w <= worst and d <= km and (w, d) != (worst, km) for _p, w, d in rows)
        asked = settings_of(proposal.options)
        answers.append(
            Answer(
                number, proposal, proposal.report, asked.measures[0].tolerance if asked else None,
                worst, km, _place(100 * worst, across, LEFT, WIDTH - RIGHT),
                _place(km, up, HEIGHT - BOTTOM, TOP), not beaten,
            )
        )  # fmt: skip
    return Chart(
        answers,
        [Tick(_place(v, across, LEFT, WIDTH - RIGHT), v) for v in across],
        [Tick(_place(v, up, HEIGHT - BOTTOM, TOP), v) for v in up],
    )


def ticks(values: list[float]) -> list[float]:
    """Return round figures that span some values, about five.

    >>> ticks([2.1, 4.8])
    [2.0, 3.0, 4.0, 5.0]
    """
    low, high = min(values), max(values)
    rough = max(high - low, 0.02 * abs(high), 1e-6) / (TICKS - 1)
    unit = 10 ** math.floor(math.log10(rough))
    step = unit * next(each for each in (1, 2, 5, 10) if each * unit >= rough * 0.999)
    first, last = math.floor(low / step), math.ceil(high / step)
    if first == last:
        last += 1
    return [round(n * step, 9) for n in range(first, last + 1)]


def _place(value: float, scale: list[float], begin: float, end: float) -> float:
    share = (value - scale[0]) / (scale[-1] - scale[0])
    return round(begin + share * (end - begin), 1)


def _worst(proposal: Proposal) -> float:
    return max(proposal.report["worst_deviation"].values(), default=0.0)
