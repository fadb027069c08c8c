"""Knows countries by their code and by their name in the languages that files come in."""

import re
from functools import cache

from rapidfuzz import fuzz, process

from comarca.base.locales import ANOTHER_COUNTRY
from comarca.geography.naming import fold_whole

# The first to claim a name keeps it.
LANGUAGES = ("es", "en", "pt", "fr", "de", "it", "ca", "gl", "eu", "nl", "pl", "ro", "cs", "sk",
             "hu", "sv", "da", "nb", "fi", "et", "lv", "lt", "sl", "hr", "tr", "el", "bg", "uk",
             "ru", "ast", "id", "vi", "ar", "ja", "zh", "ko")  # fmt: skip
PARTS = re.compile(r"[()/|,;]|\s[-–]\s")
SHORTEST, NEAR = 6, 88.0  # letters, and likeness in per cent, of a misspelt name
# What people write and no standard lists: short forms, three letters, old number plates.
ALSO = {
    "usa": "US", "eeuu": "US", "ee uu": "US", "estados unidos de america": "US", "eua": "US",
    "uk": "GB", "england": "GB", "inglaterra": "GB", "gran bretana": "GB", "great britain": "GB",
    "escocia": "GB", "scotland": "GB", "gales": "GB", "wales": "GB", "holanda": "NL",
    "holland": "NL", "the netherlands": "NL", "republica checa": "CZ", "czech republic": "CZ",
    "brd": "DE", "republica dominicana": "DO", "rep dominicana": "DO", "uae": "AE",
    "corea": "KR", "korea": "KR", "rusia": "RU", "e": "ES", "f": "FR", "d": "DE", "i": "IT",
    "p": "PT", "cataluna": "ES", "reino de espana": "ES", "kosovo": "XK",
    "otro pais": ANOTHER_COUNTRY, "another country": ANOTHER_COUNTRY, "republic of ireland": "IE",
}  # fmt: skip


def country_of(text: str) -> str:
    """Return a country's two letters, nothing where no country is called so.

    >>> country_of("Alemania"), country_of("ESP"), country_of("pt"), country_of("Getafe")
    ('DE', 'ES', 'PT', '')
    >>> country_of("Spain (ES)"), country_of("España / Portugal")
    ('ES', '')
    """
    if found := _names().get(fold_whole(text)):
        return found
    parts = [part for part in PARTS.split(text) if part.strip()]
    codes = {_names().get(fold_whole(part), "") for part in parts} if len(parts) > 1 else {""}
    return codes.pop() if len(codes) == 1 else ""


def country_like(text: str) -> str:
    """Return the one country that a misspelt name is near to, nothing where none or two are.

    >>> country_like("Philipines"), country_like("Ireland"), country_like("Getafe")
    ('PH', 'IE', '')
    """
    said = fold_whole(text)
    if len(said) < SHORTEST:
        return ""
    found = process.extract(said, _names().keys(), scorer=fuzz.ratio, score_cutoff=NEAR, limit=8)
    codes = {_names()[name] for name, _score, _index in found}
    return codes.pop() if len(codes) == 1 else ""


@cache
def _names() -> dict[str, str]:
    """Return every country by name, by two letters and by three."""
    import pycountry
    from babel import Locale

    codes = {country.alpha_2: country for country in pycountry.countries}
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in codes:
                found.setdefault(fold_whole(name), code)
    for code, country in codes.items():
        found[code.lower()] = found[country.alpha_3.lower()] = code
        found.setdefault(fold_whole(country.name), code)
    return {**found, **ALSO}
