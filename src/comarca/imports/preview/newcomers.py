"""Holds new accounts to an administrator's own fields: what is required, what begins with what."""

from collections.abc import Mapping, Sequence

from comarca.base.objects.fields import Field as Described
from comarca.base.sentences import Headings
from comarca.base.sentences import told as _
from comarca.imports.matching.fields import Field
from comarca.imports.preview import problems
from comarca.imports.preview.cells import kept
from comarca.imports.preview.outcome import DUPLICATE, ERROR, NEW, Outcome

REQUIRED = "required"  # what a problem of a duplicate is about that cannot come in as new


def hold_to_own_fields(outcomes: Sequence[Outcome], known: Mapping[str, Field]) -> None:
    """Give new accounts the defaults that their rows lack; refuse those without what is required.

    A probable duplicate keeps what its row says, since it may yet change the account that is here.
    """
    own = [
        one.described
        for one in known.values()
        if one.described is not None and one.described.custom_id is not None
    ]
    for outcome in outcomes:
        if outcome.action == NEW:
            outcome.values |= defaults(own, outcome.values)
        if outcome.action in {NEW, DUPLICATE} and (missing := _missing(own, outcome.values)):
            _refuse(outcome, Headings.joined(missing))


def defaults(own: Sequence[Described], values: Mapping[str, object]) -> dict[str, object]:
    """Return what a new account begins with in the fields that its row does not name."""
    return {
        one.key: kept(one.default)
        for one in own
        if one.default is not None and one.key not in values
    }


def _missing(own: Sequence[Described], values: Mapping[str, object]) -> list[str]:
    """Return the headings of what is required and neither said nor begun with."""
    return [
        one.heading
        for one in own
        if one.required and one.default is None and values.get(one.key) in (None, "", [])
    ]


def _refuse(outcome: Outcome, missing: str) -> None:
    """Say that a row cannot become a new account."""
    said = _("A new one needs %(fields)s; it is not in the row.") % {"fields": missing}
    if outcome.action == NEW:
        outcome.action = ERROR
        outcome.problems.append(problems.error("", said, _("Fill it in, or delete the row.")))
        return
    remedy = _("It can only update the account that is here, or be left out.")
    outcome.problems.append(problems.note("", said, remedy, about=REQUIRED))
