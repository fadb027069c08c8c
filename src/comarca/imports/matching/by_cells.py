"""Finds what no heading says: a column of names, of codes, of the map's towns and provinces."""

from collections.abc import Callable, Sequence

from comarca.imports.matching.content import are_codes, are_names, kind_of
from comarca.imports.matching.fitting import filled

FIRST = 2  # a code that no heading names stands at the edge of a table
LONGEST, FEW, DIFFERENT = 20, 3, 60
SURELY = 0.7
NO_CODES = frozenset({"tax_id", "email", "url", "country"})
Free = Sequence[tuple[str, Sequence[object]]]


def names_among(free: Free) -> str:
    """Return the first column that may well hold names of companies."""
    return next((heading for heading, cells in free if are_names(cells)), "")


def codes_among(free: Free) -> str:
    """Return a first column of different codes, which are no mere numbers of the lines."""
    return next((heading for heading, cells in free if _are_keys(cells)), "")


def _are_keys(cells: Sequence[object]) -> bool:
    """Return whether each row has a short code of its own that does not just count on."""
    texts = filled(cells)
    if len(texts) < max(FEW, len(cells)) or len(set(texts)) < len(texts) or not are_codes(texts):
        return False
    numbers = [int(text) for text in texts if text.isdigit()]
    counts = len(numbers) == len(texts) and numbers == list(
        range(numbers[0], numbers[0] + len(numbers))
    )
    short = all(len(text) <= LONGEST and not set(text) & set(",/:@ ") for text in texts)
    return short and not (counts and numbers[0] <= 1) and kind_of(texts) not in NO_CODES


def on_the_map(
    free: Free, is_town: Callable[[str], bool], is_region: Callable[[str], bool]
) -> dict[str, str]:
    """Return the columns whose cells are towns of the map, and provinces: "Lugar", "Localiz."."""
    towns: dict[str, int] = {}
    regions: dict[str, int] = {}
    for heading, cells in free:
        texts = sorted(set(filled(cells)))[:DIFFERENT]
        if len(texts) < FEW or kind_of(texts):
            continue
        if sum(map(is_town, texts)) >= SURELY * len(texts):
            towns[heading] = len(texts)
        if sum(map(is_region, texts)) >= SURELY * len(texts):
            regions[heading] = len(texts)
    # Most provinces are called as their capital: of two columns the one that says more is the town.
    place = max(towns, key=lambda one: towns[one], default="")
    left = [one for one in regions if one != place]
    if place in regions and not left and not _more_than_regions(free, place, is_region):
        return {place: "province"}
    found = {place: "place"} if place else {}
    return found | ({max(left, key=lambda one: regions[one]): "province"} if left else {})


def _more_than_regions(free: Free, place: str, is_region: Callable[[str], bool]) -> bool:
    """Return whether a column names a town that no region is called as."""
    return any(
        not is_region(text)
        for heading, cells in free
        if heading == place
        for text in set(filled(cells))
    )
