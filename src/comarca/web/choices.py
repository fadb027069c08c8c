"""What a company chooses from: countries, currencies, time zones, days of the week."""

from zoneinfo import available_timezones

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COUNTRIES: dict[str, str | Promise] = {
    "AD": _("Andorra"), "AR": _("Argentina"), "AT": _("Austria"), "AU": _("Australia"),
    "BE": _("Belgium"), "BG": _("Bulgaria"), "BO": _("Bolivia"), "BR": _("Brazil"),
    "CA": _("Canada"), "CH": _("Switzerland"), "CL": _("Chile"), "CO": _("Colombia"),
    "CR": _("Costa Rica"), "CU": _("Cuba"), "CY": _("Cyprus"), "CZ": _("Czechia"),
    "DE": _("Germany"), "DK": _("Denmark"), "DO": _("Dominican Republic"), "EC": _("Ecuador"),
    "EE": _("Estonia"), "ES": _("Spain"), "FI": _("Finland"), "FR": _("France"),
    "GB": _("United Kingdom"), "GQ": _("Equatorial Guinea"), "GR": _("Greece"),
    "GT": _("Guatemala"), "HN": _("Honduras"), "HR": _("Croatia"), "HU": _("Hungary"),
    "IE": _("Ireland"), "IN": _("India"), "IS": _("Iceland"), "IT": _("Italy"), "JP": _("Japan"),
    "LI": _("Liechtenstein"), "LT": _("Lithuania"), "LU": _("Luxembourg"), "LV": _("Latvia"),
    "MA": _("Morocco"), "MT": _("Malta"), "MX": _("Mexico"), "NI": _("Nicaragua"),
    "NL": _("Netherlands"), "NO": _("Norway"), "NZ": _("New Zealand"), "PA": _("Panama"),
    "PE": _("Peru"), "PL": _("Poland"), "PR": _("Puerto Rico"), "PT": _("Portugal"),
    "PY": _("Paraguay"), "RO": _("Romania"), "RS": _("Serbia"), "SE": _("Sweden"),
    "SI": _("Slovenia"), "SK": _("Slovakia"), "SV": _("El Salvador"), "TR": _("Türkiye"),
    "UA": _("Ukraine"), "US": _("United States"), "UY": _("Uruguay"), "VE": _("Venezuela"),
    "ZA": _("South Africa"), "ZZ": _("Another country"),
}  # fmt: skip
CURRENCIES: dict[str, str | Promise] = {
    "EUR": _("euro"), "USD": _("US dollar"), "GBP": _("pound sterling"), "CHF": _("Swiss franc"),
    "MXN": _("Mexican peso"), "ARS": _("Argentine peso"), "CLP": _("Chilean peso"),
    "COP": _("Colombian peso"), "PEN": _("Peruvian sol"), "UYU": _("Uruguayan peso"),
    "BRL": _("Brazilian real"), "BOB": _("boliviano"), "PYG": _("guaraní"),
    "VES": _("bolívar"), "CRC": _("Costa Rican colón"), "GTQ": _("quetzal"),
    "HNL": _("lempira"), "NIO": _("córdoba"), "DOP": _("Dominican peso"), "PAB": _("balboa"),
    "CAD": _("Canadian dollar"), "AUD": _("Australian dollar"), "NZD": _("New Zealand dollar"),
    "JPY": _("yen"), "INR": _("Indian rupee"), "MAD": _("Moroccan dirham"),
    "PLN": _("zloty"), "CZK": _("Czech koruna"), "HUF": _("forint"), "RON": _("leu"),
    "SEK": _("Swedish krona"), "NOK": _("Norwegian krone"), "DKK": _("Danish krone"),
    "TRY": _("Turkish lira"), "ZAR": _("rand"), "XAF": _("Central African franc"),
}  # fmt: skip
LANGUAGES = (("es", "Español"), ("en", "English"))


def countries() -> list[tuple[str, str]]:
    """Return the countries in the order of the reader's language."""
    named = [(code, str(name)) for code, name in COUNTRIES.items()]
    return sorted(named, key=lambda row: (row[0] == "ZZ", row[1]))


def currencies() -> list[tuple[str, str]]:
    """Return the currencies, each with its code."""
    return [(code, f"{code} · {name}") for code, name in CURRENCIES.items()]


def timezones() -> list[tuple[str, str]]:
    """Return the time zones that are called after a city."""
    zones = sorted(z for z in available_timezones() if "/" in z and not z.startswith("Etc/"))
    return [(zone, zone.replace("_", " ")) for zone in zones]


def days() -> list[tuple[int, str]]:
    """Return the days of the week from Monday."""
    return [(number, str(name).capitalize()) for number, name in sorted(WEEKDAYS.items())]
