"""Reads a heading that nobody has written down before, from the words that it is made of.

"Código postal de facturación", "PLZ/Ort", "Dirección 1: ciudad" or "Rep Name (Last, First)" are in
no table; what each of their words speaks of, weighed together, says the field all the same.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from comarca.imports.matching.canonical import ABBREVIATIONS, SMALL
from comarca.imports.matching.folding import fold_heading
from comarca.imports.matching.vocabulary import SHORT, WORDS

CONCEPT = {word: concept for concept, words in WORDS.items() for word in words}
# What an abbreviation may stand for: only words that are long enough to be shortened.
LONG = tuple(sorted(word for word in CONCEPT if len(word) > 5))
LEAST, GLUED = 2, 5
VOWELS = frozenset("aeiou")  # "cntct" and "prsn" are words without theirs
BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
# Words that say nothing of the field.
BESIDE = frozenset(
    ["enlace", "link", "on", "and", "und", "et", "ou", "or", "oder", "as", "lc", "own", "eu", "fur",
     "fuer", "von", "area", "con", "dell", "dall", "des", "van", "het", "een", "en", "op",
     "descr", "key", "call", "calls",
     "actual", "actuales", "pela", "pelo"]
)  # fmt: skip
DIGITS = re.compile(r"\d+")
# Fields that a heading names beyond doubt.
STRONG = ("postal_code", "email", "website", "phone", "tax_id", "lat", "lon")
PLACES = frozenset({"place", "province", "country", "address"})
# "País o región" is the country; words of a status that are a state's too.
REGIONS = frozenset({"region", "regiao", "territorio", "geografica"})
STATES = frozenset({"estado", "estat", "etat", "stato"})
# A field of the account's second address counts only where there is no first.
SURE, SECOND_ADDRESS = 92.0, 52.0
# With one word that nobody knows beside it, these are still what the column most likely holds.
UNKNOWN = "unknown"
# With such a word beside it, these need cells that say the same.
CONFIRMED = frozenset({"country", "status"})
TELLING = frozenset({*STRONG, "name", "owner", "code", "place", "address"})
IN_PART = 70.0
KEPT = frozenset({*STRONG, "owner"})
# Beside these, a word that usually speaks of something else is part of the field's name.
HARMLESS = frozenset(
    {"mitarbeiter", "ultima", "ultimo", "last", "data", "relacionada", "related", "forma"}
)


# "Secteur commercial" is a territory, "Tipo de cliente" a status unless its cells say otherwise.
SECTORS = frozenset({"sector", "secteur", "settore"})
TYPES = frozenset({"tipo", "tipos", "type", "typ", "tipus"})
Said = dict[str, set[str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A field, the concepts that make it, and those that keep them from doing so."""

    field: str
    every: frozenset[str]
    none: frozenset[str] = frozenset()


def _rules(text: str) -> tuple[Rule, ...]:
    """Return rules from lines such as "place = postal_code place - contact"."""
    found = []
    for line in text.strip().splitlines():
        field, _equals, rest = line.partition("=")
        every, _minus, none = rest.partition(" - ")
        found.append(Rule(field.strip(), frozenset(every.split()), frozenset(none.split())))
    return tuple(found)


# The first that holds counts: "postal" beats "código", and "email" beats "dirección".
RULES = _rules("""
    = notes phone
    = notes email
    = phone types
    = email types
    = address types
    place = postal_code place
    address = postal address - code
    postal_code = postal_code
    website = email website
    contact_email = email person
    email = email
    = website code
    website = website
    contact_phone = phone person
    phone = phone
    tax_id = tax_id
    tax_id = taxed - contact places account
    coordinates = lat lon
    lat = lat
    lon = lon
    owner = selling assigned
    = owner person - places
    owner = owner - places
    contact_position = contact position
    contact_last = contact last - name first
    contact_first = contact first - name last
    = contact code
    = contact places
    = contact segment - name
    contact_name = contact
    country = country region - place
    = code place - address
    province = state address - place
    place = place
    province = province
    country = country
    address = address
    contact_name = last name
    contact_name = last first
    contact_last = last
    contact_first = first
    = name segment
    = name status
    name = name
    = selling sectors
    status = types account
    status = status
    segment = segment
    notes = notes
    potential = potential
    visits_per_year = visits
    code = code own
""")


