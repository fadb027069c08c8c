"""Choose the days of an account's visits together, from what each day would cost.

Listed day sets are tried one by one. Otherwise the visits are a shortest path over (visit, day):
the gap to the visit before, its weekday and the wishes of each day are charges on the way, so the
number of possible patterns never matters (8 visits in 8 weeks have some 400,000).
"""

from typing import Any

from comarca.engine.visits.kernel.compiled import compiled
from comarca.engine.visits.kernel.data import INFINITE, ONE

NEVER = -2  # in place of a day: an appointment that could not be kept is not moved elsewhere


@compiled
def step_charge(data: Any, c: int, a: int, b: int, apart: int) -> float:  # pragma: no cover
    """Return the charge for two visits, ``apart`` numbers apart, on days ``a`` and ``b``."""
    gap = b - a
    if gap < apart * data.accounts[c].gap_min or gap > apart * data.accounts[c].gap_max:
        return INFINITE
    charge = data.accounts[c].gap_charge * abs(gap - apart * data.accounts[c].gap_ideal)
    if data.weekday[a] != data.weekday[b]:
        charge += data.accounts[c].weekday_charge
    return float(charge)


@compiled
def choose(
    data: Any, c: int, day_cost: Any, fixed: Any, chosen: Any, table: Any, back: Any, miss: float
) -> float:  # pragma: no cover
    """Fill ``chosen`` with a day for each visit (-1: left out) and return the charge.

    ``day_cost`` (D,) is the price of a visit on each day; ``fixed`` (visits,) is the day of those
    already placed, or -1; ``miss`` is what leaving a visit out would cost.
    """
    if data.accounts[c].set_end > data.accounts[c].set_first:
        return _listed(data, c, day_cost, fixed, chosen, miss)
    k = data.accounts[c].end - data.accounts[c].first
    if k == 1:
        return _single(data, c, day_cost, fixed, chosen, miss)
    whole = _path(data, c, day_cost, fixed, chosen, table, back, ONE, miss)
    if whole < k * miss:
        dear = False
        for j in range(k):
            dear = dear or (fixed[j] == -1 and day_cost[chosen[j]] > miss)
        if not dear:
            return whole
    return _path(data, c, day_cost, fixed, chosen, table, back, k, miss)


@compiled
def _single(
    data: Any, c: int, day_cost: Any, fixed: Any, chosen: Any, miss: float
) -> float:  # pragma: no cover
    node = data.accounts[c].first
    chosen[0] = max(-1, fixed[0])
    if fixed[0] >= 0:
        return 0.0
    if fixed[0] == NEVER:
        return float(miss)
    best = miss
    for d in range(data.nodes[node].slot_lo, data.nodes[node].slot_hi + 1):
        if day_cost[d] < best:
            best, chosen[0] = day_cost[d], d
    return float(best)


@compiled
def _listed(
    data: Any, c: int, day_cost: Any, fixed: Any, chosen: Any, miss: float
) -> float:  # pragma: no cover
    k = data.accounts[c].end - data.accounts[c].first
    best, pick = INFINITE, -1
    for p in range(data.accounts[c].set_first, data.accounts[c].set_end):
        total, a, b = 0.0, data.pattern_days[p], data.pattern_days[p + 1]
        for j in range(k):
            if a + j >= b or fixed[j] == NEVER:
                total += miss
            elif fixed[j] >= 0:
                total += 0.0 if fixed[j] == data.pattern_day[a + j] else INFINITE
            else:
                # A full day leaves this visit out rather than the whole account.
                total += min(day_cost[data.pattern_day[a + j]], miss)
        if total < best:
            best, pick = total, p
    for j in range(k):
        chosen[j] = max(-1, fixed[j])
        if pick >= 0 and fixed[j] == -1:
            d = data.pattern_day[data.pattern_days[pick] + j]
            chosen[j] = d if day_cost[d] < miss else -1
    return best if pick >= 0 else k * miss


