"""Writes name the version they were made on; whoever comes second learns the present state."""

from django.db import models
from django.utils.translation import gettext as _
from ninja import Field, Schema
from pydantic import JsonValue

from comarca.base.api.errors import Conflict, Problem

LARGEST = 2**31 - 1


class Versioned(Schema):
    """The body of a write: the version of the thing that the writer saw."""

    version: int = Field(ge=0, le=LARGEST)


class Stale(Problem):
    """A 409: somebody else was faster; ``current`` is the thing as it is now."""

    version: int
    current: dict[str, JsonValue] | None = None


class ChangedMeanwhile(Conflict):
    """Somebody else changed the thing after this writer read it."""

    code = "changed_meanwhile"

    def __init__(self, version: int, current: Schema | None = None) -> None:
        super().__init__(
            _("Somebody else changed this meanwhile. Look at the present state, then decide."),
            version=version,
            current=current.model_dump(mode="json") if current is not None else None,
        )


def claim(instance: models.Model, version: int) -> bool:
    """Count a row's ``version`` up if it is still what the writer saw; of two, one wins.

    Call it inside the transaction of the write; on False raise ``ChangedMeanwhile``.
    """
    rows = type(instance)._default_manager.filter(pk=instance.pk, version=version)
    won = bool(rows.update(version=version + 1))
    if won:
        instance.version = version + 1  # type: ignore[attr-defined]
    return won
