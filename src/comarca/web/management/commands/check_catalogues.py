"""``manage.py check_catalogues``: fail where a translation is missing or wrong."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from comarca.web.translations.catalogue import languages, path_of
from comarca.web.translations.check import problems
from comarca.web.translations.extract import sentences


class Command(BaseCommand):
    """Lists every untranslated, fuzzy or malformed sentence of every language."""

    help = "Check that every sentence is translated into every language."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Say all problems and fail if there is one."""
        found = sentences()
        lines = [line for code in languages() for line in problems(path_of(code), code, found)]
        for line in lines:
            self.stderr.write(line)
        if lines:
            raise CommandError(f"{len(lines)} problems in the catalogues.")
