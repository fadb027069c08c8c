import pytest

from comarca.imports.matching.concepts import field_of
from comarca.imports.matching.sales import sales_of
from comarca.imports.preview.units import unit_of

HEADINGS = {
    "address": ["Calle de facturación", "Dirección 1: calle 1", "Dirección postal", "Domic."],
    "place": ["PLZ/Ort", "CAP/Comune", "City, State", "Deleg./Mpio.", "Ciudad/Municipio", "POBCLI"],
    "postal_code": ["Código postal de facturación", "Dirección 1: código postal", "CPCLI"],
    "country": ["País o región", "Dirección 1: país o región"],
    "province": ["Organización - Estado/condado de Dirección", "PROCLI"],
    "email": ["Adreça electrònica", "Dirección de correo (empresa)", "e-mail farmacia"],
    "contact_email": ["Correo electrónico (Contacto principal) (Contacto)"],
    "contact_name": ["Apellidos, Nombre", "Ansprechpartner (Name, Vorname)"],
    "owner": ["Rep Name (Last, First)", "Propriétaire de l'entreprise", "Commercial affecté"],
    "": ["Fecha de alta", "Saldo cliente", "F. Pago", "Nº de empleados", "Razón para el estado",
         "Cod.pag.", "Person - Owner", "Fax empresa"],
}  # fmt: skip


@pytest.mark.parametrize("field", HEADINGS)
def test_words_of_a_heading_say_its_field(field: str) -> None:
    assert {
        heading: (field_of(heading) or ("",))[0] for heading in HEADINGS[field]
    } == dict.fromkeys(HEADINGS[field], field)


def test_an_address_for_delivery_counts_less() -> None:
    billing, delivery = field_of("Ciudad de facturación"), field_of("Ciudad de envío")
    assert billing is not None
    assert delivery is not None
    assert billing[1] > delivery[1]


def test_words_that_nobody_knows_say_nothing() -> None:
    assert field_of("Zarandaja mensurable") is None


@pytest.mark.parametrize(
    ("heading", "year"),
    [
        ("Facturación (miles €) 2025", "sales:2025"), ("Sales FY25 (£000)", "sales:2025"),
        ("Vtas. 24", "sales:2024"), ("Vtas. Ult. 12 meses", "sales:latest"),
        ("Umsatz Vorjahr (T€)", "sales:latest"), ("CA N-1", "sales:latest"),
        ("Objetivo ventas 2025", ""), ("Margen ventas 2025 %", ""), ("Uds. vendidas 2025", ""),
        ("Var. ventas 2025 vs 2024", ""), ("Nº pedidos 2025", ""), ("Annual Revenue", ""),
    ],
)  # fmt: skip
def test_only_sales_are_sales(heading: str, year: str) -> None:
    assert (sales_of(heading) or ("",))[0] == year


@pytest.mark.parametrize(
    ("heading", "times"),
    [("Umsatz (T€)", 1e3), ("Sales (£000)", 1e3), ("Ventas k€", 1e3), ("Ventas (M€)", 1e6),
     ("Ventas (€)", 1.0)],
)  # fmt: skip
def test_units_beside_a_sign_of_money(heading: str, times: float) -> None:
    assert unit_of(heading, "sales:2025").times == times
