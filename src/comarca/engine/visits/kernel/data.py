"""The arrays the search reads (``Data``) and those it changes (``State``).

A *route* is one person's working day. A *node* is one visit of an account: account ``c`` owns the
nodes ``accounts[c].first`` up to ``accounts[c].end``, in the order of their days. Rows are records:
compiled code pays for every array it is handed, so a few wide ones beat many narrow ones.
"""

from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Records = NDArray[Any]
INFINITE = 1e15
# Handed on as they are, 0 and 1 would have Numba compile a function of their own for each of them.
NOUGHT, ONE = cast("int", np.int64(0)), cast("int", np.int64(1))
ANY, NOWHERE = cast("int", np.int64(-1)), cast("int", np.int64(-2))


def record(**fields: type) -> np.dtype[Any]:
    """Return the type of a row."""
    return np.dtype(list(fields.items()), align=True)


ROUTE = record(
    person=np.int64, day=np.int64, opens=np.float64, closes=np.float64, most_work=np.float64,
    most_load=np.float64, breaks=np.int64, level=np.float64,
)  # fmt: skip
REST = record(begins=np.float64, latest=np.float64, long=np.float64)  # a break's start, its length
ACCOUNT = record(
    place=np.int64, first=np.int64, end=np.int64, usual=np.int64, load=np.float64, miss=np.float64,
    one_person=np.bool_, gap_min=np.int64, gap_max=np.int64, gap_ideal=np.float64,
    gap_charge=np.float64, weekday_charge=np.float64, preferred=np.bool_, time_charge=np.float64,
    set_first=np.int64, set_end=np.int64,
)  # fmt: skip
NODE = record(
    account=np.int64, service=np.float64, slot_lo=np.int64, slot_hi=np.int64, pinned=np.bool_,
    pin_from=np.float64, pin_to=np.float64,
)  # fmt: skip
SPAN = record(begins=np.float64, ends=np.float64)  # earliest and latest start of a visit
PERSON = record(home_start=np.int64, home_end=np.int64, nights=np.int64, night_cost=np.float64)
DAY_STATE = record(
    count=np.int64, work=np.float64, load=np.float64, travel=np.float64, start=np.int64,
    end=np.int64, version=np.int64,
)  # fmt: skip
VISIT_STATE = record(route=np.int64, mode=np.int64)
MEMORY = record(
    seen=np.int64, best=np.float64, spot=np.int64, mode=np.int64,
    ride=np.float64,  # minutes more of driving, and of waiting until the visit can begin
)  # fmt: skip

GAP = record(
    here=np.int64, onward=np.int64, left=np.float64, by=np.float64, cost=np.float64,
    minutes=np.float64,
)  # fmt: skip


class Data(NamedTuple):
    """What the search reads; R routes, C accounts, N nodes, D days, P people, L places."""

    cost: Floats  # (L, L) what a journey costs
    minutes: Floats  # (L, L) how long it takes
    routes: Records  # (R,) ROUTE
    route_of: Ints  # (P, D), -1 where the person does not work
    rests: Records  # (R, B) REST
    accounts: Records  # (C,) ACCOUNT
    nodes: Records  # (N,) NODE
    people: Records  # (P,) PERSON
    allowed: Flags  # (C, P)
    weekday: Ints  # (D,)
    day_charge: Floats  # (C, D), infinite where the account cannot be visited
    windows: Ints  # (C * D * 2 + 1,) where the spans of (account, day, mode) begin
    spans: Records  # SPAN; mode 0 is the preferred time, mode 1 any time
    pattern_days: Ints  # (patterns + 1,) where the days of a listed set begin
    pattern_day: Ints
    near: Ints  # (C, M) nearest accounts first, itself included
    beds: Ints  # places where a night may be spent


class State(NamedTuple):
    """What the search changes: the routes, their times, and the remembered insertions."""

    seq: Ints  # (R, M) nodes in order
    leave: Floats  # (R, M + 2, B + 1) earliest departure by breaks taken
    latest: Floats  # (R, M + 2, B + 1) latest arrival by breaks taken
    routes: Records  # (R + 1,) DAY_STATE; the last row's version is the next number
    nodes: Records  # (N,) VISIT_STATE; route -1 where unplaced
    charge: Floats  # (C,)
    memory: Records  # (C, R) MEMORY: the cheapest insertion, and for which version
    away: Ints  # (P,) nights away
