"""Recognises what a column holds from its cells, when its heading does not say."""

import re
from collections.abc import Callable, Sequence

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
POSTAL = re.compile(r"\d{5}(?:-\d{4})?")
TAX = re.compile(
    r"(?:ES)?[- ]?(?:[A-HJNP-SUVW]-?\d{7}-?[0-9A-J]|[XYZ]?\d{7,8}-?[A-Z])", re.IGNORECASE
)
WEB = re.compile(
    r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?:com|es|net|org|eu)", re.IGNORECASE
)
PHONE = re.compile(r"\+?[\d][\d ()./-]{7,18}\d")

TESTS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("email", EMAIL.fullmatch),
    ("tax_id", TAX.fullmatch),
    ("website", WEB.fullmatch),
    ("postal_code", POSTAL.fullmatch),
    ("phone", lambda text: PHONE.fullmatch(text) and sum(c.isdigit() for c in text) >= 9),
)


def kind_of(cells: Sequence[object]) -> str:
    """Return the field that most of these cells look like, or nothing."""
    texts = [str(cell).strip() for cell in cells if cell not in {"", None}]
    if len(texts) < 3:
        return ""
    for kind, test in TESTS:
        if sum(bool(test(text)) for text in texts) >= 0.85 * len(texts):
            return kind
    return ""
