"""Places on the globe as metres on a plane, and distances between them."""

import numpy as np
from numpy.typing import NDArray

EARTH_RADIUS = 6_371_008.8
Floats = NDArray[np.float64]


def project(lonlat: Floats) -> Floats:
    """Project degrees to metres, equal in area, centred on the places themselves.

    Lambert's azimuthal equal-area projection on the sphere (Snyder, *Map Projections: A
    Working Manual*, USGS 1987, p. 182).

    Parameters
    ----------
    lonlat
        Longitude and latitude in degrees, shape ``(n, 2)``.

    Returns
    -------
    Metres east and north of the middle, shape ``(n, 2)``.

    Raises
    ------
    ValueError
        If a coordinate is not a finite place on earth; the message names the row.

    Examples
    --------
    >>> project(np.array([[-3.7, 40.4], [-3.7, 40.4]])).tolist()
    [[0.0, 0.0], [0.0, 0.0]]
    """
    lonlat = np.asarray(lonlat, dtype=np.float64)
    bad = ~np.isfinite(lonlat).all(axis=1) | (np.abs(lonlat[:, 1]) > 90)
    if bad.any():
        raise ValueError(f"Row {int(np.argmax(bad))} is not a place on earth.")
    if not len(lonlat):
        return np.zeros((0, 2))
    lon, lat = np.radians(lonlat).T
    lon0, lat0 = (lon.min() + lon.max()) / 2, (lat.min() + lat.max()) / 2
    cosine = np.sin(lat0) * np.sin(lat) + np.cos(lat0) * np.cos(lat) * np.cos(lon - lon0)
    scale = np.sqrt(2 / np.maximum(1 + cosine, 1e-12))
    x = scale * np.cos(lat) * np.sin(lon - lon0)
    y = scale * (np.cos(lat0) * np.sin(lat) - np.sin(lat0) * np.cos(lat) * np.cos(lon - lon0))
    return EARTH_RADIUS * np.column_stack([x, y])


def haversine(a: Floats, b: Floats) -> Floats:
    """Return the great-circle distance in metres between rows of two ``(n, 2)`` lon-lat arrays.

    Examples
    --------
    >>> round(float(haversine(np.array([[0.0, 0.0]]), np.array([[0.0, 1.0]]))[0]))
    111195
    """
    lon1, lat1 = np.radians(a).T
    lon2, lat2 = np.radians(b).T
    part = (
        np.sin((lat2 - lat1) / 2) ** 2
        + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    )
    answer: Floats = 2 * EARTH_RADIUS * np.arcsin(np.sqrt(np.clip(part, 0, 1)))
    return answer
