"""``manage.py compile_catalogues``: make the translations ready for the program."""

from typing import Any

from django.core.management.base import BaseCommand

from comarca.web.translations.apps import app_folders, catalogue
from comarca.web.translations.mo import compiled
from comarca.web.translations.po import read


class Command(BaseCommand):
    """Compiles every catalogue, without any program of gettext's."""

    help = "Compile every .po catalogue to .mo."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile the catalogues of all apps."""
        for folder in app_folders().values():
            path = catalogue(folder)
            if path.exists():
                path.with_suffix(".mo").write_bytes(compiled(read(path).values()))
