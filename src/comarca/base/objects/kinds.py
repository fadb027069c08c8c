"""The kinds of value a field holds, and what follows from the kind alone."""

from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """What sort of value a field holds."""

    AUTO = "auto"  # taken from the model's own field when the object is registered
    TEXT = "text"
    LONG_TEXT = "long_text"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    DATETIME = "datetime"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    CHOICES = "choices"
    PERSON = "person"
    RELATION = "relation"

    @property
    def is_text(self) -> bool:
        """Return whether the value is words, so that it is searched rather than compared."""
        return self in TEXTS

    @property
    def is_number(self) -> bool:
        """Return whether the value is a figure, set flush right and added up."""
        return self in NUMBERS

    @property
    def is_choice(self) -> bool:
        """Return whether the value is picked from a list."""
        return self in {Kind.CHOICE, Kind.CHOICES}

    @property
    def is_link(self) -> bool:
        """Return whether the value points at another row: its primary key is what is stored."""
        return self in {Kind.PERSON, Kind.RELATION}


TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.EMAIL, Kind.PHONE, Kind.URL})
NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.PERCENT})

LABELS = {
    Kind.TEXT: _("Text"),
    Kind.LONG_TEXT: _("Long text"),
    Kind.EMAIL: _("E-mail"),
    Kind.PHONE: _("Telephone"),
    Kind.URL: _("Link"),
    Kind.INTEGER: _("Whole number"),
    Kind.DECIMAL: _("Number"),
    Kind.MONEY: _("Money"),
    Kind.PERCENT: _("Percentage"),
    Kind.DATE: _("Date"),
    Kind.DATETIME: _("Date and time"),
    Kind.BOOLEAN: _("Yes or no"),
    Kind.CHOICE: _("Choice"),
    Kind.CHOICES: _("Several choices"),
    Kind.PERSON: _("Person"),
    Kind.RELATION: _("Related record"),
}

# The first that fits wins, so a subclass stands before its parent.
BY_MODEL_FIELD: tuple[tuple[type[models.Field[Any, Any]], Kind], ...] = (
    (models.EmailField, Kind.EMAIL),
    (models.URLField, Kind.URL),
    (models.TextField, Kind.LONG_TEXT),
    (models.CharField, Kind.TEXT),
    (models.BooleanField, Kind.BOOLEAN),
    (models.DateTimeField, Kind.DATETIME),
    (models.DateField, Kind.DATE),
    (models.DecimalField, Kind.DECIMAL),
    (models.FloatField, Kind.DECIMAL),
    (models.IntegerField, Kind.INTEGER),
)


def kind_of(field: "models.Field[Any, Any]") -> Kind:
    """Return the kind of a model's field.

    Raises
    ------
    TypeError
        If no kind fits (a JSON column, a file); the message names the field.
    """
    if isinstance(field, models.ForeignKey):
        return Kind.PERSON if _is_person(field) else Kind.RELATION
    if field.choices:
        return Kind.CHOICE
    for model_field, kind in BY_MODEL_FIELD:
        if isinstance(field, model_field):
            return kind
    raise TypeError(f"{field} has no kind of its own; give the description a kind and a source.")


def _is_person(field: "models.ForeignKey[Any, Any]") -> bool:
    """Return whether a foreign key leads to the people of the company."""
    return bool(field.related_model._meta.label == settings.AUTH_USER_MODEL)
