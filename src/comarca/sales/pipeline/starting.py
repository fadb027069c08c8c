"""The first pipeline of a company: made when it is needed, in the company's language."""

from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext as _

from comarca.base.organisation import Organisation
from comarca.sales.models import Pipeline, Reason, Stage

Kind = Stage.Kind


class Step(NamedTuple):
    """A stage as it is made first."""

    name: str
    kind: str
    probability: int
    stall_days: int | None
    needs_next_step: bool = False


def steps() -> list[Step]:
    """Return the usual stages of a sale between companies."""
    return [
        Step(_("Qualification"), Kind.OPEN, 10, 30),
        Step(_("Needs analysis"), Kind.OPEN, 25, 30, True),
        Step(_("Proposal"), Kind.OPEN, 50, 21, True),
        Step(_("Negotiation"), Kind.OPEN, 75, 14, True),
        Step(_("Won"), Kind.WON, 100, None),
        Step(_("Lost"), Kind.LOST, 0, None),
    ]


def reasons() -> list[tuple[str, str]]:
    """Return the usual reasons for won and lost: kind and name."""
    won, lost = Reason.Kind.WON, Reason.Kind.LOST
    return [
        (won, _("Price")), (won, _("Service")), (won, _("Relationship")), (won, _("Product")),
        (lost, _("Price")), (lost, _("Competitor")), (lost, _("No budget")),
        (lost, _("No decision")), (lost, _("Product does not fit")),
    ]  # fmt: skip


def default_pipeline() -> Pipeline:
    """Return the first pipeline; where there is none, make the usual one."""
    found: Pipeline | None = (
        Pipeline.objects.filter(archived_at=None).order_by("position", "pk").first()
    )
    if found is not None:
        return found
    company = Organisation.current()
    with translation.override(company.language if company else "es"):
        made, is_new = Pipeline.objects.get_or_create(name=_("Sales"))
        if is_new:
            Stage.objects.bulk_create(
                Stage(pipeline=made, position=at, **step._asdict())
                for at, step in enumerate(steps())
            )
            for kind, name in reasons():
                Reason.objects.get_or_create(kind=kind, name=name)
    return made


def first_stage(pipeline: Pipeline) -> Stage | None:
    """Return the stage in which an opportunity begins."""
    found: Stage | None = pipeline.stages.filter(kind=Kind.OPEN).order_by("position", "pk").first()
    return found
