"""Where a value leads: a mailbox, a telephone, a web page, another object."""

from typing import Any

from comarca.base.objects.fields import Field
from comarca.base.objects.kinds import Kind
from comarca.base.objects.registry import type_of


def link_of(field: Field, value: Any) -> str:
    """Return where a value leads: a mailbox, a telephone, a web page, another object."""
    if not value or field.many:
        return ""
    if field.kind is Kind.EMAIL:
        return f"mailto:{value}"
    if field.kind is Kind.PHONE:
        return f"tel:{str(value).replace(' ', '')}"
    if field.kind is Kind.URL:
        return value if str(value).startswith(("http://", "https://")) else f"https://{value}"
    target = type_of(field.to) if field.kind.is_link and field.to else None
    return target.url("detail", value) if target else ""
