"""``comarca import``: the same preview and import from the command line."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from comarca.imports.reading import UnreadableFile


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``comarca import`` to the command line."""
    parser = subparsers.add_parser("import", help="import accounts from a spreadsheet")
    parser.add_argument("file", type=Path, nargs="?", help="a CSV, TSV, XLSX, XLS or ODS file")
    parser.add_argument(
        "--orders", type=Path, help="with --target order_history: the file of the orders themselves"
    )
    parser.add_argument(
        "--undo", type=int, metavar="NUMBER", help="take the import of this number back"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would happen, write nothing"
    )
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.add_argument("--mapping", type=Path, help="a JSON file: {heading: field}")
    parser.add_argument(
        "--target", default="", help="what a row is: account (as without it), person, territory…"
    )
    parser.add_argument(
        "--answers", type=Path,
        help='a JSON file that says what names mean: {"Product": {"GTXPro": "GTX Pro"}}; '
        '"skip" leaves the rows out, "0" the cell, "add" makes it',
    )  # fmt: skip
    parser.add_argument(
        "--accept-suggestions", action="store_true", help="take what a name most likely means"
    )
    for name in ("encoding", "separator", "decimal", "sheet"):
        parser.add_argument(f"--{name}", default="", help="instead of finding it out")
    parser.add_argument("--header", type=int, default=-1, help="row with the headings (0: none)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Preview a file and, unless it is a dry run, import it; 0 is success, 2 is bad input."""
    from django.utils import translation

    from comarca.base.organisation import Organisation
    from comarca.imports.cli_told import tell
    from comarca.imports.cli_undo import Refused
    from comarca.imports.lifecycle.applying import ChangedMeanwhile
    from comarca.imports.reading import UnreadableFile

    company = Organisation.current()
    try:
        with translation.override(company.language if company else None):
            tell(_import(arguments), as_json=arguments.json)
    except (OSError, UnreadableFile, ChangedMeanwhile, Refused, json.JSONDecodeError) as error:
        print(f"comarca import: {error}", file=sys.stderr)
        return 2
    return 0


def _import(arguments: argparse.Namespace) -> dict[str, Any]:
    """Do the work and return what there is to tell."""
    from comarca.imports.cli_orders import import_orders
    from comarca.imports.cli_undo import undo
    from comarca.imports.lifecycle import applying, intake, previewing
    from comarca.imports.reading import UnreadableFile

    if arguments.undo is not None:
        return undo(arguments.undo, arguments.target or "account")
    if arguments.file is None:
        raise UnreadableFile(_("No file is named."), _("Name a file, or --undo with a number."))
    mapping = json.loads(arguments.mapping.read_text()) if arguments.mapping else {}
    names = ("encoding", "separator", "decimal", "sheet", "header")
    reading = {name: getattr(arguments, name) for name in names}
    if arguments.target == "order_history":
        return import_orders(arguments.file, arguments.orders, dry_run=arguments.dry_run)
    if arguments.target not in {"", "account"}:
        return _import_target(arguments, mapping, reading)
    with arguments.file.open("rb") as stream:
        if arguments.dry_run:
            return _dry_run(arguments.file, mapping, reading, is_sure=bool(arguments.target))
        batch = intake.take_in(arguments.file.name, iter(lambda: stream.read(1 << 20), b""), None)
    batch.mapping, batch.reading = mapping, reading
    batch.save(update_fields=["mapping", "reading"])
    previewing.prepare(batch)
    if not arguments.target and (other := _another_kind(batch)):
        batch.delete()
        raise other
    problems = batch.rows.exclude(problems=[]).order_by("number")
    done = applying.apply(batch, None)
    listed = [{"row": row.number, "problems": row.problems} for row in problems]
    return {"import": batch.pk, **_about(batch), **done, "problems": listed}


def _another_kind(batch: Any) -> "UnreadableFile | None":
    """Return what stops a file that nobody called accounts and that looks much more like others."""
    from comarca.imports.likelier import likelier
    from comarca.imports.reading import UnreadableFile

    other = likelier(batch, None)
    if other is None:
        return None
    told = {"kind": other.label, "key": other.kind}
    return UnreadableFile(
        _("This looks like another kind of file: %(kind)s.") % told,
        _("Name what a row is: --target %(key)s, or --target account.") % told,
    )


def _import_target(
    arguments: argparse.Namespace, mapping: dict[str, str], reading: dict[str, Any]
) -> dict[str, Any]:
    """Import described objects; a dry run leaves nothing behind, not even its preview."""
    from django.db import transaction

    from comarca.imports import targets
    from comarca.imports.described import applying, previewing
    from comarca.imports.lifecycle import intake
    from comarca.imports.reading import UnreadableFile

    try:
        targets.target_of(arguments.target)
    except KeyError as error:
        raise UnreadableFile(
            _("There is no target called %(name)s.") % {"name": arguments.target},
            _("Name a kind of object."),
        ) from error
    with transaction.atomic(), arguments.file.open("rb") as stream:
        chunks = iter(lambda: stream.read(1 << 20), b"")
        batch = intake.take_in(arguments.file.name, chunks, None, arguments.target)
        batch.mapping, batch.reading = mapping, reading
        previewing.prepare(batch)
        if answered := _answered(batch, arguments):
            previewing.prepare(batch)
        told = {
            "import": batch.pk, **_about(batch), "dry_run": arguments.dry_run,
            "answered": answered, "questions": _open_questions(batch),
            "notices": [
                f"{one['column']}: {said}"
                for one in batch.summary["notices"] if one["about"] == "external_id"
                for said in one["examples"]
            ],
        }  # fmt: skip
        if arguments.dry_run:
            told["problems"] = _problems(batch)
            transaction.set_rollback(True)
            return told
    done = applying.apply(batch, None)
    return {**told, **done, "rows": {**told["rows"], **done}, "problems": _problems(batch)}


def _problems(batch: Any) -> list[dict[str, Any]]:
    """Return what is wrong with rows, in their order."""
    rows = batch.rows.exclude(problems=[]).order_by("number")
    return [{"row": row.number, "problems": row.problems} for row in rows]


def _answered(batch: Any, arguments: argparse.Namespace) -> int:
    """Answer what a file asks, from a file of answers and by clear suggestions; return how many."""
    from comarca.imports.lifecycle import linking
    from comarca.imports.preview.links import about
    from comarca.imports.preview.questions import KINDS

    path = arguments.answers
    given = json.loads(path.read_text()) if path else {}
    decisions = {kind: dict(batch.decisions.get(kind, {})) for kind in KINDS}
    for one in batch.summary.get("questions", []):
        said = str(given.get(one["column"], {}).get(one["said"], ""))
        if not said and arguments.accept_suggestions and one["likely"]:
            said = str(one["candidates"][0])
        field = linking.field_asked(batch, one)
        answer = linking.answer(batch, one, said, None) if said else ""
        if answer:
            kind = about(field) if field is not None else one["kind"]
            decisions[kind] = {**decisions.get(kind, {}), one["key"]: answer}
    batch.decisions = {**batch.decisions, **decisions}
    batch.save(update_fields=["decisions"])
    return sum(len(answers) for answers in decisions.values())


def _open_questions(batch: Any) -> list[dict[str, Any]]:
    """Return what is still asked: column, cell, rows, and what may be meant, by name."""
    from comarca.base.objects.registry import type_of
    from comarca.imports.lifecycle import linking

    told = []
    for one in batch.summary.get("questions", []):
        field = linking.field_asked(batch, one)
        kind = type_of(field.to) if field is not None else None
        rows = kind.model._default_manager.filter(pk__in=one["candidates"]) if kind else ()
        told.append({"column": one["column"], "said": one["said"], "rows": one["count"],
                     "suggestions": [str(row) for row in rows]})  # fmt: skip
    return told


def _dry_run(
    path: Path, mapping: dict[str, str], reading: dict[str, Any], *, is_sure: bool
) -> dict[str, Any]:
    """Preview without writing anything."""
    from comarca.imports.lifecycle import previewing
    from comarca.imports.matching import is_known
    from comarca.imports.models import Import
    from comarca.imports.preview import Summary, preview
    from comarca.imports.reading import Options, read_table

    table = read_table(path, Options.of(reading), is_known=is_known)
    batch = Import(file_name=path.name, reading=reading)
    batch.mapping = mapping or previewing.remembered(table) or previewing.guessed(table)
    outcomes = preview(previewing.request_for(batch, table))
    batch.summary = {**Summary.of(outcomes).as_dict(), "reading": table.options.as_dict()}
    batch.summary["headings"] = table.headings
    if not is_sure and (other := _another_kind(batch)):
        raise other
    listed = [{"row": o.number, "problems": o.problems} for o in outcomes if o.problems]
    return {"dry_run": True, **_about(batch), "problems": listed}


def _about(batch: Any) -> dict[str, Any]:
    """Return how a file was read and what its rows do."""
    left_out = {
        "sample", "headings", "sheets", "reading", "questions", "notices", "columns_read",
        "left_out",
    }  # fmt: skip
    counts = {key: value for key, value in batch.summary.items() if key not in left_out}
    return {
        "file": batch.file_name,
        "reading": batch.summary.get("reading", {}),
        "mapping": batch.mapping,
        "rows": counts,
    }
