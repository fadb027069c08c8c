"""New rows that are probably an account, or an earlier row: all that is known weighed together."""

from collections.abc import Sequence

from comarca.accounts.duplicates.records import Record, columns_of, record_of, records
from comarca.base.linkage import link
from comarca.imports.preview.existing import Known
from comarca.imports.preview.outcome import DUPLICATE, Outcome

# Below, there is too little to learn weights from; above, the preview would take too long: what a
# large file brings twice is found by the scan that follows every import.
FEWEST, MOST = 200, 20_000
ASK_FROM = 0.5


def mark_probable(outcomes: Sequence[Outcome], known: Known) -> None:
    """Mark the new rows that probably mean an account, or the same as a row before them."""
    if not outcomes or not FEWEST <= len(known.by_pk) + len(outcomes) <= MOST:
        return
    here = {pk: one for pk, one in records(None).items() if pk in known.by_pk}
    ids, lines = list(here), [record_of(outcome.values) for outcome in outcomes]
    for left, right, probability in _pairs([*here.values(), *lines]):
        if right < len(ids):
            continue
        outcome = outcomes[right - len(ids)]
        if outcome.action == DUPLICATE:
            continue  # the surest pair comes first
        outcome.action, outcome.likeness = DUPLICATE, probability
        if left < len(ids):
            identity = known.by_pk[ids[left]]
            outcome.account, outcome.account_version = identity.pk, identity.version
        else:
            outcome.twin = outcomes[left - len(ids)].number


def _pairs(lines: Sequence[Record]) -> list[tuple[int, int, float]]:
    """Return the pairs that are probably the same, the surest first."""
    links = link(columns_of(lines), least=ASK_FROM)
    return [(one.left, one.right, one.probability) for one in links]
