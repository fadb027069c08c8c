"""Measures how well duplicates are found, and how fast: ``python bench/duplicates/run.py``.

Lists with known duplicates are read from ``COMARCA_SHARED`` (default ``../shared``); nothing was
fitted to them but the usual shares in ``weights.SAME``. Prints the tables of
``docs/benchmarks/duplicates.md``.
"""

import argparse
import csv
import gzip
import io
import os
import random
import sys
import time
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "bench" / "imports")]
SHARED = Path(os.environ.get("COMARCA_SHARED", ROOT.parent / "shared")) / "data"
Rows = list[dict[str, str]]
Pairs = set[tuple[int, int]]
FOOD = {"restaurant", "bar", "cafe", "fast_food", "pub"}
CUTS = (0.5, 0.9, 0.99)


def rows_of(path: Path, **options: Any) -> Rows:
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text()
    return list(csv.DictReader(io.StringIO(text), **options))


def clusters(keys: list[str]) -> Pairs:
    groups = defaultdict(list)
    for index, key in enumerate(keys):
        groups[key].append(index)
    return {pair for group in groups.values() for pair in combinations(group, 2)}


def persons() -> Any:
    for number in (1, 2, 3):
        rows = rows_of(SHARED / f"dedup/febrl/dataset{number}.csv.gz", skipinitialspace=True)
        yield (
            f"FEBRL {number}: persons with errors",
            rows,
            clusters([r["rec_id"].split("-")[1] for r in rows]),
            None,
        )
    rows = rows_of(SHARED / "dedup/splink/fake_1000.csv")
    yield (
        "splink 1000: persons, five columns, a fifth of the cells empty",
        rows,
        clusters([r["cluster"] for r in rows]),
        None,
    )


def places() -> Any:
    years = [
        rows_of(SHARED / f"prospects/andorra_osm_{year}.csv.gz") for year in ("2016-10", "2025-01")
    ]
    for name, kept in (("restaurants and bars", FOOD), ("all businesses", set())):
        old, new = (
            [r for r in rows if r["name"] and (not kept or r["category"] in kept)] for rows in years
        )
        at = {row["osm_id"]: index for index, row in enumerate(old)}
        truth = {(at[r["osm_id"]], len(old) + i) for i, r in enumerate(new) if r["osm_id"] in at}
        rows = [
            {k: v for k, v in r.items() if k not in {"osm_id", "osm_timestamp"}} for r in old + new
        ]
        yield f"Andorra 2016 and 2025: {name}", rows, truth, len(old)


def products() -> Any:
    parts = [
        rows_of(SHARED / f"dedup/abt_buy/{name}.csv.gz", delimiter="|") for name in ("abt", "buy")
    ]
    split = len(parts[0])
    truth = {
        (int(r["D1"]), split + int(r["D2"]))
        for r in rows_of(SHARED / "dedup/abt_buy/gt.csv.gz", delimiter="|")
    }
    yield (
        "Abt and Buy: products (not what this is for)",
        [r for part in parts for r in part],
        truth,
        split,
    )


def judge(name: str, rows: Rows, truth: Pairs, split: int | None) -> None:
    from comarca.base.linkage import link
    from comarca.base.linkage.guessing import answers_of, guess_columns, identity_of

    cells = {heading: [str(row[heading] or "").strip() for row in rows] for heading in rows[0]}
    columns = guess_columns(
        cells, [identity_of(cells), *answers_of(cells), *(["id"] if split else [])]
    )
    begun = time.process_time()
    found = link(columns, split=split, once=split is not None)
    took = time.process_time() - begun
    for cut in CUTS:
        pairs = {(one.left, one.right) for one in found if one.probability >= cut}
        right = len(pairs & truth)
        precision, recall = right / max(len(pairs), 1), right / len(truth)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        label = f"{name} ({len(rows):,} rows, {len(truth):,} pairs)" if cut == CUTS[0] else ""
        figures = f"{precision:.3f} | {recall:.3f} | {f1:.3f} | {len(pairs) - right} | {took:.1f}"
        print(f"| {label} | {cut} | {figures} |")


def misspelt(text: str, dice: random.Random) -> str:
    """Make one slip of the finger."""
    if len(text) < 4:
        return text
    at = dice.randrange(1, len(text) - 1)
    return dice.choice(
        (text[:at] + text[at + 1 :], text[:at] + text[at + 1] + text[at] + text[at + 2 :])
    )


def many(count: int) -> tuple[list[Any], Pairs]:
    """Return invented accounts of which one in fifty comes twice, with slips and holes."""
    from make_file import NAMES, STREETS, WORDS

    from comarca.base.linkage import Column, Kind

    dice = random.Random(1)  # noqa: S311 - invented data
    towns = [row["name"] for row in rows_of(ROOT / "packs/es/units.csv.gz")]
    raw: list[list[str]] = []
    truth: Pairs = set()
    for number in range(count):
        if number % 50 == 49:
            twin = number - dice.randint(1, min(number, 5000))
            row = list(raw[twin])
            row[0] = misspelt(row[0], dice)
            row[dice.randrange(1, 6)] = ""
            truth.add((twin, number))
        else:
            town = dice.randrange(len(towns))
            row = [
                f"{dice.choice(WORDS)} {dice.choice(NAMES)} {dice.choice(NAMES)}, S.L.",
                f"B{dice.randrange(10**8):08d}" if dice.random() < 0.7 else "",
                f"{dice.choice(STREETS)}, {dice.randint(1, 180)}", f"{10000 + town}", towns[town],
                f"9{dice.randrange(10**8):08d}" if dice.random() < 0.8 else "",
            ]  # fmt: skip
        raw.append(row)
    kinds = (Kind.COMPANY, Kind.IDENTIFIER, Kind.ADDRESS, Kind.POSTAL, Kind.PLACE, Kind.PHONE)
    return [
        Column.of(str(kind), kind, [row[i] for row in raw]) for i, kind in enumerate(kinds)
    ], truth


def speed(count: int) -> None:
    import resource

    from comarca.base.linkage import link

    columns, truth = many(count)
    begun, started = time.process_time(), time.perf_counter()
    found = link(columns)
    pairs = {(one.left, one.right) for one in found}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    right = len(pairs & truth)
    print(f"\n{count:,} invented accounts, {len(truth):,} twice: ", end="")
    print(f"{time.process_time() - begun:.1f} processor seconds ", end="")
    print(f"({time.perf_counter() - started:.1f} s), {memory} MB; precision ", end="")
    print(f"{right / max(len(pairs), 1):.3f}, recall {right / len(truth):.3f}")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comarca.web.settings")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    arguments = parser.parse_args()
    import django

    django.setup()
    print("| List | From score | Precision | Recall | F1 | Wrong | Processor s |")
    print("|---|--:|--:|--:|--:|--:|--:|")

    for source in (persons, places, products):
        for one in source():
            judge(*one)
    speed(arguments.rows)


if __name__ == "__main__":
    main()
