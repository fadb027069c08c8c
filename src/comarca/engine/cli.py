"""``comarca align``: divide units into territories from plain files, without the application."""

import argparse
import csv
import json
import sys
from pathlib import Path
from typing import Any

FEASIBLE, BAD_INPUT, BREAKS_A_LIMIT = 0, 2, 3


def share(text: str) -> float:
    """Read ``5%`` or ``0.05`` as a share."""
    try:
        value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a share such as 5%") from None
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not between 0% and 100%")
    return value


def measure(text: str) -> tuple[str, float | None]:
    """Read ``workload=5%``; without a tolerance the measure only weighs."""
    name, sign, limit = text.partition("=")
    if not name:
        raise argparse.ArgumentTypeError(f"{text!r} names no measure")
    tolerance = share(limit) if sign else None
    if tolerance == 0:
        raise argparse.ArgumentTypeError("a tolerance must be above 0%")
    return name, tolerance


def whole(text: str) -> int:
    """Read a whole number of at least 1."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def seconds(text: str) -> float:
    """Read a time limit above 0."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds above 0")
    return value


class OneLineParser(argparse.ArgumentParser):
    """Say what is wrong with a flag in one line, and end with 2."""

    def error(self, message: str) -> Any:
        """Print the message without the usage."""
        self.exit(BAD_INPUT, f"{self.prog}: {message}\n")


def add_parser(commands: Any) -> None:
    """Add ``align`` to the sub-commands."""
    parser = commands.add_parser(
        "align",
        help="divide units into territories, on plain files",
        description="Exit 0: within every limit; 3: the best found breaks one; 2: bad input.",
    )
    parser.__class__ = OneLineParser  # the parent decides the class, we decide how it complains
    add_flags(parser)


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Declare the flags of ``align``."""
    add = parser.add_argument
    add("--units", type=Path, required=True, help="CSV: unit,x,y,<measure>...")
    add("--borders", type=Path, help="CSV: a,b[,length,kind]; without it contiguity is free")
    add("--neighbours", action="store_true", help="no borders: neighbours by nearness (points)")
    add("--k", type=whole, help="number of territories")
    add("--measure", type=measure, action="append", help="column=tolerance, such as workload=5%%")
    add("--lonlat", action="store_true", help="x and y are degrees, not metres")
    add("--current", help="column with today's territory")
    add("--max-moved", type=share, help="most of the first measure that may change territory")
    add("--lock", type=Path, help="CSV: unit,territory")
    add("--within", help="column whose values territories never mix")
    add(
        "--centres",
        type=Path,
        help="CSV: x,y[,territory]: the homes; with --within, its column too",
    )
    add("--capacity", help="column: the most a territory centred on the unit may hold")
    add("--capacity-measure", help="measure that the capacity counts (default: the first)")
    add(
        "--travel",
        type=Path,
        help="CSV: unit,to,travel: instead of the straight line, to every home or unit",
    )
    add("--balance", type=share, help="part of the tolerance to use: 100%% compact, 30%% fair")
    add("--distance", choices=["median", "centroid", "home"], help="how distance is counted")
    add("--seed", type=int, default=1)
    add("--time-limit", type=seconds, help="seconds; only cuts short")
    add("--steps", type=whole, help="moves to try; the same steps and seed give the same bytes")
    add("--out", type=Path, required=True, help="CSV to write: unit,territory")
    add("--report", type=Path, help="JSON to write")
    parser.set_defaults(run=run)


def main(argv: list[str] | None = None) -> int:
    """Run ``align`` on these arguments and return the exit code."""
    parser = OneLineParser(prog="comarca align")
    add_flags(parser)
    try:
        flags = parser.parse_args(argv)
    except SystemExit as end:
        return int(end.code or 0)
    return run(flags)


def run(flags: argparse.Namespace) -> int:
    """Divide, write the files, and say in the exit code whether every limit is met."""
    from comarca.engine.cases import case_from
    from comarca.engine.tables import BadInput
    from comarca.engine.territories import InvalidProblem, align

    try:
        case = case_from(flags)
        result = align(case.problem, case.options)
        named = [case.names[t] for t in result.territory]
        _write_rows(flags.out, list(zip(case.units, named, strict=True)))
        if flags.report:
            _write(flags.report, json.dumps(told(result, case.names, case.units), indent=2) + "\n")
    except (BadInput, InvalidProblem) as error:
        print(f"comarca align: {error}", file=sys.stderr)
        return BAD_INPUT
    except OSError as error:
        print(f"comarca align: {error.filename}: {error.strerror}", file=sys.stderr)
        return BAD_INPUT
    return FEASIBLE if result.feasible else BREAKS_A_LIMIT


def told(result: Any, names: list[str], units: list[str]) -> dict[str, Any]:
    """Return a result as plain JSON."""
    return {
        "feasible": result.feasible, "stopped": result.stopped, "seed": result.seed,
        "version": result.version, "cost": result.cost, "bound": result.bound, "gap": result.gap,
        "bound_kind": result.bound_kind,
        "advice": [
            {
                "code": a.code, "unit": units[a.unit] if a.unit >= 0 else None,
                "territory": names[a.territory] if a.territory >= 0 else None,
                "measure": a.measure, "value": a.value, "limit": a.limit,
            }
            for a in result.advice
        ],
        "reasons": [
            {
                "unit": units[r.unit], "from": names[r.before], "to": names[r.after],
                "code": r.code, "measure": r.measure, "value": r.value,
            }
            for r in result.reasons
        ],
        "violations": [
            {
                "territory": names[v.territory] if v.territory >= 0 else None, "what": v.what,
                "measure": v.measure, "value": v.value, "reason": v.reason,
            }
            for v in result.violations
        ],
        "territories": [
            {
                "territory": name, "container": int(result.container[t]),
                "centre": result.centres[t].tolist(), "pieces": int(result.pieces[t]),
                "totals": {m: float(total[t]) for m, total in result.totals.items()},
                "deviation": {m: float(away[t]) for m, away in result.deviation.items()},
            }
            for t, name in enumerate(names)
        ],
    }  # fmt: skip


def _write_rows(path: Path, rows: list[tuple[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(["unit", "territory"])
        writer.writerows(rows)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
