"""Short lists that the company keeps: product families and tags, and what bears them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from comarca.accounts.models import Account
from comarca.relations.models.base import Kept
from comarca.relations.models.needs import Need
from comarca.team.reading import ForReadersQuerySet


class Named(Kept):
    """A name that can be chosen."""

    name = models.CharField(_("name"), max_length=60, unique=True)

    objects = ForReadersQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class ProductFamily(Named):
    """What the company sells, by family: what may serve a need."""

    class Meta:
        verbose_name = _("product family")
        verbose_name_plural = _("product families")


class Tag(Named):
    """A word that marks accounts."""

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")


class AccountTag(models.Model):
    """One tag on one account."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="account_tags")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="account_tags")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "tag"], name="account_tag_once")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.tag_id}"


class NeedFamily(models.Model):
    """One product family that serves one need."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="need_families")
    family = models.ForeignKey(ProductFamily, models.CASCADE, related_name="need_families")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "family"], name="need_family_once")]

    def __str__(self) -> str:
        return f"{self.need_id} {self.family_id}"
