"""``manage.py makecatalogues``: bring the catalogues up to date with the sources."""

from typing import Any

import polib
from django.core.management.base import BaseCommand, CommandParser

from comarca.web.translations.catalogue import PACKAGE, languages, path_of, read, update, write
from comarca.web.translations.extract import sentences


def translated(entry: polib.POEntry | None) -> bool:
    """Return whether a sentence is known and translated."""
    return entry is not None and bool(entry.translated())


class Command(BaseCommand):
    """Adds new sentences, drops those no longer used, keeps what is translated."""

    help = "Extract translatable sentences into the catalogue of every language."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Accept names of apps, which are no longer needed: there is one catalogue."""
        parser.add_argument("apps", nargs="*")

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring the catalogues up to date and say what is still to be translated."""
        found = sentences()
        for code in languages():
            self._absorb(code)
            missing = update(path_of(code), code, found)
            if missing:
                self.stdout.write(f"{code}: {missing} to translate")

    def _absorb(self, language: str) -> None:
        """Take over the translations of catalogues an app still keeps, and remove those."""
        path = path_of(language)
        known = read(path)
        for old in PACKAGE.glob(f"*/locale/{language}/LC_MESSAGES/django.po"):
            if old != path:
                known |= {k: e for k, e in read(old).items() if not translated(known.get(k))}
                old.unlink()
        write(path, language, known.values())
