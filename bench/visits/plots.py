"""Draw the results that ``run.py --keep FILE`` kept: ``plots.py FILE OUT_FOLDER``.

Each picture is an SVG beside ``docs/benchmarks/visits.md``. What was not measured is left out of
it, never guessed.
"""

import statistics
import sys
from pathlib import Path

import matplotlib as mpl
from instances import CELLS, best_known
from ledger import Ledger
from matplotlib import pyplot as plt

OURS, BLUE, ORANGE, GREEN, GREY = "Comarca", "#0072b2", "#d55e00", "#009e73", "#8a8578"
PEERS = {"PyVRP": ORANGE, "VROOM": GREEN, "OR-Tools": GREY}


def found(book: Ledger, what: str, name: str, who: str, seconds: float) -> list[float]:
    """Return every kept value; ours of the last search that was measured so."""
    stamps = [key[5] for key in book.kept if (key[0], key[2], key[3]) == (what, who, str(seconds))]
    return [
        row["value"]
        for key, row in book.kept.items()
        if key[:4] == (what, name, who, str(seconds)) and key[5] == stamps[-1]
    ]


def pvrp(book: Ledger, out: Path) -> None:
    """Gap to the best known cost of each file: median as a bar, worst seed as a whisker."""
    figure, axes = plt.subplots(figsize=(8, 3.4))
    names = list(best_known())
    for at, seconds, colour in ((-0.2, 10.0, BLUE), (0.2, 60.0, GREEN)):
        for x, (name, known) in enumerate(best_known().items()):
            gaps = [100 * (value / known - 1) for value in found(book, "pvrp", name, OURS, seconds)]
            if gaps:
                axes.bar(x + at, statistics.median(gaps), 0.38, color=colour)
                axes.vlines(x + at, statistics.median(gaps), max(gaps), color="black", lw=1)
        if any(found(book, "pvrp", name, OURS, seconds) for name in names):
            axes.bar(0, 0, color=colour, label=f"{seconds:.0f} s")
    axes.set_xticks(range(len(names)), names, rotation=60)
    axes.set_ylabel("% above the best known cost")
    axes.legend(frameon=False, loc="upper left")
    save(figure, out / "visits-pvrp.svg")


def toptw(book: Ledger, out: Path) -> None:
    """Profit of each cell, ours and the peers', as a share of the best that any run found."""
    figure, rows = plt.subplots(2, 1, figsize=(8, 5.6), sharex=True)
    every = {c: [] for c in CELLS}
    for key, row in book.kept.items():
        if key[0] == "toptw" and key[1] in every:
            every[key[1]].append(row["value"])
    for axes, seconds in zip(rows, (1.0, 10.0), strict=True):
        for i, (who, colour) in enumerate({OURS: BLUE, **PEERS}.items()):
            for x, cell in enumerate(CELLS):
                values = found(book, "toptw", cell, who, seconds)
                if values:
                    share = 100 * statistics.median(values) / max(every[cell])
                    axes.bar(x + 0.2 * (i - 1.5), share, 0.2, color=colour)
            axes.bar(0, 0, color=colour, label=who)
        axes.set_ylim(85, 100.5)
        axes.set_ylabel(f"{seconds:.0f} s: % of the best run")
    rows[0].legend(frameon=False, ncols=4, loc="upper center", bbox_to_anchor=(0.5, 1.2))
    rows[1].set_xticks(range(len(CELLS)), CELLS, rotation=60)
    save(figure, out / "visits-toptw.svg")


def save(figure: plt.Figure, path: Path) -> None:
    for axes in figure.axes:
        axes.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
    print(path.name)


def main() -> None:
    mpl.rcParams["svg.hashsalt"] = "comarca"
    book, out = Ledger(Path(sys.argv[1])), Path(sys.argv[2])
    pvrp(book, out)
    toptw(book, out)


if __name__ == "__main__":
    main()
