"""Django registration of the base app."""

from collections.abc import Callable
from typing import Any

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class BaseConfig(AppConfig):
    """Registers comarca.base."""

    name = "comarca.base"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register letters, search and custom fields: each app says what can be found of it."""
        from functools import partial

        from django.core.signals import request_finished, request_started

        from comarca.base.events import digest  # noqa: F401
        from comarca.base.files import sweeping  # noqa: F401
        from comarca.base.objects.custom import forget_custom_fields
        from comarca.base.search import keeping  # noqa: F401

        autodiscover_modules("search")

        started = partial(_custom_fields, forget_custom_fields, remember=True)
        finished = partial(_custom_fields, forget_custom_fields, remember=False)
        request_started.connect(started, weak=False)
        request_finished.connect(finished, weak=False)


def _custom_fields(forget: Callable[..., None], *, remember: bool, **signal: Any) -> None:
    """Begin or end what a request remembers."""
    forget(remember=remember)
