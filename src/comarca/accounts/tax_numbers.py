"""Whether a tax number can be right, by the rules of its country; doubtful ones are kept."""

from importlib import import_module
from typing import Any

import stdnum
from stdnum.exceptions import ValidationError

# Modules of python-stdnum that hold a country's company numbers, where it names none as its VAT.
OTHERS = {
    "AR": ("ar.cuit", "ar.dni"), "CL": ("cl.rut",), "CO": ("co.nit",), "MX": ("mx.rfc",),
    "PE": ("pe.ruc",), "UY": ("uy.rut",), "PY": ("py.ruc",), "EC": ("ec.ruc",), "VE": ("ve.rif",),
    "GT": ("gt.nit",), "SV": ("sv.nit",), "CR": ("cr.cpj", "cr.cpf"), "DO": ("do.rnc", "do.cedula"),
    "BR": ("br.cnpj", "br.cpf"), "US": ("us.ein",), "IN": ("in_.gstin",), "AU": ("au.abn",),
    "CA": ("ca.bn",), "CH": ("ch.uid", "ch.vat"), "AD": ("ad.nrt",), "ES": ("es.nif", "es.cif"),
    "FR": ("fr.siren", "fr.siret", "fr.tva"), "DE": ("de.vat", "de.stnr"), "GB": ("gb.vat",),
}  # fmt: skip


def is_doubtful(text: str, country: str) -> bool:
    """Return whether a tax number breaks the rules of its country (ISO 3166).

    Of a country without known rules nothing is doubted.

    >>> is_doubtful("B58378431", "ES"), is_doubtful("B58378432", "ES"), is_doubtful("x", "")
    (False, True, False)
    """
    modules = _modules(country.upper()) if text and country else []
    return bool(modules) and not any(_holds(module, text) for module in modules)


def _modules(country: str) -> list[Any]:
    """Return the rules known for a country."""
    found = [_loaded(f"stdnum.{name}") for name in OTHERS.get(country, ())]
    own = stdnum.get_cc_module(country, "vat")
    return [module for module in (own, *found) if module is not None]


def _loaded(name: str) -> Any:
    """Return a module of rules, or None where this version of the library lacks it."""
    try:
        return import_module(name)
    except ImportError:
        return None


def _holds(module: Any, text: str) -> bool:
    """Return whether a number fulfils a module's rules."""
    try:
        module.validate(text)
    except ValidationError:
        return False
    return True
