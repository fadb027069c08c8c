"""Take back one's own last edit, or do it again."""

from django.db import transaction
from django.utils.translation import gettext as _

from comarca.team.models import Person
from comarca.territories.editing.apply import apply
from comarca.territories.editing.errors import NothingToUndo
from comarca.territories.editing.step import Step
from comarca.territories.models import Edit, Plan


def undo(plan: Plan, actor: Person) -> Edit:
    """Take back one's own last edit; refuse if somebody has changed the same since."""
    mine = plan.edits.filter(actor=actor).exclude(kind="undo")
    last = mine.filter(undone_by=None).order_by("-version").first()
    if last is None:
        raise NothingToUndo(_("There is nothing of yours to undo."))
    return _back(plan, actor, last, "undo")


def redo(plan: Plan, actor: Person) -> Edit:
    """Do again what one's own last undo took back, unless one has edited since."""
    mine = plan.edits.filter(actor=actor, undone_by=None).exclude(kind="redo")
    last = mine.order_by("-version").first()
    if last is None or last.kind != "undo":
        raise NothingToUndo(_("There is nothing of yours to redo."))
    return _back(plan, actor, last, "redo")


def _back(plan: Plan, actor: Person, last: Edit, kind: str) -> Edit:
    with transaction.atomic():
        edit = apply(plan, actor, Step.of(last).reversed(), kind, last.version)
        Edit.objects.filter(pk=last.pk).update(undone_by=edit)
    return edit
