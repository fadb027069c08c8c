"""``manage.py makecatalogues``: bring the catalogues up to date with the sources."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from comarca.web.translations.catalogue import languages, path_of, update
from comarca.web.translations.extract import sentences


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
            missing = update(path_of(code), code, found)
            if missing:
                self.stdout.write(f"{code}: {missing} to translate")
