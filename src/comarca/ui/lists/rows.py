"""The rows that a list is asked for, and the cells of one page of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.utils import timezone

from comarca.base.objects.addresses import ANY_NUMBER, address, numbered
from comarca.base.objects.fields import Field, Place
from comarca.base.objects.filters import filter_rows, search_rows
from comarca.base.objects.kinds import Kind
from comarca.base.objects.links import linker
from comarca.base.objects.ordering import Ordered
from comarca.base.objects.reading import Values, read_values
from comarca.base.objects.registry import type_of
from comarca.base.objects.sources import Own
from comarca.base.objects.types import ObjectType
from comarca.base.objects.wording import UNKNOWN, Names, names_of, say, speaker, with_currency
from comarca.ui.lists.asked import Asked
from comarca.ui.lists.models import Selection


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of one object, in words, and where it leads."""

    field: Field
    text: str
    href: str = ""
    edit: str = ""  # where it is changed in place, for who may

    @property
    def is_number(self) -> bool:
        """Return whether it is set flush right."""
        return self.field.kind.is_number

    @property
    def is_words(self) -> bool:
        """Return whether it may be long, so that its lines are broken."""
        return len(self.text) > 24

    @property
    def is_tag(self) -> bool:
        """Return whether it is a choice, shown as a mark."""
        return self.field.kind is Kind.CHOICE and self.text != UNKNOWN


@dataclass(frozen=True, slots=True)
class Row:
    """One object as a line of the list."""

    pk: int
    title: str
    href: str
    cells: list[Cell]


def rows_for(object_type: ObjectType, asked: Asked, user: Any) -> "tuple[QuerySet[Any], list[str]]":
    """Return the rows a user may see that fulfil what is asked, and what could not be understood.

    A condition that makes no sense is left out and named, so that nobody takes an unfiltered
    list for a filtered one.
    """
    rows = object_type.visible_to(user)
    if object_type.can_archive:
        rows = rows.filter(archived_at__isnull=not asked.archived)
    if asked.selection is not None:
        held = Selection.objects.filter(
            pk=asked.selection, object_type=object_type.key, owner=user
        ).first()
        rows = rows.filter(pk__in=held.ids if held else [])
    if asked.words:
        rows = search_rows(rows, object_type, asked.words, user)
    problems: list[str] = []
    groups: dict[int, list[Any]] = {}
    for at, condition in enumerate(asked.conditions):
        # Conditions outside a group stand alone: one that makes no sense takes no other with it.
        groups.setdefault(condition.group or -1 - at, []).append(condition)
    for group in groups.values():
        try:
            rows = filter_rows(rows, object_type, group, user)
        except ValidationError as error:
            problems += error.messages
    return rows, problems


def ordered(
    rows: "QuerySet[Any]", object_type: ObjectType, asked: Asked, fields: dict[str, Field]
) -> Ordered:
    """Return rows in the order asked for, else in the kind's own."""
    title = fields[object_type.title].source if object_type.title in fields else Own("pk")
    one = fields.get(asked.sort_key)
    if one is None or not one.sort or not one.source.can_order:
        usual = object_type.order
        by = fields.get(usual.removeprefix("-"))
        source = by.source if by else title
        return Ordered(rows, source, title, descending=usual.startswith("-"))
    return Ordered(rows, one.source, title, descending=asked.descending)


def cells_of(
    object_type: ObjectType, objects: Sequence[Any], columns: Sequence[Field], user: Any
) -> list[Row]:
    """Return the lines of a page; how many questions it takes depends on the columns alone."""
    monies = {one.currency for one in columns if one.currency}
    beside = [one for one in object_type.declared if one.key in monies]
    values = read_values([*columns, *(one for one in beside if one not in columns)], objects)
    names = names_of(columns, values.values())
    used = [Column(object_type, field, names, user) for field in columns]
    page = object_type.url("detail", ANY_NUMBER)
    return [
        Row(
            pk=one.pk,
            title=str(one),
            href=numbered(page, one.pk),
            cells=[column.cell(one.pk, values[one.pk]) for column in used],
        )
        for one in objects
    ]


class Column:
    """One column of a page: what is the same in all its cells is worked out once."""

    def __init__(self, object_type: ObjectType, field: Field, names: Names, user: Any) -> None:
        self.field, self.say, self.link = field, speaker(field, names), linker(field)
        self.page = self.edit = ""
        if field.key == object_type.title:
            self.page = object_type.url("detail", ANY_NUMBER)
        if object_type.may_write(user) and field.is_in(Place.FORM) and field.may_edit(user):
            self.edit = address("objects:field", object_type.key, ANY_NUMBER, field.key)

    def cell(self, pk: int, values: Values) -> Cell:
        """Return one cell; an amount says its currency, since a column may hold several."""
        field = self.field
        value = values[field.key]
        text = with_currency(field, self.say(value), values)
        href = numbered(self.page, pk) if self.page else self.link(value)
        return Cell(field, text, href, numbered(self.edit, pk))


def exported(rows: Ordered, columns: Sequence[Field], chunk: int = 1000) -> Iterator[list[Any]]:
    """Yield every row as cells of a file, numbers as numbers, a thousand at a time."""
    part: list[Any] = []
    for one in rows.iterator():
        part.append(one)
        if len(part) == chunk:
            yield from _lines(part, columns)
            part = []
    yield from _lines(part, columns)


def _lines(objects: Sequence[Any], columns: Sequence[Field]) -> Iterator[list[Any]]:
    """Yield objects as cells of a file."""
    values = read_values(columns, objects)
    names = telling(columns, names_of(columns, values.values()))
    for one in objects:
        yield [_plain(field, values[one.pk][field.key], names) for field in columns]


def _plain(field: Field, value: Any, names: Names) -> Any:
    """Return a value as a cell: figures and dates as such, everything else in words."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(str(_plain(field, one, names)) for one in value)
    if field.kind.is_number:
        return int(value) if field.kind is Kind.INTEGER else float(value)
    if field.kind.is_link or field.kind.is_choice or field.kind is Kind.BOOLEAN:
        return say(field, value, names)
    if field.kind is Kind.DATE:
        return value
    return moment(value) if field.kind is Kind.DATETIME else str(value)


def moment(value: datetime) -> str:
    """Return a date and time as an import reads it: on the local clock, to the second at most.

    In the hour that comes twice when summer ends, the distance to UTC is said, too.
    """
    local = timezone.localtime(value).replace(microsecond=0)
    twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    shown = local if twice else local.replace(tzinfo=None)
    return shown.isoformat(" ", "seconds" if local.second else "minutes")


def telling(columns: Sequence[Field], names: Names) -> Names:
    """Return the names of related objects with their number where several are called the same."""
    found = dict(names)
    for label in {one.to.lower() for one in columns if one.kind is Kind.RELATION and one.to}:
        target = type_of(label)
        if target is None or label not in names or not has_column(target.model, target.title):
            continue
        said, title = names[label], target.title
        rows = target.model._default_manager.filter(**{f"{title}__in": set(said.values())})
        twice = set(
            rows.order_by().values(title).annotate(n=Count("pk")).filter(n__gt=1)
            .values_list(title, flat=True)
        )  # fmt: skip
        found[label] = {pk: f"{name} #{pk}" if name in twice else name for pk, name in said.items()}
    return found


def has_column(model: Any, name: str) -> bool:
    """Return whether a model has a column of its own called so."""
    return any(column.name == name for column in model._meta.fields)
