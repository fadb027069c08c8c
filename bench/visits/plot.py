# ruff: noqa: E501, ISC004
"""Draw one person's week on the map: ``plot.py week.json plan.json PERSON OUT.svg``.

All stations of the file are the faint ground; each weekday has a colour and numbered stops.
"""

import datetime as dt
import json
import sys
from pathlib import Path

import numpy as np

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8c6d00")  # Okabe and Ito
DAYS = ("lun / Mon", "mar / Tue", "mié / Wed", "jue / Thu", "vie / Fri")
SIZE, EDGE = 760, 40


def main() -> None:
    week, plan = (json.loads(Path(path).read_text(encoding="utf-8")) for path in sys.argv[1:3])
    who, out = sys.argv[3], Path(sys.argv[4])
    person = next(one for one in week["people"] if one["id"] == who)
    places = {one["id"]: (one["lon"], one["lat"]) for one in week["accounts"]}
    own = [day for day in plan["days"] if day["person"] == who]
    # The week with most visits: the fullest picture of how days share the land.
    of_week: dict[int, list[dict]] = {}
    for day in own:
        of_week.setdefault(dt.date.fromisoformat(day["date"]).isocalendar().week, []).append(day)
    days = max(of_week.values(), key=lambda some: sum(len(day["visits"]) for day in some))
    home = (person["home"]["lon"], person["home"]["lat"])
    paths, here = [], home
    for day in days:
        stops = [places[v["account"]] for v in day["visits"] if "account" in v]
        paths.append([here, *stops, *([] if day["night_away"] else [home])])
        here = stops[-1] if day["night_away"] and stops else home
    box = np.array([point for path in paths for point in path])
    low, high = box.min(axis=0) - 0.05, box.max(axis=0) + 0.05
    squeeze = np.cos(np.radians((low[1] + high[1]) / 2))
    scale = (SIZE - 2 * EDGE) / max((high[0] - low[0]) * squeeze, high[1] - low[1])

    def at(point: tuple[float, float]) -> tuple[float, float]:
        x = EDGE + (point[0] - low[0]) * squeeze * scale
        return round(x, 1), round(SIZE - EDGE - (point[1] - low[1]) * scale, 1)

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" font-family="sans-serif"'
        ' font-size="13"><rect width="100%" height="100%" fill="#fbfaf7"/>',
        f"<title>{person['name']}, {days[0]['date']} – {days[-1]['date']}</title>",
    ]
    for point in places.values():
        x, y = at(point)
        if 0 <= x <= SIZE and 0 <= y <= SIZE:
            lines.append(f'<circle cx="{x}" cy="{y}" r="2" fill="#c9c4b8"/>')
    for day, path in zip(days, paths, strict=True):
        number = dt.date.fromisoformat(day["date"]).weekday()
        points = " ".join(f"{x},{y}" for x, y in map(at, path))
        lines.append(
            f'<polyline points="{points}" fill="none" stroke="{COLOURS[number]}" stroke-width="2"/>'
        )
        for i, point in enumerate(path[1 : 1 + len(day["visits"])]):
            x, y = at(point)
            lines.append(
                f'<circle cx="{x}" cy="{y}" r="8" fill="{COLOURS[number]}"/><text x="{x}" y="{y + 4}"'
                f' fill="#fff" font-size="10" text-anchor="middle">{i + 1}</text>'
            )
    x, y = at(home)
    lines.append(f'<rect x="{x - 7}" y="{y - 7}" width="14" height="14" fill="#222"/>')
    for row, day in enumerate(days):
        number = dt.date.fromisoformat(day["date"]).weekday()
        text = f"{DAYS[number]}: {len(day['visits'])}, {day['leaves']}–{day['back']}, {day['km']:.0f} km"
        lines.append(
            f'<text x="12" y="{22 + 18 * row}" fill="{COLOURS[number]}">{text}'
            f"{' ☾' if day['night_away'] else ''}</text>"
        )
    out.write_text("\n".join([*lines, "</svg>"]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
