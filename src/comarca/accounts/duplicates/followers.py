"""What belongs to an account goes with it into another: found by foreign keys, no list to forget.

Whatever points at an account moves, in this app or in one above it. What cannot move, because the
other account has its own (the main site, the sales of a year), stays with the account that went,
and what should not (the rows of an import) is named with ``stays``. Rows that point at an account
by a number alone are named with ``follows``.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import IntegrityError, models, transaction
from django.db.models.fields.reverse_related import ManyToOneRel

from comarca.accounts.duplicates.models import DuplicatePair, Merge
from comarca.accounts.models import Account, Ownership
from comarca.base.events import Event
from comarca.base.files import StoredFile

Moved = dict[str, list[int]]
# Who had an account and when is a record of that account.
_staying: set[type[models.Model]] = {DuplicatePair, Merge, Ownership}


@dataclass(frozen=True, slots=True)
class Follower:
    """Rows that point at an account: which, and by which column."""

    key: str
    rows: Callable[[int], "models.QuerySet[models.Model]"]
    column: str


_loose: list[Follower] = []


def stays(model: type[models.Model]) -> None:
    """Leave a model's rows with the account that went."""
    _staying.add(model)


def follows(key: str, rows: "Callable[[int], models.QuerySet[models.Model]]", column: str) -> None:
    """Let rows follow that hold an account's number in a column without being related to it."""
    _loose.append(Follower(key, rows, column))


def move(gone: int, survivor: int) -> Moved:
    """Take what belongs to one account to another; return the keys of the rows that moved."""
    return {
        one.key: moved
        for one in followers()
        if (moved := _move(one.rows(gone), one.column, survivor))
    }


def move_back(moved: Moved, gone: int, survivor: int) -> None:
    """Take back what moved, unless it has gone on to somebody else or was deleted."""
    for one in followers():
        pks = moved.get(one.key, ())
        for start in range(0, len(pks), 500):
            _move(one.rows(survivor).filter(pk__in=pks[start : start + 500]), one.column, gone)


def followers() -> Iterator[Follower]:
    """Yield every way in which rows belong to an account."""
    for model, column in related():
        yield _by_key(model, column)
    yield from _loose


def related() -> Iterator[tuple[type[models.Model], str]]:
    """Yield the models whose rows belong to an account, and the column that holds its key."""
    for relation in Account._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and relation.related_model not in _staying:
            yield relation.related_model, relation.field.attname


def _by_key(model: type[models.Model], column: str) -> Follower:
    """Return the rows of a model that are related to an account."""
    name = column.removesuffix("_id")  # merges that are there are kept under the field's name
    return Follower(
        f"{model._meta.label}.{name}", lambda pk: model._base_manager.filter(**{column: pk}), column
    )


def _move(rows: "models.QuerySet[models.Model]", column: str, to: int) -> list[int]:
    """Point rows at another account, all at once; where one may not, those that may."""
    pks = list(rows.order_by("pk").values_list("pk", flat=True))
    if not pks or _try(rows.model, pks, column, to):
        return pks
    return [pk for pk in pks if _try(rows.model, [pk], column, to)]


def _try(model: type[models.Model], pks: Iterable[int], column: str, to: int) -> bool:
    """Point rows at another account; return whether they may be."""
    every = list(pks)
    try:
        with transaction.atomic():
            for start in range(0, len(every), 500):
                part = model._base_manager.filter(pk__in=every[start : start + 500])
                part.update(**{column: to})
    except IntegrityError:
        return False
    return True


follows("events", lambda pk: Event.objects.filter(account_id=pk), "account_id")
follows("files", lambda pk: StoredFile.objects.filter(place="account", object_id=pk), "object_id")
