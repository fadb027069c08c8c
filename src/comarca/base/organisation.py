"""The company that works with this installation: one row."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from comarca.base.per_request import forget, once

KEY = "organisation"


def weekdays() -> list[int]:
    """Return Monday to Friday, the usual working week (0 is Monday)."""
    return [0, 1, 2, 3, 4]


class Organisation(models.Model):
    """The company's own settings; exactly one row (pk 1), made by the first-run pages."""

    name = models.CharField(_("company name"), max_length=200)
    tax_id = models.CharField(_("tax number"), max_length=40, blank=True)
    address = models.TextField(_("address on papers"), max_length=400, blank=True)
    country = models.CharField(_("country"), max_length=2, default="ES")
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    language = models.CharField(_("language"), max_length=5, default="es")
    timezone = models.CharField(_("time zone"), max_length=64, default="Europe/Madrid")
    working_days = models.JSONField(_("working days"), default=weekdays)
    hours_per_day = models.DecimalField(_("hours a day"), max_digits=4, decimal_places=2, default=8)
    sales_year = models.PositiveSmallIntegerField(_("year of sales"), null=True, blank=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("company")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_organisation")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the table at one row."""
        self.pk = 1
        super().save(*args, **kwargs)
        forget(KEY)

    @classmethod
    def current(cls) -> "Organisation | None":
        """Return the company, or None before the first-run pages are done."""
        return once(KEY, cls.objects.filter(pk=1).first)


def own_currency() -> str:
    """Return the currency of the company, or nothing before there is one."""
    company = Organisation.current()
    return company.currency if company else ""
