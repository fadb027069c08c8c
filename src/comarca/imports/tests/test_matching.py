import csv
from pathlib import Path

import pytest
from django.utils.translation import override

from comarca.base.objects import Place, find
from comarca.base.objects.types import fields_of
from comarca.imports.matching import guess, signature

DATA = Path(__file__).parent / "data"
EXPORTS = {
    f"{row['system']}: {row['object']}": row["header"].split(",")
    for row in csv.DictReader((DATA / "export_headers.csv").read_text("utf-8").splitlines())
}


def fields(headings: list[str], *rows: list[str]) -> dict[str, str]:
    columns = [[row[i] for row in rows] for i in range(len(headings))]
    return {heading: match.field for heading, match in guess(headings, columns).items()}


@pytest.mark.parametrize(
    ("system", "expected"),
    [
        (
            "salesforce: Account (SOAP/dataloader API names)",
            (
                "Name=name AccountNumber=code BillingCity=place BillingPostalCode=postal_code "
                "BillingLatitude=lat BillingLongitude=lon BillingState=province"
            ),
        ),
        (
            "salesforce: Accounts report export (has copyright footer)",
            "Account_ID=code Account_Name=name Account_Owner=owner Website=website",
        ),
        (
            "hubspot: Companies",
            "Record_ID=code Company_name=name Website_URL=website Company_owner=owner",
        ),
        (
            "hubspot: Contacts",
            "Company_Name=name Full_Name=contact_name City=place Phone_Number=phone",
        ),
    ],
)
def test_exports_of_other_systems_are_understood(system: str, expected: str) -> None:
    pairs = dict(pair.split("=") for pair in expected.split())
    pairs = {heading.replace("_", " "): field for heading, field in pairs.items()}
    found = fields(EXPORTS[system])
    assert {heading: found.get(heading) for heading in pairs} == pairs


def test_spanish_headings_with_sales_of_several_years() -> None:
    headings = [
        "Cód. cliente",
        "Razón Social",
        "C.I.F.",
        "Población",
        "C.P.",
        "Ventas 2024",
        "Facturación 2023",
        "2022",
    ]
    assert fields(headings) == {
        "Cód. cliente": "code", "Razón Social": "name", "C.I.F.": "tax_id", "Población": "place",
        "C.P.": "postal_code", "Ventas 2024": "sales:2024", "Facturación 2023": "sales:2023",
        "2022": "sales:2022",
    }  # fmt: skip


def test_a_misspelt_heading_is_still_understood() -> None:
    assert fields(["Razon soical", "Provinica"]) == {
        "Razon soical": "name",
        "Provinica": "province",
    }


def test_a_column_without_a_telling_heading_is_known_by_its_cells() -> None:
    rows = [[f"a{i}@example.com", f"B{i:08d}"] for i in range(5)]
    assert fields(["Columna 1", "Columna 2"], *rows) == {
        "Columna 1": "email",
        "Columna 2": "tax_id",
    }


def test_the_same_headings_have_the_same_signature_whatever_their_case() -> None:
    assert signature(["Código", "NOMBRE"]) == signature(["codigo", "Nombre"])
    assert signature(["a", "b"]) != signature(["b", "a"])


def test_what_is_exported_is_understood_by_an_import() -> None:
    for language in ("en", "es"):
        with override(language):
            exported = [one for one in fields_of(find("account")) if one.is_in(Place.EXPORT)]
            headings = [one.heading for one in exported]
        found = {match.field for match in guess(headings, [[]] * len(headings)).values()}
        assert {"code", "name", "place", "lon", "lat", "postal_code", "owner"} <= found
