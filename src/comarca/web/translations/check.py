"""Judges the catalogues: every sentence translated, once, with the same placeholders."""

import re
from collections.abc import Iterator
from pathlib import Path

from comarca.web.translations.apps import catalogue
from comarca.web.translations.extract import sentences
from comarca.web.translations.po import Entry, Key, read

PLACEHOLDER = re.compile(r"%%|%\(\w+\)[sdif]|%[sdif]|\{\w*(?:[.:!][^{}]*)?\}")


def problems(folders: dict[str, Path]) -> Iterator[str]:
    """Say everything that is wrong with the catalogues, one line each."""
    seen: dict[Key, tuple[str, Entry]] = {}
    for app, folder in folders.items():
        known = read(catalogue(folder))
        for key in sentences(folder):
            if key not in known:
                yield f"{app}: not in its catalogue: {key[1]!r} (run makecatalogues {app})"
        for entry in known.values():
            yield from (f"{app}: {text}: {entry.msgid!r}" for text in _wrong(entry))
            other = seen.setdefault(entry.key, (app, entry))
            if other[1].texts != entry.texts and entry.is_complete and other[1].is_complete:
                yield f"{app}: translated otherwise in {other[0]}: {entry.msgid!r}"


def _wrong(entry: Entry) -> Iterator[str]:
    """Say what is wrong with one translated sentence."""
    if not entry.is_complete:
        yield "not translated"
        return
    if entry.fuzzy:
        yield "fuzzy"
    wanted = sorted(PLACEHOLDER.findall(entry.plural or entry.msgid))
    if sorted(PLACEHOLDER.findall(entry.texts[-1])) != wanted:
        yield "other placeholders"
    if entry.plural and not set(PLACEHOLDER.findall(entry.texts[0])) <= set(wanted):
        yield "other placeholders in the singular"
