"""Judges a catalogue: every sentence and plural form translated, with the same placeholders."""

import re
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.plurals import get_plural
from django.utils.translation import to_locale

from comarca.web.translations.catalogue import Key, read

PLACEHOLDER = re.compile(r"%%|%\(\w+\)[sdif]|%[sdif]|\{\w*(?:[.:!][^{}]*)?\}")


def problems(path: Path, language: str, found: dict[Key, polib.POEntry]) -> Iterator[str]:
    """Say everything that is wrong with a catalogue, one line each."""
    known, forms = read(path), get_plural(to_locale(language)).num_plurals
    for key, entry in found.items():
        if key not in known or bool(known[key].msgid_plural) != bool(entry.msgid_plural):
            yield f"{language}: not in the catalogue: {entry.msgid!r} (run makecatalogues)"
    for entry in known.values():
        yield from (f"{language}: {text}: {entry.msgid!r}" for text in _wrong(entry, forms))


def _wrong(entry: polib.POEntry, forms: int) -> Iterator[str]:
    """Say what is wrong with one translated sentence."""
    texts = [entry.msgstr_plural.get(n, "") for n in range(forms)] if entry.msgid_plural else []
    texts = texts or [entry.msgstr]
    if entry.fuzzy:
        yield "fuzzy"
    elif not all(texts):
        yield "not translated"
    else:
        wanted = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        if sorted(PLACEHOLDER.findall(texts[-1])) != wanted:
            yield "other placeholders"
        # "One row" may leave the number out, in the singular and in no other form's place.
        if any(not set(PLACEHOLDER.findall(text)) <= set(wanted) for text in texts[:-1]):
            yield "other placeholders in the singular"
