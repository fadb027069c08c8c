"""``manage.py check_catalogues``: fail where a translation is missing or wrong."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from comarca.web.translations.apps import app_folders
from comarca.web.translations.check import problems


class Command(BaseCommand):
    """Lists every untranslated, fuzzy or contradictory sentence."""

    help = "Check that every sentence has its Spanish translation."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Say all problems and fail if there is one."""
        found = list(problems(app_folders()))
        for line in found:
            self.stderr.write(line)
        if found:
            raise CommandError(f"{len(found)} problems in the catalogues.")
