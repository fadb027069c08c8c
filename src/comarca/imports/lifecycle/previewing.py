"""Previews an import: reads its file, matches its columns and stores what each row will do."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from comarca.accounts.placing import working_layer
from comarca.base.organisation import Organisation
from comarca.geography.models import Layer
from comarca.imports.lifecycle import bulk
from comarca.imports.lifecycle.intake import path_of
from comarca.imports.matching import guess, is_known, signature
from comarca.imports.models import ColumnMapping, Import, ImportRow
from comarca.imports.preview import Outcome, Request, Summary, preview
from comarca.imports.preview.convert import Manner
from comarca.imports.preview.decisions import Decisions
from comarca.imports.preview.run import Report
from comarca.imports.reading import Options, Table, read_table

SAMPLE = 300
SHOWN = 5
CHUNK = 10_000
COLUMNS = (
    "batch", "number", "action", "choice", "done", "account", "account_version", "likeness",
    "is_placed", "values", "before", "problems",
)  # fmt: skip


def silence(_share: float, _text: str) -> None:
    """Report progress to nobody."""


def prepare(batch: Import, report: Report = silence) -> Summary:
    """Preview an import and store its rows in place of those of an earlier preview."""
    report(0.02, _("Reading the file…"))
    table = open_table(batch)
    if not batch.mapping:
        batch.mapping = remembered(table) or guessed(table)
    outcomes = preview(request_for(batch, table), lambda share, text: report(0.75 * share, text))
    summary = Summary.of(outcomes)
    _store(batch, outcomes, report)
    batch.summary = {**summary.as_dict(), **_about(table, outcomes)}
    batch.state = Import.State.PREVIEWED
    batch.save(update_fields=["mapping", "summary", "state"])
    return summary


def open_table(batch: Import) -> Table:
    """Read the file of an import as its person wants it read."""
    return read_table(path_of(batch), Options.of(batch.reading), is_known=is_known)


def request_for(batch: Import, table: Table) -> Request:
    """Say what is to be previewed."""
    company = Organisation.current()
    country = company.country if company else "ES"
    return Request(
        table=table,
        mapping=batch.mapping,
        layer=layer_for(batch),
        user=batch.created_by,
        manner=Manner(
            country,
            company.currency if company else "EUR",
            str(batch.reading.get("decimal") or ""),
            Decisions.of(batch.decisions),
        ),
    )


def layer_for(batch: Import) -> Layer | None:
    """Return the layer that rows are placed on: the one chosen, else the company's."""
    chosen = Layer.objects.filter(is_ready=True, pk=batch.reading.get("layer") or 0).first()
    return chosen or working_layer()


def guessed(table: Table) -> dict[str, str]:
    """Return the fields that the columns seem to hold."""
    columns = [table.column(index, SAMPLE) for index in range(len(table.headings))]
    return {heading: match.field for heading, match in guess(table.headings, columns).items()}


def remembered(table: Table) -> dict[str, str]:
    """Return how a file with the same headings was matched last time."""
    last = ColumnMapping.objects.filter(signature=signature(table.headings)).first()
    return dict(last.mapping) if last else {}


def remember(headings: list[str], mapping: Mapping[str, str]) -> None:
    """Keep a matching for the next file with the same headings."""
    ColumnMapping.objects.update_or_create(
        signature=signature(headings), defaults={"mapping": dict(mapping)}
    )


def _store(batch: Import, outcomes: list[Outcome], report: Report) -> None:
    """Write the rows; one preview replaces the last as a whole."""
    report(0.8, _("Storing the preview…"))
    ImportRow.objects.filter(batch=batch).delete()
    for start in range(0, len(outcomes), CHUNK):
        part = outcomes[start : start + CHUNK]
        with transaction.atomic():
            bulk.insert(ImportRow, COLUMNS, (_row(batch.pk, outcome) for outcome in part))
        report(0.8 + 0.2 * start / len(outcomes), _("Storing the preview…"))


def _row(batch: int, outcome: Outcome) -> list[Any]:
    """Return an outcome as a row for the database, in the order of ``COLUMNS``."""
    return [
        batch,
        outcome.number,
        outcome.action,
        "",
        "",
        outcome.account,
        outcome.account_version,
        outcome.likeness,
        outcome.is_placed,
        outcome.values,
        outcome.before,
        outcome.problems,
    ]


def _about(table: Table, outcomes: list[Outcome]) -> dict[str, Any]:
    """Return how the file was read, and its first rows, for the page."""
    return {
        "reading": table.options.as_dict(),
        "sheets": table.sheets,
        "headings": table.headings,
        "sample": [[str(cell)[:80] for cell in row] for row in table.rows[:SHOWN]],
    }
