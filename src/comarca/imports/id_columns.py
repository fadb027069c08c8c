"""Tells what columns of IDs are: which refer to other objects, and which name the row's own."""

import re
from collections.abc import Mapping, Sequence

from comarca.base.objects.fields import Field
from comarca.imports.external_ids import KEY
from comarca.imports.matching.canonical import canonical

# "customer_id", "EmployeeKey", "id cliente": a word for an object and one for its number.
ID = re.compile(r"^(?:(?P<of>.+) )?(?:id|key|guid|uuid)$|^id (?P<after>.+)$")


def with_ids(
    found: Mapping[str, str], headings: Sequence[str], words: Mapping[str, str],
    fields: Mapping[str, Field],
) -> dict[str, str]:  # fmt: skip
    """Return a matching of columns with its columns of IDs in it.

    ``found`` are the fields by heading so far, ``words`` the fields by what they are called.
    """
    matched = _codes_before_ids(found, headings, words)
    for heading in headings:
        key = words.get(called_by_id(heading), "")
        if heading not in matched and key not in matched.values() and _is_one(fields, key):
            matched[heading] = key
    if KEY in fields and KEY not in matched.values():
        own = next(filter(_is_id, headings), "")  # the row's own comes before those it refers to
        matched |= {own: KEY} if own and own not in matched else {}
    return matched


def called_by_id(heading: str) -> str:
    """Return what a column has the IDs of, nothing where it has none.

    >>> called_by_id("customer_id"), called_by_id("EmployeeKey"), called_by_id("City")
    ('customer', 'employee', '')
    """
    told = ID.match(canonical(heading))
    return (told["of"] or told["after"] or "") if told else ""


def _is_id(heading: str) -> bool:
    """Return whether a column is called as IDs are."""
    return ID.match(canonical(heading)) is not None


def _is_one(fields: Mapping[str, Field], key: str) -> bool:
    """Return whether a field holds one other object."""
    return key in fields and fields[key].kind.is_link and not fields[key].many


def _codes_before_ids(
    found: Mapping[str, str], headings: Sequence[str], words: Mapping[str, str]
) -> dict[str, str]:
    """Let a column that people call the code be the code where an ID stands beside it."""
    matched = dict(found)
    for taken in [one for one, key in found.items() if key == "code" and _is_id(one)]:
        better = [
            one for one in headings
            if one not in found and words.get(canonical(one)) == "code" and not _is_id(one)
        ]  # fmt: skip
        if better:
            del matched[taken]
            matched[better[0]] = "code"
    return matched
