"""References that point upward where import-linter cannot see them: templates, addresses, models.

The order of the apps is the one of the import contract. A template may extend, include and load
only what its own app or an app below holds, and names only their addresses; Python code may render
templates, reverse addresses and ask for models (``apps.get_model``) of the same. No page writes an
address out: it is named, so that whoever owns it can move it.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

QUOTED = r"""["']([^"']+)["']"""
EXTENDS = re.compile(r"{%-?\s*(?:extends|include)\s+" + QUOTED)
LOADS = re.compile(r"{%-?\s*load\s+([^%]+?)\s*-?%}")
COMPONENT = re.compile(r"<c-([a-z][\w.-]*)")
ADDRESS = re.compile(r"{%-?\s*url\s+" + QUOTED)
WRITTEN_OUT = re.compile(r"""(?:href|action|src|hx-get|hx-post|hx-delete|value)=["'](/[^"']*)""")
RENDERED = re.compile(r"""["']((?:[\w-]+/)+[\w-]+\.html)["']""")
REVERSED = re.compile(r"""(?:reverse|reverse_lazy|redirect|resolve_url)\(\s*["']([^"'/]+)["']""")
MODEL = re.compile(r"""get_model\(\s*["'](\w+)""")
PATH = re.compile(r"""(?:redirect|HttpResponseRedirect|reverse)\(\s*f?["'](/[^"']*)""")
# Words that only look like components or libraries of our own.
FRAMEWORK = {"c-vars", "c-slot", "i18n", "static", "humanize", "tz", "l10n", "cache", "cotton"}


@dataclass
class House:
    """Which app holds which template, tag library, component, address and model."""

    package: Path
    floor: dict[str, int]
    owner: dict[str, str] = field(default_factory=dict)

    def may_use(self, app: str, other: str) -> bool:
        """Return whether an app may refer to another: itself, or one on a lower floor."""
        return app == other or self.floor.get(app, 0) > self.floor.get(other, 0)


def layers(config: Path) -> dict[str, int]:
    """Return each app's floor, 1 at the bottom, from the import contract in ``pyproject.toml``."""
    contracts = tomllib.loads(config.read_text())["tool"]["importlinter"]["contracts"]
    rows = next(c["layers"] for c in contracts if c["type"] == "layers")
    return {
        app.strip().removeprefix("comarca."): floor
        for floor, row in enumerate(reversed(rows), 1)
        for app in row.split("|")
    }


def read_house(root: Path) -> House:
    """Look around in ``src/comarca`` below a folder with a ``pyproject.toml``."""
    house = House(root / "src" / "comarca", layers(root / "pyproject.toml"))
    for app in house.floor:
        folder = house.package / app
        for path in folder.glob("templates/**/*.html"):
            house.owner[f"template {path.relative_to(folder / 'templates')}"] = app
        for path in folder.glob("templatetags/*.py"):
            house.owner[f"library {path.stem}"] = app
        for path in folder.glob("*urls.py"):
            named = re.search(r'^app_name = "(\w+)"', path.read_text(), re.MULTILINE)
            house.owner[f"namespace {named[1] if named else ''}"] = app
        for path in folder.glob("apps.py"):
            label = re.search(r'label = "(\w+)"', path.read_text())
            house.owner[f"model {label[1] if label else app}"] = app
    return house


def of_template(text: str) -> Iterator[tuple[str, str]]:
    """Return what a template refers to: kind and name."""
    yield from (("template", name) for name in EXTENDS.findall(text))
    yield from (("library", name) for row in LOADS.findall(text) for name in row.split())
    for name in COMPONENT.findall(text):
        if f"c-{name}" not in FRAMEWORK:
            yield "template", f"cotton/{name.replace('-', '_').replace('.', '/')}.html"
    yield from (("namespace", namespace_of(name)) for name in ADDRESS.findall(text))


def of_python(text: str) -> Iterator[tuple[str, str]]:
    """Return what a module refers to by name: templates, addresses, models."""
    yield from (("template", name) for name in RENDERED.findall(text))
    yield from (("namespace", namespace_of(name)) for name in REVERSED.findall(text))
    yield from (("model", name) for name in MODEL.findall(text))


def namespace_of(address: str) -> str:
    """Return the namespace of an address; those of ``web`` have none.

    >>> namespace_of("accounts:index"), namespace_of("company")
    ('accounts', '')
    """
    return address.partition(":")[0] if ":" in address else ""


def upward(root: Path) -> list[str]:
    """Return every reference that points upward, and every address that is written out."""
    house, found = read_house(root), []
    for app in house.floor:
        for path in sorted((house.package / app).rglob("*")):
            if path.suffix not in {".html", ".py"} or {"tests", "migrations"} & set(path.parts):
                continue
            text = path.read_text(encoding="utf-8")
            is_page = path.suffix == ".html"
            where = path.relative_to(root)
            for kind, name in of_template(text) if is_page else of_python(text):
                owner = house.owner.get(f"{kind} {name}")
                if owner and not house.may_use(app, owner):
                    found.append(f"{where}: {kind} {name!r} belongs to {owner}, not below {app}")
            addresses = (WRITTEN_OUT if is_page else PATH).findall(text)
            found += [f"{where}: the address {a} is written out; name it" for a in addresses]
    return found
