"""Sentences that are kept and shown later, each time in the language of whoever reads them.

``told`` stands in for gettext where a sentence is stored: ``told("Row %(row)d") % {"row": 3}`` is
text like any other, and remembers its message and its values. A ``SentencesField`` keeps those,
and says them anew when it is read.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, override

from comarca.base.locales import country_name

COUNTRY = "country_named"
FIGURE = "figure"
HEADINGS = "headings_named"
MESSAGE, PLURAL, NUMBER, VALUES = "message", "plural", "number", "values"
KEYS = frozenset({MESSAGE, PLURAL, NUMBER, VALUES})


class Sentence(str):
    """A text in the language of now that knows what it says in any other."""

    __slots__ = ("message", "number", "plural", "values")
    message: str
    plural: str
    number: int
    values: dict[str, Any]

    @classmethod
    def say(cls, message: str, plural: str, number: int, values: Mapping[str, Any]) -> Self:
        """Say a message, in the plural where there is one, with its values filled in."""
        text = ngettext(message, plural, number) if plural else gettext(message)
        made = cls(text % values if values else text)
        made.message, made.plural, made.number = message, plural, number
        made.values = dict(values)
        return made

    def __mod__(self, values: Any) -> Self:
        """Fill in values by name; sentences among them stay sentences."""
        return self.say(self.message, self.plural, self.number, values)


def told(message: str) -> Sentence:
    """Return a message as a sentence.

    >>> told("Row %(row)d") % {"row": 3}
    'Row 3'
    """
    return Sentence.say(message, "", 0, {})


def ntold(message: str, plural: str, number: int) -> Sentence:
    """Return a message with a plural as a sentence."""
    return Sentence.say(message, plural, number, {})


class CountryName(str):
    """A country as the reader calls it, in sentences that are kept too."""

    __slots__ = ("code",)
    code: str

    @classmethod
    def of(cls, code: str) -> Self:
        """Return the name of a country by its two letters."""
        made = cls(country_name(code))
        made.code = code
        return made

    def as_kept(self) -> dict[str, str]:
        """Return its two letters."""
        return {COUNTRY: self.code}


class Figure(str):
    """A number as the reader's country writes it, in sentences that are kept too."""

    __slots__ = ("number",)
    number: str

    @classmethod
    def of(cls, number: Decimal | int | str) -> Self:
        """Return a number in words: 12,500.5, without noughts at its end."""
        exact = Decimal(number)
        places = max(0, -int(exact.normalize().as_tuple().exponent))
        made = cls(number_format(exact, places, use_l10n=True, force_grouping=True))
        made.number = str(number)
        return made

    def as_kept(self) -> dict[str, str]:
        """Return the number itself."""
        return {FIGURE: self.number}


class Headings(str):
    """Names of fields as they stand above columns, in sentences that are kept too."""

    __slots__ = ("labels",)
    labels: tuple[str | Promise, ...]

    @classmethod
    def of(cls, *labels: str | Promise) -> Self:
        """Return labels as headings, with a comma between them.

        >>> Headings.of("tax number", "name")
        'Tax number, Name'
        """
        made = cls(", ".join(text[:1].upper() + text[1:] for text in map(str, labels)))
        made.labels = labels
        return made

    @classmethod
    def joined(cls, headings: Iterable[str]) -> Self:
        """Return several headings as one text."""
        each = (one.labels if isinstance(one, Headings) else (one,) for one in headings)
        return cls.of(*(label for labels in each for label in labels))

    def as_kept(self) -> dict[str, list[Any]]:
        """Return each label as its message; one that somebody wrote is in no language."""
        with override(None):
            labels = [
                {MESSAGE: str(label), VALUES: {}} if isinstance(label, Promise) else kept(label)
                for label in self.labels
            ]
        return {HEADINGS: labels}


def sentence_of(error: ValidationError) -> str:
    """Return what is wrong, as the sentence that it is where it can be said in any language."""
    errors = error.error_list if hasattr(error, "error_list") else [error]
    first = errors[0].message if errors else ""
    if len(errors) == 1 and isinstance(first, Sentence) and not errors[0].params:
        return first
    return " ".join(error.messages)


def kept(value: Any) -> Any:
    """Return a value for storing: of sentences, in lists and dictionaries too, what they say.

    >>> kept({"problem": told("Row %(row)d") % {"row": 3}, "row": 3})
    {'problem': {'message': 'Row %(row)d', 'values': {'row': 3}}, 'row': 3}
    """
    if isinstance(value, Sentence):
        found: dict[str, Any] = {MESSAGE: value.message, VALUES: kept(value.values)}
        return found | ({PLURAL: value.plural, NUMBER: value.number} if value.plural else {})
    if isinstance(value, CountryName | Figure | Headings):
        return value.as_kept()
    if isinstance(value, dict):
        return {key: kept(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [kept(one) for one in value]
    return value


def said(value: Any) -> Any:
    """Return what was kept with its sentences in the language of now."""
    if isinstance(value, dict):
        if {MESSAGE, VALUES} <= value.keys() <= KEYS:
            return _again(value)
        if (made := _named(value)) is not None:
            return made
        return {key: said(one) for key, one in value.items()}
    return [said(one) for one in value] if isinstance(value, list) else value


def _named(value: Mapping[str, Any]) -> str | None:
    """Return a kept country, number or headings as the reader calls them."""
    if value.keys() == {COUNTRY}:
        return CountryName.of(value[COUNTRY])
    if value.keys() == {FIGURE}:
        return Figure.of(value[FIGURE])
    return Headings.of(*said(value[HEADINGS])) if value.keys() == {HEADINGS} else None


def _again(one: Mapping[str, Any]) -> str:
    """Say a sentence anew; a message that this version has no longer is said as it stands."""
    values = said(one.get(VALUES, {}))
    try:
        return Sentence.say(one[MESSAGE], one.get(PLURAL, ""), one.get(NUMBER, 0), values)
    except (KeyError, TypeError, ValueError):
        return str(one[MESSAGE])


class SentencesField(models.JSONField):
    """JSON in which sentences are kept in no language, and read in that of the reader."""

    def get_prep_value(self, value: Any) -> Any:
        """Keep what sentences say."""
        return super().get_prep_value(kept(value))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Say sentences in the language of now."""
        return said(super().from_db_value(value, expression, connection))
