"""Reads how often an account is visited: 12, "Mensual", "2/mes", "cada 6 semanas"."""

import re

from comarca.imports.matching.folding import fold

DAYS_AT_WORK = 250.0
WEEKS = 52.0
# Words of es, en, pt, fr, de, it and ca, folded.
WORDS: dict[str, float] = {
    word: times
    for times, words in {
        DAYS_AT_WORK: "diario|diaria|diariamente|daily|quotidien|quotidienne|taglich|"
        "giornaliero|diari",
        WEEKS: "semanal|semanalmente|weekly|hebdomadaire|wochentlich|settimanale|setmanal|hebdo|"
        "todas las semanas|every week|hebdomadaires|woechentlich",
        104.0: "bisemanal|twice weekly|dos veces por semana|twice a week",
        26.0: "quincenal|catorcenal|fortnightly|biweekly|bi weekly|every other week|quinzenal|"
        "quinzaine|14 taglich|vierzehntagig|zweiwochentlich|quindicinale|bisettimanale|"
        "semana si semana no|semanas alternas|quinc|quinzenalmente|zwei wochentlich",
        24.0: "bimensual|twice monthly|semi monthly|dos veces al mes|twice a month|bimensuel|"
        "bimensuelle|bimensile",
        12.0: "mensual|mensualmente|monthly|mensuel|mensuelle|monatlich|mensile|mensal|mensalmente|"
        "todos los meses|every month|mens|mensuales|monatl",
        6.0: "bimestral|bimestralmente|bimestriel|zweimonatlich|bimestrale|every other month|"
        "meses alternos|bimestrielle|bim",
        4.0: "trim|trimestral|trimestralmente|quarterly|trimestriel|trimestrielle|vierteljahrlich|"
        "quartalsweise|trimestrale",
        3.0: "cuatrimestral|quadrimestral|quadrimestrale|quadrimestriel",
        2.0: "semestral|semestralmente|half yearly|semi annual|semiannual|biannual|semestriel|"
        "semestrielle|semest|halbjahrlich|semestrale|twice a year|dos veces al ano",
        1.0: "anual|anualmente|yearly|annual|annually|annuel|annuelle|jahrlich|annuale|once a year|"
        "una vez al ano",
        0.5: "bienal|bianual|every two years|biennal|biennale",
        0.0: "nunca|never|no visitar|sin visita|sin visitas|ninguna|jamais|nie|mai|no se visita",
    }.items()
    for word in words.split("|")
}  # fmt: skip
PERIODS: dict[str, float] = {
    word: times
    for times, words in {
        DAYS_AT_WORK: "dia|day|jour|tag|giorno|d",
        WEEKS: "semana|week|wk|semaine|woche|settimana|setmana|sem|s",
        26.0: "quincena|fortnight|quinzena|quinzaine",
        12.0: "mes|month|mois|monat|mese|m|mth",
        6.0: "bimestre",
        4.0: "trimestre|quarter|quartal|trim|trimester",
        2.0: "semestre|half year|halbjahr",
        1.0: "ano|year|an|annee|jahr|anno|any|a|yr|y",
    }.items()
    for word in words.split("|")
}
# The plurals people count in, by their period.
PLURALS = {
    "dias": "dia", "days": "dia", "jours": "dia", "tage": "dia", "tagen": "dia", "giorni": "dia",
    "dies": "dia", "semanas": "semana", "weeks": "semana", "semaines": "semana", "wochen": "semana",
    "settimane": "semana", "setmanes": "semana", "meses": "mes", "months": "mes", "monate": "mes",
    "monaten": "mes", "mesi": "mes", "mesos": "mes", "trimestres": "trimestre", "anos": "ano",
    "quarters": "trimestre", "years": "ano", "annees": "ano", "jahre": "ano", "anni": "ano",
    "anys": "ano",
}  # fmt: skip
NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "un una uno one une ein eine a",
            "dos two deux zwei due duas dois",
            "tres three trois drei tre",
            "cuatro four quatre vier quattro quatro",
            "cinco five cinq funf cinque",
            "seis six sechs sei sis",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
COUNT = r"(?P<n>\d+(?:[.,]\d+)?|[a-z]+)"
TIMES = r"(?:\s*(?:veces|vez|visitas?|visits?|times?|x|fois|mal|volte|volta|vezes|cops))?"
PER = (
    r"\s*(?:\b(?:al|a la|a|por|per|par|pro|im|in|an|cada|por cada|each|every|l|le|na|no|ao)\b|x)\s*"
)
C_SLASH = re.compile(r"^c/\s*", re.IGNORECASE)
COUNTED = re.compile(r"(?P<n>\d+) (?P<word>[a-z]{5,})")
# "6 weekly" is every six weeks to whoever says it; "2 mensuales" are two a month.
INTERVAL = re.compile(r"(?P<n>\d+) (?P<word>weekly|monthly|wochentlich|monatlich|tagig)")
A_YEAR = re.compile(rf"{COUNT}{TIMES}\s*p(?: per)? ?a")  # "4 p.a."
A_PERIOD = re.compile(rf"{COUNT}{TIMES}{PER}(?P<period>[a-z]+)")
EVERY = re.compile(
    r"(?:cada|c|every|each|toutes les|tous les|alle|jede|ogni|a cada)\s+"
    rf"(?:{COUNT}\s+)?(?P<period>[a-z]+)"
)


def visits_a_year(text: str) -> float | None:
    """Return the visits a year that words mean, None where they are not understood.

    >>> visits_a_year("Mensual"), visits_a_year("2/mes"), visits_a_year("cada 6 semanas")
    (12.0, 24.0, 8.67)
    """
    words = fold(C_SLASH.sub("cada ", text.strip()).replace("/", " per "))
    plain = re.sub(r"\b(?:de )?(?:frecuencia|visita|visitas)\b", "", words)
    plain = " ".join(plain.split()) or words
    if plain in WORDS:
        return WORDS[plain]
    if (found := EVERY.fullmatch(plain)) and (times := _period(found["period"])) is not None:
        count = _count(found["n"]) if found["n"] else 1.0
        if count:
            # Days are those of the calendar when one counts every so many of them.
            times = 365.0 if times == DAYS_AT_WORK else times
            return round(times / count, 2)
    if (found := A_YEAR.fullmatch(plain) or INTERVAL.fullmatch(plain)) is not None:
        return _in_short(found)
    if (found := COUNTED.fullmatch(plain)) and (known := _adjective(found["word"])) is not None:
        return round(float(found["n"]) * known, 2)
    if (found := A_PERIOD.fullmatch(plain)) and (times := _period(found["period"])) is not None:
        count = _count(found["n"])
        return None if count is None else round(count * times, 2)
    return None


def _in_short(found: re.Match[str]) -> float | None:
    """Return the times a year of "4 p.a." and of "6 weekly", which is every six weeks."""
    count, word = _count(found["n"]), found.groupdict().get("word")
    if word is None or not count:
        return count
    return round(WORDS.get(word, 365.0) / count, 2)


def _adjective(word: str) -> float | None:
    """Return the times a year of "anual", of "anuales" too."""
    singular = (word, word.removesuffix("s"), word.removesuffix("es"))
    return next((WORDS[one] for one in singular if one in WORDS), None)


def _period(word: str) -> float | None:
    """Return how many of a period a year has."""
    return PERIODS.get(PLURALS.get(word, word))


def _count(text: str) -> float | None:
    """Return a number in digits or words."""
    if text in NUMBERS:
        return float(NUMBERS[text])
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