@compiled
def _reach(
    data: Any, c: int, j: int, d: int, most: int, open_start: bool, table: Any, miss: float
) -> tuple[float, int]:  # pragma: no cover
    """Return the cheapest way to have visit ``j`` on day ``d``, and the cell it comes from."""
    best, origin, days = INFINITE, -1, data.weekday.shape[0]
    if open_start and j < most:
        best = j * miss
    for i in range(max(0, j - most), j):
        gaps = j - i
        skipped = (gaps - 1) * miss
        earliest = max(0, d - gaps * data.accounts[c].gap_max)
        for e in range(earliest, d - gaps * data.accounts[c].gap_min + 1):
            if table[i, e] < INFINITE:
                total = table[i, e] + skipped + step_charge(data, c, e, d, gaps)
                if total < best:
                    best, origin = total, i * days + e
    return best, origin


@compiled
def _path(
    data: Any,
    c: int,
    day_cost: Any,
    fixed: Any,
    chosen: Any,
    table: Any,
    back: Any,
    most: int,
    miss: float,
) -> float:  # pragma: no cover
    """Walk the visits in order; ``most`` is how far apart in number two neighbours may be."""
    first = data.accounts[c].first
    k = data.accounts[c].end - first
    days = data.weekday.shape[0]
    best, last, pins, pins_left = INFINITE, -1, 0, 0
    for j in range(k):
        pins_left += 1 if fixed[j] >= 0 else 0
    for j in range(k):
        lo, hi = data.nodes[first + j].slot_lo, data.nodes[first + j].slot_hi
        if fixed[j] >= 0:
            lo = hi = fixed[j]
            pins_left -= 1
        table[j, :] = INFINITE
        if fixed[j] == NEVER:
            continue
        for d in range(lo, hi + 1):
            own = 0.0 if fixed[j] >= 0 else day_cost[d]
            reach, origin = INFINITE, -1
            if own < INFINITE:
                reach, origin = _reach(data, c, j, d, most, pins == 0, table, miss)
            if reach < INFINITE:
                table[j, d] = reach + own
                back[j, d] = origin
                rest = (k - 1 - j) * miss
                if k - 1 - j < most and pins_left == 0 and reach + own + rest < best:
                    best, last = reach + own + rest, j * days + d
        if fixed[j] >= 0:
            pins += 1
            # A placed visit is never skipped: forget every path that would jump over it.
            table[:j, :] = INFINITE
    return _settle(data, c, fixed, chosen, back, best, last, pins > 0, miss)


@compiled
def _settle(
    data: Any,
    c: int,
    fixed: Any,
    chosen: Any,
    back: Any,
    best: float,
    last: int,
    pinned: bool,
    miss: float,
) -> float:  # pragma: no cover
    """Read the days of the best path, unless leaving everything out is cheaper."""
    k, days = data.accounts[c].end - data.accounts[c].first, data.weekday.shape[0]
    for j in range(k):
        chosen[j] = max(-1, fixed[j])
    nothing = INFINITE if pinned else k * miss
    if last < 0 or nothing <= best:
        return nothing
    while last >= 0:
        chosen[last // days] = last % days
        last = back[last // days, last % days]
    return best


@compiled
def charge_of(data: Any, state: Any, c: int) -> float:  # pragma: no cover
    """Return the charges of an account as it stands: missed visits, days, gaps, times."""
    total, before, number = 0.0, -1, 0
    listed = data.accounts[c].set_end > data.accounts[c].set_first
    first = data.accounts[c].first
    for node in range(first, data.accounts[c].end):
        r = state.nodes[node].route
        if r < 0:
            total += data.accounts[c].miss
            continue
        d = data.routes[r].day
        if not data.nodes[node].pinned:
            total += data.day_charge[c, d]
            if data.accounts[c].preferred and state.nodes[node].mode == 1:
                total += data.accounts[c].time_charge
        if before >= 0 and not listed:
            charge = step_charge(data, c, before, d, node - first - number)
            total += charge if charge < INFINITE else 0.0
        before, number = d, node - first
    return total
