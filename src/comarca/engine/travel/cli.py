"""``comarca roads load FILE.osm.pbf``: have the roads of an extract on this machine."""

import argparse
import sys
from pathlib import Path
from typing import Any

from comarca.engine.cli import BAD_INPUT, OneLineParser


def add_parser(commands: Any) -> None:
    """Add ``roads`` to the sub-commands."""
    parser = commands.add_parser("roads", help="load roads from an OpenStreetMap extract")
    parser.__class__ = OneLineParser  # the parent decides the class, we decide how it complains
    parser.add_argument("what", choices=["load"])
    parser.add_argument("file", type=Path, help="FILE.osm.pbf")
    parser.add_argument("--into", type=Path, default=Path("roads"), help="folder for the roads")
    parser.set_defaults(run=run)


def run(flags: argparse.Namespace) -> int:
    """Build the roads and say how to use them."""
    from comarca.engine.travel.extract import load
    from comarca.engine.travel.server import RoadsFailed

    try:
        load(flags.file, flags.into)
    except RoadsFailed as error:
        print(f"comarca roads: {error}", file=sys.stderr)
        return BAD_INPUT
    print(f'In week.json: "travel": {{"kind": "roads", "address": "{flags.into.resolve()}"}}')
    return 0
