"""The measured rows as the tables of docs/benchmarks/territories.md."""

import math
import statistics
from collections.abc import Callable, Iterator
from typing import Any

from peers import PEERS
from rows import HOMES, MEDIANS, ROWS, Row

HEAD = (
    "| instance | aimed at | valid | km, median (worst) | borders cut, median (worst) | "
    "worst deviation | least round | CPU s, median (worst) | MB |\n" + "|---" * 9 + "|"
)
MEDIAN_HEAD = "| file | above best known | valid | CPU s | MB |\n" + "|---" * 5 + "|"
PEER_HEAD = "| peer | map | valid | km | borders cut | CPU s | MB |\n" + "|---" * 7 + "|"


def tables(kept: dict[str, Any], stamp: str) -> str:
    """Return every table; a row of another engine than ``stamp`` is marked with a star."""
    parts = []
    for group in dict.fromkeys(row.group for row in ROWS):
        lines = [_row(row, kept[row.key], stamp) for row in ROWS
                 if row.group == group and row.key in kept]  # fmt: skip
        if lines:
            parts.append(f"### {group}\n\n{HEAD}\n" + "\n".join(lines))
    parts += [_medians(kept, stamp), _peers(kept)]
    return "\n\n".join(part for part in parts if part)


def _star(found: dict[str, Any], stamp: str) -> str:
    return "" if found.get("engine") == stamp else " \\*"


def _row(row: Row, found: dict[str, Any], stamp: str) -> str:
    title = row.title + _star(found, stamp)
    if "failed" in found:
        return f"| {title} | {row.target} | fails: {found['failed']} | | | | | | |"
    runs = found["runs"]
    km = _figure(runs, "km", lambda v: f"{v:.1f}")
    if row.group == HOMES:
        gaps = [run["gap"] for run in runs if run["gap"] is not None]
        km = f"gap {100 * statistics.median(gaps):.2f} % ({100 * max(gaps):.2f} %)" if gaps else km
    moved = f", {100 * max(r['moved'] for r in runs):.1f} % moved" if row.key == "cap" else ""
    return (
        f"| {title} | {row.target} | {_valid(runs)}{moved} | {km} | "
        f"{_figure(runs, 'cut', lambda v: f'{v:,.0f}')} | "
        f"{100 * max(r['worst'] for r in runs):.1f} % | "
        f"{_least(runs)} | {_figure(runs, 'cpu', lambda v: f'{v:.1f}')} | {found['memory']:.0f} |"
    )


def _valid(runs: list[dict[str, Any]]) -> str:
    good = sum(run["valid"] for run in runs)
    text = f"{good} of {len(runs)}"
    if good < len(runs):
        text += f" (least {100 * min(run['within'] for run in runs):.1f} % of territories)"
    return text


def _least(runs: list[dict[str, Any]]) -> str:
    known = [run["round"] for run in runs if not math.isnan(run["round"])]
    return f"{min(known):.2f}" if known else ""


def _figure(runs: list[dict[str, Any]], name: str, show: Callable[[float], str]) -> str:
    values = [run[name] for run in runs]
    return f"{show(statistics.median(values))} ({show(max(values))})"


def _medians(kept: dict[str, Any], stamp: str) -> str:
    found = [(name, kept[name]) for name in MEDIANS if name in kept]
    if not found:
        return ""
    lines = list(_median_rows(found, stamp))
    above = [e["runs"][0]["above"] for _n, e in found if "runs" in e and e["runs"][0]["valid"]]
    whole = "### Capacitated p-median\n\n" + "\n".join([MEDIAN_HEAD, *lines])
    if not above:
        return whole
    mean = 100 * statistics.mean(above)
    return f"{whole}\n\nMean over {len(above)} valid of {len(found)} files: {mean:.2f} %."


def _median_rows(found: list[tuple[str, Any]], stamp: str) -> Iterator[str]:
    for name, each in found:
        if "failed" in each:
            yield f"| {name} | fails: {each['failed']} | | | |"
            continue
        run = each["runs"][0]
        yield (
            f"| {name}{_star(each, stamp)} | {100 * run['above']:.2f} % | "
            f"{'yes' if run['valid'] else 'no'} | {run['cpu']:.1f} | {each['memory']:.0f} |"
        )


def _peers(kept: dict[str, Any]) -> str:
    lines = []
    for key in PEERS:
        if key not in kept:
            continue
        each = kept[key]
        if "failed" in each:
            lines.append(f"| {each.get('label', key)} | | fails: {each['failed']} | | | | |")
            continue
        lines.append(
            f"| {each['label']} | {each['name']} | {100 * each['within']:.1f} % of territories, "
            f"{each['broken']} in pieces | {each['km']:.1f} | {each['cut']:,} | "
            f"{each['cpu']:.0f} | "
            f"{each['memory']:.0f} |"
        )
    return "### Peers, one run each\n\n" + "\n".join([PEER_HEAD, *lines]) if lines else ""
