"""The columns of a file and the choices about reading it, as the page offers them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from comarca.accounts.measures import last_full_year
from comarca.geography.models import Layer
from comarca.imports.matching import fields
from comarca.imports.matching.sales import LATEST
from comarca.imports.models import Import
from comarca.imports.reading.encoding import CHOICES
from comarca.team.models import Person

YEARS = 8


Choices = Sequence[tuple[str, str]]


def column_choices(batch: Import, user: Person, choices: Choices) -> dict[str, Any]:
    """Return the columns with their samples, the fields to choose from, and how it was read."""
    summary, found = batch.summary, batch.summary.get("reading", {})
    sample = summary.get("sample", [])
    told = summary.get("columns_read", [])
    figures = {one["heading"]: one for one in told if one.get("is_figure")}
    decimals = batch.decisions.get("decimal", {})
    return {
        "fields": choices,
        "columns": [
            {
                "index": index,
                "heading": heading,
                "field": batch.mapping.get(heading, ""),
                "sample": [row[index] for row in sample if index < len(row) and row[index]][:3],
                "figure": figures.get(heading),
                "decimal": decimals.get(heading, ""),
            }
            for index, heading in enumerate(summary.get("headings", []))
        ],
        "found": found,
        "chosen": batch.reading,
        "unused": [h for h in summary.get("headings", []) if h and not batch.mapping.get(h)],
        "matched": sum(bool(field) for field in batch.mapping.values()),
        "encodings": CHOICES,
        "separators": [(";", ";"), (",", ","), ("\t", _("tab")), ("|", "|")],
        "decimals": [(",", _("comma (1.234,56)")), (".", _("point (1,234.56)"))],
        "sheets": summary.get("sheets", []),
        "layers": [] if batch.is_described else Layer.objects.filter(is_ready=True),
        "separator_name": {"\t": _("tab")}.get(found.get("separator"), found.get("separator")),
    }


def field_choices(user: Person) -> list[tuple[str, str]]:
    """Return every field that a person may match a column to."""
    year = last_full_year()
    years = [f"sales:{y}" for y in range(year + 1, year - YEARS, -1)]
    return [
        *((key, str(field.label)) for key, field in fields(user).items()),
        (LATEST, _("Sales, last full year")),
        *((key, _("Sales %(year)s") % {"year": key.removeprefix("sales:")}) for key in years),
    ]


def chosen_reading(posted: Mapping[str, str]) -> dict[str, Any]:
    """Return the choices about reading that a person posted; empty ones are found out."""
    names = ("encoding", "separator", "decimal", "sheet", "layer", "header")
    chosen: dict[str, Any] = {name: posted[name] for name in names if posted.get(name)}
    if "header" in chosen:
        chosen["header"] = int(chosen["header"]) if chosen["header"].isdigit() else -1
    return chosen


def chosen_decimals(posted: Mapping[str, str], batch: Import) -> dict[str, str]:
    """Return the decimal sign of each column for which a person posted one."""
    headings = batch.summary.get("headings", [])
    signs = ((heading, posted.get(f"decimal-{i}", "")) for i, heading in enumerate(headings))
    return {heading: sign for heading, sign in signs if sign in {",", "."}}


def chosen_mapping(posted: Mapping[str, str], batch: Import, choices: Choices) -> dict[str, str]:
    """Return the field of each column that a person posted."""
    allowed = {key for key, _label in choices} | set(batch.mapping.values())
    headings = batch.summary.get("headings", [])
    fields = ((heading, posted.get(f"column-{i}", "")) for i, heading in enumerate(headings))
    return {heading: field for heading, field in fields if field in allowed and field}
