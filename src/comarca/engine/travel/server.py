"""Ask a Valhalla or OSRM server for a table of travel."""

import json
import math
import urllib.error
import urllib.request
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
BLOCK = 50  # sources and targets of one question; public defaults allow 50 x 50 (Valhalla) and 100
PATIENCE = 20.0  # seconds for an answer
LARGEST = 64 * 1024 * 1024  # bytes of an answer that are read


class RoadsFailed(Exception):
    """The road server did not answer with a table; the text says why."""


def valhalla(address: str, lonlat: Floats, rows: Ints, columns: Ints) -> tuple[Floats, Floats]:
    """Return minutes and km from Valhalla's ``/sources_to_targets``; NaN where there is no way."""
    _bounded(address)
    places = [{"lon": float(lon), "lat": float(lat)} for lon, lat in lonlat]

    def block(rows: Ints, columns: Ints) -> tuple[Any, Any]:
        question = {
            "sources": [places[i] for i in rows], "targets": [places[i] for i in columns],
            "costing": "auto", "units": "kilometers",
        }  # fmt: skip
        answer = _ask(f"{address.rstrip('/')}/sources_to_targets", json.dumps(question).encode())
        cells = answer["sources_to_targets"]
        return (
            [[_or_nan(cell["time"], 60) for cell in row] for row in cells],
            [[_or_nan(cell["distance"], 1) for cell in row] for row in cells],
        )

    return _blocks(rows, columns, block)


def osrm(address: str, lonlat: Floats, rows: Ints, columns: Ints) -> tuple[Floats, Floats]:
    """Return minutes and km from OSRM's ``/table/v1/driving``; NaN where there is no way."""
    _bounded(address)

    def block(rows: Ints, columns: Ints) -> tuple[Any, Any]:
        points = [lonlat[i] for i in rows] + [lonlat[i] for i in columns]
        where = ";".join(f"{lon:.6f},{lat:.6f}" for lon, lat in points)
        first = ";".join(str(i) for i in range(len(rows)))
        second = ";".join(str(len(rows) + i) for i in range(len(columns)))
        answer = _ask(
            f"{address.rstrip('/')}/table/v1/driving/{where}?sources={first}"
            f"&destinations={second}&annotations=duration,distance",
            None,
        )
        return (
            [[_or_nan(cell, 60) for cell in row] for row in answer["durations"]],
            [[_or_nan(cell, 1000) for cell in row] for row in answer["distances"]],
        )

    return _blocks(rows, columns, block)


def _bounded(address: str) -> None:
    if not address.startswith(("http://", "https://")):
        raise RoadsFailed("the address does not begin with http:// or https://")


def _or_nan(value: Any, unit: float) -> float:
    return math.nan if value is None else float(value) / unit


def _ask(address: str, body: bytes | None) -> Any:
    request = urllib.request.Request(  # noqa: S310 - the scheme has been checked
        address, data=body, headers={"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            return json.loads(answer.read(LARGEST))
    except urllib.error.HTTPError as error:
        raise RoadsFailed(f"it answered {error.code}") from None
    except (OSError, ValueError) as error:
        raise RoadsFailed(str(getattr(error, "reason", error))) from None


def _blocks(rows: Ints, columns: Ints, block: Any) -> tuple[Floats, Floats]:
    minutes, km = np.zeros((2, len(rows), len(columns)))
    try:
        for i in range(0, len(rows), BLOCK):
            for j in range(0, len(columns), BLOCK):
                cells = (slice(i, i + BLOCK), slice(j, j + BLOCK))
                minutes[cells], km[cells] = block(rows[cells[0]], columns[cells[1]])
    except (KeyError, TypeError, ValueError, IndexError):
        raise RoadsFailed("its answer is not a table of travel") from None
    return minutes, km
