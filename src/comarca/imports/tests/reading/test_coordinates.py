import pytest
from hypothesis import given
from hypothesis import strategies as st

from comarca.imports.reading.coordinates import read_point

MADRID = (40.41, -3.7)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("40.41, -3.70", MADRID),
        ("40,41; -3,70", MADRID),
        ("40,41, -3,70", MADRID),
        ("(40.41 -3.70)", MADRID),
        ("N 40.41 W 3.70", MADRID),
        ("40°24'36\"N 3°42'O", MADRID),
        ("3°42'W 40°24.6'N", MADRID),
        ("POINT(-3.7 40.41)", MADRID),
        ("https://www.google.com/maps/place/Sol/@40.5,-3.8,17z/data=!3d40.41!4d-3.70", MADRID),
        ("https://www.google.com/maps/search/?api=1&query=40.41%2C-3.70", MADRID),
        ("https://www.openstreetmap.org/#map=15/40.41/-3.70", MADRID),
        ("-33,45 -70,66", (-33.45, -70.66)),
        *((text, None) for text in ("40,41", "12, 3", "28901", "Calle Mayor 3, 2", "91 123 45 67")),
        ("https://goo.gl/maps/abc", None),
        ("https://www.example.com/", None),
    ],
)
def test_a_point_in_one_cell(text: str, point: tuple[float, float] | None) -> None:
    assert read_point(text) == (pytest.approx(point) if point else None)


@given(st.floats(-89, 89), st.floats(-179, 179), st.sampled_from([", ", ";", " ", ","]))
def test_what_is_written_is_read(lat: float, lon: float, between: str) -> None:
    assert read_point(f"{lat:.6f}{between}{lon:.6f}") == pytest.approx((lat, lon), abs=1e-6)
