"""Which fonts a paper is set in: those that come with Typst, and the installation's own."""

import re
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    import typst

# What Libertinus Serif has no shape for, and Typst brings no other font for: Arabic and the scripts
# of India and South-East Asia, Chinese, Japanese and Korean, emoji.
MISSING = re.compile("[\u0600-\u1dbf\u2c80-\ua63f\ua720-\ufaff\ufe30-\uffef\U00010000-\U000fffff]")


def fonts() -> "typst.Fonts":
    """Return the fonts to set a sheet with: the folder ``COMARCA_FONTS`` adds to Typst's own."""
    import typst

    own = [settings.FONTS_FOLDER] if settings.FONTS_FOLDER else []
    return typst.Fonts(include_system_fonts=False, font_paths=own)


def lacks(texts: list[str]) -> bool:
    """Return whether some letters would be boxes, because no font for them is there.

    >>> lacks(["Ávila", "Αθήνα", "Київ"])
    False
    """
    return not settings.FONTS_FOLDER and any(MISSING.search(text) for text in texts)
