"""Which fonts a paper is set in: those that come with Typst, and the installation's own."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    import typst

# What Libertinus Serif has no shape for, and Typst brings no other font for: Arabic and the scripts
# of India and South-East Asia, Chinese, Japanese and Korean, emoji.
MISSING = re.compile("[\u0600-\u1dbf\u2c80-\ua63f\ua720-\ufaff\ufe30-\uffef\U00010000-\U000fffff]")
# Chinese, Japanese and Korean: the optional package ``comarca[cjk]`` (Noto Sans CJK, OFL 1.1).
CJK = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003ffff]"
)
PACKAGE = "noto_cjk_sans_otc"


def fonts() -> "typst.Fonts":
    """Return the fonts to set a sheet with: Typst's own, ``COMARCA_FONTS`` and ``comarca[cjk]``."""
    import typst

    own = [folder for folder in (settings.FONTS_FOLDER, cjk_folder()) if folder]
    return typst.Fonts(include_system_fonts=False, font_paths=own)


@cache
def cjk_folder() -> str:
    """Return where the optional font for Chinese, Japanese and Korean lies, if it is installed."""
    found = find_spec(PACKAGE)
    return str(Path(found.origin).parent) if found and found.origin else ""


def lacking(texts: Iterable[str]) -> list[str]:
    """Return the letters that would be boxes, each once, because no font for them is there.

    >>> lacking(["Ávila", "Αθήνα", "Київ"]), lacking(["مدريد"])[:2]
    ([], ['م', 'د'])
    """
    if settings.FONTS_FOLDER:
        return []
    letters = dict.fromkeys(letter for text in texts for letter in MISSING.findall(text))
    return [letter for letter in letters if not (cjk_folder() and CJK.match(letter))]
