"""Finds every translatable sentence of the sources, in Python and in templates."""

import ast
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation.template import templatize

from comarca.web.translations.catalogue import PACKAGE, Key, key_of

SHAPES = {
    "gettext": ("msgid",),
    "ngettext": ("msgid", "plural"),
    "pgettext": ("context", "msgid"),
    "npgettext": ("context", "msgid", "plural"),
}
NAMES = {
    f"{name}{end}": shape for name, shape in SHAPES.items() for end in ("", "_lazy", "_noop")
} | {"_": SHAPES["gettext"]}


def sentences(root: Path = PACKAGE) -> dict[Key, polib.POEntry]:
    """Return the sentences below a folder and the files of each; a plural wins over a single."""
    found: dict[Key, polib.POEntry] = {}
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.html"), *root.rglob("*.txt")]):
        name = path.relative_to(root)
        if {"tests", "migrations", "locale", "dist"} & set(name.parts):
            continue
        for entry in _of_file(path):
            first = found.setdefault(key_of(entry), entry)
            first.msgid_plural = first.msgid_plural or entry.msgid_plural
            if (name.as_posix(), "") not in first.occurrences:
                # Without line numbers: a file may change without its sentences changing.
                first.occurrences.append((name.as_posix(), ""))
    return found


def _of_file(path: Path) -> Iterator[polib.POEntry]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from of_python(text)
    elif "{%" in text or "_(" in text:
        yield from of_template(text)


def of_python(text: str) -> Iterator[polib.POEntry]:
    """Find the sentences of Python source; ``import gettext as say`` is understood."""
    tree = ast.parse(text)
    names = dict(NAMES)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            names |= {a.asname: NAMES[a.name] for a in node.names if a.asname and a.name in NAMES}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name in names:
                yield from _of_call(node, names[name])


def _of_call(call: ast.Call, shape: tuple[str, ...]) -> Iterator[polib.POEntry]:
    given = call.args[: len(shape)]
    texts = [a.value for a in given if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    if len(texts) == len(shape):
        parts = dict(zip(shape, texts, strict=True))
        yield polib.POEntry(
            msgid=parts["msgid"],
            msgctxt=parts.get("context"),
            msgid_plural=parts.get("plural", ""),
        )


def of_template(text: str) -> Iterator[polib.POEntry]:
    """Find the sentences of a template: Django rewrites its tags as calls, which are read."""
    for line in _calls(templatize(text)):
        yield from of_python(line)


def _calls(code: str) -> Iterator[str]:
    """Cut the calls out of Django's rewriting, whose rest is no Python."""
    position = 0
    while True:
        starts = [(code.find(f" {name}(", position), name) for name in (*SHAPES, "_")]
        here = min((s for s in starts if s[0] >= 0), default=None)
        if here is None:
            return
        call, position = _cut(code, here[0] + 1, len(here[1]))
        if call:
            yield call


def _cut(code: str, start: int, name: int) -> tuple[str, int]:
    """Return the call that begins at a place, up to its closing bracket outside of quotes."""
    quote, index = "", start + name
    while index < len(code):
        letter = code[index]
        if quote:
            index += letter == "\\"
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter == ")":
            return code[start : index + 1], index + 1
        index += 1
    return "", start + name
