"""The ``comarca`` command: set up, serve, work, load, import, align, plan visits, back up."""

import argparse
import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from comarca import __version__

Run = Callable[[argparse.Namespace], int]


class Part(NamedTuple):
    """One sub-command: who defines it, what it does, and whether it needs the application."""

    name: str
    module: str
    help: str
    needs_application: bool = True


PARTS = (
    Part("init", "comarca.web.commands.init", "prepare the database and the geography"),
    Part("serve", "comarca.web.commands.serve", "serve the pages, with a worker"),
    Part("worker", "comarca.web.commands.worker", "do the long work that pages ask for"),
    Part("geo", "comarca.geography.cli", "load or list geography"),
    Part("import", "comarca.imports.cli", "read accounts from a spreadsheet"),
    Part("duplicates", "comarca.imports.duplicates_cli", "find the probable duplicates of a list"),
    Part("align", "comarca.engine.cli", "divide units into territories, on plain files", False),
    Part("visits", "comarca.engine.visits.cli", "plan visits, on plain files", False),
    Part("roads", "comarca.engine.travel.cli", "load roads from OpenStreetMap", False),
    Part("demo", "comarca.demo.cli", "build the demo company"),
    Part("reindex", "comarca.web.commands.reindex", "make the search's index again"),
    Part("backup", "comarca.web.commands.backup", "copy everything into one file"),
    Part("restore", "comarca.web.commands.restore", "bring a backup back"),
)

# What these print comes from the pages' sentences too; the command line has one language.
TELL = frozenset({"geo", "import", "duplicates"})


def main(argv: list[str] | None = None) -> int:
    """Run one sub-command and return its exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    chosen = next((part for part in PARTS if given and part.name == given[0]), None)
    if chosen is not None and chosen.needs_application:
        start_application()
    options = parser(chosen).parse_args(given)
    if chosen is None:
        parser(None).print_help()
        return 2
    if chosen.name in TELL:
        _speak_english()
    run: Run = options.run
    try:
        return run(options) or 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if not chosen.needs_application or not _is_unprepared(error):
            raise
        print("✗ The database is not ready. Run first: comarca init", file=sys.stderr)
        return 1


def _is_unprepared(error: Exception) -> bool:
    """Return whether a command failed because the database has no tables yet, or no new ones."""
    from django.db.utils import OperationalError, ProgrammingError

    told = str(error)
    missing = "no such table" in told or "no such column" in told or "does not exist" in told
    return isinstance(error, OperationalError | ProgrammingError) and missing


def start_application() -> None:
    """Load Django with our settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comarca.web.settings")
    import django

    django.setup()


def _speak_english() -> None:
    """Let sentences that the pages say in Spanish come in the language of the command line."""
    from django.utils import translation

    translation.activate("en")


def parser(chosen: Part | None) -> argparse.ArgumentParser:
    """Return the parser; only the chosen sub-command's module is imported."""
    top = argparse.ArgumentParser(prog="comarca", description="A workbench for sales territories.")
    top.add_argument("--version", action="version", version=f"comarca {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    for part in PARTS:
        if part is chosen:
            import_module(part.module).add_parser(commands)
        else:
            commands.add_parser(part.name, help=part.help, add_help=False)
    return top


if __name__ == "__main__":
    sys.exit(main())
