"""Fields that an administrator adds: their descriptions and their values.

A value is one row of ``CustomValue`` in the column of its kind. Indexes begin with the field, so
that filtering and sorting 100,000 accounts stays quick and a new field needs no change of tables
(see the decision record on custom fields).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comarca.base.objects.fields import Field, anybody
from comarca.base.objects.kinds import LABELS, Kind
from comarca.base.objects.sources import Beside, Side
from comarca.base.per_request import forget, once

COLUMNS = {
    Kind.TEXT: "text",
    Kind.URL: "text",
    Kind.CHOICE: "text",
    Kind.CHOICES: "text",
    Kind.DECIMAL: "number",
    Kind.MONEY: "number",
    Kind.BOOLEAN: "number",
    Kind.DATE: "day",
    Kind.PERSON: "person",
}
PREFIX = "c_"  # no model's own field begins so, hence the keys can never collide
LONGEST = 500  # four bytes a letter stay within what a PostgreSQL index entry may hold
PLACES = 4  # decimals of a number


class CustomField(models.Model):
    """A field that an administrator added to a kind of object."""

    object_type = models.CharField(_("kind of object"), max_length=40)
    key = models.SlugField(max_length=60)
    label = models.CharField(_("name"), max_length=80)
    kind = models.CharField(
        _("kind of value"), max_length=12, choices=[(kind.value, LABELS[kind]) for kind in COLUMNS]
    )
    help = models.CharField(_("help"), max_length=200, blank=True)
    options = models.JSONField(_("choices"), default=list, blank=True)
    default = models.JSONField(_("default"), null=True, blank=True)
    is_required = models.BooleanField(_("required"), default=False)
    roles = models.JSONField(_("who may see it"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(_("place in the order"), default=0)
    retired_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("custom field")
        verbose_name_plural = _("custom fields")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["object_type", "key"], name="custom_field_key_once")
        ]

    def __str__(self) -> str:
        return self.label

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the field, and let the rest of this request see it."""
        super().save(*args, **kwargs)
        forget(KEY)

    def described(self) -> Field:
        """Return the description that form, list, page and files read."""
        kind = Kind(self.kind)
        return Field(
            key=self.key,
            kind=kind,
            label=self.label,
            help=self.help,
            group="custom",
            required=self.is_required,
            default=self.default,
            choices=tuple((option, option) for option in self.options),
            max_length=LONGEST if COLUMNS[kind] == "text" else None,
            search=kind in {Kind.TEXT, Kind.URL},
            headings=(self.label.lower(),),
            to=settings.AUTH_USER_MODEL.lower() if kind is Kind.PERSON else "",
            many=kind is Kind.CHOICES,
            may_see=self.shown_to if self.roles else anybody,
            custom_id=self.pk,
            source=Stored(self.pk, COLUMNS[kind], many=kind is Kind.CHOICES),
        )

    def shown_to(self, user: Any) -> bool:
        """Return whether somebody may see the values: by role, and administrators always."""
        return user.role in self.roles or bool(user.may("settings.edit"))


