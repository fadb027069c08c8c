"""The colours are the same ten on the screen, in pictures and on paper."""

import re
from pathlib import Path

from comarca.territories.palette import PALETTE


def test_the_screen_has_the_same_colours_as_the_paper():
    root = next(p for p in Path(__file__).parents if (p / "frontend").is_dir())
    script = root / "frontend" / "src" / "map" / "palette.ts"
    listed = re.search(r"PALETTE = \[(.*?)\]", script.read_text(), re.DOTALL)[1]
    assert tuple(re.findall(r"#[0-9a-f]{6}", listed)) == PALETTE
