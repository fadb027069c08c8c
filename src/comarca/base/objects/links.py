"""Where a value leads: a mailbox, a telephone, a web page, another object."""

from collections.abc import Callable
from typing import Any

from comarca.base.objects.addresses import ANY_NUMBER, numbered
from comarca.base.objects.fields import Field
from comarca.base.objects.kinds import Kind
from comarca.base.objects.registry import type_of


def link_of(field: Field, value: Any) -> str:
    """Return where a value leads: a mailbox, a telephone, a web page, another object."""
    return linker(field)(value)


def linker(field: Field) -> Callable[[Any], str]:
    """Return what says where the values of a field lead."""
    lead = None if field.many else _leader(field)

    def link(value: Any) -> str:
        return lead(value) if value and lead else ""

    return link


def _leader(field: Field) -> Callable[[Any], str] | None:
    """Return what says where one known value leads, or None if nowhere."""
    if field.kind.is_link and field.to:
        target = type_of(field.to)
        page = target.url("detail", ANY_NUMBER) if target else ""
        return lambda value: numbered(page, value)
    return LEADERS.get(field.kind)


LEADERS: dict[Kind, Callable[[Any], str]] = {
    Kind.EMAIL: lambda value: f"mailto:{value}",
    Kind.PHONE: lambda value: f"tel:{str(value).replace(' ', '')}",
    Kind.URL: lambda value: (
        value if str(value).startswith(("http://", "https://")) else f"https://{value}"
    ),
}
