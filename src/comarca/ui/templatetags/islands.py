"""Brings the built styles, scripts and icons into the templates."""

import json
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
DIST = Path(__file__).resolve().parent.parent / "static" / "dist"


@lru_cache(maxsize=1)
def _read(file: Path, changed: float) -> dict[str, Any]:
    """Read the build's list of files; once for each build."""
    built: dict[str, Any] = json.loads(file.read_text())
    return built


def manifest() -> dict[str, Any]:
    """Return the build's list of files; empty before the first build, so pages still work."""
    return _looked_up(DIST / "manifest.json", int(time.monotonic()))


@lru_cache(maxsize=1)
def _looked_up(file: Path, second: int) -> dict[str, Any]:
    """Look whether there is a new build, once a second: a page asks for a hundred icons."""
    try:
        return _read(file, file.stat().st_mtime)
    except FileNotFoundError:
        return {}


def _address(file: str) -> str:
    """Return the address of one built file."""
    return static(f"dist/{file}")


def _with_imports(entry: str) -> list[dict[str, Any]]:
    """Return an entry of the build and everything it imports at once."""
    built, found, waiting = manifest(), [], [entry]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop(0)
        if name in built and name not in seen:
            seen.add(name)
            found.append(built[name])
            waiting += built[name].get("imports", [])
    return found


@register.simple_tag
def island_styles(name: str) -> SafeString:
    """Link the style sheets of one island: ``{% island_styles "app" %}``."""
    sheets = [s for part in _with_imports(f"src/{name}/main.ts") for s in part.get("css", [])]
    rows = ((_address(sheet),) for sheet in reversed(sheets))
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', rows)


@register.simple_tag
def island(name: str) -> SafeString:
    """Load one island's script, after the page: ``{% island "map" %}``."""
    parts = _with_imports(f"src/{name}/main.ts")
    if not parts:
        return SafeString("")
    first = format_html('<script type="module" src="{}"></script>', _address(parts[0]["file"]))
    rest = ((_address(part["file"]),) for part in parts[1:])
    return format_html_join("\n", '<link rel="modulepreload" href="{}">', rest) + first


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """Draw one icon of ``frontend/src/icons.txt``; decorative, so hidden from screen readers."""
    built = manifest().get("icons.svg", {"file": "icons.svg"})
    return _drawn(name, classes, built["file"])


@lru_cache(maxsize=1000)
def _drawn(name: str, classes: str, sprite: str) -> SafeString:
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        classes,
        _address(sprite),
        name,
    )


@register.simple_tag
def icon_sprite() -> str:
    """Return the address of the icons, for the islands."""
    return _address(manifest().get("icons.svg", {"file": "icons.svg"})["file"])
