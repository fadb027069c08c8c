"""Telephone numbers: kept in one form wherever they come from, shown as the country writes them."""

import re

import phonenumbers
from phonenumbers import PhoneNumberFormat

KEPT = re.compile(r"\+\d{6,15}(;ext=\d+)?")


def kept(text: str, region: str) -> str:
    """Return a number as it is kept: E.164, with an extension after ``;ext=``.

    ``region`` is the country (ISO 3166) whose numbers are written without a prefix. What is not
    a possible number stays as it was typed, and is shown as doubtful.

    >>> kept("600 11 22 33", "ES"), kept("+44 20 7946 0958 ext. 7", "ES"), kept("ask Ana", "ES")
    ('+34600112233', '+442079460958;ext=7', 'ask Ana')
    """
    text = text.strip()
    if not text:
        return ""
    try:
        number = phonenumbers.parse(text, region.upper() or None)
    except phonenumbers.NumberParseException:
        return text
    if not phonenumbers.is_possible_number(number):
        return text
    written = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return f"{written};ext={number.extension}" if number.extension else str(written)


def shown(text: str, region: str = "") -> str:
    """Return a kept number as people of a country write it; another text as it is.

    >>> shown("+34600112233", "ES"), shown("+442079460958", "ES"), shown("ask Ana", "ES")
    ('600 11 22 33', '+44 20 7946 0958', 'ask Ana')
    """
    if not KEPT.fullmatch(text):
        return text
    number, _semicolon, extension = text.partition(";ext=")
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return text
    parsed.extension = extension or None
    at_home = phonenumbers.region_code_for_number(parsed) == region.upper()
    how = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(parsed, how))


def is_doubtful(text: str, region: str = "") -> bool:
    """Return whether a number is there that nobody could call from a country as it is written.

    >>> is_doubtful("+34600112233"), is_doubtful("600 11 22 33", "ES"), is_doubtful("")
    (False, False, False)
    >>> is_doubtful("+34123"), is_doubtful("ask Ana", "ES")
    (True, True)
    """
    if not text:
        return False
    try:
        return not phonenumbers.is_valid_number(
            phonenumbers.parse(text.partition(";")[0], region.upper() or None)
        )
    except phonenumbers.NumberParseException:
        return True
