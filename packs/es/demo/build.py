"""Build the demo company's data from the shared data; the same bytes every time.

``python packs/es/demo/build.py --data ../shared/data``
"""

import argparse
import csv
import gzip
import io
from pathlib import Path

from figures import MAINLAND_PEOPLE, add_figures
from people import team
from stations import stations

HERE = Path(__file__).resolve().parent
ACCOUNT_COLUMNS = [
    "code",
    "name",
    "sign",
    "address",
    "place",
    "municipality",
    "lon",
    "lat",
    "corrected",
    "segment",
    "status",
    "visits",
    "hours",
    "potential",
    "sales_3",
    "sales_2",
    "sales_1",
]


def table(rows: list[dict[str, str | float]] | list[dict[str, str]], columns: list[str]) -> bytes:
    """Return rows as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def build(data: Path, out: Path) -> None:
    """Write ``accounts.csv.gz`` and ``people.csv``."""
    accounts = stations(data)
    add_figures(accounts, data)
    people = team(accounts, data, MAINLAND_PEOPLE)
    packed = gzip.compress(table(accounts, ACCOUNT_COLUMNS), 9, mtime=0)
    (out / "accounts.csv.gz").write_bytes(packed)
    (out / "people.csv").write_bytes(table(people, list(people[0])))
    print(f"{len(accounts)} accounts, {len(people)} people")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=HERE)
    options = parser.parse_args()
    build(options.data, options.out)
