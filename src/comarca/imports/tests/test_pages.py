import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account
from comarca.geography.models import GeoUnit, Layer
from comarca.imports.models import Import
from comarca.imports.tests.files import previewed, spanish, work
from comarca.team.models import Person

pytestmark = pytest.mark.usefixtures("spain")
ROWS = ("1;Uno;;Madrid;;;;;1;0", "2;;;Madrid;;;;;1;0", "3;Tres;;Villanueva;;;;;1;0")
POSTS = ["reading", "apply", "undo", "geocode", "duplicates"]


@pytest.fixture
def people(db: None) -> dict[str, Person]:
    boss = Person.objects.create_user("boss@example.com", name="B", role="territory_manager")
    return {
        "boss": boss,
        "other boss": Person.objects.create_user(
            "o@example.com", name="O", role="territory_manager"
        ),
        "representative": Person.objects.create_user("r@example.com", name="R", manager=boss),
        "read-only": Person.objects.create_user("l@example.com", name="L", role="read_only"),
        "operations": Person.objects.create_user(
            "s@example.com", name="S", role="sales_operations"
        ),
    }


def upload(client: Client, content: bytes) -> Import:
    response = client.post("/imports/new/", {"file": SimpleUploadedFile("clientes.csv", content)})
    assert response.status_code == 302
    return Import.objects.latest("pk")


def test_a_file_goes_all_the_way_from_upload_to_undo(
    client: Client, people: dict[str, Person]
) -> None:
    client.force_login(people["operations"])
    batch = upload(client, spanish(*ROWS))
    page = f"/imports/{batch.pk}/"
    assert b"progress" in client.get(page).content
    assert work(batch.job).result["next"] == page
    body = client.get(page).content.decode()
    assert "1 row with an error stays out" in re.sub(r"\s+", " ", body)
    client.post(f"{page}apply/")
    batch.refresh_from_db()
    work(batch.job)
    assert Account.objects.count() == 2
    client.post(f"{page}undo/")
    batch.refresh_from_db()
    work(batch.job)
    assert not Account.objects.exists()
    assert client.get(page).status_code == 200
    assert b"clientes.csv" in client.get("/imports/").content


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("boss", 200),
        ("operations", 200),
        ("other boss", 404),
        ("representative", 404),
        ("read-only", 404),
    ],
)
def test_who_may_see_an_import(
    client: Client, people: dict[str, Person], who: str, status: int
) -> None:
    batch = previewed(spanish(*ROWS), people["boss"])
    row = batch.rows.get(number=4)
    client.force_login(people[who])
    base = f"/imports/{batch.pk}/"
    for path in ("", "problems/", f"rows/{row.pk}/place/"):
        assert client.get(f"{base}{path}").status_code == status, path
    for path in (*POSTS, f"rows/{row.pk}/choice", f"rows/{row.pk}/place"):
        answer = client.post(f"{base}{path}/")
        assert (answer.status_code == 404) is (status == 404), path
    shown = client.get("/imports/")
    assert shown.status_code == (403 if who in {"representative", "read-only"} else 200)
    assert (b"clientes.csv" in shown.content) is (status == 200)


def test_nobody_comes_in_without_logging_in(client: Client) -> None:
    batch = previewed(spanish(*ROWS))
    for path in ("", "new/", f"{batch.pk}/", f"{batch.pk}/problems/"):
        answer = client.get(f"/imports/{path}")
        assert answer.status_code == 302
        assert "login" in answer["Location"]
    for path in POSTS:
        assert "login" in client.post(f"/imports/{batch.pk}/{path}/")["Location"]


def test_rows_with_problems_come_back_without_formulas(
    client: Client, people: dict[str, Person]
) -> None:
    batch = previewed(spanish('1;;=HYPERLINK("x");Madrid;;;;;1;0', *ROWS), people["operations"])
    client.force_login(people["operations"])
    answer = client.get(f"/imports/{batch.pk}/problems/")
    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    )
    assert rows[0][-2:] == ["Problem", "Remedy"]
    assert rows[1][2] == '\'=HYPERLINK("x")'
    assert "name is missing" in str(rows[1][-2])
    assert len(rows) == 4


def test_other_columns_may_be_chosen_and_are_remembered(
    client: Client, people: dict[str, Person]
) -> None:
    client.force_login(people["operations"])
    content = spanish("1;Uno;Dos", headings="Num;Alias;Firma")
    batch = upload(client, content)
    work(batch.job)
    client.post(f"/imports/{batch.pk}/reading/", {"column-0": "code", "column-2": "name"})
    batch.refresh_from_db()
    work(batch.job)
    batch.refresh_from_db()
    assert batch.rows.get().values["name"] == "Dos"
    client.post(f"/imports/{batch.pk}/apply/")
    batch.refresh_from_db()
    work(batch.job)
    again = upload(client, content)
    work(again.job)
    again.refresh_from_db()
    assert again.mapping == {"Num": "code", "Firma": "name"}


def test_a_place_is_chosen_on_the_spot(
    client: Client, people: dict[str, Person], town: dict[str, GeoUnit]
) -> None:
    batch = previewed(spanish(*ROWS), people["operations"])
    row = batch.rows.get(number=4)
    client.force_login(people["operations"])
    path = f"/imports/{batch.pk}/rows/{row.pk}/place/"
    assert client.get(path).content.count(b'name="unit"') == 2
    client.post(path, {"unit": town["37900"].pk})
    row.refresh_from_db()
    assert row.is_placed
    assert row.unit_id == town["37900"].pk


def test_a_file_that_is_no_table_says_so_on_its_page(
    client: Client, people: dict[str, Person]
) -> None:
    client.force_login(people["operations"])
    assert client.post("/imports/new/").status_code == 400
    batch = upload(client, b"\x00\x01\x02\x00\x00\x00")
    work(batch.job)
    assert b"not a table" in client.get(f"/imports/{batch.pk}/").content


def test_an_import_somebody_built_on_says_why_it_stays(
    client: Client, people: dict[str, Person]
) -> None:
    from comarca.accounts import editing
    from comarca.imports.lifecycle.applying import apply

    batch = previewed(spanish(*ROWS), people["operations"])
    apply(batch, people["operations"])
    uno = Account.objects.get(code="1")
    editing.change(uno, uno.version, {"name": "Uno más"}, people["operations"])
    client.force_login(people["operations"])
    client.post(f"/imports/{batch.pk}/undo/")
    batch.refresh_from_db()
    work(batch.job)
    body = client.get(f"/imports/{batch.pk}/").content.decode()
    assert "cannot be undone" in body
    assert "Uno más" in body


def test_the_number_of_questions_does_not_grow_with_the_rows(
    client: Client, people: dict[str, Person], django_assert_num_queries: object, spain: Layer
) -> None:
    client.force_login(people["operations"])
    counts = []
    for size in (10, 200):
        for number in range(size):
            make_account(f"Antes {size} {number}", code=f"{size}-{number}")
        rows = [f"{size}-{n};Cliente {size} {n};;Madrid;;;;;1;0" for n in range(size)]
        batch = previewed(spanish(*rows), people["operations"])
        client.get(f"/imports/{batch.pk}/")
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            client.get(f"/imports/{batch.pk}/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
