"""``manage.py makecatalogues [apps]``: bring the catalogues up to date with the sources."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from comarca.web.translations.apps import app_folders, catalogue
from comarca.web.translations.extract import sentences
from comarca.web.translations.po import read, write


class Command(BaseCommand):
    """Adds new sentences, drops those no longer used, keeps what is translated."""

    help = "Extract translatable sentences into each app's Spanish catalogue."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the apps to look at; all of them without any."""
        parser.add_argument("apps", nargs="*")

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring the catalogues up to date and say what is still to be translated."""
        for name, folder in app_folders(options["apps"]).items():
            missing = self._update(folder)
            if missing:
                self.stdout.write(f"{name}: {missing} to translate")

    def _update(self, folder: Path) -> int:
        path = catalogue(folder)
        known, found = read(path), sentences(folder)
        entries = []
        for key, entry in found.items():
            old = known.get(key)
            if old is not None and bool(old.plural) == bool(entry.plural):
                entry.texts, entry.fuzzy = old.texts, old.fuzzy
            entries.append(entry)
        if entries or path.exists():
            write(path, entries)
        return sum(not entry.is_complete for entry in entries)
