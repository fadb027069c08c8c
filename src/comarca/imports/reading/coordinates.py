"""Reads a point that stands in one cell: two figures, degrees and minutes, a link to a map."""

import re
from urllib.parse import unquote

NUMBER = r"[-+−]?\d{1,3}(?:[.,]\d+)?"
# Written as 40.41, -3.70 or 40,41; -3,70 or (40.41 N, 3.70 W), or behind a "geo:".
PAIR = re.compile(
    rf"^[\s(\[]*(?:geo:)?\s*(?P<a>[NS])?\s*(?P<lat>{NUMBER})\s*°?\s*(?P<b>[NS])?\s*(?:[;/|]|,\s|,(?=\s*-?\d)|\s)"
    rf"\s*(?P<c>[EWO])?\s*(?P<lon>{NUMBER})\s*°?\s*(?P<d>[EWO])?\W*$",
    re.IGNORECASE,
)
# 40°18'30"N and 3° 43,5' O, with the letter before or behind.
DEGREES = re.compile(
    r"(?P<a>[NSEWO])?\s*(?P<d>-?\d{1,3}(?:[.,]\d+)?)\s*[°º]\s*(?:(?P<m>\d{1,2}(?:[.,]\d+)?)\s*['’′]\s*)?"
    r"(?:(?P<s>\d{1,2}(?:[.,]\d+)?)\s*(?:[\"”″]|'')\s*)?(?P<z>[NSEWO])?",
    re.IGNORECASE,
)
_PARTS = r"(?P<d>-?\d{1,3})[ :-](?P<m>\d{1,2})[ :-](?P<s>\d{1,2}(?:[.,]\d+)?)"
BLANKS = (
    re.compile(rf"{_PARTS}\s*(?P<z>[NSEWO])?(?P<a>)", re.IGNORECASE),
    re.compile(rf"(?P<a>[NSEWO])\s*{_PARTS}(?P<z>)", re.IGNORECASE),
)
WKT = re.compile(
    r"^(?:SRID=4326;)?\s*POINT\s*Z?\s*\(\s*(-?\d+\.?\d*)\s+(-?\d+\.?\d*)", re.IGNORECASE
)
DOT = r"(-?\d{1,3}\.\d+)"
# The place itself comes before the middle of the map that was looked at.
LINKS = (
    re.compile(rf"!3d{DOT}!4d{DOT}"),
    re.compile(
        rf"[?&/](?:q|query|ll|daddr|destination|mlat|center|cp|sll)[=/](?:loc:)?{DOT}(?:,|~|&mlon=){DOT}"
    ),
    re.compile(rf"/(?:place|search|dir)/(?:[^/@]*/)?{DOT},\+?{DOT}"),
    re.compile(rf"@{DOT},{DOT}"),
    re.compile(rf"#map=\d+\.?\d*/{DOT}/{DOT}"),
)
WEST, SOUTH = {"W", "O"}, {"S"}


def read_point(text: str) -> tuple[float, float] | None:
    """Return latitude and longitude in degrees, None where a text is no point.

    >>> read_point("40.41, -3.70"), read_point("40°25'N 3°42'W"), read_point("Calle Mayor 3, 2")
    ((40.41, -3.7), (40.4166667, -3.7), None)
    """
    plain = text.strip()
    if "://" in plain or plain.lower().startswith(("www.", "maps.", "goo.gl")):
        return _of_link(unquote(plain))
    if found := WKT.match(plain):
        return float(found[2]), float(found[1])
    if (found := PAIR.match(plain)) and _are_fractions(found):
        lat = signed(_number(found["lat"]), found["a"] or found["b"])
        return lat, signed(_number(found["lon"]), found["c"] or found["d"])
    return _of_degrees(plain)


def degrees(found: re.Match[str]) -> float:
    """Return degrees, minutes and seconds as one number; south and west are below zero."""
    parts = [_number(found[key] or "0") for key in ("d", "m", "s")]
    value = abs(parts[0]) + parts[1] / 60 + parts[2] / 3600
    letter = (found["a"] or found["z"] or "").upper()
    return round(-value if parts[0] < 0 or letter in SOUTH | WEST else value, 7)


def angle(text: str) -> float | None:
    r"""Return one latitude or longitude written in degrees, with signs between them or blanks.

    >>> angle("40°25'12\"N"), angle("3 42 13 O"), angle("W 5-59-04"), angle("Getafe")
    (40.42, -3.7036111, -5.9844444, None)
    """
    plain = text.strip()
    for pattern in (DEGREES, *BLANKS):
        if (found := pattern.fullmatch(plain)) is not None:
            return degrees(found)
    return None


def signed(value: float, letter: str | None) -> float:
    """Return a figure below zero where its letter says south or west."""
    return -abs(value) if (letter or "").upper() in SOUTH | WEST else value


def _of_link(link: str) -> tuple[float, float] | None:
    for pattern in LINKS:
        if found := pattern.search(link):
            return float(found[1]), float(found[2])
    return None


def _of_degrees(text: str) -> tuple[float, float] | None:
    """Return the point of two angles, whichever stands first."""
    parts = list(DEGREES.finditer(text))
    rest = DEGREES.sub("", text).strip(" ,;/|-()")
    if len(parts) != 2 or rest:
        return None
    letters = [(part["a"] or part["z"] or "").upper() for part in parts]
    lat, lon = (degrees(part) for part in parts)
    return (lon, lat) if letters[0] in {"E", "W", "O"} else (lat, lon)


def _are_fractions(found: re.Match[str]) -> bool:
    """Return whether both figures have a fraction; two whole ones may be anything."""
    return all(re.search(r"[.,]", found[key]) for key in ("lat", "lon"))


def _number(text: str) -> float:
    return float(text.replace(",", ".").replace("−", "-"))
