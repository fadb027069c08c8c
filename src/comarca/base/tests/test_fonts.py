import pytest

from comarca.base import fonts
from comarca.base.fonts import lacking

NAMES = ["東京", "서울", "Ávila", "مدريد"]


@pytest.mark.parametrize(
    ("folder", "letters"), [("", "東京서울مدري"), ("/somewhere/noto_cjk_sans_otc", "مدري")]
)
def test_the_letters_without_a_font_are_named(monkeypatch, settings, folder, letters):
    settings.FONTS_FOLDER = ""
    monkeypatch.setattr(fonts, "cjk_folder", lambda: folder)
    assert "".join(lacking(NAMES)) == letters


def test_a_folder_of_ones_own_is_trusted(settings):
    settings.FONTS_FOLDER = "/fonts"
    assert lacking(NAMES) == []
