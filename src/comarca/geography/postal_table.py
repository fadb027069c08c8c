"""Adds postal codes to a layer from a table: one code and one area a row."""

import csv
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from comarca.base.bulk import insert_objects
from comarca.geography.models import Layer, PostalCode
from comarca.geography.naming import fold

MAX_BYTES = 20 * 1024 * 1024
MAX_CODE = 12
SHOWN = 10


class UnreadableTable(ValueError):
    """The table cannot be read; the message says what to do."""


@dataclass(frozen=True)
class PostalReport:
    """How many codes were added, and the areas that the layer does not have."""

    added: int
    unknown: list[str]
    unknown_count: int


def read_table(body: bytes) -> list[tuple[str, str]]:
    """Return ``(postal code, area)`` of each row; a heading row is passed over."""
    if len(body) > MAX_BYTES:
        raise UnreadableTable(_("The table is larger than 20 MB."))
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    separator = max(";\t,", key=first.count)
    rows = [row for row in csv.reader(text.splitlines(), delimiter=separator) if len(row) >= 2]
    if rows and not any(c.isdigit() for c in rows[0][0]):
        rows = rows[1:]
    found = [(row[0].strip().upper(), row[1].strip()) for row in rows if row[0].strip()]
    if not found:
        raise UnreadableTable(
            _("The table needs two columns: postal code; id or name of the area.")
        )
    too_long = next((code for code, _unit in found if len(code) > MAX_CODE), None)
    if too_long:
        raise UnreadableTable(_("“{code}” is no postal code.").format(code=too_long[:30]))
    return found


def add_postal_codes(layer: Layer, rows: list[tuple[str, str]]) -> PostalReport:
    """Add postal codes to a layer; an area is found by its id, else by a name that only one has."""
    by_code: dict[str, int] = {}
    by_name: dict[str, list[int]] = {}
    for pk, code, name in layer.units.exclude(level="cell").values_list("pk", "code", "name"):
        by_code[code] = pk
        by_name.setdefault(fold(name), []).append(pk)

    def unit_of(area: str) -> int | None:
        named = by_name.get(fold(area), [])
        return by_code.get(area) or (named[0] if len(named) == 1 else None)

    pairs = {(code, unit) for code, area in rows if (unit := unit_of(area)) is not None}
    unknown = sorted({area for _code, area in rows if unit_of(area) is None})
    with transaction.atomic():
        known = set(PostalCode.objects.filter(layer=layer).values_list("code", "unit"))
        new = sorted(pairs - known)
        insert_objects(PostalCode(layer=layer, code=code, unit_id=unit) for code, unit in new)
        # Everything kept in memory for a layer goes by its version.
        Layer.objects.filter(pk=layer.pk).update(version=_next(layer.version))
    return PostalReport(len(new), unknown[:SHOWN], len(unknown))


def _next(version: str) -> str:
    base, _dash, number = version.partition("-p")
    return f"{base}-p{int(number or 0) + 1}"[:64]
