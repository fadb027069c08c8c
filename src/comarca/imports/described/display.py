"""Files of described objects as their pages show them."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from comarca.base.objects.tidy import tidy
from comarca.base.objects.wording import names_of, speaker
from comarca.imports.described.previewing import usable
from comarca.imports.models import Import, ImportRow
from comarca.imports.targets import DescribedTarget, kinds_for, target_of
from comarca.team.models import Person


@dataclass(slots=True)
class ShownObject:
    """One row as the page shows it: its object, and each value with what was there before."""

    row: ImportRow
    title: str
    href: str
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    values: list[tuple[str, str]] = field(default_factory=list)


def offered(person: Person, kind: str) -> dict[str, Any]:
    """Return what a file may hold, and which was chosen.

    Raises ``PermissionDenied`` for a kind that the person may not bring in.
    """
    kinds = kinds_for(person)
    chosen = next((one for one in kinds if one.key == kind), None)
    if kind and kind != Import.ACCOUNTS and chosen is None:
        raise PermissionDenied
    pairs = [(Import.ACCOUNTS, _("Accounts")), *((one.key, one.heading) for one in kinds)]
    found: dict[str, Any] = {"kinds": pairs, "kind": kind or Import.ACCOUNTS, "described": chosen}
    if chosen is not None:
        found["file_fields"] = list(usable(DescribedTarget(chosen), person).values())
    return found


def described_choices(batch: Import, person: Person) -> list[tuple[str, str]]:
    """Return every field that a person may match a column to."""
    return [(key, one.heading) for key, one in usable(target_of(batch.kind), person).items()]


def shown_objects(batch: Import, rows: list[ImportRow], person: Person) -> list[ShownObject]:
    """Return rows in words; links are named in one question for each kind of object."""
    kind, fields = target_of(batch.kind).object_type, usable(target_of(batch.kind), person)
    values = [{k: v for k, v in row.values.items() if k in fields} for row in rows]
    before = [{k: v for k, v in row.before.items() if k in fields} for row in rows]
    names = names_of(fields.values(), [*values, *before])
    say = {key: speaker(one, names) for key, one in fields.items()}

    def said(key: str, value: Any) -> str:
        return say[key](None if value is None else tidy(fields[key], value))

    seen = {pk for row in rows if (pk := row.object_id)}
    there = set(kind.visible_to(person).filter(pk__in=seen).values_list("pk", flat=True))
    return [
        ShownObject(
            row,
            str(row.values.get(kind.title) or "–"),
            kind.url("detail", row.object_id) if row.object_id in there else "",
            [(fields[k].heading, said(k, was), said(k, mine.get(k))) for k, was in old.items()],
            [(fields[k].heading, said(k, value)) for k, value in mine.items() if k != kind.title],
        )
        for row, mine, old in zip(rows, values, before, strict=True)
    ]
