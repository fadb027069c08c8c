"""Django registration of the accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers comarca.accounts."""

    name = "comarca.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the app's jobs and its kind of object known, and wait for layers."""
        from comarca.accounts import arrivals, events, jobs, own_measures  # noqa: F401
        from comarca.accounts.fields import ACCOUNT
        from comarca.base.objects import register

        register(ACCOUNT)
