from datetime import timedelta
from io import BytesIO

import pytest
import python_calamine
import shapely
from django.utils import timezone, translation

from comarca.base import queue
from comarca.base.events import Event
from comarca.base.files import StoredFile
from comarca.base.files.sweeping import sweep
from comarca.base.jobs import Job
from comarca.exports import poster, spreadsheet
from comarca.exports.content import Content
from comarca.territories.models import Plan


def book(content):
    return python_calamine.load_workbook(BytesIO(content))


def rows(content, number):
    return book(content).get_sheet_by_index(number).to_python()


@pytest.fixture
def content(plan, team):
    return Content(plan, team["manager"])


def test_the_spreadsheet_tells_territories_units_accounts_and_people(content):
    with translation.override("en"):
        file = spreadsheet.write(content)
    territories, units, accounts, people = (rows(file, n) for n in range(4))
    heads = territories[0]
    assert territories[1][heads.index("Workload")] == 30
    assert territories[1][heads.index("Workload: deviation")] == pytest.approx(30 / 75 - 1)
    assert [row[3] for row in units[1:]] == ["Z01", "Z01", "Z02", "Z02", "Z02"]
    assert len(accounts) == 6
    assert people[1] == ["Olga", 3, 2, 0, 1, 60, 30]
    assert people[2] == ["Teo", 2, 3, 1, 0, 90, 120]


def test_text_that_looks_like_a_formula_stays_text(content):
    file = spreadsheet.write(content)
    assert rows(file, 0)[1][1] == "=CMD()|Norte"
    assert rows(file, 2)[1][1] == "@SUM(0)"
    from zipfile import ZipFile

    with ZipFile(BytesIO(file)) as archive:
        sheets = [archive.read(n) for n in archive.namelist() if "worksheets/sheet" in n]
    assert not any(b"<f>" in sheet for sheet in sheets)


def test_the_spreadsheet_speaks_the_readers_language(content):
    with translation.override("es"):
        names = book(spreadsheet.write(content)).sheet_names
    assert names[0] == "Zonas"


def test_geojson_joins_the_units_and_winds_as_the_standard_asks(client, team, plan):
    client.force_login(team["manager"])
    answer = client.get(f"/plans/{plan.pk}/export.geojson")
    assert answer["Content-Type"] == "application/geo+json"
    assert 'filename="propuesta-23-2027.geojson"' in answer["Content-Disposition"]
    whole = answer.json()
    first, second = (shapely.geometry.shape(f["geometry"]) for f in whole["features"])
    assert first.equals(shapely.box(-4, 40, -2, 41))
    assert second.geom_type == "MultiPolygon"
    assert len(second.geoms) == 2
    for shape in (*second.geoms, *getattr(first, "geoms", [first])):
        assert shape.exterior.is_ccw
    assert whole["features"][1]["properties"]["parts"] == 2


def test_a_territory_without_units_has_no_outline(client, team, plan):
    plan.territories.create(code="Z03", name="Vacía")
    client.force_login(team["manager"])
    features = client.get(f"/plans/{plan.pk}/export.geojson").json()["features"]
    assert features[2]["geometry"] is None


def test_the_worker_draws_the_wall_map_and_it_can_be_fetched(client, team, plan):
    client.force_login(team["manager"])
    client.get(f"/plans/{plan.pk}/export.pdf")
    job = Job.objects.get()
    assert job.start("test")
    queue.run(job)
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.error
    answer = client.get(job.result["next"])
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    told = Event.objects.get(action="exported")
    assert (told.object_id, told.actor_id) == (plan.pk, team["manager"].pk)
    assert told.after == {"format": "pdf"}
    # In the store, hence in the backup, and gone after a day.
    kept = StoredFile.objects.get(kind="export")
    sweep(timezone.now() + timedelta(days=2))
    assert not kept.location.exists()
    assert client.get(job.result["next"]).status_code == 404


def test_the_wall_map_survives_a_hundred_territories_and_none(plan, team):
    for number in range(100):
        plan.territories.create(code=f"T{number}", name=f"Nueva {number}")
    assert poster.write(Content(plan, team["manager"])).startswith(b"%PDF")
    empty = Plan.objects.create(name="Vacío", layer=plan.layer)
    assert poster.write(Content(empty, team["manager"])).startswith(b"%PDF")
