"""Recognises what a column holds from its cells, when its heading does not say."""

import re
from collections.abc import Callable, Sequence

from comarca.geography.country_names import country_like, country_of
from comarca.imports.matching.folding import fold
from comarca.imports.matching.status import LETTERS, NO, YES, read_status
from comarca.imports.reading.coordinates import read_point

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
# Five figures, and what is written so in Portugal, Brazil, the Netherlands and the United Kingdom.
POSTAL = re.compile(
    r"\d{5}(?:-\d{3,4})?|\d{4}-\d{3}|\d{4} ?[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"
)
# Numbers that the tax offices of one country or another write so, and hardly anybody else.
TAX = re.compile(
    r"(?:ES)?[- ]?(?:[A-HJNP-SUVW]-?\d{7}-?[0-9A-J]|[XYZ]?\d{7,8}-?[A-Z])"
    r"|\d{1,2}\.\d{3}\.\d{3}-[\dK]|\d{2}\.?\d{3}\.?\d{3}/\d{4}-\d{2}|\d{3}\.\d{3}\.\d{3}-\d{1,2}"
    r"|\d{9}-\d|\d{2}-\d{8}-\d|[A-ZÑ&]{3,4}-?\d{6}-?[0-9A-Z]{3}"
    r"|(?:ATU|BE|DE|FR|GB|IE|IT|PT|DK|SE|FI|PL)\d{8,12}|NL\d{9}B\d{2}",
    re.IGNORECASE,
)
WEB = re.compile(
    r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?:com|es|net|org|eu)", re.IGNORECASE
)
MOSTLY = 0.9  # of the rows hold a code of their own where it is one of accounts
GRADE = re.compile(r"[A-E][+-]?")
PHONE = re.compile(r"\+?[\d][\d ()./-]{7,18}\d")

# Where each of these stands over single letters, nobody can mean a province.
HEADINGS = frozenset({"estado", "estatus", "status", "situacion", "estat", "stato", "statut"})

TESTS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("email", EMAIL.fullmatch),
    ("tax_id", TAX.fullmatch),
    ("url", WEB.fullmatch),
    ("postal_code", POSTAL.fullmatch),
    ("country", lambda text: len(text) >= 4 and (country_of(text) or country_like(text))),
    ("phone", lambda text: PHONE.fullmatch(text) and sum(c.isdigit() for c in text) >= 9),
)


def kind_of(cells: Sequence[object]) -> str:
    """Return the kind of value, or the field, that most of these cells look like, or nothing."""
    texts = [str(cell).strip() for cell in cells if cell not in {"", None}]
    if len(texts) < 3:
        return ""
    for kind, test in TESTS:
        if sum(bool(test(text)) for text in texts) >= 0.85 * len(texts):
            return kind
    return ""


def are_points(cells: Sequence[object]) -> bool:
    """Return whether most cells hold a point: two coordinates, or a link to a map."""
    texts = [str(cell).strip() for cell in cells if cell not in {"", None}]
    found = sum(read_point(text) is not None for text in texts)
    return bool(texts) and found >= 0.6 * len(texts)


def says_status(cells: Sequence[object], heading: str = "") -> bool:
    """Return whether a column says of accounts that they are customers, prospects or closed.

    A few words come again and again; most of them must be known, yes and no under "Activo".
    """
    texts = [str(cell).strip() for cell in cells if cell not in {"", None}]
    different = {text.lower() for text in texts}
    if not texts or len(different) > max(12, len(texts) // 4):
        return False
    if different <= LETTERS and len(different) > 1 and set(fold(heading).split()) & HEADINGS:
        return True
    known = sum(read_status(text, heading) is not None for text in different)
    return known >= 0.4 * len(different)


def are_answers(cells: Sequence[object]) -> bool:
    """Return whether cells only say yes or no, which no segment is called."""
    texts = {str(cell).strip().lower() for cell in cells if cell not in {"", None}}
    return bool(texts) and texts <= YES | NO | {"-1"}


def are_names(cells: Sequence[object]) -> bool:
    """Return whether cells may be names of companies: texts of letters that hardly repeat."""
    texts = [str(cell).strip() for cell in cells if cell not in {"", None}]
    if not texts or len(texts) < 0.8 * len(cells):
        return False
    worded = sum(sum(c.isalpha() for c in text) >= 0.5 * len(text) > 1 for text in texts)
    return (
        worded >= 0.9 * len(texts)
        and len({text.lower() for text in texts}) >= 0.9 * len(texts)
        and not kind_of(texts)
    )


def are_grades(cells: Sequence[object]) -> bool:
    """Return whether cells are classes of customers: a few of A, B, C and the like."""
    texts = {str(cell).strip().upper() for cell in cells if cell not in {"", None}}
    return len(texts) > 1 and all(GRADE.fullmatch(text) for text in texts) and "A" in texts


def are_codes(cells: Sequence[object]) -> bool:
    """Return whether most cells are codes: a figure in them, and one word."""
    texts = [str(cell).strip() for cell in cells if cell not in {"", None}]
    coded = sum(any(c.isdigit() for c in text) and " " not in text for text in texts)
    return bool(texts) and coded >= 0.8 * len(texts)


def are_repeated_postal_codes(cells: Sequence[object]) -> bool:
    """Return whether cells look like postal codes, several rows with one."""
    texts = [str(cell).strip() for cell in cells if cell not in {"", None}]
    return kind_of(texts) == "postal_code" and len(set(texts)) < MOSTLY * len(texts)
