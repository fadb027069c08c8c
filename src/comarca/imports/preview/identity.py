"""Decides which account each row means: the same, probably the same, or a new one."""

from collections import Counter
from collections.abc import Sequence

from comarca.base.sentences import told as _
from comarca.imports.matching.folding import fold, fold_company
from comarca.imports.preview import problems
from comarca.imports.preview.existing import Identity, Known, words_of
from comarca.imports.preview.outcome import CHANGED, DUPLICATE, ERROR, NEW, Outcome
from comarca.imports.preview.phones import MOST_SHARED, Line, phone_key, same_holder
from comarca.imports.preview.probable import mark_probable
from comarca.imports.preview.similarity import Candidate, twins


def identify(outcomes: Sequence[Outcome], known: Known, headings: dict[str, str]) -> None:
    """Give each row its action and, where there is one, its account."""
    seen: dict[tuple[str, str], int] = {}
    taken: dict[int, int] = {}
    for outcome in outcomes:
        if outcome.has_error:
            outcome.action = ERROR
            continue
        if _is_repeated(outcome, seen) or _is_hidden(outcome, known, headings):
            continue
        _match(outcome, known, taken)
    _mark_twins([o for o in outcomes if o.action not in {ERROR, DUPLICATE}], known)
    _mark_shared_phones([o for o in outcomes if o.action == NEW], known)
    mark_probable([o for o in outcomes if o.action == NEW], known)


def _is_repeated(outcome: Outcome, seen: dict[tuple[str, str], int]) -> bool:
    """Mark a row whose code stood in an earlier row."""
    code = str(outcome.values.get("code", "")).lower()
    if not code:
        return False
    first = seen.setdefault(("code", code), outcome.number)
    if first == outcome.number:
        return False
    outcome.action, outcome.likeness = DUPLICATE, 1.0
    outcome.twin = first
    return True


def _is_hidden(outcome: Outcome, known: Known, headings: dict[str, str]) -> bool:
    """Refuse a code that an account of somebody else's people bears."""
    if str(outcome.values.get("code", "")).lower() not in known.hidden_codes:
        return False
    outcome.action = ERROR
    outcome.problems.append(
        problems.error(
            headings.get("code", ""),
            _("This code belongs to an account that you may not see."),
            _("Use another code, or ask sales operations to import the row."),
        )
    )
    return True


def _match(outcome: Outcome, known: Known, taken: dict[int, int]) -> None:
    """Find the account that a row means beyond doubt, or that has the same tax number."""
    values = outcome.values
    code, tax_id = str(values.get("code", "")).lower(), values.get("tax_id", "")
    same: Identity | None = known.by_code.get(code) if code else None
    if same is None and tax_id and len(known.by_tax_id.get(tax_id, ())) == 1:
        candidate = known.by_tax_id[tax_id][0]
        if code:
            _duplicate(outcome, candidate, 1.0)
            return
        same = candidate
    if same is None and not code:
        same = next((i for i in _same_words(outcome, known) if i.pk not in taken), None)
    if same is None:
        return
    if same.pk in taken:
        outcome.twin = taken[same.pk]
        _duplicate(outcome, same, 1.0)
        return
    taken[same.pk] = outcome.number
    outcome.action = CHANGED
    outcome.account, outcome.account_version = same.pk, same.version


def _same_words(outcome: Outcome, known: Known) -> list[Identity]:
    """Return the accounts with the very same name, unit and address."""
    values = outcome.values
    name, address = fold_company(values["name"]), fold(values.get("address", ""))
    return known.by_words.get(words_of(name, outcome.unit, address), [])


def _duplicate(outcome: Outcome, identity: Identity, likeness: float) -> None:
    """Mark a row as probably meaning an account."""
    outcome.action, outcome.likeness = DUPLICATE, likeness
    outcome.account, outcome.account_version = identity.pk, identity.version


def _mark_twins(outcomes: Sequence[Outcome], known: Known) -> None:
    """Mark the new rows that are like an account, or like another row of the file."""
    fresh = {o.number: o for o in outcomes if o.account is None}
    rows = [_candidate(outcome) for outcome in fresh.values()]
    units = {row.unit for row in rows}
    identities = {
        identity.pk: identity for unit in units for identity in known.by_unit.get(unit, ())
    }
    older = [
        Candidate(("account", i.pk), i.name, i.address, i.unit, i.lon, i.lat)
        for i in identities.values()
    ]
    for (_kind, number), ((kind, key), likeness) in twins(rows, older).items():
        outcome = fresh[number]
        if kind == "account":
            _duplicate(outcome, identities[key], likeness)
        else:
            outcome.action, outcome.likeness = DUPLICATE, likeness
            outcome.twin = key


def _mark_shared_phones(outcomes: Sequence[Outcome], known: Known) -> None:
    """Mark the new rows whose telephone an account has, or a row before, under a like name."""
    rows: dict[str, list[Line[int]]] = {}
    held = Counter(phone_key(str(outcome.values.get("phone", ""))) for outcome in outcomes)
    for outcome in outcomes:
        phone = str(outcome.values.get("phone", ""))
        key = phone_key(phone)
        # Counted over the whole file: a row that is marked is a holder of the number, too.
        if not key or held[key] + len(known.by_phone.get(key, ())) > MOST_SHARED:
            continue
        name, address = (
            fold_company(outcome.values["name"]),
            fold(outcome.values.get("address", "")),
        )
        line = Line(outcome.number, name, address)
        if (account := same_holder(line, phone, known.by_phone)) is not None:
            _duplicate(outcome, known.by_pk[account[0]], account[1])
        elif (twin := same_holder(line, phone, rows)) is not None:
            outcome.action, outcome.likeness = DUPLICATE, twin[1]
            outcome.twin = twin[0]
        else:
            rows.setdefault(key, []).append(line)


def _candidate(outcome: Outcome) -> Candidate:
    """Return a row as far as likeness goes."""
    values = outcome.values
    return Candidate(
        ("row", outcome.number),
        fold_company(values["name"]),
        fold(values.get("address", "")),
        outcome.unit,
        values.get("lon"),
        values.get("lat"),
    )
