"""What the house knows once: a second copy of it is found here before it drifts."""

import re

import pytest
from django.conf import settings

SOURCE = settings.REPOSITORY / "src" / "comarca"
FRONTEND = settings.REPOSITORY / "frontend" / "src"
# What gives a copy away, and the only files that may hold it.
HOMES = {
    "pieces of a territory": (
        r"def (?!_pieces\(part)\w*pieces\w*\(|function \w*pieces\w*\(",
        {"engine/pieces.py", "territories/planning/pieces.py", "map/connectivity.ts",
         "territories/totals.py", "engine/territories/answer.py"},  # the last two ask the first
    ),
    "kilometres of a degree": (
        r"\b111\.\d+\s*[*)/;]|[*/=]\s*111\.\d|\b6371\b",
        {"base/earth.py", "engine/travel/estimate.py", "map/geometry.ts"},
    ),
    "the middle of a territory": (
        r"def (middles|medians)\(\s*xy", {"engine/territories/centres.py"},
    ),
    "the layer accounts are placed on": (
        r"Layer\.objects\.filter\(is_ready=True\)\.order_by", {"accounts/placing.py"},
    ),
    "edge of the web's map": (r"\b85\.05", {"base/earth.py"}),
    "colours of territories": (r"^PALETTE = \(", {"territories/palette.py"}),
    "the search's answer": (r"^class (HitOut|AnswerOut|Found)\(Schema", {"base/api/search.py"}),
    "addresses of searches": (r"@router\.get\(\"/search\"", set()),
    "folders of files": (r"COMARCA_DATA\)? / \"(files|uploads|tiles)\"", {"base/files/disk.py"}),
    "what a formula begins with": (r"\(\"=\", \"\+\"|\[=\+", {"ui/spreadsheets.py"}),
}  # fmt: skip


def files():
    """Yield the program's own sources with the names that the table uses."""
    for root, ending in ((SOURCE, "*.py"), (FRONTEND, "*.ts")):
        for path in root.rglob(ending):
            name = path.relative_to(root).as_posix()
            if not re.search(r"(^|/)(tests|migrations|api/schema\.ts)|\.test\.ts$", name):
                yield name, path.read_text()


@pytest.fixture(scope="module")
def sources():
    return dict(files())


def homes(sources, pattern):
    return {name for name, text in sources.items() if re.search(pattern, text, re.MULTILINE)}


@pytest.mark.parametrize("thing", HOMES)
def test_it_stands_in_its_home_only(sources, thing):
    pattern, allowed = HOMES[thing]
    assert homes(sources, pattern) == allowed


def test_a_copy_elsewhere_is_found(sources):
    copied = {**sources, "accounts/points.py": "KM = 111.32\n"}
    assert "accounts/points.py" in homes({**copied}, r"=\s*111\.\d")
    assert "accounts/points.py" in homes(copied, HOMES["kilometres of a degree"][0])
