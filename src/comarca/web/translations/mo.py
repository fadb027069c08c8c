"""Catalogues as the program reads them (``.mo``): the format of GNU gettext, written here.

Source: https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html
"""

import struct
from collections.abc import Iterable

from comarca.web.translations.po import Entry

MAGIC = 0x950412DE
HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"


def compiled(entries: Iterable[Entry]) -> bytes:
    """Return the bytes of a compiled catalogue with the complete sentences."""
    rows = {b"": HEADER.encode()}
    for entry in entries:
        if entry.is_complete and not entry.fuzzy:
            rows[_source(entry)] = "\0".join(entry.texts).encode()
    return _pack(sorted(rows.items()))


def _source(entry: Entry) -> bytes:
    text = f"{entry.context}\x04{entry.msgid}" if entry.context else entry.msgid
    return (f"{text}\0{entry.plural}" if entry.plural else text).encode()


def _pack(rows: list[tuple[bytes, bytes]]) -> bytes:
    """Lay out the two tables of (length, place) and the texts they point to."""
    start = 28 + 16 * len(rows)
    tables: list[list[tuple[int, int]]] = [[], []]
    data = b""
    for side in (0, 1):
        for row in rows:
            tables[side].append((len(row[side]), start + len(data)))
            data += row[side] + b"\0"
    head = struct.pack("<7I", MAGIC, 0, len(rows), 28, 28 + 8 * len(rows), 0, start)
    places = b"".join(struct.pack("<2I", *pair) for table in tables for pair in table)
    return head + places + data
