"""``comarca import --undo``: takes an import back, as its page does."""

from typing import Any


class Refused(Exception):
    """An import cannot be taken back; the sentences say why, and who stands in the way."""


def undo(number: int, target: str) -> dict[str, Any]:
    """Take the import of a number back and return what there is to tell."""
    if target == "order_history":
        return _undo_orders(number)
    from comarca.imports.described import undoing as objects
    from comarca.imports.lifecycle import undoing
    from comarca.imports.models import Import

    batch = Import.objects.filter(pk=number).first()
    if batch is None:
        raise Refused(f"There is no import number {number}.")
    way = objects if batch.is_described else undoing
    try:
        done = way.undo(batch, None)
    except undoing.CannotUndo as error:
        told = "; ".join(f"{one.name}: {one.why}" for one in error.obstacles)
        raise Refused(f"{error} {told}") from error
    except undoing.NotApplied as error:
        raise Refused("This import is not in force, so there is nothing to undo.") from error
    return _told(batch.file_name, done)


def _undo_orders(number: int) -> dict[str, Any]:
    from comarca.imports.order_history import lifecycle
    from comarca.sales.models import OrderBatch

    batch = OrderBatch.objects.filter(pk=number).first()
    if batch is None:
        raise Refused(f"There is no import of orders number {number}.")
    try:
        return _told(batch.file_name, lifecycle.undo(batch, None))
    except lifecycle.WrongState as error:
        raise Refused(str(error)) from error


def _told(name: str, done: dict[str, int]) -> dict[str, Any]:
    return {"file": name, "rows": done, "mapping": {}, "problems": []}
