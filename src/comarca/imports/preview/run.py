"""The preview: from a table and a matching of its columns to what each row will do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from comarca.geography.models import Layer
from comarca.imports.matching.fields import fields
from comarca.imports.preview import (
    convert,
    differences,
    identity,
    newcomers,
    owners,
    parents,
    places,
)
from comarca.imports.preview.decisions import SKIP
from comarca.imports.preview.existing import known_to
from comarca.imports.preview.outcome import SKIPPED, Outcome
from comarca.imports.reading.table import Table
from comarca.team.models import Person

Report = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be previewed, for whom, on which layer of the map."""

    table: Table
    mapping: Mapping[str, str]
    layer: Layer | None = None
    user: Person | None = None
    manner: convert.Manner = field(default_factory=lambda: convert.Manner("ES"))


def preview(request: Request, report: Report = lambda _share, _text: None) -> list[Outcome]:
    """Return what each row will do; nothing is written."""
    used = convert.columns(request.table, request.mapping, request.manner)
    headings: dict[str, str] = {}
    for column in used:
        headings.setdefault(column.field, column.heading)
    if "coordinates" in headings:
        headings.setdefault("lon", headings["coordinates"])
    report(0.1, _("Reading values…"))
    rows = list(convert.outcomes(request.table, used, request.manner.country))
    answers = request.manner.decisions
    every, rows = rows, _without_left_out(rows)
    owners.name_owners(rows, owners.OwnerLookup(request.user), headings, answers.owners)
    report(0.3, _("Finding places…"))
    indexes = None
    if request.layer:
        indexes = places.LayerIndexes(request.layer, answers.places, answers.clash)
    places.place([row for row in rows if not row.has_error], indexes, headings)
    report(0.5, _("Looking for accounts that are already here…"))
    known = fields(request.user)
    if "parent" in known and known["parent"].described is not None:
        parents.name_parents(
            rows, known["parent"].described, headings, request.user, answers.by_kind
        )
        rows = [row for row in rows if row.action != SKIPPED]
    identity.identify(rows, known_to(request.user), headings)
    newcomers.hold_to_own_fields(rows, known)
    report(0.7, _("Comparing…"))
    differences.compare(rows)
    return every


def _without_left_out(rows: list[Outcome]) -> list[Outcome]:
    """Return the rows that are not left out because of what their status was decided to mean."""
    for row in rows:
        if row.values.get("status") == SKIP:
            del row.values["status"]
            row.action, row.problems = SKIPPED, []
    return [row for row in rows if row.action != SKIPPED]
