"""Guesses which field each column holds, from its heading first and its cells second."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils import translation
from rapidfuzz import fuzz, process

from comarca.accounts.headings import OTHERS
from comarca.base.objects import Place, find
from comarca.base.objects.custom import PREFIX
from comarca.imports.matching.affixes import without_shared
from comarca.imports.matching.by_cells import FIRST, Free, codes_among, names_among
from comarca.imports.matching.canonical import (
    OF_PERSON,
    SECOND,
    canonical,
    is_second,
    of_table,
    without_first,
)
from comarca.imports.matching.concepts import CONFIRMED, IN_PART, STATES, concepts, field_of
from comarca.imports.matching.content import (
    are_answers,
    are_codes,
    are_grades,
    are_names,
    are_points,
    are_repeated_postal_codes,
    kind_of,
    says_status,
)
from comarca.imports.matching.fields import Field, declared, fields
from comarca.imports.matching.fitting import are_countries, filled, may_be
from comarca.imports.matching.folding import fold_heading
from comarca.imports.matching.sales import sales_of
from comarca.imports.matching.status import answers_status
from comarca.imports.matching.together import Match, together, with_company
from comarca.imports.matching.turnover import is_turnover

ENOUGH = 88.0
NUMBERING = frozenset({"codigo", "id", "numero", "code", "number", "nummer"})
# A column of the account's own table counts a little less than one that says nothing of a table,
# one that is looked up letter by letter more than one that is only like a heading.
EXACT_SCORE, TABLE_LOSS, LAST_LOSS = 200.0, 40.0, 100.0
POINTS_SCORE = 150.0
CELLS_SCORE = 110.0
LONGEST = 60  # letters of a heading
# Only a guess by the cells, and a second column beside the one that counts.
NAME_SCORE, SECOND_SCORE = 40.0, 50.0
SEVERAL = frozenset({"name", "phone", "email", "status", "contact_last"})
# Words of amounts and of counts: five figures under them are no postal code.
FIGURES = frozenset({"selling", "potential", "visits"})
# Without their small word they are the other end: a branch, or the legal entity that invoices.
OF_PARENT = frozenset({"subsidiary of", "filial de", "sucursal de"})
# What accounting programs call an account's name, and others the title of a person.
TITLES = frozenset({"Titulo", "Título", "TITULO", "TÍTULO"})


def guess(
    headings: Sequence[str], columns: Sequence[Sequence[object]], user: Any = None
) -> dict[str, Match]:
    """Return the field of each column that is recognised; nearly every field is used once.

    A second name, telephone, e-mail or status is kept beside the first, for rows where that is
    empty. Where no heading says the name, the first column of different texts is taken for it.
    """
    known = fields(user)
    labels = own_labels(known)
    shorter = without_shared(headings)
    offers = [
        (match.score, -index, heading, match.field)
        for index, heading in enumerate(headings)
        for match in _of_column(
            heading,
            shorter.get(heading, ""),
            columns[index] if index < len(columns) else (),
            labels,
        )
    ]
    taken: dict[str, Match] = {}
    used: set[str] = set()
    for score, _order, heading, field in sorted(offers, reverse=True):
        if heading not in taken and field not in used:
            taken[heading] = Match(field, min(score, 100.0))
            used.add(field)
    for score, _order, heading, field in sorted(offers, reverse=True):
        if heading not in taken and field in SEVERAL and score >= ENOUGH:
            taken[heading] = Match(field, SECOND_SCORE)
    cells = dict(zip(headings, columns, strict=False))
    found = together(taken, headings)
    found = {h: match for h, match in found.items() if not is_turnover(h, headings)}
    fields_found = {match.field for match in found.values()}
    found = with_company(found, taken, names_among(free(headings, columns, found)), cells)
    if "code" not in fields_found and (key := codes_among(free(headings[:FIRST], columns, found))):
        found[key] = Match("code", NAME_SCORE)
    if "name" not in fields_found and (name := names_among(free(headings, columns, found))):
        found[name] = Match("name", NAME_SCORE)
    return found


def says(heading: str, field: str) -> bool:
    """Return whether a heading says of itself that its column is this field."""
    return any(match.field == field for match in _offers(heading, (), own_labels(fields())))


def free(
    headings: Sequence[str], columns: Sequence[Sequence[object]], taken: Mapping[str, Match]
) -> Free:
    """Return the columns that nobody claims and whose headings do not say that they are others."""
    return [
        (heading, cells)
        for heading, cells in zip(headings, columns, strict=False)
        if heading not in taken
        and (heading in TITLES or not (canonical(heading) in _others() or _is_other(heading)))
    ]


def _is_other(heading: str) -> bool:
    """Return whether the words of a heading say that its column is no field of an account."""
    worded = field_of(heading)
    return worded is not None and not worded[0]


def is_known(heading: str) -> bool:
    """Return whether a text is a heading that is known word for word."""
    text = canonical(heading)
    if not text:
        return False
    if text in _table() or sales_of(heading) or _exact(heading):
        return True
    return len(heading) <= LONGEST and bool((field_of(heading) or ("",))[0])


def signature(headings: Iterable[str]) -> str:
    """Return what identifies files with the same headings, whatever their case or accents."""
    joined = "\x1f".join(fold_heading(heading) for heading in headings)
    return hashlib.sha256(joined.encode()).hexdigest()


def _of_column(
    heading: str, shorter: str, cells: Sequence[object], labels: Mapping[str, str]
) -> list[Match]:
    """Return the fields of a column by its heading, else by what other headings do not share."""
    found = [_weighed(one, cells) for one in _offers(heading, cells, labels)
             if may_be(one.field, cells)]  # fmt: skip
    if not shorter or any(one.score > IN_PART for one in found):
        return found
    rest = [one for one in _offers(shorter, cells, labels) if may_be(one.field, cells)]
    return rest or found


def _weighed(match: Match, cells: Sequence[object]) -> Match:
    """Prefer, of two columns that may be one field, classes to industries, names to codes."""
    if match.field == "segment" and are_grades(cells):
        return Match(match.field, match.score + CELLS_SCORE)
    if match.field == "owner" and are_codes(cells):
        return Match(match.field, match.score - CELLS_SCORE)
    return match


def _offers(heading: str, cells: Sequence[object], labels: Mapping[str, str]) -> list[Match]:
    """Return the fields that one column may hold."""
    text = canonical(heading)
    if labels.get(text, "").startswith(PREFIX):
        # What an administrator called a field by hand means that field, whatever else it may mean.
        return [Match(labels[text], EXACT_SCORE + 1)]
    if are_points(cells):
        return [Match("coordinates", POINTS_SCORE)]
    if sales := sales_of(heading):
        return [Match(*sales)]
    if exact := [match for match in _exact(heading) if may_be(match.field, cells)]:
        return _checked(exact, cells, heading)
    if text in labels:
        return [Match(labels[text], EXACT_SCORE)]
    is_other = (text in _others() and not _is_written_out(text, cells)) or (
        is_second(heading) and _exact(SECOND.sub("", text))
    )
    return [] if is_other else _likely(heading, text, cells)


def _is_written_out(text: str, cells: Sequence[object]) -> bool:
    """Return whether a column of codes holds letters: "BO" under "Cd_Provincia" is Bologna."""
    texts = filled(cells)
    return text.startswith("codigo ") and bool(texts) and all(map(str.isalpha, texts))


def _likely(heading: str, text: str, cells: Sequence[object]) -> list[Match]:
    """Return the fields of a heading that is in no table: by its words, its letters, its cells."""
    worded = field_of(heading, lambda field: may_be(field, cells))
    if worded is not None and worded[1] != IN_PART:
        return _worded(heading, cells, Match(*worded)) if worded[0] else []
    offers = _in_part(heading, cells, Match(*worded)) if worded else []
    if len(text) > 3 and (near := _nearest(text)):
        offers += _checked([near], cells, heading)
    is_figure = NUMBERING & set(text.split()) or concepts(heading).keys() & FIGURES
    if not is_figure and (kind := kind_of(cells)):
        offers.append(Match(_field_of(kind), 60.0))
    return offers


def _worded(heading: str, cells: Sequence[object], match: Match) -> list[Match]:
    """Return the fields that a heading's words say, where its cells do not speak against them."""
    found = [match]
    if match.field == "status" and concepts(heading).get("status", set()) & STATES:
        found.append(Match("province", match.score - 1))
    return _checked(found, cells, heading)


