"""Finds out which alphabet a text file was written in."""

import codecs

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHOICES = ("utf-8-sig", "utf-8", "cp1252", "latin-1", "utf-16", "utf-16-le", "utf-16-be")


def find_encoding(data: bytes) -> str:
    """Return the encoding of a text: its mark, else UTF-8 if it is that, else Windows or Latin-1.

    >>> find_encoding("Alegría".encode("latin-1"))
    'cp1252'
    >>> find_encoding("Alegría".encode())
    'utf-8'
    """
    for mark, name in BOMS:
        if data.startswith(mark):
            return name
    if wide := _without_mark(data[:4096]):
        return wide
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _single_byte(data)
    return "utf-8"


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
    """Tell Windows-1252 from Latin-1 by the five bytes that Windows leaves undefined."""
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"
