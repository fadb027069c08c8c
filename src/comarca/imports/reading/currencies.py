"""Recognises the currency that stands beside an amount: "S/ 120", "1.200 COP", "US$ 5"."""

import re
from functools import cache

# The locales whose own currency sign people type, one a currency area.
LOCALES = (
    "es_AR", "es_BO", "es_CL", "es_CO", "es_CR", "es_DO", "es_EC", "es_GT", "es_HN", "es_MX",
    "es_NI", "es_PA", "es_PE", "es_PY", "es_SV", "es_UY", "es_VE", "pt_BR", "en_US", "en_GB",
    "en_CA", "en_AU", "en_NZ", "en_IN", "en_ZA", "de_CH", "fr_FR", "sv_SE", "nb_NO", "da_DK",
    "is_IS", "pl_PL", "cs_CZ", "hu_HU", "ro_RO", "bg_BG", "tr_TR", "uk_UA", "ja_JP", "zh_CN",
    "ko_KR", "ar_MA", "en_PH", "en_NG", "en_KE", "id_ID", "th_TH", "vi_VN", "he_IL", "ru_RU",
)  # fmt: skip
# What people write beside the signs of the standard.
ALSO = {
    "PEN": "s/ s/. soles",
    "BRL": "r$ reales reais",
    "USD": "us$ u$s u$d dolares dólares dollars",
    "BOB": "bs bs.",
    "VES": "bs bs. bsf",
    "DOP": "rd$ pesos",
    "NIO": "c$",
    "CAD": "c$ ca$ dollars",
    "GTQ": "q q.",
    "HNL": "l.",
    "PYG": "gs gs. ₲",
    "PAB": "b/.",
    "MXN": "mx$ m.n. mn pesos",
    "COP": "col$ cop$ pesos",
    "CLP": "clp$ pesos",
    "ARS": "ar$ pesos",
    "UYU": "pesos",
    "CRC": "₡",
    "AUD": "a$ dollars",
    "NZD": "nz$ dollars",
    "CHF": "fr fr. sfr sfr.",
    "MAD": "dh dhs",
    "SEK": "kr kr.",
    "NOK": "kr kr.",
    "DKK": "kr kr.",
    "ISK": "kr kr.",
    "EUR": "€ euro euros",
    "GBP": "£ libras pounds",
    "RON": "lei",
    "PLN": "zl zł",
    "CZK": "kc",
    "HUF": "ft",
    "TRY": "tl",
    "JPY": "¥",
    "CNY": "¥",
    "INR": "rs rs.",
}
DOLLAR = "$"
LEFT = re.compile(r"^(?P<sign>[^\d\s+\-.,()'%]{1,7}\.?|[A-Za-z]{1,3}/\.?)\s*(?=[-+.,(]?\s*\d)")
SIGN = r"(?P<sign>[^\d\s+\-,()'%]{1,8})$"
RIGHT = re.compile(rf"(?<=[\d)\-])\s*{SIGN}")
RIGHT_OF_TIMES = re.compile(rf"(?<=[\d)\-])\s*(?P<times>[kKmM]{{1,2}})\s*{SIGN}")


def split_currency(text: str) -> tuple[str, frozenset[str]]:
    """Take a currency away from an amount and return the currencies that it may be.

    >>> split_currency("S/ 1,200.50")
    ('1,200.50', frozenset({'PEN'}))
    >>> split_currency("12 kg")
    ('12 kg', frozenset())
    """
    for pattern in (LEFT, RIGHT, RIGHT_OF_TIMES):
        found = pattern.search(text)
        if found and (meant := _signs().get(found["sign"].lower())):
            times = found.groupdict().get("times") or ""
            return f"{text[: found.start()]}{times}{text[found.end() :]}".strip(), meant
    return text, frozenset()


@cache
def _signs() -> dict[str, frozenset[str]]:
    """Return the currencies of each sign, code and short word, in lower case."""
    from babel import Locale
    from babel.numbers import get_currency_symbol

    found: dict[str, set[str]] = {}
    for code in map(str, Locale("en").currencies):
        found.setdefault(code.lower(), set()).add(code)
    for name in LOCALES:
        locale = Locale.parse(name)
        for code in _currencies_of(str(locale.territory)):
            sign = str(get_currency_symbol(code, locale)).lower().replace("\xa0", " ").strip()
            found.setdefault(sign, set()).add(code)
            if DOLLAR in sign:
                found.setdefault(DOLLAR, set()).add(code)
    for code, signs in ALSO.items():
        for sign in signs.split():
            found.setdefault(sign, set()).add(code)
    return {sign: frozenset(codes) for sign, codes in found.items() if sign}


def _currencies_of(territory: str) -> list[str]:
    """Return the currencies in use in a country."""
    from babel.numbers import get_territory_currencies

    return [str(code) for code in get_territory_currencies(territory)]
