"""The roles that people have in the company."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is here to do; decides what they may (see ``permissions``)."""

    ADMINISTRATOR = "administrator", _("Administrator")
    SALES_OPERATIONS = "sales_operations", _("Sales operations")
    TERRITORY_MANAGER = "territory_manager", _("Territory manager")
    REPRESENTATIVE = "representative", _("Sales representative")
    SERVICE_AGENT = "service_agent", _("Service agent")
    READ_ONLY = "read_only", _("Read-only")
