"""Text as the index keeps it: without accents, case and punctuation."""

import re
import unicodedata

LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"})
NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return a text in plain small letters, one space between words.

    >>> fold("Ñandú, S.A."), fold("C/ Müller 3º")
    ('nandu s a', 'c muller 3o')
    """
    # Twice: some letters are capitals only once they are taken apart (𝕊), others come in
    # several parts only once they are small (İ).
    small = unicodedata.normalize("NFKD", text).casefold()
    plain = unicodedata.normalize("NFKD", small).translate(LETTERS)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return NOT_WORD.sub(" ", plain).strip()


def squeeze(text: str) -> str:
    """Return a code or telephone number without what people put between its parts.

    >>> squeeze("A-123/b"), squeeze("+34 912 34")
    ('a123b', '3491234')
    """
    return fold(text).replace(" ", "")
