"""The shared parts of pages: icons, figures, navigation, islands."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from comarca.base.organisation import Organisation
from comarca.team.models import Person
from comarca.ui.templatetags import figures, islands

TEMPLATES = sorted((settings.REPOSITORY / "src").rglob("*.html"))
ICONS = set((settings.REPOSITORY / "frontend" / "src" / "icons.txt").read_text().split())


def render(text, **context):
    request = RequestFactory().get("/map/")
    request.organisation = Organisation(name="Norte")
    request.user = context.pop("user", Person(name="Ana", role="administrator"))
    return engines["django"].from_string(text).render(context, request)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_icon_a_template_names_is_in_the_sprite(path):
    named = re.findall(r'{% icon "([^"]+)"|<c-icon name="([^"]+)"', path.read_text())
    assert {a or b for a, b in named} <= ICONS


def test_every_icon_an_island_names_is_in_the_sprite():
    sources = (settings.REPOSITORY / "frontend" / "src").rglob("*.ts")
    named = {name for path in sources for name in re.findall(r'icon\("([^"]+)"', path.read_text())}
    assert named
    assert named <= ICONS


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        ("es", 0.123, "+12,3\u00a0%"),
        ("en", 0.123, "+12.3%"),
        ("en", -0.05, "\u22125.0%"),
        ("en", None, "–"),
    ],
)
def test_a_share_is_written_in_the_readers_way(language, value, text):
    with translation.override(language):
        assert figures.signed_percent(value) == text


def test_a_deviation_beyond_its_tolerance_says_so_in_words():
    with translation.override("en"):
        page = render("{% load figures %}{% deviation 0.2 0.1 %}")
        assert "over tolerance" in page
        assert "over tolerance" not in render("{% load figures %}{% deviation 0.1 0.1 %}")


def test_a_deviation_bar_uses_numbers_svg_can_read_in_every_language():
    with translation.override("es"):
        page = render("{% load figures %}{% deviation 0.15 0.1 %}")
    assert 'width="17.14"' in page


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("administrator", True),
        ("read_only", False),
        ("territory_manager", True),
        ("representative", False),
    ],
)
def test_the_navigation_shows_imports_only_to_those_who_may_open_them(role, sees):
    page = render("{% load navigation %}{% navigation %}", user=Person(name="Ana", role=role))
    assert ('href="/imports/"' in page) is sees
    assert 'href="/map/" aria-current="page"' in page


def test_an_island_loads_its_script_its_styles_and_what_it_shares(monkeypatch, tmp_path: Path):
    built = {
        "src/map/main.ts": {"file": "m.js", "imports": ["_shared.js"], "css": ["m.css"]},
        "_shared.js": {"file": "s.js"},
    }
    (tmp_path / "manifest.json").write_text(json.dumps(built))
    monkeypatch.setattr(islands, "DIST", tmp_path)
    page = render('{% load islands %}{% island_styles "map" %}{% island "map" %}')
    assert page.count("m.css") == page.count("m.js") == page.count("s.js") == 1


def test_pages_are_whole_before_the_first_build(monkeypatch, tmp_path: Path):
    monkeypatch.setattr(islands, "DIST", tmp_path)
    assert render('{% load islands %}{% island "map" %}') == ""
