"""An invented sales team with homes in real towns, spread as the work is."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from stations import fold, read

SEED = 20261124
DOMAIN = "comarca.example"
ISLANDS = {"07": "07040", "35": "35016", "38": "38038"}
REGIONS = {
    "norte": {"03", "06", "07", "12", "15", "16", "17"},
    "este": {"02", "04", "09", "10"},
    "centro": {"08", "11", "13"},
    "sur": {"01", "05", "14", "18", "19"},
}
REGION_HOMES = {"norte": "48020", "este": "46250", "centro": "28079", "sur": "41091"}
LISTS = dict(
    line.split(": ")
    for line in Path(__file__).with_name("names.txt").read_text(encoding="utf-8").splitlines()
)
WOMEN, MEN, SURNAMES = (LISTS[key].split() for key in ("women", "men", "surnames"))


def names(count: int) -> list[str]:
    """Return as many different invented names."""
    dice = np.random.default_rng(SEED)
    answer: list[str] = []
    while len(answer) < count:
        given = str(dice.choice(WOMEN if len(answer) % 2 else MEN))
        first, second = (str(s) for s in dice.choice(SURNAMES, 2, replace=False))
        name = f"{given} {first} {second}"
        if all(name.rsplit(" ", 1)[0] != other.rsplit(" ", 1)[0] for other in answer):
            answer.append(name)
    return answer


def parts(
    xy: NDArray[np.float64], work: NDArray[np.float64], rows: NDArray[np.int64], k: int
) -> list[NDArray[np.int64]]:
    """Halve the country again and again into k parts of equal work."""
    if k == 1:
        return [rows]
    axis = int(np.argmax(np.ptp(xy[rows], axis=0)))
    order = rows[np.argsort(xy[rows, axis], kind="stable")]
    done = np.cumsum(work[order])
    cut = int(np.searchsorted(done, done[-1] * (k // 2) / k))
    return parts(xy, work, order[:cut], k // 2) + parts(xy, work, order[cut:], k - k // 2)


def homes(rows: list[dict[str, str | float]], data: Path, mainland: int) -> list[str]:
    """Return the municipalities where the representatives live, one for each part."""
    towns = {row["code"]: row for row in read(data / "spain/municipalities.csv.gz")}
    xy = np.array([[float(r["lon"]) * 85.0, float(r["lat"]) * 111.2] for r in rows])
    work = np.array([float(r["hours"]) for r in rows])
    codes = np.array([str(r["municipality"]) for r in rows])
    on_land = np.flatnonzero(~np.isin([c[:2] for c in codes], [*ISLANDS, "51", "52"]))
    taken: list[str] = []
    for part in parts(xy, work, on_land, mainland):
        middle = np.average(xy[part], axis=0, weights=work[part])
        inside = sorted(set(codes[part]) - set(taken))

        def liked(code: str, middle: NDArray[np.float64] = middle) -> float:
            town = towns[code]
            place = np.array([float(town["lon"]) * 85.0, float(town["lat"]) * 111.2])
            people = float(town["population_2024"] or 0)
            return float(people * np.exp(-np.linalg.norm(place - middle) / 12))

        taken.append(max(inside, key=liked))
    return [*taken, *ISLANDS.values()]


def team(rows: list[dict[str, str | float]], data: Path, mainland: int) -> list[dict[str, str]]:
    """Return the whole company: director, managers, representatives and the office."""
    towns = {row["code"]: row for row in read(data / "spain/municipalities.csv.gz")}
    living = homes(rows, data, mainland)
    called = iter(names(len(living) + 10))
    answer: list[dict[str, str]] = []

    def add(email: str, role: str, boss: str = "", home: str = "") -> None:
        name = next(called)
        local = email or ".".join(fold(part) for part in name.split(" ")[:2]).replace(" ", "")
        town = towns.get(home)
        place = town["name"].split("/")[0] if town else ""
        answer.append({
            "email": f"{local}@{DOMAIN}", "name": name, "role": role,
            "manager": f"{boss}@{DOMAIN}" if boss else "", "municipality": home,
            "place": place[:1].upper() + place[1:],
            "lon": town["seat_lon"] if town else "", "lat": town["seat_lat"] if town else "",
        })  # fmt: skip

    add("director", "territory_manager", home="28079")
    for region, home in REGION_HOMES.items():
        add(f"jefe.{region}", "territory_manager", "director", home)
    add("admin", "administrator", home="28079")
    add("operaciones", "sales_operations", "director", "28079")
    add("lectura", "read_only", "director", "28079")
    shown = False
    for home in living:
        group = towns[home]["region_code"]
        region = next(key for key, groups in REGIONS.items() if group in groups)
        first = not shown and region == "norte"
        shown = shown or first
        add("comercial" if first else "", "representative", f"jefe.{region}", home)
    for local in ("servicio", "servicio2"):  # last, so that everybody else keeps their name
        add(local, "service_agent", "operaciones", "28079")
    return answer
