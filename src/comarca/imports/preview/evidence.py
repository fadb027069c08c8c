"""Shows how columns of figures were read, and which lines of a file were no rows."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from comarca.base.sentences import Figure
from comarca.base.sentences import ntold as ngettext
from comarca.base.sentences import told as _
from comarca.imports.matching.columns import says
from comarca.imports.matching.turnover import is_turnover
from comarca.imports.preview.convert import Column, Manner, columns
from comarca.imports.preview.units import ONE
from comarca.imports.preview.values import InvalidValue
from comarca.imports.reading.table import Table

NUMBER = re.compile(r"-?\d+(\.\d+)?")


def columns_read(table: Table, mapping: Mapping[str, str], manner: Manner) -> list[dict[str, Any]]:
    """Return how a cell of each column of figures was read; ``is_told`` where it may be wrong."""
    told = [*_name_guessed(mapping), *_turnover(table.headings, mapping)]
    for column in columns(table, mapping, manner):
        if not column.is_figure:
            continue
        cell = column.format.example or _first(table, column)
        if text := _sentence(column, cell):
            told.append(
                {
                    "heading": column.heading,
                    "text": text,
                    "is_guess": column.format.is_guess,
                    "is_told": column.format.is_guess or column.unit != ONE,
                    "is_figure": True,
                }
            )
    return told


def _name_guessed(mapping: Mapping[str, str]) -> list[dict[str, Any]]:
    """Say which column was taken for the name though its heading does not say so."""
    named = [heading for heading, field in mapping.items() if field == "name"]
    if not named or any(says(heading, "name") for heading in named):
        return []
    text = _("No heading says the name; this column was taken for it. Choose another if not.")
    return [{"heading": named[0], "text": text, "is_guess": True, "is_told": True}]


def _turnover(headings: Sequence[str], mapping: Mapping[str, str]) -> list[dict[str, Any]]:
    """Say which columns may be the accounts' own turnover and are left out for that."""
    text = _("Taken for what the accounts turn over themselves, not for your sales: not imported.")
    return [
        {"heading": heading, "text": text, "is_guess": True, "is_told": True}
        for heading in headings
        if not mapping.get(heading) and is_turnover(heading, headings)
    ]


def _first(table: Table, column: Column) -> str:
    """Return the first cell of a column that holds anything."""
    cells = (row[column.index] for row in table.rows)
    return next((str(cell) for cell in cells if cell not in {None, ""}), "")


def _sentence(column: Column, cell: str) -> str:
    """Say how a cell was read."""
    try:
        value = column.read(cell)
    except InvalidValue:
        return ""
    if value is None:
        return ""
    said = {"cell": cell, "value": Figure.of(value) if NUMBER.fullmatch(str(value)) else value}
    if column.format.is_guess:
        return (
            _("“%(cell)s” was read as %(value)s; choose the other decimal sign if it is wrong.")
            % said
        )
    if column.unit != ONE:
        return _("“%(cell)s” was read as %(value)s, as the heading says.") % said
    return _("“%(cell)s” was read as %(value)s.") % said


def left_out(table: Table) -> list[str]:
    """Say which lines were no rows, and how many bytes were mended."""
    out = table.left_out
    told: list[str] = []
    if out.totals:
        told.append(
            ngettext(
                "%(count)d line with totals is no account and was left out.",
                "%(count)d lines with totals are no accounts and were left out.",
                out.totals,
            )
            % {"count": out.totals}
        )
    if other := out.pages + out.headings:
        told.append(
            ngettext(
                "%(count)d line with a page number or repeated headings was left out.",
                "%(count)d lines with page numbers or repeated headings were left out.",
                other,
            )
            % {"count": other}
        )
    if out.pictures:
        told.append(
            ngettext(
                "%(count)d picture, sound or key of a person was left out.",
                "%(count)d pictures, sounds or keys of people were left out.",
                out.pictures,
            )
            % {"count": out.pictures}
        )
    if out.broken:
        told.append(
            ngettext(
                "%(count)d card had lines that could not be read; check that person.",
                "%(count)d cards had lines that could not be read; check those people.",
                out.broken,
            )
            % {"count": out.broken}
        )
    if table.mended:
        told.append(
            ngettext(
                "%(count)d broken letter was mended; the encoding is otherwise right.",
                "%(count)d broken letters were mended; the encoding is otherwise right.",
                table.mended,
            )
            % {"count": table.mended}
        )
    return told
