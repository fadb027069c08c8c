"""Refuse what cannot be planned, at the door, naming the array and the index at fault."""

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from comarca.engine.visits.model import InvalidWeek, Options, Problem

DAY = 24 * 60.0


def _refuse(bad: NDArray[np.bool_] | np.bool_, where: str, text: str) -> None:
    if np.any(bad):
        at = "".join(f"[{i}]" for i in np.unravel_index(int(np.argmax(bad)), np.shape(bad)))
        raise InvalidWeek(f"{where}{at}", text)


def _shape(values: NDArray[Any] | None, shape: tuple[int, ...], where: str) -> None:
    if values is not None and np.shape(values) != shape:
        raise InvalidWeek(where, f"has shape {np.shape(values)} where {shape} is needed.")


def _index(values: NDArray[np.int64], size: int, where: str, what: str) -> None:
    values = np.asarray(values)
    _refuse((values < 0) | (values >= size), where, f"names no {what} (there are {size}).")


def validate(problem: Problem, options: Options) -> None:
    """Raise ``InvalidWeek`` where the problem or the options cannot be used."""
    _travel(problem)
    _people(problem)
    _accounts(problem)
    _cycles(problem)
    _appointments(problem)
    _slept(problem)
    _options(options)


def _travel(problem: Problem) -> None:
    size = len(problem.minutes)
    for name, table in (("minutes", problem.minutes), ("km", problem.km)):
        _shape(table, (size, size), name)
        _refuse(~np.isfinite(table), name, "is not a number.")
        _refuse(table < 0, name, "is negative.")
    _refuse(
        (np.asarray(problem.weekday) < 0) | (np.asarray(problem.weekday) > 6),
        "weekday", "is not 0 (Monday) to 6 (Sunday).",
    )  # fmt: skip


def _people(problem: Problem) -> None:
    people, size = problem.people, len(problem.minutes)
    shape = (people.size, len(problem.weekday))
    for name in ("home_start", "home_end"):
        _shape(getattr(people, name), (people.size,), f"people.{name}")
        _index(getattr(people, name), size, f"people.{name}", "place")
    for name in ("opens", "closes", "most_work", "most_load"):
        _shape(getattr(people, name), shape, f"people.{name}")
    works = ~np.isnan(people.opens)
    _refuse(works & np.isnan(people.closes), "people.closes", "is missing.")
    _refuse(works & (people.closes < people.opens), "people.closes", "is before the day opens.")
    for name in ("most_work", "most_load"):
        limit = getattr(people, name)
        if limit is not None:
            _refuse(works & ~(limit >= 0), f"people.{name}", "is not an amount.")
    if people.breaks.ndim != 2 or people.breaks.shape[1] != 5:
        raise InvalidWeek("people.breaks", "needs person, day, earliest, latest and minutes.")
    _index(people.breaks[:, 0].astype(np.int64), people.size, "people.breaks", "person")
    _index(people.breaks[:, 1].astype(np.int64), shape[1], "people.breaks", "day")
    _refuse(people.breaks[:, 3] < people.breaks[:, 2], "people.breaks", "ends before it begins.")
    _refuse(~(people.breaks[:, 4] > 0), "people.breaks", "lasts no time.")
    _shape(people.nights, (people.size,), "people.nights")
    _index(people.beds, size, "people.beds", "place")


def _accounts(problem: Problem) -> None:
    accounts, size = problem.accounts, problem.accounts.size
    for name in ("visits", "minutes", "required", "value", "gap_min", "gap_max", "gap_ideal",
                 "first_day", "last_day", "load", "one_person"):  # fmt: skip
        _shape(getattr(accounts, name), (size,), f"accounts.{name}")
    _shape(accounts.allowed, (size, problem.people.size), "accounts.allowed")
    _index(accounts.place, len(problem.minutes), "accounts.place", "place")
    _refuse(np.asarray(accounts.visits) < 0, "accounts.visits", "is negative.")
    for name in ("minutes", "value", "load"):
        values = getattr(accounts, name)
        if values is not None:
            _refuse(
                ~np.isfinite(values) | (np.asarray(values) < 0),
                f"accounts.{name}", "is not an amount of 0 or more.",
            )  # fmt: skip
    for name in ("windows", "preferred"):
        _spans(getattr(accounts, name), problem, f"accounts.{name}")


