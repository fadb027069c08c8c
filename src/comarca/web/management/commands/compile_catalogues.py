"""``manage.py compile_catalogues``: make the translations ready for the program."""

from typing import Any

import polib
from django.core.management.base import BaseCommand

from comarca.web.translations.catalogue import PACKAGE


class Command(BaseCommand):
    """Compiles every catalogue, without any program of gettext's."""

    help = "Compile every .po catalogue to .mo."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile all catalogues, and remove what was compiled from one that is gone."""
        for compiled in PACKAGE.rglob("locale/*/LC_MESSAGES/django.mo"):
            if not compiled.with_suffix(".po").exists():
                compiled.unlink()
        for path in PACKAGE.rglob("locale/*/LC_MESSAGES/django.po"):
            polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
