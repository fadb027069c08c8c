"""One catalogue a language, sorted, naming the files of each sentence but no line numbers."""

from collections.abc import Iterable
from pathlib import Path

import polib
from babel.messages.plurals import get_plural
from django.conf import settings
from django.utils.translation import to_locale

import comarca

SOURCE_LANGUAGE = "en"
PACKAGE = Path(comarca.__file__).parent
FOLDER = PACKAGE / "web" / "locale"
Key = tuple[str, str]


def languages() -> list[str]:
    """Return the languages to translate into: all that are offered, but the sources' own."""
    return [code for code, _name in settings.LANGUAGES if code != SOURCE_LANGUAGE]


def path_of(language: str, folder: Path = FOLDER) -> Path:
    """Return where the catalogue of a language is."""
    return folder / to_locale(language) / "LC_MESSAGES" / "django.po"


def key_of(entry: polib.POEntry) -> Key:
    """Return what makes a sentence one of a kind: its words and its context."""
    return (entry.msgid, entry.msgctxt or "")


def read(path: Path) -> dict[Key, polib.POEntry]:
    """Return the sentences of a catalogue; none if it does not exist."""
    return {key_of(entry): entry for entry in polib.pofile(str(path))} if path.exists() else {}


def write(path: Path, language: str, entries: Iterable[polib.POEntry]) -> None:
    """Write a catalogue; the same sentences give the same bytes."""
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Language": to_locale(language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": str(get_plural(to_locale(language))),
    }
    catalogue.extend(sorted(entries, key=key_of))
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))


def update(path: Path, language: str, found: dict[Key, polib.POEntry]) -> int:
    """Add new sentences, drop unused ones, keep translations; return how many are to translate."""
    known = read(path)
    forms = get_plural(to_locale(language)).num_plurals
    entries = [_translated(entry, known.get(key), forms) for key, entry in found.items()]
    write(path, language, entries)
    return sum(not entry.translated() for entry in entries)


def _translated(found: polib.POEntry, known: polib.POEntry | None, forms: int) -> polib.POEntry:
    """Return a sentence of the sources with what is known of it in the other language."""
    entry = polib.POEntry(
        msgid=found.msgid,
        msgctxt=found.msgctxt,
        msgid_plural=found.msgid_plural,
        occurrences=list(found.occurrences),
    )
    if found.msgid_plural:
        entry.msgstr_plural = dict.fromkeys(range(forms), "")
    if known is not None and bool(known.msgid_plural) == bool(found.msgid_plural):
        entry.msgstr, entry.flags = known.msgstr, list(known.flags)
        entry.msgstr_plural |= known.msgstr_plural
    return entry
