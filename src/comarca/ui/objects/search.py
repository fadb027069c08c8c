"""Lets any described kind of object be found in the search box, by its searched fields."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from comarca.base.objects.custom import custom_words
from comarca.base.objects.fields import anybody
from comarca.base.objects.reading import read_values
from comarca.base.objects.types import ObjectType
from comarca.base.objects.wording import names_of, say
from comarca.base.search import Entry, Provider

CHUNK = 2000


def provider_for(object_type: ObjectType) -> Provider:
    """Return what an app registers in its ``search.py``.

    Fields that not everybody may see are left out: the index knows no readers' rights on fields.
    """
    kind = object_type.bound()
    declared = [one for one in kind.fields if one.search and one.may_see is anybody]

    def entries(ids: Iterable[int] | None) -> Iterator[Entry]:
        rows = kind.model._default_manager.order_by("pk")
        if ids is not None:
            yield from of(list(rows.filter(pk__in=list(ids))))
            return
        last = 0
        while part := list(rows.filter(pk__gt=last)[:CHUNK]):
            yield from of(part)
            last = part[-1].pk

    def of(rows: list[Any]) -> Iterator[Entry]:
        fields = [*declared, *custom_words(kind.key)]
        values = read_values(fields, rows)
        names = names_of(fields, values.values())
        for row in rows:
            said = [say(one, values[row.pk][one.key], names) for one in fields]
            yield Entry(row.pk, str(row), detail=str(kind.label).capitalize(), words=tuple(said))

    def visible(user: Any) -> "QuerySet[Any]":
        rows = kind.visible_to(user)
        return rows.filter(archived_at=None) if kind.can_archive else rows

    return Provider(
        key=kind.key,
        label=kind.plural,
        icon=kind.icon,
        entries=entries,
        visible=visible,
        address=lambda pk: kind.url("detail", pk),
        models={kind.model._meta.label_lower: lambda pk: [pk]},
    )
