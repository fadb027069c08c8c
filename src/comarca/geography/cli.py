"""``comarca geo``: load a country's bundled geography, or list the layers."""

import argparse
from typing import Any


def add_parser(subparsers: Any) -> None:
    """Add ``geo load`` and ``geo list`` to the command line."""
    parser = subparsers.add_parser("geo", help="load or list geography")
    actions = parser.add_subparsers(dest="action", required=True)
    load_parser = actions.add_parser("load", help="load a country's bundled pack")
    load_parser.add_argument("country", help="two letters, such as es")
    load_parser.set_defaults(handler=load)
    actions.add_parser("list", help="list the layers").set_defaults(handler=list_layers)


def load(options: argparse.Namespace) -> int:
    """Load a pack; an unknown country is one clear line."""
    import sys

    from comarca.geography import packs

    try:
        layer = packs.load(options.country, lambda share, text: print(f"{share:4.0%} {text}"))
    except packs.UnknownPack:
        print(f"No bundled geography for {options.country.upper()}.", file=sys.stderr)
        return 2
    print(f"{layer.name}: {layer.units.count()}")
    return 0


def list_layers(options: argparse.Namespace) -> int:
    """Print every layer with its number of units."""
    from comarca.geography.models import Layer

    for layer in Layer.objects.all():
        print(f"{layer.code}\t{layer.name}\t{layer.units.count()}")
    return 0
