"""``comarca geo``: load a country's bundled geography, list the layers, import one from a file."""

import argparse
import sys
from pathlib import Path
from typing import Any


def add_parser(subparsers: Any) -> None:
    """Add ``geo load``, ``geo list`` and ``geo import`` to the command line."""
    parser = subparsers.add_parser("geo", help="load, list or import geography")
    actions = parser.add_subparsers(dest="action", required=True)
    loader = actions.add_parser("load", help="load a country's bundled pack")
    loader.add_argument("country", help="two letters, such as es")
    loader.set_defaults(run=load)
    actions.add_parser("list", help="list the layers").set_defaults(run=list_layers)
    _add_import(actions)


def _add_import(actions: Any) -> None:
    parser = actions.add_parser("import", help="import a layer of areas from a file")
    parser.add_argument("file", type=Path, help="GeoJSON, TopoJSON, GeoPackage, KML or zip")
    parser.add_argument("--layer", default="", help="which layer of the file")
    parser.add_argument("--name", default="", help="name of the new layer")
    parser.add_argument(
        "--country", default="", help="two letters; found by the outlines if left out"
    )
    parser.add_argument("--id", default="", help="column of the id")
    parser.add_argument("--label", default="", help="column of the name")
    parser.add_argument("--region", default=None, help="column of the region above")
    parser.add_argument("--figure", action="append", default=[], help="column of a figure; repeat")
    parser.add_argument("--keep", action="append", default=[], metavar="COLUMN=VALUE",
                        help="import only such rows; repeat")  # fmt: skip
    parser.add_argument("--postal", action="store_true", help="the ids are postal codes")
    parser.add_argument("--swap", action="store_true", help="swap longitude and latitude")
    parser.add_argument("--attribution", default="", help="source, as it must be named")
    parser.add_argument("--yes", action="store_true", help="import in spite of questions")
    parser.set_defaults(run=import_layer)


def load(options: argparse.Namespace) -> int:
    """Load a pack; an unknown country is one clear line."""
    from comarca.geography import packs
    from comarca.geography.arrivals import announce

    try:
        layer = packs.load(options.country, _say)
    except packs.UnknownPack:
        known = ", ".join(packs.available())
        print(
            f"No bundled geography for {options.country.upper()} (there is: {known}). "
            "Import a layer: comarca geo import FILE",
            file=sys.stderr,
        )
        return 2
    print(f"{layer.name}: {layer.units.count()}", *announce(layer), sep="\n")
    return 0


def list_layers(options: argparse.Namespace) -> int:
    """Print every layer with its number of units, then the packs that can be loaded."""
    from comarca.geography import packs
    from comarca.geography.layer_names import called
    from comarca.geography.models import Layer

    for layer in Layer.objects.all():
        print(f"{layer.code}\t{layer.name}\t{layer.units.count()}")
    for country in packs.available():
        print(f"pack {country}\t{called(country, packs.manifest(country).level)}")
    return 0


def import_layer(options: argparse.Namespace) -> int:
    """Import a layer; what must be decided is asked for, and nothing is imported until it is."""
    from comarca.geography.arrivals import announce
    from comarca.geography.importing.files import UnreadableLayer, look, read_polygons
    from comarca.geography.importing.findings import shape_findings, table_findings
    from comarca.geography.importing.layers import import_file

    try:
        contents = look(options.file, options.layer)
        choice = _choice(options, contents)
        found = table_findings(contents.table, choice)
        found += shape_findings(*read_polygons(options.file, choice.layer), choice)
        _show(contents, choice, found)
        if any(f.asks for f in found) and not options.yes:
            print("Nothing imported. Decide with the options, or add --yes.", file=sys.stderr)
            return 3
        layer = import_file(options.file, choice, _say)
    except (UnreadableLayer, OSError, KeyError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{layer.name}: {layer.units.count()}", *announce(layer), sep="\n")
    return 0


def _choice(options: argparse.Namespace, contents: Any) -> Any:
    """Return the choice: what the options say, else what the columns look like."""
    from comarca.geography.importing.choice import Choice, propose
    from comarca.geography.importing.keeping import likely_country

    guess = propose(contents.profiles)
    return Choice(
        name=options.name or options.file.stem,
        country=(options.country or likely_country(contents)).upper(),
        code=options.id or guess["code"],
        label=options.label or guess["label"],
        parent=guess["parent"] if options.region is None else options.region,
        measures=options.figure or guess["measures"],
        layer=contents.source.key,
        keep=[tuple(pair.split("=", 1)) for pair in options.keep if "=" in pair],
        is_postal=options.postal or guess["is_postal"],
        attribution=options.attribution,
        swap=options.swap,
    )


def _show(contents: Any, choice: Any, found: list[Any]) -> None:
    for other in contents.others:
        print(f"Another layer of the file: {other.key} ({other.count}); --layer takes it.")
    print(f"Layer {contents.source.key}: {contents.count} rows, country {choice.country or '?'}")
    print(f"Id: {choice.code}; name: {choice.label}; region: {choice.parent or '-'}")
    for finding in found:
        print(("? " if finding.asks else "- ") + finding.sentence)


def _say(share: float, text: str) -> None:
    print(f"{share:4.0%} {text}")
