"""Build the demo company's data from the shared data; the same bytes every time.

``python packs/es/demo/build.py --data ../shared/data [--check]``
"""

import argparse
import csv
import gzip
import io
import sys
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


def files(data: Path) -> dict[str, bytes]:
    """Return the files of the demo company by name."""
    accounts = stations(data)
    add_figures(accounts, data)
    people = team(accounts, data, MAINLAND_PEOPLE)
    print(f"{len(accounts)} accounts, {len(people)} people")
    return {
        "accounts.csv.gz": gzip.compress(table(accounts, ACCOUNT_COLUMNS), 9, mtime=0),
        "people.csv": table(people, list(people[0])),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--check", action="store_true", help="only compare with what is shipped")
    options = parser.parse_args()
    for name, content in files(options.data).items():
        if not options.check:
            (HERE / name).write_bytes(content)
        elif (HERE / name).read_bytes() != content:
            sys.exit(f"{name} differs from what its sources give; build it again.")
