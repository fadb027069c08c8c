"""Makes areas of a file's rows: kept, repaired, parts with one id joined, the rest reported."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from comarca.geography.importing.choice import Choice, rows_kept
from comarca.geography.importing.columns import text
from comarca.geography.importing.sources import UnreadableLayer

SHOWN = 20


@dataclass
class Areas:
    """The areas of a layer to be: one row each."""

    shapes: Any
    codes: list[str]
    names: list[str]
    regions: list[str]
    figures: dict[str, list[Any]] = field(default_factory=dict)
    report: dict[str, Any] = field(default_factory=dict)


def clean(shapes: Any, columns: dict[str, list[Any]], choice: Choice) -> Areas:
    """Repair the shapes, join rows with one id, and leave out what has no id or no area."""
    import shapely

    kept = rows_kept(columns, choice.keep)
    codes = [text(v) for v in _column(columns, choice.code)]
    broken = ~shapely.is_valid(shapes)
    shapes = shapes.copy()
    if choice.swap:
        shapes = shapely.transform(shapes, lambda xy: xy[:, ::-1])
    shapes[broken] = shapely.make_valid(shapes[broken])
    solid = {row: only_areas(shapes[row]) for row in kept}
    with_area = [r for r in kept if solid[r] is not None and not solid[r].is_empty]
    groups: dict[str, list[int]] = {}
    for row in with_area:
        if codes[row]:
            groups.setdefault(codes[row], []).append(row)
    if not groups:
        raise UnreadableLayer(_("No row is left with an id and an area. Check the filter."))
    labels = columns.get(choice.label) or codes
    parents = columns.get(choice.parent) or [""] * len(codes)
    first = [rows[0] for rows in groups.values()]
    left = [
        codes[r] or _("row {n}").format(n=r + 1)
        for r in kept
        if r not in set(with_area) or not codes[r]
    ]
    joined = [code for code, rows in groups.items() if len(rows) > 1]
    return Areas(
        shapes=np.array([_union([solid[r] for r in rows]) for rows in groups.values()], object),
        codes=list(groups),
        names=[text(labels[r]) or codes[r] for r in first],
        regions=[text(parents[r])[:150] for r in first],
        figures={
            m: [_total([columns[m][r] for r in rows]) for rows in groups.values()]
            for m in choice.measures
            if m in columns
        },
        report={
            **_listed("repaired", [codes[i] for i in np.flatnonzero(broken) if i in set(kept)]),
            **_listed("left_out", left),
            **_listed("joined", joined),
            "filtered_count": len(codes) - len(kept),
            "swapped": choice.swap,
        },
    )


def _column(columns: dict[str, list[Any]], name: str) -> list[Any]:
    if name not in columns:
        raise UnreadableLayer(_("The file has no column “{name}”.").format(name=name))
    return columns[name]


def _listed(key: str, codes: list[str]) -> dict[str, Any]:
    return {key: codes[:SHOWN], f"{key}_count": len(codes)}


def _union(shapes: list[Any]) -> Any:
    import shapely

    if len(shapes) == 1:
        return shapes[0]
    joined = only_areas(shapely.union_all(shapes))
    return joined if joined is not None else shapes[0]


def _total(values: list[Any]) -> float | None:
    """Add up the figures of joined parts; one published twice for the same area counts once."""
    known = [float(v) for v in values if _is_number(v)]
    if not known:
        return None
    return known[0] if len(set(known)) == 1 else sum(known)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and value == value  # noqa: PLR0124


def only_areas(shape: Any) -> Any:
    """Return the polygons of a shape as one, or None where there is no shape at all."""
    import shapely

    if shape is None:
        return None
    parts = shapely.get_parts(shapely.get_parts(shape))
    return shapely.MultiPolygon([p for p in parts if p.geom_type == "Polygon"])


def overlaps(shapes: Any) -> NDArray[np.bool_]:
    """Return which areas lie on another one: their middle is inside it too.

    Levels of one hierarchy in one file (countries, regions, provinces) look like this.
    """
    import shapely

    middle = shapely.point_on_surface(shapes)
    inside, around = shapely.STRtree(shapes).query(middle, predicate="within")
    found = np.zeros(len(shapes), dtype=bool)
    found[inside[inside != around]] = True
    return found
