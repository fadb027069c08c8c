"""``comarca visits``: plan who visits whom and when from a plain file, without the application."""

import argparse
import errno
import json
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

from comarca.engine.cli import BAD_INPUT, BREAKS_A_LIMIT, FEASIBLE, OneLineParser, seconds, whole


def add_parser(commands: Any) -> None:
    """Add ``visits`` to the sub-commands."""
    parser = commands.add_parser(
        "visits",
        help="plan visits from a week.json, on plain files",
        description="Exit 0: every required visit has its place; 3: some have not (see the "
        "summary); 2: bad input.",
    )
    parser.__class__ = OneLineParser  # the parent decides the class, we decide how it complains
    add_flags(parser)


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Declare the flags of ``visits``."""
    add = parser.add_argument
    add("--input", type=Path, required=True, help="week.json: people, accounts, appointments")
    add("--out", type=Path, required=True, help="plan.json to write")
    add("--seed", type=from_nought, default=1, help="another seed, another plan (1)")
    add("--time-limit", type=seconds, help="CPU seconds of each process (10)")
    add("--steps", type=whole, help="changes to try for each person: the same steps, the same plan")
    add("--workers", type=whole, help="processes (all cores)")
    add("--cluster", help="address of a Dask scheduler, such as tcp://10.0.0.5:8786")
    add("--language", choices=["en", "es"], default="en", help="of the summary")
    add("--quiet", action="store_true", help="no summary, no progress")
    parser.set_defaults(run=run)


def from_nought(text: str) -> int:
    """Read a whole number of at least 0."""
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 on")
    return int(text)


def main(argv: list[str] | None = None) -> int:
    """Run ``visits`` on these arguments and return the exit code."""
    parser = OneLineParser(prog="comarca visits")
    add_flags(parser)
    try:
        flags = parser.parse_args(argv)
    except SystemExit as end:
        return int(end.code or 0)
    return run(flags)


def run(flags: argparse.Namespace) -> int:
    """Plan, write the file, print the summary."""
    from comarca.engine.visits.files.fields import BadWeek
    from comarca.engine.visits.model import InvalidWeek

    try:
        return _run(flags)
    except (BadWeek, InvalidWeek) as error:
        print(f"comarca visits: {error}", file=sys.stderr)
    except OSError as error:
        print(f"comarca visits: {error.filename}: {error.strerror}", file=sys.stderr)
    return BAD_INPUT


def _run(flags: argparse.Namespace) -> int:
    from comarca.engine.executors import cores, executor
    from comarca.engine.visits.files.groups import groups
    from comarca.engine.visits.files.summary import summary
    from comarca.engine.visits.files.week import load
    from comarca.engine.visits.files.written import written
    from comarca.engine.visits.many import plan_all
    from comarca.engine.visits.model import Options

    week = load(flags.input)
    _room_for(flags.out)  # before the work, so that it is not done in vain
    split, workers = groups(week), flags.workers or cores()
    limit = flags.time_limit or (None if flags.steps else 10.0)
    options = Options(seed=flags.seed, steps=flags.steps, time_limit=limit, charges=week.charges)
    opened = partial(executor, flags.cluster, workers)
    say = None if flags.quiet or not sys.stderr.isatty() else _progress
    planned = list(plan_all(split, options, opened, workers, say))
    order = {group.people: i for i, group in enumerate(split)}
    planned.sort(key=lambda one: order[one.group.people])
    file = written(planned, week.calendar, flags.seed, flags.language)
    flags.out.write_text(json.dumps(file, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if not flags.quiet:
        print("\n".join(summary(planned, week.calendar, len(split), flags.language)))
    return FEASIBLE if file["complete"] and len(planned) == len(split) else BREAKS_A_LIMIT


def _room_for(out: Path) -> None:
    """Require that a file can stand there."""
    fault, where = (errno.EISDIR, out) if out.is_dir() else (errno.ENOENT, out.parent)
    if not (where.is_dir() and where == out.parent):
        raise OSError(fault, os.strerror(fault), str(where))


def _progress(share: float, message: str) -> bool:
    print(f"\r{100 * share:3.0f} % {message}", end="" if share < 1 else "\n", file=sys.stderr)
    return True


if __name__ == "__main__":
    sys.exit(main())
