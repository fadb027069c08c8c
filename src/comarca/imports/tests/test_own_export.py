"""What the product exports comes back unchanged: both languages, all formats, any text.

It exports CSV and XLSX; people save those as ODS or as text with tabs before they bring them back.
"""

import csv
import io
import string
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from python_calamine import CalamineWorkbook

from comarca.accounts.models import Account, AnnualSales, Site
from comarca.accounts.tests.factories import make_account
from comarca.imports.lifecycle import intake, previewing
from comarca.imports.tests.ods import as_ods
from comarca.team.models import Person

AWKWARD = st.sampled_from(
    ["=", "+", "-", "@", "'", "'=", ";", ",", '"', "Ñ", "º", " ", "€", "1.234"]
)
LETTERS = st.text(string.ascii_letters + "áéíóúñüÑ 0123456789.,;'\"-/&()", min_size=1, max_size=30)
TEXT = st.builds(lambda start, rest: f"{start}{rest}".strip() or "x", AWKWARD, LETTERS)
OPTIONAL = st.one_of(st.just(""), TEXT)
AMOUNT = st.decimals(min_value=0, max_value=9_999_999, places=2)
ACCOUNT = st.fixed_dictionaries(
    {
        "name": TEXT.filter(lambda t: any(c.isalnum() for c in t)),
        "segment": OPTIONAL,
        "phone": st.sampled_from(["", "+34 911 234 567", "911234567", "-", "(91) 123-45-67"]),
        "website": st.sampled_from(["", "www.example.com", "https://example.com/á"]),
        "notes": OPTIONAL,
        "status": st.sampled_from(["customer", "prospect", "closed"]),
        "potential": AMOUNT,
        "visits_per_year": st.decimals(min_value=0, max_value=300, places=2),
        "workload_hours": st.decimals(min_value=0, max_value=9000, places=2),
        "sales": st.one_of(st.none(), AMOUNT),
        "address": OPTIONAL,
        "place": st.sampled_from(["", "Madrid", "A Coruña", "Nowhere"]),
        "lon": st.floats(-17.9, 4.2),
        "lat": st.floats(28.0, 43.7),
    }
)


class OwnExport(TestCase):
    """Exports generated accounts and imports the file again."""

    @given(accounts=st.lists(ACCOUNT, min_size=1, max_size=12))
    @settings(max_examples=12)
    def test_every_row_is_unchanged(self, accounts: list[dict[str, object]]) -> None:
        boss = Person.objects.create_user("ada@example.com", name="Ada", role="administrator")
        for number, values in enumerate(accounts):
            self.make(number, dict(values))
        for language in ("es", "en"):
            boss.language = language
            boss.save()
            files = {form: self.exported(boss, form) for form in ("csv", "xlsx")}
            sheet = sheet_of(files["xlsx"])
            files |= {"ods": as_ods(sheet), "tsv": as_tabs(sheet)}
            for form, content in files.items():
                self.check(boss, form, content, f"{language} {form}")

    def make(self, number: int, values: dict[str, object]) -> None:
        from comarca.accounts.measures import last_full_year

        site = {key: values.pop(key) for key in ("address", "place", "lon", "lat")}
        sales = values.pop("sales")
        account = Account.objects.create(code=f"0{number}", **values)
        Site.objects.create(account=account, is_main=True, **site)
        if sales is not None:
            AnnualSales.objects.create(account=account, year=last_full_year(), amount=sales)

    def exported(self, boss: Person, form: str) -> bytes:
        client = Client()
        client.force_login(boss)
        response = client.get(f"/objects/account/export/?all=1&as={form}")
        assert response.status_code == 200, response.status_code
        return b"".join(response.streaming_content) if response.streaming else response.content

    def check(self, boss: Person, form: str, content: bytes, told: str) -> None:
        batch = intake.take_in(f"accounts.{form}", [content], boss)
        previewing.prepare(batch)
        rows = batch.rows.exclude(action="unchanged")
        said = [(row.action, row.values, row.before, row.problems) for row in rows[:2]]
        assert not said, (told, said, batch.mapping)
        assert batch.rows.count() == Account.objects.count()


def sheet_of(workbook: bytes) -> list[list[Any]]:
    """Return the cells of a workbook's first sheet, as a spreadsheet program holds them."""
    return CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_index(0).to_python()


def as_tabs(sheet: list[list[Any]]) -> bytes:
    """Return a sheet as Excel saves it as "Unicode text": tabs, UTF-16, decimal commas."""
    made = io.StringIO()
    writer = csv.writer(made, "excel-tab")
    writer.writerows(
        [str(c).replace(".", ",") if isinstance(c, float) else c for c in row] for row in sheet
    )
    return made.getvalue().encode("utf-16")


@pytest.mark.django_db
def test_the_spanish_file_opens_in_a_spanish_excel(client: Client) -> None:
    boss = Person.objects.create_user(
        "ada@example.com", name="Ada", role="administrator", language="es"
    )
    make_account("Uno", code="1", potential=Decimal("1234.50"), lon=-6.96611, lat=37.2)
    client.force_login(boss)
    response = client.get("/objects/account/export/?all=1&as=csv")
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert text.startswith("\ufeff")
    head, row = text.splitlines()[:2]
    cells = dict(zip(head.removeprefix("\ufeff").split(";"), row.split(";"), strict=True))
    assert cells["Potencial"] == "1234,5"
    assert cells["Longitud"] == "-6,96611"
