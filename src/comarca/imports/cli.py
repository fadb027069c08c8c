"""``comarca import``: the same preview and import from the command line."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

LISTED = 20


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``comarca import`` to the command line."""
    parser = subparsers.add_parser("import", help="import accounts from a spreadsheet")
    parser.add_argument("file", type=Path, help="a CSV, TSV, XLSX, XLS or ODS file")
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would happen, write nothing"
    )
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.add_argument("--mapping", type=Path, help="a JSON file: {heading: field}")
    parser.add_argument(
        "--target", default="account", help="what a row is: account, person, territory…"
    )
    for name in ("encoding", "separator", "decimal", "sheet"):
        parser.add_argument(f"--{name}", default="", help="instead of finding it out")
    parser.add_argument("--header", type=int, default=-1, help="row with the headings (0: none)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Preview a file and, unless it is a dry run, import it; 0 is success, 2 is bad input."""
    from comarca.imports.lifecycle.applying import ChangedMeanwhile
    from comarca.imports.reading import UnreadableFile

    try:
        answer = _import(arguments)
    except (OSError, UnreadableFile, ChangedMeanwhile, json.JSONDecodeError) as error:
        print(f"comarca import: {error}", file=sys.stderr)
        return 2
    _tell(answer, as_json=arguments.json)
    return 0


def _import(arguments: argparse.Namespace) -> dict[str, Any]:
    """Do the work and return what there is to tell."""
    from comarca.imports.lifecycle import applying, intake, previewing

    mapping = json.loads(arguments.mapping.read_text()) if arguments.mapping else {}
    names = ("encoding", "separator", "decimal", "sheet", "header")
    reading = {name: getattr(arguments, name) for name in names}
    if arguments.target == "order_history":
        return _import_orders(arguments)
    if arguments.target != "account":
        return _import_target(arguments, mapping, reading)
    with arguments.file.open("rb") as stream:
        if arguments.dry_run:
            return _dry_run(arguments.file, mapping, reading)
        batch = intake.take_in(arguments.file.name, iter(lambda: stream.read(1 << 20), b""), None)
    batch.mapping, batch.reading = mapping, reading
    batch.save(update_fields=["mapping", "reading"])
    previewing.prepare(batch)
    problems = batch.rows.exclude(problems=[]).order_by("number")
    done = applying.apply(batch, None)
    listed = [{"row": row.number, "problems": row.problems} for row in problems]
    return {"import": batch.pk, **_about(batch), **done, "problems": listed}


def _import_orders(arguments: argparse.Namespace) -> dict[str, Any]:
    """Bring in a file of order lines, however long; a dry run writes nothing."""
    from comarca.imports.order_history import lifecycle
    from comarca.sales.models import OrderBatch

    path = str(arguments.file.resolve())
    batch = OrderBatch.objects.create(file_name=arguments.file.name, summary={"path": path})
    told = lifecycle.preview(batch, None)
    counts = {key: told[key] for key in ("lines", "new", "known", "errors", "orders")}
    if arguments.dry_run:
        batch.delete()
    else:
        counts |= {"written": lifecycle.apply(batch, None)["lines"]}
    listed = [
        {"row": one["row"], "problems": [{"column": "", "problem": one["problem"], "remedy": ""}]}
        for one in told["problems"]
    ]
    return {
        "file": arguments.file.name, "rows": counts, "mapping": told["columns"],
        "problems": listed, "dry_run": arguments.dry_run,
    }  # fmt: skip


def _import_target(
    arguments: argparse.Namespace, mapping: dict[str, str], reading: dict[str, Any]
) -> dict[str, Any]:
    """Import into a kind of object that has no way of its own; all rows or none."""
    from comarca.imports import targets
    from comarca.imports.matching import is_known
    from comarca.imports.reading import Options, UnreadableFile, read_table

    try:
        target = targets.target_of(arguments.target)
    except KeyError as error:
        raise UnreadableFile(
            f"There is no target called {arguments.target}.", "Name a kind of object."
        ) from error
    table = read_table(arguments.file, Options.of(reading), is_known=is_known)
    chosen = mapping or targets.matching(target, table.headings)
    done = targets.import_table(target, table, chosen, None, dry_run=arguments.dry_run)
    counts = {"created": done.created, "changed": done.changed, "unchanged": done.unchanged}
    listed = [
        {"row": row, "problems": [{"column": column, "problem": problem, "remedy": ""}]}
        for row, column, problem in done.problems
    ]
    return {"file": arguments.file.name, "mapping": chosen, "rows": counts, "problems": listed}


def _dry_run(path: Path, mapping: dict[str, str], reading: dict[str, Any]) -> dict[str, Any]:
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


def _tell(answer: dict[str, Any], *, as_json: bool) -> None:
    """Print the answer for a program or for a person."""
    if as_json:
        print(json.dumps(answer, ensure_ascii=False, indent=1, default=str))
        return
    print(f"{answer['file']}: " + ", ".join(f"{k} {v}" for k, v in answer["rows"].items()))
    for heading, field in answer["mapping"].items():
        print(f"  {heading} -> {field}")
    for row in answer["problems"][:LISTED]:
        for problem in row["problems"]:
            print(f"  {row['row']}: {problem['column']}: {problem['problem']} {problem['remedy']}")
    if len(answer["problems"]) > LISTED:
        print(f"  … {len(answer['problems']) - LISTED}")
