"""Django registration of the campaigns app."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Registers comarca.campaigns."""

    name = "comarca.campaigns"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make campaigns, steps and members known, and let the worker run them."""
        from comarca.base.objects import register
        from comarca.campaigns import jobs  # noqa: F401
        from comarca.campaigns.fields import TYPES

        for one in TYPES:
            register(one)
