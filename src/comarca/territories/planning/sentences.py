"""What a proposal could not keep, and how the search goes, in the reader's words."""

from collections.abc import Mapping
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
