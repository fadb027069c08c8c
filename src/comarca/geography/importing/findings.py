"""What a person should know before a layer is imported, said with figures and a remedy."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comarca.base.locales import country_name
from comarca.geography.countries import likely_countries, look_swapped
from comarca.geography.importing.choice import Choice, rows_kept
from comarca.geography.importing.cleaning import overlaps
from comarca.geography.importing.columns import text
from comarca.geography.models import Layer

SAMPLE = 500
MANY = 0.05


@dataclass(frozen=True)
class Finding:
    """One thing to know or to decide: a key, a sentence, and whether it must be decided."""

    key: str
    sentence: str
    asks: bool = False


def table_findings(columns: dict[str, list[Any]], choice: Choice) -> list[Finding]:
    """Return what ids and names say: rows without id, rows that share one, names that are none."""
    kept = rows_kept(columns, choice.keep)
    codes = [text(columns[choice.code][r]) for r in kept]
    filled = [c for c in codes if c]
    found = []
    if len(filled) < len(codes):
        n = len(codes) - len(filled)
        sentence = ngettext(
            "{n} row without an id is left out.", "{n} rows without an id are left out.", n
        )
        found.append(Finding("no_id", sentence.format(n=n)))
    if (shared := len(filled) - len(set(filled))) > 0:
        sentence = _("{rows} rows become {n} areas: rows with one id are joined.")
        many = shared > MANY * len(filled)
        found.append(
            Finding("joined", sentence.format(rows=len(filled), n=len(set(filled))), asks=many)
        )
    names = [text(v) for v in (columns[choice.label][r] for r in kept)]
    if names and sum(any(c.isalpha() for c in n) for n in names) < 0.5 * len(names):
        found.append(
            Finding("names", _("Most names hold no letters. Is this the right column?"), asks=True)
        )
    return found


def shape_findings(shapes: Any, columns: dict[str, list[Any]], choice: Choice) -> list[Finding]:
    """Return what the outlines say: turned coordinates, another country, levels on each other."""
    import shapely

    kept = rows_kept(columns, choice.keep)
    present = [r for r in kept if shapes[r] is not None and not shapes[r].is_empty]
    if not present:
        return [Finding("empty", _("No row is left. Check the filter."), asks=True)]
    mine = shapes[present]
    points = _middles(mine)
    found = []
    if n := len(kept) - len(present):
        sentence = ngettext(
            "{n} row without an outline is left out.",
            "{n} rows without an outline are left out.",
            n,
        )
        found.append(Finding("no_outline", sentence.format(n=n)))
    if choice.swap:
        points = points[:, ::-1]
    elif look_swapped(points, choice.country):
        found.append(
            Finding("swapped", _("Longitude and latitude stand in each other's place."), asks=True)
        )
        return found
    if (doubt := _country_doubt(points, choice.country)) is not None:
        found.append(doubt)
    valid = shapely.make_valid(mine)
    if (stacked := int(overlaps(valid).sum())) > MANY * len(mine) and not _one_id(
        columns, choice, present
    ):
        sentence = _(
            "{n} of {all} areas lie on others: the file holds several levels. Keep one of them."
        )
        found.append(Finding("levels", sentence.format(n=stacked, all=len(mine)), asks=True))
    return found


def _country_doubt(points: Any, country: str) -> Finding | None:
    """Return what the outlines say about the country, where that is not what was chosen."""
    likely = likely_countries(points)
    names = {code: f"{country_name(code)} ({code})" for code in (*likely, country)}
    if not country and len(likely) > 1:
        sentence = _("The areas may lie in {likely}: write the country.")
        places = ", ".join(names[code] for code in likely[:3])
        return Finding("country", sentence.format(likely=places), asks=True)
    if country and likely and country not in likely:
        sentence = _("The areas lie in {there}, but the country is {country}.")
        told = sentence.format(there=names[likely[0]], country=names[country])
        return Finding("country", told, asks=True)
    return None


def twin_of(choice: Choice, codes: set[str]) -> Layer | None:
    """Return a layer of the same country that has the same ids, if there is one."""
    for layer in Layer.objects.filter(country=choice.country, is_ready=True):
        known = set(layer.units.exclude(level="cell").values_list("code", flat=True))
        if known and len(known & codes) > 0.9 * max(len(known), len(codes)):
            return layer
    return None


def _one_id(columns: dict[str, list[Any]], choice: Choice, rows: list[int]) -> bool:
    return len({text(columns[choice.code][r]) for r in rows}) == 1


def _middles(shapes: Any) -> Any:
    """Return points inside some of the areas, in degrees; a fixed sample of a large layer."""
    import shapely

    step = max(len(shapes) // SAMPLE, 1)
    points = shapely.get_coordinates(shapely.point_on_surface(shapely.make_valid(shapes[::step])))
    return np.asarray(points, dtype=np.float64)
