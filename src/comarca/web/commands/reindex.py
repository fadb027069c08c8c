"""``comarca reindex``: make the index of the search again, of everything or of some kinds."""

import argparse
import sys
import time
from typing import Any


def add_parser(commands: Any) -> None:
    """Declare the sub-command."""
    parser = commands.add_parser("reindex", help="make the search's index again")
    parser.add_argument("kinds", nargs="*", help="such as account or unit (default: all)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make the index and say how much is in it."""
    from comarca.base.search import index, storage
    from comarca.base.search.registry import providers

    unknown = sorted(set(options.kinds) - providers.keys())
    if unknown:
        known = ", ".join(sorted(providers))
        print(f"✗ Unknown kind: {', '.join(unknown)}. Known: {known}", file=sys.stderr)
        return 2
    if not storage.prepare(providers):
        print("This database offers no index of trigrams: the search reads on, slower.")
    for key in options.kinds or sorted(providers):
        begun = time.monotonic()
        print(f"» {key}: {index.rebuild(key)} ({time.monotonic() - begun:.1f} s)", flush=True)
    return 0
