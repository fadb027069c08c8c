"""Django registration of the service app."""

from django.apps import AppConfig


class ServiceConfig(AppConfig):
    """Registers comarca.service."""

    name = "comarca.service"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make cases, queues, levels and articles known, and let cases have their e-mails."""
        from comarca.activities.mail.filing import takers
        from comarca.base.objects import register
        from comarca.service import events, jobs, privacy  # noqa: F401
        from comarca.service.cases.letters import take_in
        from comarca.service.fields import TYPES

        for one in TYPES:
            register(one)
        takers.append(take_in)
