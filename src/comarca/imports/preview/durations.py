"""Reads times as people write them: "1h30", "45 min", "1:30", "2 h 15 m"."""

import re

NUMBER = r"\d+(?:[.,]\d+)?"
HOURS = r"\s*(?:h|hs|hrs?|horas?|hours?|heures?|std|stunden?|ore|ora|hores)\.?"
MINUTES = r"\s*(?:m|min|mins|minutos?|minutes?|minuten|minuti|minuts|['’′])\.?"
BOTH = re.compile(rf"(?P<h>\d+){HOURS}\s*(?:y\s*)?(?P<m>\d{{1,2}})(?:{MINUTES})?", re.IGNORECASE)
ONLY_HOURS = re.compile(rf"(?P<h>{NUMBER}){HOURS}", re.IGNORECASE)
ONLY_MINUTES = re.compile(rf"(?P<m>{NUMBER}){MINUTES}", re.IGNORECASE)
CLOCK = re.compile(r"(?P<h>\d{1,4}):(?P<m>[0-5]\d)(?::[0-5]\d)?")


def hours_of(text: str) -> float | None:
    """Return hours, None where a text is no time.

    >>> hours_of("1h30"), hours_of("45 min"), hours_of("1:30"), hours_of("90 kg")
    (1.5, 0.75, 1.5, None)
    """
    plain = " ".join(text.split())
    for pattern in (BOTH, CLOCK):
        if found := pattern.fullmatch(plain):
            return round(int(found["h"]) + int(found["m"]) / 60, 4)
    if found := ONLY_HOURS.fullmatch(plain):
        return float(found["h"].replace(",", "."))
    if found := ONLY_MINUTES.fullmatch(plain):
        return round(float(found["m"].replace(",", ".")) / 60, 4)
    return None