def _spans(windows: NDArray[np.float64] | None, problem: Problem, where: str) -> None:
    if windows is None:
        return
    if windows.ndim != 2 or windows.shape[1] != 4:
        raise InvalidWeek(where, "needs account, day, from and to.")
    _refuse(~np.isfinite(windows).all(axis=1), where, "is not a number.")
    _index(windows[:, 0].astype(np.int64), problem.accounts.size, where, "account")
    _index(windows[:, 1].astype(np.int64), len(problem.weekday), where, "day")
    _refuse(windows[:, 3] < windows[:, 2], where, "closes before it opens.")


def _cycles(problem: Problem) -> None:
    accounts, days = problem.accounts, len(problem.weekday)
    if accounts.gap_min is not None:
        _refuse(np.asarray(accounts.gap_min) < 1, "accounts.gap_min", "must be 1 day or more.")
    if accounts.gap_min is not None and accounts.gap_max is not None:
        _refuse(
            np.asarray(accounts.gap_max) < accounts.gap_min,
            "accounts.gap_max", "is below the least gap.",
        )  # fmt: skip
    for name in ("first_day", "last_day"):
        values = getattr(accounts, name)
        if values is not None:
            _index(values, days, f"accounts.{name}", "day")
    _patterns(problem)


def _patterns(problem: Problem) -> None:
    accounts, days = problem.accounts, len(problem.weekday)
    if accounts.patterns is None:
        return
    if len(accounts.patterns) != accounts.size:
        raise InvalidWeek("accounts.patterns", f"needs {accounts.size} rows.")
    for i, sets in enumerate(accounts.patterns):
        for j, one in enumerate(sets):
            where = f"accounts.patterns[{i}][{j}]"
            if len(one) != accounts.visits[i]:
                raise InvalidWeek(where, f"needs {accounts.visits[i]} days.")
            if any(b <= a for a, b in pairwise(one)):
                raise InvalidWeek(where, "must name later and later days.")
            if one and (one[0] < 0 or one[-1] >= days):
                raise InvalidWeek(where, f"names a day outside 0 to {days - 1}.")


def _appointments(problem: Problem) -> None:
    for name in ("appointments", "published", "locked"):
        for i, one in enumerate(getattr(problem, name)):
            where = f"{name}[{i}]"
            if not 0 <= one.person < problem.people.size:
                raise InvalidWeek(f"{where}.person", "names nobody.")
            if not 0 <= one.day < len(problem.weekday):
                raise InvalidWeek(f"{where}.day", "is outside the plan.")
            lowest = -1 if name == "appointments" else 0
            if not lowest <= one.account < problem.accounts.size:
                raise InvalidWeek(f"{where}.account", "names no account.")
    for i, one in enumerate(problem.appointments):
        if not 0 <= one.place < len(problem.minutes):
            raise InvalidWeek(f"appointments[{i}].place", "names no place.")
        if not (0 <= one.start <= DAY and one.minutes >= 0):
            raise InvalidWeek(f"appointments[{i}].start", "is not a time of day.")


def _slept(problem: Problem) -> None:
    for i, (person, day, place) in enumerate(problem.slept):
        inside = 0 <= person < problem.people.size and 0 <= place < len(problem.minutes)
        if not (inside and 0 <= day < len(problem.weekday) - 1):
            raise InvalidWeek(f"slept[{i}]", "names a person, day or place that is not there.")


def _options(options: Options) -> None:
    if options.steps is None and options.time_limit is None:
        raise InvalidWeek("options", "needs a number of steps or a time limit.")
    if options.steps is not None and options.steps < 0:
        raise InvalidWeek("options.steps", "is negative.")
    if options.time_limit is not None and not options.time_limit > 0:
        raise InvalidWeek("options.time_limit", "must be above 0 seconds.")
    if not 0 < options.cold <= options.hot:
        raise InvalidWeek("options.cold", "must be above 0 and not above the hot temperature.")
    for name, value in vars(options.charges).items():
        if not (np.isfinite(value) and value >= 0):
            raise InvalidWeek(f"options.charges.{name}", "is not an amount of 0 or more.")
