import pytest
from hypothesis import given
from hypothesis import strategies as st

from comarca.base.search.folding import fold, squeeze


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ñandú", "nandu"), ("ESTACIÓN  de Servicio", "estacion de servicio"),
        ("L'Hospitalet", "l hospitalet"), ("Łódź", "lodz"), ("Ørsted A/S", "orsted a s"),
        ("  ", ""), ("a_b", "a b"), ("Straße 3º", "strasse 3o"),
    ],
)  # fmt: skip
def test_text_is_plain_small_letters(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text):
    once = fold(text)
    assert fold(once) == once
    assert once == once.strip()
    assert "  " not in once


def test_codes_are_squeezed():
    assert squeeze("+34 91-234 56") == "349123456"
