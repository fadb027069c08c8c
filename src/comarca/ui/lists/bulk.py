"""Changes many objects at once: what would change, the change itself, and taking it back."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comarca.base import writing
from comarca.base.objects import registry
from comarca.base.objects.fields import Field
from comarca.base.objects.reading import read_values
from comarca.base.objects.rules import hold_to_table
from comarca.base.objects.tidy import tidy
from comarca.base.objects.types import ObjectType
from comarca.base.objects.wording import names_of, say
from comarca.ui.lists.models import BulkEdit, BulkEditRow

CHUNK = 100
SHOWN = 20
Report = Callable[[float], None]


@dataclass(slots=True)
class Preview:
    """What a bulk change would do."""

    changed: int = 0
    unchanged: int = 0
    examples: list[tuple[str, str, str]] = field(default_factory=list)


def preview(object_type: ObjectType, one: Field, rows: Sequence[Any], value: Any) -> Preview:
    """Return how many rows would change, with examples of before and after."""
    found = Preview()
    for part in _parts(rows):
        values = {pk: of_row[one.key] for pk, of_row in read_values([one], part).items()}
        names = names_of([one], [{one.key: now} for now in (*values.values(), value)])
        for row in part:
            now = values[row.pk]
            if writing.key_of(now) == writing.key_of(value):
                found.unchanged += 1
                continue
            found.changed += 1
            if len(found.examples) < SHOWN:
                found.examples.append((str(row), say(one, now, names), say(one, value, names)))
    return found


def carry_out(edit: BulkEdit, report: Report) -> None:
    """Do a bulk change; each object by itself, so that one refusal stops no other."""
    object_type, user = registry.find(edit.object_type), edit.owner
    done = set(edit.rows.values_list("object_id", flat=True))
    waiting = [pk for pk in edit.ids if pk not in done]
    for number, keys in enumerate(_parts(waiting), 1):
        rows = object_type.visible_to(user).filter(pk__in=keys)
        with transaction.atomic():
            BulkEditRow.objects.bulk_create(
                made for row in rows if (made := _one(edit, object_type, row)) is not None
            )
        report(min(number * CHUNK / max(len(waiting), 1), 1.0))
    edit.done_at = timezone.now()
    edit.save(update_fields=["done_at"])


def _one(edit: BulkEdit, object_type: ObjectType, row: Any) -> BulkEditRow | None:
    """Change one object; None if it is so already."""
    made = BulkEditRow(edit=edit, object_id=row.pk, name=str(row)[:200])
    if edit.act != BulkEdit.Act.EDIT:
        back = edit.act == BulkEdit.Act.RESTORE
        return made if writing.archive(object_type, [row], edit.owner, back=back) else None
    one = object_type.fields_for(edit.owner)[edit.field]
    now = read_values([one], [row])[row.pk]
    value = typed_value(object_type, one, edit.value)
    if writing.key_of(now[one.key]) == writing.key_of(value):
        return None
    made.before = writing.plain(now)
    try:
        with transaction.atomic():
            hold_to_table(object_type, {one.key: one}, row, {one.key: value})
            changed = writing.change(
                object_type, row, getattr(row, "version", None), {one.key: value}, edit.owner
            )
    except writing.EditedMeanwhile:
        made.problem = _("Somebody else changed it at the same moment.")
    except ValidationError as error:
        made.problem = " ".join(error.messages)[:300]
    else:
        made.version = getattr(changed, "version", None)
    return made


def take_back(edit: BulkEdit, report: Report) -> tuple[int, int]:
    """Undo a bulk change; return how many objects were set back and how many were left.

    An object that was changed again since keeps what it has now.
    """
    object_type = registry.find(edit.object_type)
    rows = list(edit.rows.filter(problem="", undone=False).order_by("-pk"))
    undone = 0
    for number, part in enumerate(_parts(rows), 1):
        objects = object_type.visible_to(edit.owner).in_bulk([row.object_id for row in part])
        with transaction.atomic():
            for row in part:
                if row.object_id in objects and _back(
                    edit, object_type, objects[row.object_id], row
                ):
                    row.undone = True
                    undone += 1
                else:
                    row.problem = _("It was changed again since; left as it is.")
            BulkEditRow.objects.bulk_update(part, ["undone", "problem"])
        report(min(number * CHUNK / max(len(rows), 1), 1.0))
    edit.undone_at = timezone.now()
    edit.save(update_fields=["undone_at"])
    return undone, len(rows) - undone


def _back(edit: BulkEdit, object_type: ObjectType, one: Any, row: BulkEditRow) -> bool:
    """Set one object back if nobody touched it since."""
    if edit.act != BulkEdit.Act.EDIT:
        back = edit.act == BulkEdit.Act.ARCHIVE
        return bool(writing.archive(object_type, [one], edit.owner, back=back))
    described = object_type.fields_for(edit.owner).get(edit.field)
    if described is None or (row.version is not None and one.version != row.version):
        return False
    was = typed_value(object_type, described, (row.before or {}).get(edit.field))
    try:
        writing.change(object_type, one, row.version, {edit.field: was}, edit.owner)
    except writing.EditedMeanwhile:
        return False
    return True


def typed_value(object_type: ObjectType, one: Field, value: Any) -> Any:
    """Return a value kept as JSON in the type that the object holds."""
    column = one.source.column(object_type.model, one.key)
    if value is None and column is not None and not column.null and one.kind.is_text:
        return ""
    return tidy(one, value)


def _parts(rows: Sequence[Any]) -> Iterator[list[Any]]:
    """Split rows into lists of at most ``CHUNK``."""
    waiting = iter(rows)
    while part := list(islice(waiting, CHUNK)):
        yield part