class CustomValue(models.Model):
    """One value of one custom field of one object."""

    field = models.ForeignKey(CustomField, models.CASCADE, related_name="values")
    object_id = models.BigIntegerField()
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=LONGEST, null=True)  # noqa: DJ001
    number = models.DecimalField(max_digits=20, decimal_places=PLACES, null=True)
    day = models.DateField(null=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("value of a custom field")
        constraints = [
            models.UniqueConstraint(
                fields=["field", "object_id", "position"], name="custom_value_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["field", column, "object_id"],
                condition=Q(**{f"{column}__isnull": False}),
                name=f"custom_value_{column}",
            )
            for column in ("text", "number", "day", "person")
        ]

    def __str__(self) -> str:
        return str(next((v for v in (self.text, self.number, self.day) if v is not None), ""))


@dataclass(frozen=True, slots=True)
class Stored(Beside):
    """Where the value of a custom field comes from."""

    field: int
    path: str
    many: bool = False

    @property
    def is_one(self) -> bool:
        """Return whether the field holds one value."""
        return not self.many

    def bound_to(self, key: str) -> "Stored":
        """Return the source as it is."""
        return self

    def column(self, model: type[models.Model], key: str) -> None:
        """Return nothing: no field of the model stands behind it."""

    def rows(self) -> "models.QuerySet[CustomValue]":
        """Return the values of all objects."""
        return CustomValue.objects.filter(field=self.field)

    def read(self, rows: Sequence[Any]) -> Mapping[int, Any]:
        """Return the value, or the list of values where there may be several."""
        return read_custom([self], rows)[self.field]

    def side(self) -> Side:
        """Return the values as a table beside the object's own."""
        return Side(self.rows(), "object_id", self.path)


KEY = "custom_fields"


def custom_fields(object_type: str) -> list[Field]:
    """Return the custom fields of a kind of object that are in use.

    All kinds are read together, once a request: a list may be filtered by what belongs to it.
    """
    return once(KEY, _described).get(object_type, [])


def _described() -> dict[str, list[Field]]:
    found: dict[str, list[Field]] = {}
    for one in CustomField.objects.filter(retired_at=None):
        found.setdefault(one.object_type, []).append(one.described())
    return found


def custom_figures(object_type: str) -> list[Field]:
    """Return the custom fields that hold a number or an amount and that every role may see."""
    figures = {Kind.DECIMAL, Kind.MONEY}
    return [
        one for one in custom_fields(object_type) if one.kind in figures and one.may_see is anybody
    ]


def custom_words(object_type: str) -> list[Field]:
    """Return the custom fields that the search box looks in: words that every role may see."""
    words = {Kind.TEXT, Kind.URL, Kind.CHOICE, Kind.CHOICES}
    return [
        one for one in custom_fields(object_type) if one.kind in words and one.may_see is anybody
    ]


def read_custom(sources: Sequence[Stored], rows: Sequence[Any]) -> dict[int, dict[int, Any]]:
    """Return the values of several custom fields by field and object, in one question."""
    by_field = {source.field: source for source in sources}
    found: dict[int, dict[int, Any]] = {pk: {} for pk in by_field}
    values = CustomValue.objects.filter(field__in=by_field, object_id__in=[r.pk for r in rows])
    for value in values.order_by("object_id", "position"):
        source, of_field = by_field[value.field_id], found[value.field_id]
        held = getattr(value, "person_id" if source.path == "person" else source.path)
        if source.many:
            of_field.setdefault(value.object_id, []).append(held)
        else:
            of_field[value.object_id] = held
    return found


def write_custom(fields: Sequence[Field], values: Mapping[int, Mapping[str, Any]]) -> None:
    """Write custom values of many objects: ``{object id: {field key: value}}``.

    An empty value (None, nothing chosen, no text) takes the stored one away.
    """
    by_key = {one.key: one for one in fields if one.custom_id is not None}
    rows: list[CustomValue] = []
    gone: dict[int, list[int]] = {}
    for object_id, of_object in values.items():
        for key, value in of_object.items():
            if key in by_key:
                gone.setdefault(by_key[key].custom_id or 0, []).append(object_id)
                rows += _rows(by_key[key], object_id, value)
    for field, objects in gone.items():
        for start in range(0, len(objects), 1000):
            part = objects[start : start + 1000]
            CustomValue.objects.filter(field=field, object_id__in=part).delete()
    CustomValue.objects.bulk_create(rows, batch_size=1000)


def _rows(field: Field, object_id: int, value: Any) -> Iterable[CustomValue]:
    """Return the rows that hold a value."""
    several = value if isinstance(value, list | tuple) else [value]
    column = COLUMNS[field.kind]
    name = "person_id" if column == "person" else column
    return [
        CustomValue(
            field_id=field.custom_id or 0, object_id=object_id, position=at, **{name: _plain(one)}
        )
        for at, one in enumerate(several)
        if one not in {None, ""}
    ]


def _plain(value: Any) -> Any:
    """Return a value as its column holds it: a person as a key, yes as 1."""
    if isinstance(value, models.Model):
        return value.pk
    return int(value) if isinstance(value, bool) else value
