"""The preview: from a table and a matching of its columns to what each row will do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from comarca.geography.models import Layer
from comarca.imports.preview import convert, differences, identity, owners, places
from comarca.imports.preview.existing import known_to
from comarca.imports.preview.outcome import Outcome
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
    headings = {column.field: column.heading for column in used}
    report(0.1, _("Reading values…"))
    rows = list(convert.outcomes(request.table, used))
    answers = request.manner.decisions
    owners.name_owners(rows, owners.OwnerLookup(request.user), headings, answers.owners)
    report(0.3, _("Finding places…"))
    indexes = places.LayerIndexes(request.layer, answers.places) if request.layer else None
    places.place([row for row in rows if not row.has_error], indexes, headings)
    report(0.5, _("Looking for accounts that are already here…"))
    identity.identify(rows, known_to(request.user), headings)
    report(0.7, _("Comparing…"))
    differences.compare(rows)
    return rows
