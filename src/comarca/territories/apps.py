"""Django registration of the territories app."""

from importlib import import_module

from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    """Registers comarca.territories."""

    name = "comarca.territories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what happens here, and the work that runs in the worker."""
        from comarca.base.objects import register
        from comarca.territories.plan_fields import PLAN

        register(PLAN)
        import_module("comarca.territories.events")
        import_module("comarca.territories.home_names")
        import_module("comarca.territories.planning.jobs")
        import_module("comarca.territories.workload.jobs")
