"""Frequencies, durations, statuses and countries as people write them."""

import pytest

from comarca.geography.country_names import country_of
from comarca.imports.matching.status import read_status
from comarca.imports.preview.durations import hours_of
from comarca.imports.preview.frequency import visits_a_year
from comarca.imports.preview.missing import is_nothing
from comarca.imports.preview.units import unit_of


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Mensual", 12), ("QUINCENAL", 26), ("semanal", 52), ("Trimestral", 4), ("2/mes", 24),
        ("2 al mes", 24), ("2 veces al mes", 24), ("cada 6 semanas", 8.67), ("cada mes", 12),
        ("every 2 weeks", 26), ("weekly", 52), ("6-weekly", 8.67), ("14-tägig", 26.07),
        ("4 p.a.", 4), ("12x pa", 12), ("toutes les 6 semaines", 8.67), ("monatlich", 12),
        ("alle 6 Wochen", 8.67), ("ogni 6 settimane", 8.67), ("settimanale", 52), ("mensal", 12),
        ("setmanal", 52), ("3 x año", 3), ("1xmes", 12), ("6 visitas anuales", 6),
        ("C/15 días", 24.33), ("no visitar", 0),
    ],
)  # fmt: skip
def test_frequencies_in_words(text: str, times: float) -> None:
    assert visits_a_year(text) == times


@pytest.mark.parametrize("text", ["hola", "muchas", "", "cada cliente", "12 kg"])
def test_what_is_no_frequency_is_none(text: str) -> None:
    assert visits_a_year(text) is None


@pytest.mark.parametrize(
    ("text", "hours"),
    [("1h30", 1.5), ("45 min", 0.75), ("1:30", 1.5), ("01:30:00", 1.5), ("2 h 15 m", 2.25),
     ("1,5 h", 1.5), ("90 kg", None), ("", None)],
)  # fmt: skip
def test_durations(text: str, hours: float | None) -> None:
    assert hours_of(text) == hours


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Cliente", "customer"), ("Cliente potencial", "prospect"), ("Cliente inactivo", "closed"),
        ("No activo", "closed"), ("Ex-cliente", "closed"), ("Cliente perdido", "closed"),
        ("Cuenta cerrada", "closed"), ("Potential customer", "prospect"),
        ("Dado de baja", "closed"),
        ("marketingqualifiedlead", "prospect"), ("Actif", "customer"), ("Inaktiv", "closed"),
        ("Posible cliente", "prospect"), ("Antiguo cliente", "closed"), ("Alta", "customer"),
    ],
)  # fmt: skip
def test_a_status_beyond_doubt(text: str, status: str) -> None:
    reading = read_status(text)
    assert reading is not None
    assert (reading.status, reading.is_sure) == (status, True)


@pytest.mark.parametrize("text", ["No cliente", "Not a customer", "Cliente VIP", "Bloqueado", "A"])
def test_a_status_with_a_doubt_is_not_sure(text: str) -> None:
    reading = read_status(text)
    assert reading is None or not reading.is_sure


def test_yes_and_no_answer_the_heading() -> None:
    assert read_status("Sí", "Activo").status == "customer"  # type: ignore[union-attr]
    assert read_status("Sí", "De baja").status == "closed"  # type: ignore[union-attr]
    assert read_status("Sí", "Tipo") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [("España", "ES"), ("Alemania", "DE"), ("Deutschland", "DE"), ("ESP", "ES"), ("pt", "PT"),
     ("Colombia", "CO"), ("Perú", "PE"), ("Brasil", "BR"), ("EE.UU.", "US"), ("Getafe", "")],
)  # fmt: skip
def test_countries_in_any_language(text: str, code: str) -> None:
    assert country_of(text) == code


def test_cells_that_say_nothing() -> None:
    assert all(
        is_nothing(cell) for cell in (None, "", "N/D", "#N/A", "NULL", "-", "s/d", "#¡DIV/0!")
    )
    assert is_nothing("nd", figure=True)
    assert not is_nothing("Nd")
    assert not is_nothing(0)


@pytest.mark.parametrize(
    ("heading", "field", "figure", "becomes"),
    [
        ("Ventas 2025 (miles €)", "sales:2025", 12, 12_000),
        ("Potencial k€", "potential", 3, 3000),
        ("Visitas/mes", "visits_per_year", 2, 24),
        ("Frecuencia (días)", "visits_per_year", 73, 5),
        ("Tiempo (min)", "workload_hours", 90, 1.5),
        ("Visitas al año", "visits_per_year", 6, 6),
    ],
)
def test_units_in_headings(heading: str, field: str, figure: float, becomes: float) -> None:
    assert unit_of(heading, field).apply(figure) == becomes
