"""Write ``week.json`` for the demo company: ``stations.py OUT.json [people] [weeks]``.

The stations and homes are those of the demo pack; the split among people (the nearest home, evened
out), opening hours and cycles by class are made here and are invented.
"""

import csv
import gzip
import json
import sys
from pathlib import Path

import numpy as np

from comarca.engine.travel import straight_km

PACK = Path(__file__).resolve().parents[2] / "packs" / "es" / "demo"
CYCLES = {"A": (1, 2), "B": (1, 4), "C": (1, 8), "D": (1, 16)}
MINUTES = {"A": 45, "B": 35, "C": 25, "D": 20}
OPEN = (["08:00-20:00"], ["09:00-14:00", "16:00-20:00"], ["07:00-15:00"])


def _split(homes: np.ndarray, places: np.ndarray, work: np.ndarray) -> np.ndarray:
    """Give every station to the nearest home, with a handicap for homes that have too much."""
    far, handicap = straight_km(places, homes), np.zeros(len(homes))
    for _ in range(200):
        owner = np.argmin(far + handicap, axis=1)
        load = np.bincount(owner, work, len(homes))
        handicap += 5.0 * (load / load.mean() - 1)
    return np.argmin(far + handicap, axis=1)


def main() -> None:
    out = Path(sys.argv[1])
    weeks = int(sys.argv[3]) if len(sys.argv) > 3 else 4
    with (PACK / "people.csv").open(encoding="utf-8", newline="") as lines:
        people = [row for row in csv.DictReader(lines) if row["role"] == "representative"]
    with gzip.open(PACK / "accounts.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        stations = list(csv.DictReader(lines))
    homes = np.array([[float(p["lon"]), float(p["lat"])] for p in people])
    places = np.array([[float(s["lon"]), float(s["lat"])] for s in stations])
    work = np.array([MINUTES[s["segment"]] / CYCLES[s["segment"]][1] for s in stations])
    owner = _split(homes, places, work)
    chosen = range(min(len(people), int(sys.argv[2]) if len(sys.argv) > 2 else len(people)))
    rng = np.random.default_rng(1)
    file = {
        "format": "comarca-week/1", "starts": "2026-11-09", "weeks": weeks,
        "note": "Real stations (Ministerio para la Transición Ecológica); the rest is invented.",
        "holidays": {"country": "ES"},
        "people": [
            {
                "id": people[i]["email"], "name": people[i]["name"],
                "home": {"lon": float(people[i]["lon"]), "lat": float(people[i]["lat"])},
                "hours": {"mon-thu": ["08:00-18:30"], "fri": ["08:00-15:00"]},
                "breaks": [{"days": "mon-thu", "from": "13:00", "to": "15:30", "minutes": 60}],
                "nights": 2,
            }
            for i in chosen
        ],
        "accounts": [
            _account(s, people[owner[i]]["email"], rng)
            for i, s in enumerate(stations) if owner[i] in chosen
        ],
    }  # fmt: skip
    out.write_text(json.dumps(file, ensure_ascii=False), encoding="utf-8")


def _account(station: dict[str, str], owner: str, rng: np.random.Generator) -> dict[str, object]:
    kind = station["segment"]
    visits, weeks = CYCLES[kind]
    answer: dict[str, object] = {
        "id": station["code"], "name": station["name"], "class": kind,
        "lon": float(station["lon"]), "lat": float(station["lat"]), "people": [owner],
        "minutes": MINUTES[kind], "cycle": {"visits": visits, "weeks": weeks},
        "open": {"mon-fri": OPEN[int(rng.choice(3, p=[0.6, 0.3, 0.1]))]},
    }  # fmt: skip
    if station["status"] == "prospect":
        return answer | {
            "class": "prospect", "optional": True, "minutes": 20,
            "value": 10.0 + 20.0 * "DCBA".index(kind), "cycle": {"visits": 1, "weeks": 8},
        }  # fmt: skip
    if weeks > 1:
        # A last visit somewhere in the cycle before, so that each week brings its share.
        ago = int(rng.integers(1, weeks * 7 + 1))
        last = np.datetime64("2026-11-09") - np.timedelta64(ago, "D")
        answer["last_visit"] = str(last)
    return answer


if __name__ == "__main__":
    main()
