"""``comarca demo``: build the demo company where there is none, and say how to log in."""

import argparse
import os
import sys
import time
from typing import Any

from django.core.management import call_command

from comarca.demo import build, pack

COUNTRY = "es"
MAP_SECONDS = 4.0  # for the tiles that are looked at first; the worker cuts the rest


def add_parser(commands: Any) -> None:
    """Declare the sub-command."""
    parser = commands.add_parser("demo", help="build the demo company")
    parser.add_argument("--reset", action="store_true", help="start over: erase the demo first")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build whatever of the demo is missing; a second run takes a moment."""
    steps = Steps()
    try:
        prepare(steps, reset=options.reset)
    except (build.NotTheDemo, pack.DemoDataMissing) as error:
        print(f"✗ {error}", file=sys.stderr)
        return 2
    steps.end()
    tell()
    return 0


def prepare(steps: "Steps", *, reset: bool) -> None:
    """Bring the database, the geography, the company and the first proposals into being."""
    from comarca.demo import first
    from comarca.geography import packs
    from comarca.geography.warming import warm

    steps("Database")
    call_command("migrate", interactive=False, verbosity=0)
    built = build.is_built()
    if built and reset:
        steps("Erasing the demo")
        call_command("flush", interactive=False, verbosity=0)
        built = False
    steps("Geography of Spain")
    layer = packs.load(COUNTRY, progress=steps.part)
    if not built:
        with first.beside() as search:
            build.build(steps, layer, first=search)
    steps("Map")
    warm([layer], MAP_SECONDS)


def tell() -> None:
    """Print the address and the log-ins."""
    port = os.environ.get("PORT", "8000")
    print(f"\n{pack.COMPANY}: http://127.0.0.1:{port}/")
    print(f"Password of everybody: {pack.PASSWORD}")
    people = {row["email"]: row for row in pack.people()}
    for local in pack.LOG_INS:
        row = people[f"{local}@{pack.DOMAIN}"]
        print(f"  {row['email']:32} {row['name']}, {row['role'].replace('_', ' ')}")
    print("People, work, potential and sales are invented; the stations and places are real.\n")


class Steps:
    """Shows each step as it begins, how far it is, and at the end how long all took."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.shown = 0.0
        self.open = False

    def __call__(self, step: str) -> None:
        """Begin a step."""
        self._close()
        print(f"» {step} ({time.monotonic() - self.began:.0f} s)", flush=True)

    def part(self, fraction: float, message: str = "") -> None:
        """Show how far the step is, twice a second at most."""
        now = time.monotonic()
        if now - self.shown > 0.5:
            self.shown, self.open = now, True
            line = f"\r  {fraction:4.0%} {str(message)[:60]:60}"
            print(line, end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Say how long it all took."""
        self._close()
        print(f"» Ready in {time.monotonic() - self.began:.0f} s", flush=True)

    def _close(self) -> None:
        if self.open:
            print(file=sys.stderr, flush=True)
            self.open = False
