"""What the tax number and the region of an address are called in the company's country."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_noop

from comarca.base.organisation import Organisation

# The number's own name is the same in every language; "tax number" where a country is not listed.
TAX_NUMBERS = {
    "ES": "NIF", "PT": "NIF", "FR": "SIREN / SIRET", "IT": "Partita IVA", "DE": "USt-IdNr.",
    "AT": "UID", "CH": "UID", "NL": "Btw-nummer", "BE": "TVA / BTW", "GB": "VAT number",
    "IE": "VAT number", "PL": "NIP", "RO": "CUI", "AD": "NRT", "CO": "NIT", "MX": "RFC",
    "CL": "RUT", "PE": "RUC", "AR": "CUIT", "UY": "RUT", "PY": "RUC", "EC": "RUC", "VE": "RIF",
    "BO": "NIT", "GT": "NIT", "SV": "NIT", "HN": "RTN", "NI": "RUC", "CR": "Cédula jurídica",
    "PA": "RUC", "DO": "RNC", "CU": "NIT", "BR": "CNPJ", "US": "EIN", "CA": "BN", "AU": "ABN",
    "IN": "GSTIN",
}  # fmt: skip
STATE, DEPARTMENT, PROVINCE, REGION, DISTRICT, COUNTY = (
    gettext_noop("state"), gettext_noop("department"), gettext_noop("province"),
    gettext_noop("region"), gettext_noop("district"), gettext_noop("county"),
)  # fmt: skip
REGIONS = {
    "MX": STATE, "US": STATE, "BR": STATE, "VE": STATE, "AU": STATE, "IN": STATE, "DE": STATE,
    "AT": STATE, "CO": DEPARTMENT, "PE": DEPARTMENT, "UY": DEPARTMENT, "PY": DEPARTMENT,
    "BO": DEPARTMENT, "GT": DEPARTMENT, "HN": DEPARTMENT, "SV": DEPARTMENT, "NI": DEPARTMENT,
    "FR": DEPARTMENT, "CL": REGION, "PT": DISTRICT, "GB": COUNTY, "IE": COUNTY, "RO": COUNTY,
    "HR": COUNTY, "SE": COUNTY, "NO": COUNTY,
}  # fmt: skip


_known: ContextVar[str | None] = ContextVar("country_of_the_page", default=None)


@contextmanager
def words_of(country: str) -> Iterator[None]:
    """Speak a country's words, so that a page of many labels asks for the company once."""
    token = _known.set(country)
    try:
        yield
    finally:
        _known.reset(token)


def _country() -> str:
    known = _known.get()
    if known is not None:
        return known
    company = Organisation.current()
    return company.country if company else ""


def known_country() -> str:
    """Return the company's country while a page is answered; nothing where nobody has said it."""
    return _known.get() or ""


def tax_number() -> str:
    """Return what the company's country calls its tax number, such as NIF or RUT."""
    return TAX_NUMBERS.get(_country()) or gettext("tax number")


def region_word() -> str:
    """Return what the country calls the region in an address: province, department, state."""
    return gettext(REGIONS.get(_country(), PROVINCE))


tax_number_label = lazy(tax_number, str)
region_label = lazy(region_word, str)
