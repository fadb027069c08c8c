"""Turns what somebody typed, sent or uploaded into a value of a field's kind, or says why not."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils import timezone, translation
from django.utils.dateparse import parse_date, parse_datetime

from comarca.base.objects.fields import Field
from comarca.base.objects.keys import key_in
from comarca.base.objects.kinds import Kind
from comarca.base.sentences import told as _

YES = frozenset({"1", "true", "yes", "y", "on", "si", "sí", "s", "x", "verdadero"})
NO = frozenset({"0", "false", "no", "n", "off", "falso"})
Reader = Callable[[Field, Any], Any]
LARGEST = Decimal(10) ** 15
EARLIEST, LATEST = 1900, 2199  # the years in which something happens at an hour


def tidy(field: Field, value: Any) -> Any:
    """Return a plain value (text, number, list) as the field's kind holds it; None if empty.

    Raises
    ------
    ValidationError
        With a sentence that names the value and what to write instead.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return "" if field.kind.is_text and field.custom_id is None else None
    if field.kind is Kind.CHOICES:
        several = value if isinstance(value, list | tuple) else str(value).split(",")
        return [_choice(field, one) for one in several if str(one).strip()]
    if field.many and field.kind.is_link:
        several = value if isinstance(value, list | tuple) else str(value).split(",")
        return sorted({_key(field, one) for one in several if str(one).strip()})
    reader: Reader = READERS.get(field.kind, _text)
    return reader(field, value)


def _text(field: Field, value: Any) -> str:
    text = str(value).strip()
    if field.max_length and len(text) > field.max_length:
        raise ValidationError(
            _("The text is %(length)d characters long; %(most)d fit.")
            % {"length": len(text), "most": field.max_length}
        )
    return text


def _email(field: Field, value: Any) -> str:
    text = _text(field, value).lower().removeprefix("mailto:")
    try:
        validate_email(text)
    except ValidationError as error:
        raise ValidationError(
            _("“%(text)s” is not an e-mail address.") % {"text": text[:60]}
        ) from error
    return text


def _url(field: Field, value: Any) -> str:
    """Return a link; only web addresses, so that nobody stores a script as one."""
    text = _text(field, value)
    full = text if "://" in text else f"https://{text}"
    try:
        URLValidator(schemes=["http", "https"])(full)
    except ValidationError as error:
        raise ValidationError(
            _("“%(text)s” is not a web address; write one such as https://example.com.")
            % {"text": text[:60]}
        ) from error
    return text


def _number(field: Field, value: Any) -> Decimal | int:
    text = str(value).strip()
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise ValidationError(_("“%(text)s” is not a number.") % {"text": text[:60]}) from error
    if not number.is_finite() or abs(number) >= LARGEST:
        raise ValidationError(_("“%(text)s” is too large a number.") % {"text": text[:60]})
    _within(field, number)
    if field.kind is Kind.INTEGER:
        if number != number.to_integral_value():
            raise ValidationError(_("“%(text)s” is not a whole number.") % {"text": text[:60]})
        return int(number)
    return number


def _within(field: Field, number: Decimal) -> None:
    """Hold a number to the field's smallest and largest."""
    if field.minimum is not None and number < field.minimum:
        raise ValidationError(_("Write a number of at least %(least)s.") % {"least": field.minimum})
    if field.maximum is not None and number > field.maximum:
        raise ValidationError(_("Write a number of at most %(most)s.") % {"most": field.maximum})


def _day(field: Field, value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        found = parse_date(str(value).strip()[:10])
    except ValueError:
        found = None
    if found is None:
        raise ValidationError(
            _("“%(text)s” is not a date; write it as 2026-12-31.") % {"text": str(value)[:60]}
        )
    return found


def _moment(field: Field, value: Any) -> datetime:
    found: datetime | None = value if isinstance(value, datetime) else None
    try:
        found = found or parse_datetime(str(value).strip())
    except ValueError:
        found = None
    if found is None:
        raise ValidationError(
            _("“%(text)s” is not a date and time; write it as 2026-12-31 17:30.")
            % {"text": str(value)[:60]}
        )
    hold_within_reach(found)
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def hold_within_reach(moment: datetime) -> None:
    """Refuse a moment that no clock of ours reaches: a year with a digit too few or too many."""
    if not EARLIEST <= moment.year <= LATEST:
        raise ValidationError(
            _("The year %(year)s cannot be meant; write one between %(first)s and %(last)s.")
            % {"year": moment.year, "first": EARLIEST, "last": LATEST}
        )


def _boolean(field: Field, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = str(value).strip().lower()
    if text in YES or text in NO:
        return text in YES
    raise ValidationError(_("“%(text)s” is neither yes nor no.") % {"text": text[:60]})


def _choice(field: Field, value: Any) -> str:
    """Return the stored value of a choice given by its value or by its label, in any case."""
    text = str(value).strip()
    for language, _name in settings.LANGUAGES:  # a file may have been exported in any of them
        with translation.override(language):
            for stored, label in field.pairs():
                if text.lower() in {str(stored).lower(), str(label).lower()}:
                    return str(stored)
    raise ValidationError(
        _("“%(text)s” is not one of: %(choices)s.")
        % {"text": text[:60], "choices": ", ".join(str(label) for _key, label in field.pairs())}
    )


def _key(field: Field, value: Any) -> int:
    """Return the primary key of a row that a link points at."""
    key = key_in(getattr(value, "pk", value))
    if key is not None:
        return key
    raise ValidationError(_("“%(text)s” is not a known record.") % {"text": str(value)[:60]})


READERS: dict[Kind, Reader] = {
    Kind.EMAIL: _email,
    Kind.URL: _url,
    Kind.INTEGER: _number,
    Kind.DECIMAL: _number,
    Kind.MONEY: _number,
    Kind.PERCENT: _number,
    Kind.DATE: _day,
    Kind.DATETIME: _moment,
    Kind.BOOLEAN: _boolean,
    Kind.CHOICE: _choice,
    Kind.PERSON: _key,
    Kind.RELATION: _key,
}
