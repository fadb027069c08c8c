"""What a proposal could not keep, and how the search goes, in the reader's words."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comarca.accounts.measures import MEASURES
from comarca.territories.models import Proposal
from comarca.ui.templatetags.figures import share


def violations(proposal: Proposal) -> list[str]:
    """Return what a proposal could not keep, one sentence for each, the worst first."""
    tolerances = {row["key"]: row["tolerance"] for row in proposal.options.get("measures", [])}
    rows = sorted(proposal.report.get("violations", []), key=lambda row: -abs(row["value"]))
    return [sentence(row, tolerances.get(row["measure"])) for row in rows]


def sentence(row: Mapping[str, Any], tolerance: float | None) -> str:
    """Return one violation as a sentence: which territory, what, by how much."""
    name, value = row["name"], float(row["value"])
    measure = MEASURES[row["measure"]].label if row["measure"] in MEASURES else ""
    if row["what"] == "pieces" and value < 1:
        return _("%(name)s is empty.") % {"name": name}
    if row["what"] == "pieces":
        text = ngettext(
            "%(name)s lies in %(n)s piece.", "%(name)s lies in %(n)s pieces.", round(value)
        )
        return text % {"name": name, "n": number_format(round(value))}
    if row["what"] == "tolerance":
        text = _("%(name)s: %(measure)s is %(value)s from the mean; ±%(tolerance)s was asked.")
        return text % {"name": name, "measure": measure, "value": share(value, sign=True),
                       "tolerance": share(tolerance)}  # fmt: skip
    if row["what"] == "capacity":
        text = _("%(name)s holds more %(measure)s than its centre can serve.")
        return text % {"name": name, "measure": measure}
    if row["what"] == "moved":
        text = _("%(value)s changes territory, more than was allowed.")
        return text % {"value": share(value)}
    return _("%(name)s holds a unit that was forbidden there.") % {"name": name}


def advice(proposal: Proposal) -> list[str]:
    """Return what stood in the way and the smallest change that would help, as sentences."""
    found = [advised(row) for row in proposal.report.get("advice", [])]
    return [text for text in found if text]


def advised(row: Mapping[str, Any]) -> str:
    """Return one piece of the engine's advice as a sentence; nothing for what is not known."""
    measure = MEASURES[row["measure"]].label if row["measure"] in MEASURES else ""
    values = {
        "unit": row["unit"], "territory": row["territory"], "measure": measure,
        "value": number_format(row["value"], 0), "limit": number_format(row["limit"], 0),
        "share": share(_up(row["value"])), "asked": share(row["limit"]),
        "exact": share(row["value"]),
    }  # fmt: skip
    text = {
        "unit_too_heavy": _(
            "%(unit)s alone holds %(value)s of %(measure)s, and a territory may hold %(limit)s at "
            "most. Divide it into smaller areas, ask for fewer territories or allow a wider "
            "tolerance."
        ),
        "others_starved": _(
            "With so much of %(measure)s in %(unit)s, the other territories hold %(exact)s of the "
            "mean on average at most, and %(asked)s is the least allowed."
        ),
        "unit_lopsided": _(
            "%(unit)s holds much of %(measure)s and little else: a territory with it that has "
            "enough of everything holds at least %(exact)s of the mean, and %(asked)s is the most "
            "allowed. Divide it into smaller areas or allow a wider tolerance."
        ),
        "land_too_light": _(
            "The land around %(unit)s holds %(value)s of %(measure)s, and a territory needs "
            "%(limit)s at least. Join it to other land by a link, or allow a wider tolerance."
        ),
        "locks_too_heavy": _(
            "What is locked into %(territory)s holds %(value)s of %(measure)s, and a territory may "
            "hold %(limit)s at most. Unlock some of it."
        ),
        "locks_apart": _(
            "The locked units of %(territory)s lie apart, with other locked units between them. "
            "Unlock some of them."
        ),
        "tolerance_reached": _(
            "With a tolerance of ±%(share)s for %(measure)s, instead of ±%(asked)s, this answer "
            "would keep it."
        ),
        "tolerance_fine": _(
            "±%(asked)s of %(measure)s is less than what a single unit usually holds, so shapes "
            "suffer. ±%(share)s leaves room for better ones."
        ),
        "share_moved": _(
            "%(exact)s of the work changes territory, and %(asked)s was allowed. Allow that much "
            "change, or a wider tolerance."
        ),
    }.get(row["code"], "")
    told = str(text) % values
    return f"{row['region']}: {told}" if told and row.get("region") else told


def _up(value: float) -> float:
    """Round a share up to half a percent: what is offered must do."""
    return math.ceil(value * 200 - 1e-9) / 200


def reason(row: Sequence[Any]) -> str:
    """Return why a unit moves: ``row`` is as a proposal's report keeps it."""
    _unit, _before, _after, code, key, value = row
    measure = MEASURES[key].label if key in MEASURES else ""
    values = {"measure": measure, "share": share(value), "km": number_format(value / 1000, 1)}
    text = {
        "locked": _("It is locked there."),
        "relieves": _(
            "Its old territory has too much of %(measure)s; it takes %(share)s of a territory away."
        ),
        "fills": _(
            "Its new territory has too little of %(measure)s; it adds %(share)s of a territory."
        ),
        "nearer": _("It is %(km)s km nearer to the middle of its new territory."),
        "joins": _("It keeps its new territory whole or its border short."),
    }.get(code, "")
    return str(text) % values


def progress(kind: str, best: Mapping[str, Any] | None) -> str:
    """Return how far the search is: what it looks for, and the best division so far."""
    text = looking(kind)
    if not best:
        return text
    found = _("Best so far: at most %(worst)s from the mean, %(km)s km on average.")
    values = {"worst": share(best["worst_deviation"]), "km": number_format(best["mean_km"], 1)}
    return f"{text} {found % values}"


def looking(kind: str) -> str:
    """Return what is being looked for."""
    if kind == Proposal.Kind.COMPACT:
        return _("Looking for the most compact division…")
    if kind == Proposal.Kind.FAIR:
        return _("Looking for the fairest division…")
    return _("Looking for the division with the least change…")
