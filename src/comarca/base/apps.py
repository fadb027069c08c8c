"""Django registration of the base app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class BaseConfig(AppConfig):
    """Registers comarca.base."""

    name = "comarca.base"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register letters and search: each app says what can be found of it."""
        from comarca.base.events import digest  # noqa: F401
        from comarca.base.files import sweeping  # noqa: F401
        from comarca.base.search import keeping  # noqa: F401

        autodiscover_modules("search")