def _in_part(heading: str, cells: Sequence[object], match: Match) -> list[Match]:
    """Return what some words of a heading say, unless the cells are of another kind."""
    if match.field in {"name", "code"} and any(cells):
        fits = are_names(cells) if match.field == "name" else are_codes(cells)
        return [match] if fits else []
    if match.field in CONFIRMED:
        is_country = match.field == "country"
        fits = are_countries(cells) if is_country else says_status(cells, heading)
        return [match] if fits else []
    kind = kind_of(cells)
    # A tax number without letters looks like a telephone.
    alike = kind == "phone" and match.field == "tax_id"
    return [match] if not kind or alike or _field_of(kind) == match.field else []


def _exact(heading: str) -> list[Match]:
    """Return the fields whose heading this is, letter by letter."""
    text = canonical(heading)
    if fold_heading(heading) in OF_PARENT:
        return [Match("parent", EXACT_SCORE - TABLE_LOSS)]
    table = _table()
    for form, loss in ((text, 0.0), (without_first(text), 5.0)):
        if form in table:
            return [Match(field, score - loss) for field, score in table[form]]
    if text in _others() or is_second(heading):
        return []
    whose, rest = of_table(without_first(text))
    if whose == "person":
        return [Match(OF_PERSON[rest], EXACT_SCORE - TABLE_LOSS)] if rest in OF_PERSON else []
    if whose == "account" and rest in table and rest not in _others():
        return [Match(field, score - TABLE_LOSS) for field, score in table[rest]]
    return []


