"""The sentences of a plan, in English and Spanish: codes and numbers come in, words go out."""

from collections.abc import Mapping
from typing import Any

SENTENCES: dict[str, tuple[str, str]] = {
    "no_room": (
        "no day has room for it between the other visits",
        "ningún día tiene hueco para ella entre las demás visitas",
    ),
    "not_worth_it": (
        "it is optional, and worth less than the detour",
        "es opcional y vale menos que el desvío",
    ),
    "nobody_allowed": (
        "nobody who may visit it has the skills it needs",
        "nadie que pueda visitarla tiene las competencias que pide",
    ),
    "nobody_works": (
        "the people who may visit it do not work in these weeks",
        "quienes pueden visitarla no trabajan en estas semanas",
    ),
    "closed": ("it is closed on all of its days", "está cerrada todos sus días"),
    "closed_when_people_work": (
        "it is closed on every day its people work",
        "está cerrada todos los días en que trabaja su gente",
    ),
    "visit_longer_than_opening": (
        "the visit ({minutes:.0f} min) is longer than any opening",
        "la visita ({minutes:.0f} min) dura más que cualquier horario de apertura",
    ),
    "out_of_reach": (
        "even an empty day is too short to drive there, visit and drive back",
        "ni un día vacío alcanza para ir, hacer la visita y volver",
    ),
    "appointment_out_of_reach": (
        "the appointment cannot be reached in time, or lies outside working hours",
        "a la cita no se llega a tiempo, o cae fuera del horario de trabajo",
    ),
    "appointment_on_a_day_off": (
        "the appointment falls on a day off",
        "la cita cae en un día libre",
    ),
    "longer_day": (
        "{minutes:.0f} more minutes for {person} on {date} would make room",
        "{minutes:.0f} minutos más de {person} el {date} harían hueco",
    ),
    "another_person": (
        "{person} would have room on {date}, if allowed to visit it",
        "{person} tendría hueco el {date}, si pudiera visitarla",
    ),
    "roads_failed": (
        "Roads did not answer ({address}: {why}); estimated from straight lines x {detour:.2f}.",
        "Las carreteras no responden ({address}: {why}); se estima: línea recta x {detour:.2f}.",
    ),
    "fitted_detour": (
        "By road, {places:.0f} places lie {detour:.2f} times as far apart as in a straight line.",
        "Por carretera, {places:.0f} lugares distan {detour:.2f} veces lo que en línea recta.",
    ),
    "badly_snapped": (
        "Places that lie wrongly on the roads: {places:.0f}; their travel is estimated.",
        "Lugares mal unidos a la carretera: {places:.0f}; sus tiempos son estimados.",
    ),
    "no_way": (
        "Journeys without a road: {journeys:.0f}; they are estimated.",
        "Trayectos sin carretera: {journeys:.0f}; son estimados.",
    ),
    "class": ("Class", "Clase"),
    "wanted": ("due", "debidas"),
    "made": ("planned", "previstas"),
    "share": ("share", "parte"),
    "none": ("(none)", "(ninguna)"),
    "people": (
        "People: {people}. Working days: {days}. Visits planned: {visits}.",
        "Personas: {people}. Días de trabajo: {days}. Visitas previstas: {visits}.",
    ),
    "hours": (
        "{visiting} h visits, {driving} h driving, {waiting} h waiting, {km} km, {nights} nights.",
        "{visiting} h visitas, {driving} h volante, {waiting} h espera, {km} km, {nights} noches.",
    ),
    "left_out": (
        "Left out: {required} required and {optional} optional visits.",
        "Sin hueco: {required} visitas obligadas y {optional} opcionales.",
    ),
    "more": ("… and {count} more in the file.", "… y {count} más en el archivo."),
    "unfinished": (
        "Cancelled: {missing} of {groups} groups were not planned.",
        "Cancelado: {missing} de {groups} grupos sin planificar.",
    ),
    "changes": (
        "{kept} of {known} published visits keep their day.",
        "{kept} de {known} visitas publicadas mantienen su día.",
    ),
}
LANGUAGES = ("en", "es")


def say(code: str, language: str, parameters: Mapping[str, Any] | None = None) -> str:
    """Return a sentence in a language."""
    return SENTENCES[code][LANGUAGES.index(language)].format(**(parameters or {}))


def amount(value: float, language: str) -> str:
    """Return a whole number as a person writes it: 12,345 or 12.345."""
    text = f"{value:,.0f}"
    return text.replace(",", ".") if language == "es" else text
