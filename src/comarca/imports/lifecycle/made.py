"""What answers to a file's questions have made goes with the import, unless it is used by then."""

from typing import Any

from django.db import models, transaction

from comarca.base.events import Event, record
from comarca.base.objects.registry import find
from comarca.imports.events import UNDONE
from comarca.imports.lifecycle.dependents import are_used
from comarca.imports.models import Import

MADE = "made"


def keep(batch: Import, kind: str, pk: int) -> None:
    """Note with the decisions of an import that an answer made an object; its owner saves them."""
    batch.decisions = {**batch.decisions, MADE: [*batch.decisions.get(MADE, []), [kind, pk]]}


def take_back(batch: Import, actor: Any) -> int:
    """Delete what the answers made and nobody uses or has worked on since; return how many."""
    done = 0
    for kind, pk in reversed(batch.decisions.get(MADE, [])):
        one = find(kind).model._default_manager.filter(pk=pk).first()
        if one is not None and not _was_worked_on(one) and not are_used([one], batch):
            with transaction.atomic():
                record(one, UNDONE, actor=actor)
                one.delete()
            done += 1
    return done


def _was_worked_on(one: models.Model) -> bool:
    """Return whether anything happened to an object after it was made."""
    return Event.objects.filter(model=one._meta.label_lower, object_id=one.pk).count() > 1
