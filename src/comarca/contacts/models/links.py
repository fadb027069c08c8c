"""Who knows whom: how people at the customers stand to each other."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from comarca.contacts.models.contact import Contact
from comarca.team.visibility import visible_people_ids


class ContactLinkQuerySet(models.QuerySet["ContactLink"]):
    """Links, always read through ``visible_to``."""

    def visible_to(self, user: Any) -> Self:
        """Return the links whose both ends a user may see."""
        if visible_people_ids(user) is None:
            return self.all()
        seen = Contact.objects.visible_to(user)
        return self.filter(contact__in=seen, other__in=seen)


class ContactLink(models.Model):
    """One person stands so to another: reports to them, knows them, stands in for them."""

    class Kind(models.TextChoices):
        REPORTS_TO = "reports_to", _("Reports to")
        KNOWS = "knows", _("Knows")
        STANDS_IN = "stands_in", _("Stands in for")

    contact = models.ForeignKey(
        Contact, models.CASCADE, related_name="links", verbose_name=_("contact")
    )
    kind = models.CharField(_("stands so"), max_length=10, choices=Kind.choices, default=Kind.KNOWS)
    other = models.ForeignKey(
        Contact, models.CASCADE, related_name="links_here", verbose_name=_("to whom")
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ContactLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("who knows whom")
        verbose_name_plural = _("who knows whom")
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "kind", "other"], name="contact_link_once",
                violation_error_message=_("This is known already."),
            ),
            models.CheckConstraint(
                condition=~Q(contact=F("other")), name="contact_link_of_two",
                violation_error_message=_("Choose another person."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.other}"
