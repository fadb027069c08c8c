"""``comarca init``: the database and the country's geography; to run it again does no harm."""

import argparse
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command

STEP_SECONDS = 0.5


def add_parser(commands: Any) -> None:
    """Declare the sub-command."""
    parser = commands.add_parser("init", help="prepare the database and the geography")
    parser.add_argument("--country", default="ES", help="whose geography to load (default ES)")
    parser.add_argument("--no-geography", action="store_true", help="load no geography")
    parser.add_argument("--non-interactive", action="store_true", help="ask nothing")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prepare everything that the first page needs."""
    prepare_database()
    if not options.no_geography:
        load_geography(options.country.lower())
    say("Ready. Start it with: comarca serve")
    return 0


def prepare_database() -> None:
    """Bring the database to this version's form."""
    say(f"Database ({settings.DATABASES['default']['NAME']})")
    call_command("migrate", interactive=False, verbosity=0)


def load_geography(country: str) -> None:
    """Load the country's bundled pack, if there is one and it is not loaded yet."""
    from comarca.geography import packs
    from comarca.geography.arrivals import announce

    if country not in packs.available():
        say(f"No bundled geography for {country.upper()}: import a layer on the Geography page.")
        return
    say(f"Geography of {country.upper()}")
    layer = packs.load(country, progress=Progress())
    print(file=sys.stderr)
    for sentence in announce(layer):
        say(sentence)


class Progress:
    """Shows how far a long step is, on one line."""

    def __init__(self) -> None:
        self._last = 0.0

    def __call__(self, fraction: float, message: str = "") -> None:
        """Show the fraction, twice a second at most."""
        now = time.monotonic()
        if fraction >= 1 or now - self._last > STEP_SECONDS:
            self._last = now
            print(
                f"\r  {fraction:4.0%} {str(message)[:60]:60}", end="", file=sys.stderr, flush=True
            )


def say(text: str) -> None:
    """Print one step at once, so that nobody waits before a silent screen."""
    print(f"» {text}", flush=True)
