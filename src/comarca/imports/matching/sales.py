"""Tells headings of a year's sales: "Ventas 2024", "2024", "Vtas. 25", "Umsatz Vorjahr"."""

import re

from comarca.imports.matching.canonical import canonical
from comarca.imports.matching.fields import SALES_HEADINGS, SALES_WORDS

SALES, LATEST = "sales:", "sales:latest"
SURE, RUNNING = 150.0, 100.0
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# "Vtas. 25" and "FY25": a year of this century; "12 meses" is none.
SHORT_YEAR = re.compile(r"(?<=[a-z] )[0-3]\d(?= |$)(?! ?(?:mes|mont|moi|mon|wee|sem|di|day|tag))")
FISCAL = re.compile(r"\b(?:fy|ej|ejer|ejercicio|gj|ex|anno|ano|jahr|year) ?([0-3]\d)\b")
MONEY_WORDS = frozenset(
    ["eur", "euros", "euro", "usd", "miles", "keur", "k", "ano", "any", "year", "anno", "jahr",
     "importe", "total", "thousands", "millones", "meur", "cop", "mxn", "clp", "pen", "ars", "brl",
     "gbp", "te", "t", "tsd", "tausend", "milers", "milhares", "milliers", "migliaia", "ht",
     "hors", "taxes", "iva", "sin", "mn", "m", "fy", "ejercicio", "ej", "valor", "vr", "imp",
     "lc", "lcy", "dl", "ml", "000", "volumen", "volume", "volum", "vol", "cifra"]
)  # fmt: skip
THIS_YEAR = re.compile(r"(?<=\w )N$")  # "CA N"
LAST_YEAR = re.compile(r"\b[NA]\s?-\s?1\b")  # "CA N-1", "Ventas A-1"
# What is no sale, though it speaks of sales: aims, shares, counts.
NONE = re.compile(
    r"\b(?:objetivos?|obj|presupuesto|ppto|budget|targets?|ziel|plan|obiettivo|objectif|objectivo|"
    r"objectiu|margen|mg|margin|marge|var|variacion|crecimiento|crec|growth|dif|diff|desv|uds|"
    r"unidades|units|kg|litros|cuota|quota|cota|prevision|previsto|forecast|coste|cost|costo|"
    r"descuento|evol|evolucion|ranking|rank|peso|numero|nummer|cantidad|qty|stuck|pcs|fecha|"
    r"date|codigo|ultima|impagado|deuda|devoluciones|rappel|ticket)\b"
)
# The year that runs has few months yet; the last whole one and the last twelve months count first.
CURRENT = re.compile(
    r"\b(?:lfd|laufendes|laufend|act|actual|curso|corriente|corrente|atual|courant|current|ytd|"
    r"aktuell|this|encurso|este|aquest|questo|dieses|dit|cours|ejercicio|exercice|esercizio|n)\b"
)
PREVIOUS = re.compile(
    r"\b(?:anterior|ant|vorig|vorige|vorjahr|vj|precedente|precedent|prec|previous|prior|passat|passato|"
    r"ultimo|ult|last|letztes|dernier|ltm|tam|rolling)\b"
)
TWELVE = re.compile(r"\b12 (?:meses|months|monate|mois|mesi|mesos|m)\b|\b(?:12m|tam|ltm|r12)\b")


def sales_of(heading: str) -> tuple[str, float] | None:
    """Return the year of a heading's sales and how surely; None where it names no sales.

    >>> sales_of("Ventas 2024 (miles €)"), sales_of("Vtas. Ult. 12 meses"), sales_of("Objetivo 24")
    (('sales:2024', 150.0), ('sales:latest', 150.0), None)
    """
    text = canonical(
        THIS_YEAR.sub("actual", LAST_YEAR.sub(" anterior ", heading.replace("%", " numero ")))
    )
    if NONE.search(text):
        return None
    text = FISCAL.sub(r"20\1", text)
    speaks = set(YEAR.sub(" ", text).split()) & SALES_WORDS
    years = YEAR.findall(text)
    if not years and speaks and (short := SHORT_YEAR.search(text)):
        text = f"{text[: short.start()]}20{short.group()}{text[short.end() :]}"
        years = YEAR.findall(text)
    words = [word for word in YEAR.sub(" ", text).split() if word not in MONEY_WORDS]
    if len(years) == 1:
        return (f"{SALES}{years[0]}", SURE) if speaks or not words else None
    return None if years else _without_year(text, words, speaks)


def _without_year(text: str, words: list[str], speaks: set[str]) -> tuple[str, float] | None:
    """Return the latest year for headings that name none, if they speak of sales alone."""
    if " ".join(words) in SALES_HEADINGS:
        return LATEST, SURE
    if not speaks:
        return None
    if TWELVE.search(text) or PREVIOUS.search(text):
        return LATEST, SURE
    return (LATEST, RUNNING) if CURRENT.search(text) else None
