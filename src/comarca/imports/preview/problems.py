"""What can be wrong with a row: the column, the problem, and what to do about it."""

from typing import Literal, NotRequired, TypedDict


class Problem(TypedDict):
    """One problem as it is stored with its row.

    ``about`` groups problems of a kind ("place", "owner", "status"), ``key`` those that one
    decision settles, ``said`` is what stood in the cells, ``candidates`` what may be meant,
    the first of them ``likely`` where only a letter or two differ; ``group`` joins problems of
    many keys that one decision settles.
    """

    level: Literal["error", "note"]
    column: str
    problem: str
    remedy: str
    about: NotRequired[str]
    key: NotRequired[str]
    said: NotRequired[str]
    candidates: NotRequired[list[int]]
    likely: NotRequired[bool]
    group: NotRequired[str]


def error(column: str, problem: str, remedy: str) -> Problem:
    """Describe what keeps a row from being imported."""
    return {"level": "error", "column": column, "problem": problem, "remedy": remedy}


def note(column: str, problem: str, remedy: str, about: str = "", key: str = "") -> Problem:
    """Describe what is left out of a row, or read otherwise, in a row that is imported."""
    described: Problem = {"level": "note", "column": column, "problem": problem, "remedy": remedy}
    if about:
        described["about"] = about
    if key:
        described["key"] = key
    return described
