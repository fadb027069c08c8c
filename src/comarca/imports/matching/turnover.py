"""Tells what the accounts turn over themselves from what is sold to them."""

from collections.abc import Iterable

from comarca.imports.matching.canonical import canonical

TURNOVER = frozenset(
    map(canonical, ("revenue", "turnover", "facturacion", "facturacion anual", "umsatz",
                    "chiffre affaires", "fatturato", "faturamento"))
)  # fmt: skip
ABOUT_COMPANIES = frozenset(
    map(canonical, ("employees", "number of employees", "no of employees", "num employees",
                    "year established", "year founded", "founded", "incorporation date",
                    "empleados", "numero empleados", "num empleados", "ano fundacion",
                    "mitarbeiter", "effectif", "dipendenti"))
)  # fmt: skip


def is_turnover(heading: str, headings: Iterable[str]) -> bool:
    """Return whether a column may be the accounts' own turnover, which must not stand as sales.

    Lists of companies have it beside how many people work there and since when they exist.

    >>> is_turnover("revenue", ["account", "revenue", "employees"])
    True
    >>> is_turnover("revenue", ["account", "revenue"])
    False
    """
    beside = {canonical(one) for one in headings}
    return canonical(heading) in TURNOVER and not beside.isdisjoint(ABOUT_COMPANIES)
