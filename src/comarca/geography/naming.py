"""Find a unit by what people call it: any language, any spelling, any order of the article."""

import re
import unicodedata

ARTICLES = (
    "el", "la", "los", "las", "l", "els", "les", "lo", "es", "sa", "ses", "s", "n",
    "a", "o", "as", "os", "the",
)  # fmt: skip
_article = "|".join(ARTICLES)
BEHIND = re.compile(rf"^(?P<name>.+?)(?:\s*,\s*|\s*\(\s*)(?P<article>{_article})['’]?\s*\)?$")
BEFORE = re.compile(rf"^(?:(?:{_article})\s+|(?:l|d|s|n)['’]\s*)(?P<rest>.+)$")
NOT_WORD = re.compile(r"[^a-z0-9]+")
SPLIT = re.compile(r"\s*[|/]\s*|\s+-\s+")


def fold(name: str) -> str:
    """Return a name without accents, case, punctuation and article, for comparing.

    >>> fold("Coruña, A"), fold("LA CORUÑA"), fold("l'Hospitalet de Llobregat")
    ('coruna', 'coruna', 'hospitalet de llobregat')
    """
    plain = _plain(name)
    behind = BEHIND.match(plain)
    if behind:
        plain = behind["name"]
    else:
        before = BEFORE.match(plain)
        if before and len(before["rest"]) > 2:
            plain = before["rest"]
    return NOT_WORD.sub(" ", plain).strip()


def has_article(name: str, *, of_a_letter: bool = False) -> bool:
    """Return whether a name has an article of its own, before it or behind.

    One of a single letter may be the rest of an abbreviation, and counts only if asked.

    >>> has_article("La Moraleja"), has_article("Puig, El"), has_article("Moraleja de Enmedio")
    (True, True, False)
    >>> has_article("A Coruña"), has_article("A Coruña", of_a_letter=True)
    (False, True)
    """
    plain = _plain(name)
    found = BEHIND.match(plain)
    before = BEFORE.match(plain)
    if of_a_letter:
        return bool(found or (before and len(before["rest"]) > 2))
    return bool(found and len(found["article"]) > 1) or bool(
        before and len(before["rest"]) > 2 and not plain.startswith(("a ", "o ", "s ", "n "))
    )


def fold_whole(name: str) -> str:
    """Return a name folded with its first word: what looks like an article may be half a word.

    >>> fold_whole("Sa Fernando")
    'sa fernando'
    """
    return NOT_WORD.sub(" ", _plain(name)).strip()


def _plain(name: str) -> str:
    """Return a name without accents and case."""
    plain = name.strip().casefold()
    if plain.isascii():
        return plain
    plain = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("·", "")


def spellings(name: str) -> set[str]:
    """Return the folded forms of a name and of its parts in several languages.

    >>> sorted(spellings("Vitoria-Gasteiz"))
    ['gasteiz', 'vitoria', 'vitoria gasteiz']
    """
    forms = {fold(name)}
    forms |= {fold(part) for part in SPLIT.split(name) if len(part) > 2}
    parts = name.split("-")
    if len(parts) == 2 and all(p and p[0].isupper() and " " not in p.strip() for p in parts):
        forms |= {fold(part) for part in parts}
    return {form for form in forms if form}
