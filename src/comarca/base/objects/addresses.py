"""Addresses of pages, for as many rows as a page shows: working one out takes its time."""

from functools import lru_cache
from typing import Any

from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse

# Stands for an object's number in an address that serves for all of them: ``numbered`` puts
# the number in.
ANY_NUMBER = 987654321987654321


def numbered(pattern: str, number: int) -> str:
    """Return an address that was made for ``ANY_NUMBER`` for one number."""
    return pattern.replace(str(ANY_NUMBER), str(number))


def address(name: str, *args: Any) -> str:
    """Return the address of a page; raises ``NoReverseMatch`` if there is no such page.

    What differs between rows is a number; the address around it is worked out once.
    """
    found = address_if_any(name, *args)
    if not found:
        raise NoReverseMatch(f"There is no page {name} for {args}.")
    return found


def address_if_any(name: str, *args: Any) -> str:
    """Return the address of a page, or nothing if there is no such page."""
    number = next((one for one in args if type(one) is int), None)
    parts = tuple(ANY_NUMBER if one is number else one for one in args)
    pattern = _pattern(get_urlconf(), get_script_prefix(), name, parts)
    return pattern if number is None else numbered(pattern, number)


@lru_cache(maxsize=2000)
def _pattern(urlconf: str | None, prefix: str, name: str, args: tuple[Any, ...]) -> str:
    """Return an address; ``urlconf`` and ``prefix`` are what it depends on besides."""
    try:
        return reverse(name, urlconf, args)
    except NoReverseMatch:
        return ""
