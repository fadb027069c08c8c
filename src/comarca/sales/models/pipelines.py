"""The company's own pipelines: their stages, the reasons for won and lost, the competitors."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comarca.relations.models.base import Kept
from comarca.team.reading import ForReadersQuerySet


class PipelineQuerySet(ForReadersQuerySet["Pipeline"]):
    """Pipelines, always read through ``visible_to``."""


class Pipeline(Kept):
    """A way in which opportunities go: its stages follow each other."""

    name = models.CharField(_("pipeline"), max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(pgettext_lazy("in an order", "position"), default=0)

    objects = PipelineQuerySet.as_manager()

    class Meta:
        verbose_name = _("pipeline")
        verbose_name_plural = _("pipelines")

    def __str__(self) -> str:
        return self.name


class StageQuerySet(ForReadersQuerySet["Stage"]):
    """Stages, always read through ``visible_to``."""


class Stage(models.Model):
    """A step of a pipeline: how likely it is won from here, and after how long it stalls."""

    class Kind(models.TextChoices):
        OPEN = "open", pgettext_lazy("stage", "Open")
        WON = "won", _("Won")
        LOST = "lost", _("Lost")

    pipeline = models.ForeignKey(
        Pipeline, models.CASCADE, related_name="stages", verbose_name=_("pipeline")
    )
    name = models.CharField(_("stage"), max_length=60)
    position = models.PositiveSmallIntegerField(pgettext_lazy("in an order", "position"), default=0)
    kind = models.CharField(_("kind"), max_length=4, choices=Kind.choices, default=Kind.OPEN)
    probability = models.DecimalField(
        _("probability"), max_digits=5, decimal_places=2, default=0, help_text=_("In per cent.")
    )
    stall_days = models.PositiveSmallIntegerField(
        _("stalls after days"), null=True, blank=True, help_text=_("Empty: never.")
    )
    needs_next_step = models.BooleanField(
        _("needs a next step"), default=False,
        help_text=_("Nothing moves here without a planned activity."),
    )  # fmt: skip
    version = models.PositiveIntegerField(default=1)

    objects = StageQuerySet.as_manager()

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        constraints = [
            models.UniqueConstraint(
                fields=["pipeline", "name"], name="stage_once_a_pipeline",
                violation_error_message=_("This pipeline has a stage of that name."),
            ),
            models.CheckConstraint(
                condition=Q(probability__gte=0, probability__lte=100), name="stage_probability",
                violation_error_message=_("A probability lies between 0 and 100."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class ReasonQuerySet(ForReadersQuerySet["Reason"]):
    """Reasons, always read through ``visible_to``."""


class Reason(Kept):
    """Why opportunities are won or lost, to choose from."""

    class Kind(models.TextChoices):
        WON = "won", _("Won")
        LOST = "lost", _("Lost")

    name = models.CharField(_("reason"), max_length=80)
    kind = models.CharField(_("kind"), max_length=4, choices=Kind.choices, default=Kind.LOST)

    objects = ReasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")
        constraints = [
            models.UniqueConstraint(
                fields=["name", "kind"], name="reason_once",
                violation_error_message=_("There is a reason of that name."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class CompetitorQuerySet(ForReadersQuerySet["Competitor"]):
    """Competitors, always read through ``visible_to``."""


class Competitor(Kept):
    """Somebody else whom customers buy from."""

    name = models.CharField(_("competitor"), max_length=120, unique=True)
    website = models.URLField(_("website"), blank=True)
    strengths = models.TextField(_("strengths"), blank=True)
    weaknesses = models.TextField(_("weaknesses"), blank=True)

    objects = CompetitorQuerySet.as_manager()

    class Meta:
        verbose_name = _("competitor")
        verbose_name_plural = _("competitors")

    def __str__(self) -> str:
        return self.name
