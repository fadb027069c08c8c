"""How a negotiation is prepared: needs, goals, alternatives, limits and concessions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from comarca.sales.models.opportunities import OfOpportunityQuerySet, Opportunity


class Preparation(models.Model):
    """The preparation sheet of an opportunity: what each side wants, and would do otherwise."""

    opportunity = models.OneToOneField(
        Opportunity, models.CASCADE, related_name="preparation", verbose_name=_("opportunity")
    )
    their_needs = models.TextField(_("their needs"), blank=True)
    our_goals = models.TextField(_("our goals"), blank=True)
    our_alternative = models.TextField(_("our best alternative"), blank=True)
    their_alternative = models.TextField(_("their best alternative"), blank=True)
    our_limits = models.TextField(_("our limits"), blank=True)
    their_limits = models.TextField(_("their limits"), blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OfOpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("preparation sheet")
        verbose_name_plural = _("preparation sheets")

    def __str__(self) -> str:
        return str(self.opportunity)


class Concession(models.Model):
    """Something we may give up: planned or made, and what came back for it."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Possible")
        MADE = "made", _("Made")
        HELD = "held", _("Not made")

    opportunity = models.ForeignKey(
        Opportunity, models.CASCADE, related_name="concessions", verbose_name=_("opportunity")
    )
    title = models.CharField(_("concession"), max_length=160)
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.PLANNED)
    in_return = models.CharField(_("in return for"), max_length=200, blank=True)
    value = models.DecimalField(
        _("what it costs us"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    came_back = models.CharField(_("what came back"), max_length=200, blank=True)
    made_on = models.DateField(_("made on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OfOpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("concession")
        verbose_name_plural = _("concessions")

    def __str__(self) -> str:
        return self.title
