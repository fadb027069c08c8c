"""The Earth as a sphere: what distances and maps are worked out with."""

from math import pi

EARTH_KM = 6371.0088  # mean radius
KM_PER_DEGREE = EARTH_KM * pi / 180  # of latitude; of longitude at the equator
MERCATOR_LATITUDE = 85.0511  # where the square map of the web ends
