"""Finds out which character encoding a text file was written in, and mends what is broken."""

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHOICES = (
    "utf-8-sig", "utf-8", "cp1252", "latin-1", "cp850", "mac_roman", "utf-16", "utf-16-le",
    "utf-16-be",
)  # fmt: skip
LETTERS = frozenset("áéíóúüñçàèòäöâêôîûãõÁÉÍÓÚÜÑÇÀÈÒÄÖºª¿¡ß€£")
# Two wrong letters for each accented one: UTF-8 that was read as Windows and saved again.
TWICE = re.compile("[ÃÂ][\u0080-\u00bf\u0152-\u0192\u02c6-\u2122]")
MOST_BROKEN = 0.2


def find_encoding(data: bytes) -> str:
    """Return the encoding of a text: its mark, else UTF-8 if it is that, else Windows or Latin-1.

    >>> find_encoding("Alegría".encode("latin-1"))
    'cp1252'
    >>> find_encoding("Alegría".encode())
    'utf-8'
    """
    for mark, name in BOMS:
        if data.startswith(mark) and _reads(data, name):
            return name
    if wide := _without_mark(data[:4096]):
        return wide
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "utf-8" if _is_mostly_utf8(data) else _single_byte(data)
    return "utf-8"


def _reads(data: bytes, encoding: str) -> bool:
    """Return whether a text reads in an encoding: "ÿþ" and "þÿ" are also letters of Windows."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return encoding == "utf-8-sig"  # broken bytes of UTF-8 are mended
    return True


def decode(data: bytes, encoding: str) -> tuple[str, int]:
    """Return a text and how many of its bytes were mended.

    A byte that UTF-8 does not allow is read as Windows-1252 alone, so that it does not garble the
    rest; letters that were encoded twice are put right.

    Raises
    ------
    UnicodeDecodeError
        If the text is not written in the encoding.
    """
    mended = 0

    def one_byte(error: UnicodeError) -> tuple[str, int]:
        nonlocal mended
        if not isinstance(error, UnicodeDecodeError):
            raise error
        mended += 1
        wrong = error.object[error.start : error.start + 1]
        return wrong.decode("cp1252", "replace"), error.start + 1

    if encoding in {"utf-8", "utf-8-sig"}:
        codecs.register_error("comarca-byte", one_byte)
        text = data.decode(encoding, "comarca-byte")
    else:
        text = data.decode(encoding)
    return (_once(text), mended) if len(TWICE.findall(text)) >= 3 else (text, mended)


def _once(text: str) -> str:
    """Undo a second encoding where that gives back proper letters."""

    def right(match: re.Match[str]) -> str:
        try:
            return match.group().encode("cp1252").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            # Windows leaves some bytes undefined; they stand as they are in Latin-1.
            wide = "".join(chr(b) for b in match.group().encode("latin-1", "ignore"))
            try:
                return wide.encode("latin-1").decode("utf-8")
            except UnicodeDecodeError:
                return match.group()

    return TWICE.sub(right, text)


def _is_mostly_utf8(data: bytes) -> bool:
    """Return whether the letters with accents are UTF-8 but for a few broken bytes."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    proper = len(text) - len(text.encode("ascii", "ignore")) - broken
    return proper > 0 and broken <= MOST_BROKEN * (proper + broken)


def _without_mark(head: bytes) -> str:
    """Recognise UTF-16 without a mark: every other byte of plain text is zero."""
    if len(head) < 4:
        return ""
    even, odd = head[0::2], head[1::2]
    if odd.count(0) > len(odd) * 0.6 and even.count(0) < len(even) * 0.1:
        return "utf-16-le"
    if even.count(0) > len(even) * 0.6 and odd.count(0) < len(odd) * 0.1:
        return "utf-16-be"
    return ""


def _single_byte(data: bytes) -> str:
    """Tell Windows, DOS and Macintosh apart by the letters they give; Latin-1 if none fits."""
    high = bytes(byte for byte in data[:1_000_000] if byte > 127)
    scores: dict[str, int] = {}
    for encoding in ("cp1252", "cp850", "mac_roman"):
        try:
            letters = high.decode(encoding)
        except UnicodeDecodeError:
            continue
        scores[encoding] = sum(letter in LETTERS for letter in letters)
    if "cp1252" in scores and scores["cp1252"] >= max(scores.values()):
        return "cp1252"
    best = max(scores, key=lambda name: scores[name], default="")
    return best if best and scores[best] >= 0.8 * len(high) else "latin-1"
