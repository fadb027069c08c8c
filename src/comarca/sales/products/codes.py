"""A code for products that come without one: other systems name them only."""

from typing import Any

from django.utils.text import slugify

from comarca.sales.models import Product

LONGEST = 60


def complete(values: dict[str, Any], row: Product | None) -> None:
    """Give a new product without a code one that is like its name; one that is here keeps its own.

    >>> code_like("GTX Plus Pro")
    'GTX-PLUS-PRO'
    """
    name = str(values.get("name") or "").strip()
    if row is not None or not name or values.get("code"):
        return
    if not Product.objects.filter(name__iexact=name).exists():
        values["code"] = _free(code_like(name))


def code_like(name: str) -> str:
    """Return a code that is like a name: capitals and figures, a dash between words.

    A name in another script keeps its own letters.
    """
    plain = slugify(name) or slugify(name, allow_unicode=True)
    return plain.upper()[:LONGEST].strip("-") or "P"


def _free(code: str) -> str:
    """Return a code that no product has yet."""
    taken = set(Product.objects.filter(code__startswith=code).values_list("code", flat=True))
    number, found = 1, code
    while found in taken:
        number += 1
        found = f"{code}-{number}"
    return found
