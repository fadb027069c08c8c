"""Groups what the rows ask about, so that one decision settles all rows that ask the same."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from comarca.imports.preview.decisions import CLASH
from comarca.imports.preview.outcome import ERROR, Outcome
from comarca.imports.preview.problems import Problem

MOST = 400
EXAMPLES = 5
KINDS = (CLASH, "place", "owner", "status", "link")


@dataclass(slots=True)
class Question:
    """One thing to decide: its kind and key, what was written, how many rows ask, the choices."""

    kind: str
    key: str
    said: str
    problem: str
    column: str
    candidates: list[int] = field(default_factory=list)
    count: int = 0
    examples: list[int] = field(default_factory=list)
    likely: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return the question for storing."""
        return asdict(self)


def questions(outcomes: Sequence[Outcome]) -> list[Question]:
    """Return what the rows ask, those that most rows ask first."""
    found: dict[tuple[str, str], Question] = {}
    for outcome in outcomes:
        if outcome.action == ERROR:
            continue
        for problem in outcome.problems:
            if problem.get("key") and problem.get("about") in KINDS:
                _ask(found, outcome.number, problem)
    return sorted(found.values(), key=lambda q: (KINDS.index(q.kind), -q.count, q.said))


def notices(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Return what else was left out or read otherwise, one line a column and kind."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for outcome in outcomes:
        for problem in outcome.problems:
            if problem.get("key"):
                continue
            key = (problem["level"], problem["column"], problem.get("about", ""))
            told = found.setdefault(
                key,
                {"level": key[0], "column": key[1], "about": key[2], "count": 0, "examples": []},
            )
            told["count"] += 1
            if len(told["examples"]) < 3 and problem["problem"] not in told["examples"]:
                told["examples"].append(problem["problem"])
    return sorted(found.values(), key=lambda told: (told["level"], -told["count"]))


def _ask(found: dict[tuple[str, str], Question], row: int, problem: Problem) -> None:
    """Count one row that asks."""
    group = problem.get("group", "")
    kind, key = group or problem.get("about", ""), group or problem.get("key", "")
    question = found.get((kind, key))
    if question is None:
        question = found[kind, key] = Question(
            kind, key, problem.get("said", ""), problem["problem"], problem["column"],
            list(problem.get("candidates", [])), likely=problem.get("likely", False),
        )  # fmt: skip
    question.count += 1
    if len(question.examples) < EXAMPLES:
        question.examples.append(row)
