"""Make the arrays a search needs, from ``Data``."""

from typing import NamedTuple

import numpy as np

from comarca.engine.visits.kernel.data import (
    DAY_STATE,
    GAP,
    INFINITE,
    MEMORY,
    VISIT_STATE,
    Data,
    Flags,
    Floats,
    Ints,
    Records,
    State,
)


class Work(NamedTuple):
    """Scratch space of one step."""

    marked: Flags
    out: Ints
    listed: Flags
    todo: Ints
    key: Floats
    sizes: Ints  # (2,) nodes marked, accounts to put back
    ruined: Flags
    night: Ints  # (4,) two routes, the bed, and by how much nights away change
    day_cost: Floats
    day_route: Ints
    fixed: Ints
    chosen: Ints
    keep_chosen: Ints
    keep_route: Ints
    table: Floats
    back: Ints
    on: Floats
    one: Ints  # (1,) an account that is looked at alone
    gaps: Records  # (R, M + 2) GAP: between two stops, from where to where, and when
    laid_out: Ints  # (R,) the version of the route that ``gaps`` shows
    freedom: Floats  # (C,) how many days an account could be visited on
    density: Floats  # (C,) charge of leaving it out for each minute of visit
    tuning: Floats  # (3,) shares of steps that free all days, that choose the best first; eagerness
    has_nights: Flags


class Saved(NamedTuple):
    """What a step changed, for taking it back."""

    sizes: Ints  # (2,) routes, accounts
    route: Ints
    kept: Records  # DAY_STATE
    seq: Ints
    mode: Ints
    leave: Floats
    latest: Floats
    account: Ints
    charge: Floats
    touched: Flags


class Best(NamedTuple):
    """The best plan so far."""

    seq: Ints
    mode: Ints
    count: Ints  # type: ignore[assignment]  # the field, not the tuple's method
    start: Ints
    end: Ints


def state_for(data: Data, longest: int) -> State:
    """Return the empty plan: nobody visited."""
    r, c, n = len(data.routes), len(data.accounts), len(data.nodes)
    states = data.rests.shape[1] + 1
    routes = np.zeros(r + 1, DAY_STATE)
    routes["start"][:r] = data.people["home_start"][data.routes["person"]]
    routes["end"][:r] = data.people["home_end"][data.routes["person"]]
    routes["version"] = np.arange(1, r + 2)
    nodes = np.zeros(n, VISIT_STATE)
    nodes["route"], nodes["mode"] = -1, 1
    memory = np.zeros((c, r), MEMORY)
    memory["best"] = INFINITE
    return State(
        seq=np.full((r, longest), -1), leave=np.zeros((r, longest + 2, states)),
        latest=np.zeros((r, longest + 2, states)), routes=routes, nodes=nodes,
        charge=np.zeros(c), memory=memory, away=np.zeros(len(data.people), np.int64),
    )  # fmt: skip


def work_for(data: Data, longest: int, whole: float, best_first: float) -> Work:
    """Return scratch space."""
    accounts, nodes = data.accounts, data.nodes
    c, n, r, d = len(accounts), len(nodes), len(data.routes), len(data.weekday)
    k = int((accounts["end"] - accounts["first"]).max(initial=1))
    open_days = (data.day_charge < INFINITE).sum(axis=1)
    spans = np.bincount(nodes["account"], nodes["slot_hi"] - nodes["slot_lo"] + 1, minlength=c)
    visits = np.maximum(1, accounts["end"] - accounts["first"])
    sets = accounts["set_end"] - accounts["set_first"]
    freedom = np.minimum(open_days, spans / visits) / visits
    service = np.zeros(c)
    service[nodes["account"]] = nodes["service"]
    return Work(
        marked=np.zeros(n, np.bool_), out=np.zeros(n, np.int64), listed=np.zeros(c, np.bool_),
        todo=np.zeros(c, np.int64), key=np.zeros(c), sizes=np.zeros(2, np.int64),
        ruined=np.zeros(r, np.bool_), night=np.zeros(4, np.int64), day_cost=np.zeros(d),
        day_route=np.zeros(d, np.int64), fixed=np.zeros(k, np.int64),
        chosen=np.zeros(k, np.int64), keep_chosen=np.zeros(k, np.int64),
        keep_route=np.zeros(k, np.int64), table=np.zeros((k, d)), back=np.zeros((k, d), np.int64),
        on=np.zeros(data.rests.shape[1] + 1), one=np.zeros(1, np.int64),
        gaps=np.zeros((r, longest + 2), GAP), laid_out=np.zeros(r, np.int64),
        freedom=np.where(sets > 0, sets / visits, freedom),
        density=accounts["miss"] / (1.0 + service),
        tuning=np.array([whole, best_first, 1.0]),
        has_nights=np.array([bool((data.people["nights"] > 0).any())]),
    )  # fmt: skip


def saved_for(data: Data, state: State) -> Saved:
    """Return space for one step's changes."""
    r, m, c = len(data.routes), state.seq.shape[1], len(data.accounts)
    return Saved(
        sizes=np.zeros(2, np.int64), route=np.zeros(r, np.int64), kept=np.zeros(r, DAY_STATE),
        seq=np.zeros((r, m), np.int64), mode=np.zeros((r, m), np.int64),
        leave=np.zeros_like(state.leave), latest=np.zeros_like(state.latest),
        account=np.zeros(c, np.int64), charge=np.zeros(c), touched=np.zeros(c, np.bool_),
    )  # fmt: skip


def best_for(state: State) -> Best:
    """Return space for the best plan."""
    days = state.routes[:-1]
    return Best(
        seq=state.seq.copy(), mode=np.ones_like(state.seq), count=days["count"].copy(),
        start=days["start"].copy(), end=days["end"].copy(),
    )  # fmt: skip
