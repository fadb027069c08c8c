"""A name that a file keeps in two columns, first and last, for kinds that hold it in one."""

from collections.abc import Mapping, Sequence

from comarca.base.objects import find
from comarca.base.objects.fields import Field
from comarca.imports.matching.canonical import canonical

NAME, PARTS = "name", ("given_name", "family_name")


def parts_of_name(fields: Mapping[str, Field], headings: Sequence[str]) -> list[str]:
    """Return the headings of a first and a last name, in this order, where a name has no other.

    They are called as those of contacts are; nothing where the kind holds the parts itself.
    """
    if NAME not in fields or any(part in fields for part in PARTS):
        return []
    found = [_called(part, headings) for part in PARTS]
    return [heading for heading in found if heading] if all(found) else []


def _called(part: str, headings: Sequence[str]) -> str:
    """Return the heading that is called like a part of a contact's name."""
    words = next(one.headings for one in find("contact").declared if one.key == part)
    known = {canonical(word) for word in words}
    return next((heading for heading in headings if canonical(heading) in known), "")
