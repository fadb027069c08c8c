"""What people see while the optimiser searches: a sentence, and the map as it stands."""

import base64
import struct
import time
import zlib
from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from comarca.engine.territories import Preset
from comarca.territories.models import Proposal
from comarca.territories.palette import PALETTE
from comarca.territories.planning.arrays import Floats, Ints, PlanArrays
from comarca.territories.planning.colouring import colours
from comarca.territories.planning.sentences import progress

Report = Callable[..., bool | None]
WIDTH, HEIGHT = 320, 240
EVERY = 1.0  # seconds between two pictures
FAR = 2.5  # pixels beyond its nearest unit that a point is sea, in mean distances of units
KINDS: dict[Preset, str] = {
    "most_compact": Proposal.Kind.COMPACT,
    "fairest": Proposal.Kind.FAIR,
    "least_change": Proposal.Kind.LEAST_CHANGE,
}


class Incumbent:
    """Hears the best division so far, and passes it on as a sentence and a small map."""

    def __init__(self, arrays: PlanArrays, report: Report) -> None:
        self.arrays, self.report = arrays, report
        self.kind: str = Proposal.Kind.COMPACT
        self.best: dict[str, Any] = {}
        self._division: Ints | None = None
        self._shown = 0.0

    def tell(self, name: Preset, share: float) -> bool | None:
        """Say how far the search is, and for which proposal."""
        if self.kind != KINDS[name]:
            self.kind, self.best = KINDS[name], {}
        return self._say(share)

    def part(self, number: int, count: int) -> Callable[[float, str], bool | None]:
        """Return what tells of one search of several."""
        return lambda share, _text: self._say((number + share) / count)

    def watch(self, division: Ints) -> None:
        """Keep a better division in mind until it is told."""
        self._division = division

    def _say(self, share: float) -> bool | None:
        news: dict[str, Any] = {}
        now = time.monotonic()
        if self._division is not None and now - self._shown >= EVERY:
            self._shown = now
            self.best = {"kind": self.kind, **figures(self.arrays, self._division)}
            news = {"best": self.best, "picture": self.picture(self._division)}
            self._division = None
        return self.report(share, progress(self.kind, self.best), **news)

    def picture(self, division: Ints) -> str:
        """Return a small map of a division as the address of a picture (``data:``)."""
        edges = self.arrays.edges[0]
        shade = colours(edges, division + 1, {})
        of_unit = np.array([shade[t + 1] + 1 for t in division.tolist()], dtype=np.uint8)
        pixels = np.where(self._pixels >= 0, of_unit[self._pixels], 0).astype(np.uint8)
        return "data:image/png;base64," + base64.b64encode(png(pixels)).decode()

    @cached_property
    def _pixels(self) -> NDArray[np.int64]:
        """Return the nearest unit of each point of the picture, -1 for the sea."""
        from scipy.spatial import cKDTree

        xy = self.arrays.problem.xy
        low, span = xy.min(axis=0), np.maximum(np.ptp(xy, axis=0), 1.0)
        side = float(max(span[0] / WIDTH, span[1] / HEIGHT)) * 1.04
        across, down = np.meshgrid(np.arange(WIDTH) + 0.5, np.arange(HEIGHT) + 0.5)
        middle = low + span / 2
        at = np.column_stack([
            middle[0] + (across.ravel() - WIDTH / 2) * side,
            middle[1] - (down.ravel() - HEIGHT / 2) * side,
        ])  # fmt: skip
        tree = cKDTree(xy)
        own = np.asarray(tree.query(xy, k=min(2, len(xy)))[0]).reshape(len(xy), -1)[:, -1]
        reach = np.maximum(FAR * own, 2 * side)
        far, unit = tree.query(at)
        return np.where(far <= reach[unit], unit, -1).reshape(HEIGHT, WIDTH)


def figures(arrays: PlanArrays, division: Ints) -> dict[str, float]:
    """Return the worst deviation of the measures and the mean distance in km of a division."""
    problem = arrays.problem
    k = int(division.max()) + 1
    worst = 0.0
    for values in problem.measures.values():
        load = np.bincount(division, weights=values, minlength=k)
        worst = max(worst, float(np.abs(load / max(load.mean(), 1e-12) - 1).max()))
    centres = problem.homes if problem.homes is not None else _middles(problem.xy, arrays, division)
    far = np.linalg.norm(problem.xy - centres[division], axis=1)
    mean = float((far * arrays.weight).sum() / max(arrays.weight.sum(), 1e-12))
    return {"worst_deviation": worst, "mean_km": mean / 1000}


def _middles(xy: Floats, arrays: PlanArrays, division: Ints) -> Floats:
    weight = arrays.weight + 1e-12
    inside = np.maximum(np.bincount(division, weights=weight), 1e-12)
    return np.column_stack([
        np.bincount(division, weights=weight * xy[:, axis]) / inside for axis in range(2)
    ])  # fmt: skip


def png(pixels: NDArray[np.uint8]) -> bytes:
    """Return a picture of the territories' colours; 0 is clear, shade s is s + 1."""
    height, width = pixels.shape
    shades = b"\0\0\0" + bytes.fromhex("".join(colour.lstrip("#") for colour in PALETTE))
    lines = np.zeros((height, width + 1), dtype=np.uint8)  # each line opens with its filter: none
    lines[:, 1:] = pixels
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(name, data)
        for name, data in (
            (b"IHDR", head), (b"PLTE", shades), (b"tRNS", b"\0"),
            (b"IDAT", zlib.compress(lines.tobytes())), (b"IEND", b""),
        )
    )  # fmt: skip


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
