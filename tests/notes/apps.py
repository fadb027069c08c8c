"""Django registration of the notes app."""

from django.apps import AppConfig


class NotesConfig(AppConfig):
    """Registers tests.notes."""

    name = "tests.notes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make notes known to lists, pages, forms, files and the API."""
        from comarca.base.objects import register
        from tests.notes.objects import NOTE

        register(NOTE)
