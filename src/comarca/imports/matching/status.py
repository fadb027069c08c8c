"""Reads whether an account is a customer, a prospect or closed, and says when it is not sure."""

import re
from dataclasses import dataclass

from comarca.imports.matching.folding import fold, fold_heading


def _words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


CUSTOMER, PROSPECT, CLOSED = "customer", "prospect", "closed"
# Words of es, en, pt, fr, de, it and ca, folded; the first list that a text touches decides.
CLOSED_WORDS = _words(
    "baja bajas cerrado cerrada closed perdido perdida lost former antiguo antigua ex exclient "
    "excliente exclientes inactivo inactiva inactive inativo inativa inactif inaktiv inattivo "
    "inattiva cancelado cancelada cancelled canceled churned churn anulado anulada liquidado "
    "concurso extinguida disuelta verloren ehemalig ehemaliger perdu perdue ancien ferme fermee "
    "chiuso perso encerrado desistido cesado cese tancat tancada perdut archived archivado "
    "dissolved liquidation baixa baixes inactiu desactivado desactivada deactivated disabled "
    "geschlossen gekundigt inactief gesloten"
)
PROSPECT_WORDS = _words(
    "prospecto prospectos prospect prospects potencial potenciales potential lead leads posible "
    "futuro candidato oportunidad opportunity prospeccion captacion interesado interessent "
    "potenziale potenziell possible potentiel possivel subscriber marketingqualifiedlead "
    "salesqualifiedlead mql sql target objetivo prospecte"
)
CUSTOMER_WORDS = _words(
    "cliente clientes customer customers client clients activo activa active ativo ativa actif "
    "aktiv attivo attiva actiu alta vigente kunde kunden current cuenta account evangelist "
    "habitual operativo klant bezero bezeroa actief aktibo aktiboa open abierto abierta "
    "recurrente actual direct channel directo"
)
NEUTRAL = _words(
    "cuenta account cliente clientes client customer kunde de del a la el un una en al the is es "
    "esta dado dada estado situacion muy nuevo nueva new"
)
NOT = re.compile(r"^(?:no|not|non|nicht|kein|nao|pas|sin|ez|niet|geen)\b")
YES = _words("si s yes y t bai true verdadero 1 x oui ja sim wahr vrai vero")
NO = _words("no n f ez false falso 0 non nein nao falsch faux")
SAYS_ACTIVE = re.compile(
    r"\b(?:activ[oa]|active|actief|ativ[oa]|actif|aktiv|attiv[oa]|actiu|vigente|"
    r"es cliente|est client|is (?:a )?customer|ist kunde|e cliente)\b"
)
SAYS_ENDED = re.compile(
    r"\b(?:baja|baixa|inactiv[oa]|inactive|cerrad[oa]|closed|bloquead[oa]|blocked|anulad[oa]|geblokkeerd|"
    r"disabled|obsolet[oae]|gesperrt|sperre|inaktiv|inativ[oa]|inattiv[oa]|inactif|sommeil|bloque|"
    r"bloccat[oa]|bloqueo|bloquejat|suspendid[oa]|suspended|sospes[oa]|on stop|stopped|dormant|"
    r"desactivad[oa]|cessat[oa]|chius[oa]|ferme|geschlossen|encerrad[oa]|tancat|hold|on hold)\b"
)
# Under a heading of a status, letters are its codes; what each means is asked.
ACTIVE = _words("activo activa active actif aktiv attivo ativo actief aktibo aktiboa")
LETTERS = _words("a b i p n s x c e r")


@dataclass(frozen=True, slots=True)
class Reading:
    """A status and whether it is beyond doubt; an unsure one is asked about."""

    status: str
    is_sure: bool


def answers_status(heading: str) -> bool:
    """Return whether a heading asks of each account if it is active, or if it has ended.

    >>> answers_status("Bloqueado"), answers_status("Tipo de cliente")
    (True, False)
    """
    folded = fold_heading(heading)
    return bool(SAYS_ENDED.search(folded) or SAYS_ACTIVE.search(folded))


def read_status(text: str, heading: str = "") -> Reading | None:
    """Return the status that words mean; None where nothing in them says.

    >>> read_status("Cliente potencial")
    Reading(status='prospect', is_sure=True)
    >>> read_status("Cliente VIP")
    Reading(status='customer', is_sure=False)
    """
    if text.strip() == "-1":  # how some databases write yes
        text = "1"
    words = fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)).split()
    if not words:
        return None
    if "".join(words) in PROSPECT_WORDS:
        return Reading(PROSPECT, is_sure=True)
    if len(words) == 1 and (answer := _yes_or_no(words[0], fold_heading(heading))):
        return answer
    return _negated(words[1:]) if NOT.match(" ".join(words)) else _by_words(set(words))


def _by_words(said: set[str]) -> Reading | None:
    """Return the status whose words are said; other words beside them leave a doubt."""
    lists = ((CLOSED, CLOSED_WORDS | CUSTOMER_WORDS), (PROSPECT, PROSPECT_WORDS))
    for status, words in (*lists, (CUSTOMER, CUSTOMER_WORDS)):
        telling = words - CUSTOMER_WORDS if status == CLOSED else words
        if said & telling:
            return Reading(status, is_sure=said <= words | NEUTRAL)
    return None


def _negated(words: list[str]) -> Reading | None:
    """Read "no activo" and "no cliente": the first is closed, the second one or the other."""
    said = set(words)
    if said & CLOSED_WORDS:
        return Reading(CUSTOMER, is_sure=False)
    if said and said <= ACTIVE:
        return Reading(CLOSED, is_sure=True)
    if said & (CUSTOMER_WORDS | NEUTRAL):
        return Reading(PROSPECT, is_sure=False)
    return None


def _yes_or_no(word: str, heading: str) -> Reading | None:
    """Read yes and no under a heading that says what they answer."""
    if SAYS_ENDED.search(heading):
        yes, no = CLOSED, CUSTOMER
    elif SAYS_ACTIVE.search(heading):
        yes, no = CUSTOMER, CLOSED
    else:
        return None
    if word in YES:
        return Reading(yes, is_sure=True)
    return Reading(no, is_sure=True) if word in NO else None
