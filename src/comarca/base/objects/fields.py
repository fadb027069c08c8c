"""One field of one kind of object: everything that form, list, page and files need to know."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils.functional import Promise

from comarca.base.objects.kinds import Kind, kind_of
from comarca.base.objects.sources import Own, Source
from comarca.base.sentences import Headings

Text = str | Promise
Pairs = Sequence[tuple[str, Text]]


class Place(StrEnum):
    """Where a field shows itself."""

    FORM = "form"
    LIST = "list"
    DETAIL = "detail"
    EXPORT = "export"
    IMPORT = "import"
    API = "api"
    HISTORY = "history"


EVERYWHERE = frozenset(Place)
READ_ONLY = frozenset({Place.LIST, Place.DETAIL, Place.EXPORT, Place.API, Place.HISTORY})


def anybody(user: Any) -> bool:
    """Let everybody who sees the object see the field."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Field:
    """One field. Only ``key`` is needed where a model's own field has the same name.

    ``kind``, ``label``, ``help``, ``choices``, ``required``, ``max_length``, ``decimals`` and
    ``to`` come from the model's field unless given; after registration all of them are set.
    """

    key: str
    kind: Kind = Kind.AUTO
    label: Text = ""
    help: Text = ""
    group: str = ""
    places: frozenset[Place] = EVERYWHERE
    column: bool = False  # shown in a list nobody has arranged yet
    search: bool = False  # free-text search looks here
    sort: bool = True
    filter: bool = True
    headings: tuple[str, ...] = ()  # folded headings of files, best first, in any language
    choices: Pairs | Callable[[], Pairs] = ()
    required: bool = False
    default: Any = None
    initial: Callable[[], Any] | None = None  # what a form begins with, if the company decides it
    max_length: int | None = None
    decimals: int = 2
    minimum: float | None = None
    maximum: float | None = None
    currency: str = ""  # the key of the field that names the currency, or nothing: the company's
    to: str = ""  # the label of the model that a relation leads to: "accounts.account"
    among: str = ""  # a link to several: only to those with the same value of this field
    asks_if_empty: bool = False  # new rows of a file that lack it are asked about
    many: bool = False  # several values: contacts of an account
    may_see: Callable[[Any], bool] = anybody
    may_edit: Callable[[Any], bool] = anybody
    custom_id: int | None = None
    source: Source = field(default_factory=Own)

    def __repr__(self) -> str:
        return f"Field({self.key!r}, {self.kind})"

    def is_in(self, *places: Place) -> bool:
        """Return whether the field shows itself in all of these places."""
        return self.places.issuperset(places)

    def pairs(self) -> list[tuple[str, Text]]:
        """Return the choices as ``(stored value, label)``."""
        return list(self.choices() if callable(self.choices) else self.choices)

    @property
    def heading(self) -> Headings:
        """Return the label as it stands above a column: with a capital letter."""
        return Headings.of(self.label)

    def bound_to(self, model: type[models.Model]) -> "Field":
        """Return the field with everything that a model knows of it filled in."""
        column = self.source.column(model, self.key)
        bound = replace(self, source=self.source.bound_to(self.key))
        return bound if column is None else _filled(bound, column)


def _filled(bare: Field, column: "models.Field[Any, Any]") -> Field:
    """Return a description with what is missing taken from the model's field."""
    kind = kind_of(column) if bare.kind is Kind.AUTO else bare.kind
    related = column.related_model
    least, most = _limits(column) if kind.is_number else (None, None)
    return replace(
        bare,
        kind=kind,
        # A lazy label may ask the database for the country; here it is only handed on.
        label=bare.label if isinstance(bare.label, Promise) else bare.label or column.verbose_name,
        help=bare.help or column.help_text,
        choices=bare.choices or (column.flatchoices if kind.is_choice else ()),
        required=bare.required or _is_required(column),
        max_length=bare.max_length or getattr(column, "max_length", None),
        decimals=getattr(column, "decimal_places", None) or bare.decimals,
        to=bare.to or (related._meta.label_lower if isinstance(related, type) else ""),
        minimum=least if bare.minimum is None else bare.minimum,
        maximum=most if bare.maximum is None else bare.maximum,
    )


def _limits(column: "models.Field[Any, Any]") -> tuple[float | None, float | None]:
    """Return the least and the most that a column takes, the same on every database.

    SQLite alone would take more than PostgreSQL does, and beyond 64 bits end in an error.
    """
    least, most = _held_by(column)
    rules = column.validators
    least += [one.limit_value for one in rules if isinstance(one, MinValueValidator)]
    most += [one.limit_value for one in rules if isinstance(one, MaxValueValidator)]
    return max(least, default=None), min(most, default=None)


def _held_by(column: "models.Field[Any, Any]") -> tuple[list[float], list[float]]:
    """Return between which whole numbers a column's own kind holds its numbers."""
    if isinstance(column, models.DecimalField):
        if column.max_digits is None or column.decimal_places is None:
            return [], []
        most = 10 ** (column.max_digits - column.decimal_places) - 1
        return [-most], [most]
    if isinstance(column, models.IntegerField):
        first, last = BaseDatabaseOperations.integer_field_ranges[column.get_internal_type()]
        return [first], [last]
    return [], []


def _is_required(column: "models.Field[Any, Any]") -> bool:
    """Return whether a model's field must be given by whoever makes a row."""
    return not (column.blank or column.null or column.has_default())


def replace_kind(bare: Field, kind: Kind) -> Field:
    """Return a field that reads one value of a kind, without its limits: to filter by."""
    return replace(bare, kind=kind, many=False, minimum=None, maximum=None, max_length=None)
