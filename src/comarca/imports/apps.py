"""Django registration of the imports app."""

from importlib import import_module

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Registers comarca.imports; its tables keep the name the app once had, ``exchange``."""

    name = "comarca.imports"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what happens here, and the work that runs in the worker."""
        from comarca.base.objects import register
        from comarca.imports.import_fields import IMPORT

        register(IMPORT)
        import_module("comarca.imports.events")
        import_module("comarca.imports.jobs")
        import_module("comarca.imports.order_history.jobs")
        import_module("comarca.imports.privacy")