def field_of(
    heading: str, may_be: Callable[[str], bool] = lambda _field: True
) -> tuple[str, float] | None:
    """Return the field that a heading's words say, and how surely; None where they say none.

    ``("", 0)`` says that the column is something else: a date, a balance, a fax. ``may_be`` rules
    out what the cells cannot be: no "MailCity" without an @ is an e-mail.

    >>> field_of("Código postal de facturación"), field_of("PLZ/Ort"), field_of("Fecha de alta")
    (('postal_code', 92.0), ('place', 92.0), ('', 0.0))
    """
    said = concepts(heading)
    if not said:
        return None
    found = _field(said, may_be)
    is_other = said.get("other") and not (found in KEPT and said["other"] <= HARMLESS)
    is_open = UNKNOWN in said and found not in TELLING | CONFIRMED
    if is_other and not (found and is_open):
        return "", 0.0
    if is_open or not found:
        return None
    if UNKNOWN in said:
        return found, IN_PART
    return found, SECOND_ADDRESS if "shipping" in said else SURE


@lru_cache(maxsize=4096)
def concepts(heading: str) -> Said:
    """Return what the words of a heading speak of, with the words; empty where one is unknown.

    What stands in brackets may be left out: "Latitud (GMS)".
    """
    ways = (heading, heading.lower(), BRACKETS.sub(" ", heading))
    read = [said for way in ways if (said := _concepts(way))]
    return next((said for said in read if UNKNOWN not in said), read[0] if read else {})


def _concepts(heading: str) -> Said:
    found: Said = {}
    unknown = 0
    for word in DIGITS.sub(" ", fold_heading(heading.replace("#", " numero "))).split():
        if word in SMALL or word in BESIDE or len(word) == 1:
            continue
        meant = words_of(word)
        unknown += not meant
        for one in meant:
            found.setdefault(CONCEPT[one], set()).add(one)
    if unknown:
        found[UNKNOWN] = set()
    return found if unknown < 2 else {}


@lru_cache(maxsize=4096)
def words_of(word: str) -> tuple[str, ...]:
    """Return the known words that one word is, is short for, or is glued together from.

    >>> words_of("tlfno"), words_of("pobcli"), words_of("observac")
    (('telefono',), ('poblacion', 'cliente'), ('observaciones',))
    """
    if word in CONCEPT:
        return (word,)
    if known := _abbreviated(word) or (
        _whole(word[:-1]) if word.endswith("s") and len(word) < GLUED else ()
    ):
        return known
    for at in range(LEAST, len(word) - LEAST + 1) if len(word) >= GLUED else ():
        parts = [_whole(word[:at]), _whole(word[at:])]
        if all(parts):
            return (*parts[0], *parts[1])
    return ()


def _whole(word: str) -> tuple[str, ...]:
    """Return a part of a glued word: written out, or in one of its usual short forms."""
    if word in CONCEPT:
        return (word,)
    written = (SHORT.get(word) or ABBREVIATIONS.get(word, "")).split()
    return tuple(written) if written and all(one in CONCEPT for one in written) else ()


def _abbreviated(word: str) -> tuple[str, ...]:
    """Return what a short form stands for: a usual one, or how words of one concept begin."""
    if usual := _whole(word):
        return usual
    if len(word) < 4:
        return ()
    begun = [one for one in LONG if one.startswith(word)]
    if not begun and not VOWELS & set(word):
        begun = [one for one in LONG if one[0] == word[0] and "".join(
            letter for letter in one if letter not in VOWELS) == word]  # fmt: skip
    if len({CONCEPT[one] for one in begun}) == 1:
        return (begun[0],)
    return ()


def _field(said: Said, may_be: Callable[[str], bool]) -> str:
    """Return the field that some concepts make together: that of the first rule that holds."""
    found = said.keys() | _special(said)
    holding = (rule for rule in RULES if rule.every <= found and not rule.none & found)
    return next((rule.field for rule in holding if may_be(rule.field)), "")


def _special(said: Said) -> set[str]:
    """Return what follows from the very words that were said, or from several concepts."""
    only = {
        "region": (REGIONS, "province"), "types": (TYPES, "segment"),
        "sectors": (SECTORS, "segment"), "postal": ({"postal", "postale"}, "postal_code"),
    }  # fmt: skip
    found = {name for name, (words, of) in only.items() if of in said and said[of] <= words}
    if said.get("status", set()) & STATES:
        found.add("state")
    if said.keys() & PLACES:
        found.add("places")
    if "fiscal" in said.get("billing", ()) and "code" in said:
        found.add("taxed")
    if "contact" in said and "account" not in said:
        found.add("person")
    if said.keys() & {"account", "billing"}:
        found.add("own")
    return found
