"""Django registration of the relations app."""

from django.apps import AppConfig


class RelationsConfig(AppConfig):
    """Registers comarca.relations."""

    name = "comarca.relations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make needs, promises, plans, agreements and tags known, and add them to accounts."""
        from comarca.base.objects import register
        from comarca.relations.account_fields import describe
        from comarca.relations.fields import TYPES

        for one in TYPES:
            register(one)
        describe()
