"""Reads the people of a vCard file (2.1, 3.0 and 4.0) as a table: a row for each, as a list has."""

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from comarca.imports.reading.footer import LeftOut
from comarca.imports.reading.limits import Clock, Limits

BEGINS = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*BEGIN:VCARD", re.IGNORECASE)
CARD = re.compile(r"(?ims)^BEGIN:VCARD[ \t]*$.*?^END:VCARD[ \t]*$")
# A picture, sound or key: its line, and those that carry it on (2.1 ends them with an empty one).
BINARY = re.compile(
    r"^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:].*(?:\n(?:[ \t].*|[A-Za-z0-9+/=]{60,}|))*",
    re.IGNORECASE | re.MULTILINE,
)
BASE = (
    "full name", "first name", "last name", "organization", "job title", "email", "email 2",
    "phone", "mobile", "language", "note",
)  # fmt: skip
BESIDE = ("department", "address", "website", "birthday")  # shown where a card has them
FAX = frozenset({"fax", "pager", "modem"})
MOBILE = frozenset({"cell", "mobile", "iphone"})

logging.getLogger("vobject.base").setLevel(logging.CRITICAL)  # what it skips is told on the page

Row = dict[str, str]


def is_vcards(head: bytes) -> bool:
    """Return whether a file's first bytes begin a vCard.

    >>> is_vcards(b"BEGIN:VCARD"), is_vcards(b"name;email")
    (True, False)
    """
    return BEGINS.match(head.replace(b"\x00", b"")) is not None


def read_vcards(text: str, limits: Limits) -> tuple[list[str], list[list[str]], list[int], LeftOut]:
    """Return headings, rows, the line on which each card begins, and what was left out."""
    clock, left_out = Clock(limits), LeftOut()
    rows: list[Row] = []
    numbers: list[int] = []
    line, at = 1, 0
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for found in CARD.finditer(text):
        line += text.count("\n", at, found.start())
        at = found.start()
        clock.check()
        limits.check_rows(len(rows) + 1)
        rows.append(_row(found[0], left_out))
        numbers.append(line)
    headings = [*BASE, *(one for one in BESIDE if any(row.get(one) for row in rows))]
    table = [[row.get(heading, "") for heading in headings] for row in rows]
    for number, cells in zip(numbers, table, strict=True):
        limits.check_row(number, cells)
    return headings, table, numbers, left_out


def _row(card: str, left_out: LeftOut) -> Row:
    """Return what a card says of a person; lines that make no sense are counted."""
    import vobject

    bare, pictures = BINARY.subn("", card)
    left_out.pictures += pictures
    try:
        read = vobject.readOne(bare, allowQP=True)
    except (vobject.base.ParseError, ValueError, LookupError):
        left_out.broken += 1
        try:
            read = vobject.readOne(bare, allowQP=True, ignoreUnreadable=True)
        except (vobject.base.ParseError, ValueError, LookupError):
            return {}
    return _person(read.contents)


def _person(said: Mapping[str, Sequence[Any]]) -> Row:
    """Return the cells of a card; what has no column of its own stands in the note."""
    given, family = _name(said)
    whole = _first(said, "fn") or " ".join(part for part in (given, family) if part)
    company, *units = [str(part).strip() for part in _value(said, "org") or [""]]
    emails = [str(one.value).strip().removeprefix("mailto:") for one in _ordered(said, "email")]
    phone, mobile, others = _phones(_ordered(said, "tel"))
    note = [_first(said, "note"), *others, *emails[2:]]
    return {
        "full name": whole, "organization": company,
        # A whole name in the place of the first name alone tells no parts.
        "first name": "" if given == whole and not family else given, "last name": family,
        "job title": _first(said, "title") or _first(said, "role"),
        "email": emails[0] if emails else "", "email 2": emails[1] if len(emails) > 1 else "",
        "phone": phone, "mobile": mobile, "language": _first(said, "lang")[:2].lower(),
        "note": "\n".join(part for part in note if part),
        "department": ", ".join(unit for unit in units if unit),
        "address": _address(_value(said, "adr")), "website": _first(said, "url"),
        "birthday": _first(said, "bday"),
    }  # fmt: skip


def _name(said: Mapping[str, Sequence[Any]]) -> tuple[str, str]:
    parts = _value(said, "n")
    if parts is None or isinstance(parts, str):
        return "", ""
    return _joined(getattr(parts, "given", "")), _joined(getattr(parts, "family", ""))


def _phones(told: Sequence[Any]) -> tuple[str, str, list[str]]:
    """Return telephone, mobile, and the others with what they are."""
    phone = mobile = ""
    others = []
    for one in told:
        number = re.sub(r"^tel:", "", str(one.value).strip(), flags=re.IGNORECASE)
        number, _mark, extension = number.partition(";ext=")
        number = f"{number} ext. {extension}" if extension else number
        kinds = set(_kinds(one))
        if not number:
            continue
        if kinds & MOBILE and not mobile:
            mobile = number
        elif not kinds & (FAX | MOBILE) and not phone:
            phone = number
        else:
            others.append(f"{'fax' if kinds & FAX else 'tel'}: {number}")
    return phone, mobile, others


def _kinds(one: Any) -> Iterator[str]:
    """Yield what a line says of itself: ``TYPE=cell,voice``, or in 2.1 ``CELL`` alone."""
    for value in [*one.params.get("TYPE", ()), *getattr(one, "singletonparams", ())]:
        yield from (part.strip().lower() for part in str(value).split(","))


def _ordered(said: Mapping[str, Sequence[Any]], key: str) -> list[Any]:
    """Return the lines of a kind, those first that the card prefers."""

    def rank(one: Any) -> int:
        told = "".join(one.params.get("PREF", ())[:1])
        return int(told) if told.isdecimal() else 1 if "pref" in set(_kinds(one)) else 101

    return sorted(said.get(key, ()), key=rank)


def _value(said: Mapping[str, Sequence[Any]], key: str) -> Any:
    lines = said.get(key) or ()
    return lines[0].value if lines else None


def _first(said: Mapping[str, Sequence[Any]], key: str) -> str:
    value = _value(said, key)
    return " ".join(map(str, value)) if isinstance(value, list) else str(value or "").strip()


def _joined(value: Any) -> str:
    parts = value if isinstance(value, list | tuple) else [value]
    return " ".join(" ".join(str(part) for part in parts).split())


def _address(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    names = ("street", "extended", "code", "city", "region", "country")
    return ", ".join(part for name in names if (part := _joined(getattr(value, name, ""))))