def _checked(offers: list[Match], cells: Sequence[object], heading: str) -> list[Match]:
    """Let the cells decide where a heading has two meanings: status or state, name or code."""
    found = {match.field for match in offers}
    if "coordinates" in found and [cell for cell in cells if cell not in {"", None}]:
        return [match for match in offers if match.field != "coordinates"]
    if found == {"code"} and kind_of(cells) == "tax_id" and canonical(heading) not in _table():
        return [*offers, *(Match("tax_id", match.score + 1) for match in offers)]
    if found == {"code"} and are_repeated_postal_codes(cells):
        # "CODIGO" beside "CLAVE": what repeats tells no account from another.
        return [Match("postal_code", match.score) for match in offers]
    if found == {"name", "code"}:
        # "Cliente" is the name, unless its cells are numbers.
        return [m for m in offers if m.field == ("code" if are_codes(cells) else "name")]
    has_cells = any(cell not in {"", None} for cell in cells)
    return _of_status(offers, cells, heading) if "status" in found and has_cells else offers


def _of_status(offers: list[Match], cells: Sequence[object], heading: str) -> list[Match]:
    """Let the cells decide whether a column is a status, a state or a class of customers."""
    if says_status(cells, heading):
        return [Match("status", max(match.score for match in offers))]
    others = [match for match in offers if match.field != "status"]
    if others or are_answers(cells) or answers_status(heading):
        return others
    return [Match("segment", 55.0)]


def _field_of(kind: str) -> str:
    """Return the first field of a kind of value, as cells tell it; else the field of that name."""
    described = (one for one in find("account").declared if one.is_in(Place.IMPORT))
    return next((one.key for one in described if one.kind == kind), kind)


def _table() -> dict[str, list[tuple[str, float]]]:
    """Return the fields of every known heading with their scores."""
    return _table_of(declared())


@lru_cache(maxsize=2)
def _table_of(
    declared: tuple[tuple[str, tuple[str, ...]], ...],
) -> dict[str, list[tuple[str, float]]]:
    """Make the table of known headings."""
    found: dict[str, list[tuple[str, float]]] = {}
    for key, words in declared:
        for order, word in enumerate(words):
            score = EXACT_SCORE - LAST_LOSS * order / max(len(words), 1)
            known = found.setdefault(canonical(word), [])
            if key not in {field for field, _score in known}:
                known.append((key, score))
    return found


@lru_cache(maxsize=1)
def _others() -> frozenset[str]:
    """Return the headings that other systems export and that are no field of an account."""
    return frozenset(canonical(heading) for heading in OTHERS) - _table().keys()


def own_labels(known: Mapping[str, Field]) -> dict[str, str]:
    """Return the fields by their label in every language: the headings of our own export."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for key, field in known.items():
                found.setdefault(canonical(str(field.label)), key)
    return found


def _nearest(text: str) -> Match | None:
    """Return the field whose heading is nearest to a misspelt one."""
    found = process.extractOne(
        text, _table().keys(), scorer=fuzz.token_sort_ratio, score_cutoff=ENOUGH
    )
    if not found or len(found[0]) < 4:
        return None
    field, _score = max(_table()[found[0]], key=lambda one: one[1])
    return Match(field, float(found[1]))
