"""Regular spacing: the gaps between an account's visits, and the days each may fall on."""

import numpy as np

from comarca.engine.visits.model import Floats, Ints, Problem


def span(problem: Problem) -> tuple[Ints, Ints]:
    """Return the first and last day on which each account may be visited."""
    accounts, days = problem.accounts, len(problem.weekday)
    first = np.zeros(accounts.size, np.int64) if accounts.first_day is None else accounts.first_day
    last = (
        np.full(accounts.size, days - 1, np.int64)
        if accounts.last_day is None
        else accounts.last_day
    )
    return first, last


def gaps(problem: Problem) -> tuple[Ints, Ints, Floats]:
    """Return least, greatest and ideal gap in days.

    Where none is given, visits spread evenly over the account's days, and a gap may stray from
    the ideal by a third (at least two days), as a sales team would still call it regular.
    """
    accounts = problem.accounts
    first, last = span(problem)
    ideal = (last - first + 1) / np.maximum(1, accounts.visits)
    if accounts.gap_ideal is not None:
        ideal = accounts.gap_ideal
    slack = np.maximum(2.0, ideal / 3)
    least = np.maximum(1, np.ceil(ideal - slack)).astype(np.int64)
    most = np.floor(ideal + slack).astype(np.int64)
    if accounts.gap_min is not None:
        least = np.asarray(accounts.gap_min, np.int64)
    if accounts.gap_max is not None:
        most = np.asarray(accounts.gap_max, np.int64)
    return least, np.maximum(least, most), np.asarray(ideal, dtype=np.float64)


def spans(problem: Problem) -> tuple[Ints, Ints]:
    """Return the first and last day of every visit, in the order of accounts and their visits."""
    accounts = problem.accounts
    least, most, _ = gaps(problem)
    first, last = span(problem)
    number = np.concatenate([np.arange(v) for v in accounts.visits] or [np.zeros(0, np.int64)])
    who = np.repeat(np.arange(accounts.size), accounts.visits)
    after = accounts.visits[who] - 1 - number
    lo = first[who] + number * least[who]
    hi = last[who] - after * least[who]
    # Nobody waits longer for the first visit, or after the last, than between two visits.
    regular = accounts.visits[who] > 1
    hi = np.where(regular, np.minimum(hi, first[who] + (number + 1) * most[who] - 1), hi)
    lo = np.where(regular, np.maximum(lo, last[who] + 1 - (after + 1) * most[who]), lo)
    listed = np.zeros(accounts.size, dtype=bool)
    if accounts.patterns is not None:
        listed[: len(accounts.patterns)] = [bool(sets) for sets in accounts.patterns]
    lo, hi = np.where(listed[who], first[who], lo), np.where(listed[who], last[who], hi)
    return lo.astype(np.int64), hi.astype(np.int64)
