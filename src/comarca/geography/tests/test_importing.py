import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pyogrio import raw

from comarca.base import queue
from comarca.base.jobs import Job
from comarca.base.organisation import Organisation
from comarca.geography.importing import files
from comarca.geography.importing.grid import build_grid
from comarca.geography.importing.layers import Choice, import_file
from comarca.geography.models import Border, Layer, UnitMeasure
from comarca.team.models import Person

pytestmark = pytest.mark.django_db
COUNTIES = Path(__file__).parent / "data" / "us_counties.geojson"
CHOICE = Choice("Counties", "US", "id", "name", "state", ["figure"])


def quiet(share, text):
    return None


def written(tmp_path, features):
    path = tmp_path / "layer.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def square(code, x, **extra):
    ring = [[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]
    return {
        "type": "Feature",
        "properties": {"id": code, "name": f"Square {code}", **extra},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def test_us_counties_become_a_layer_that_hangs_together():
    layer = import_file(COUNTIES, CHOICE, quiet)
    units = dict(layer.units.values_list("code", "pk"))
    assert len(units) > 20
    pairs = set(layer.borders.values_list("a", "b"))
    suffolk, norfolk = sorted((units["25025"], units["25021"]))
    assert (suffolk, norfolk) in pairs
    assert layer.borders.filter(kind=Border.Kind.BRIDGE).count() == layer.report["bridges"] > 3
    barnstable = layer.units.get(code="25001")
    assert 900 < barnstable.area_km2 < 1400
    assert UnitMeasure.objects.filter(unit__layer=layer, key="figure").count() == len(units)


@pytest.mark.parametrize("ending", ["gpkg", "shp", "kml"])
def test_the_other_formats_read_the_same(tmp_path, ending):
    shapes = np.array([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)], dtype=object)
    fields = [np.array(["a", "b"], dtype=object), np.array(["One", "Two"], dtype=object)]
    drivers = {"gpkg": "GPKG", "shp": "ESRI Shapefile", "kml": "KML"}
    path = tmp_path / f"layer.{ending}"
    names = ["id", "Name"] if ending == "kml" else ["id", "name"]
    raw.write(
        path, shapely.to_wkb(shapes), fields, names, geometry_type="Polygon", crs="EPSG:4326",
        driver=drivers[ending],
    )  # fmt: skip
    if ending == "shp":
        archive = tmp_path / "layer.zip"
        with zipfile.ZipFile(archive, "w") as made:
            for part in tmp_path.glob("layer.[!z]*"):
                made.write(part, part.name)
        path = archive
    columns = files.look(path).columns
    code = next(c for c in columns if c.lower() == ("name" if ending == "kml" else "id"))
    layer = import_file(path, Choice("Two", "", code, code), quiet)
    assert layer.units.count() == 2
    border = layer.borders.get()
    assert border.kind == Border.Kind.BORDER
    assert border.km == pytest.approx(111.2, rel=0.01)


def test_other_coordinate_systems_become_degrees(tmp_path):
    path = tmp_path / "metres.gpkg"
    shape = shapely.to_wkb(
        np.array([shapely.box(440_000, 4_470_000, 441_000, 4_471_000)], dtype=object)
    )
    raw.write(
        path, shape, [np.array(["m"], dtype=object)], ["id"], geometry_type="Polygon",
        crs="EPSG:25830", driver="GPKG",
    )  # fmt: skip
    unit = import_file(path, Choice("Metres", "", "id", "id"), quiet).units.get()
    assert (round(unit.lon, 1), round(unit.lat, 1)) == (-3.7, 40.4)
    assert unit.area_km2 == pytest.approx(1, rel=0.01)


def test_invalid_outlines_are_repaired_and_reported(tmp_path):
    bow = square("bow", 5)
    bow["geometry"]["coordinates"] = [[[5, 0], [6, 1], [6, 0], [5, 1], [5, 0]]]
    layer = import_file(
        written(tmp_path, [square("a", 0), bow]), Choice("L", "", "id", "name"), quiet
    )
    assert layer.report["repaired"] == ["bow"]
    assert all(shapely.is_valid(shapely.from_wkb(bytes(u.outline))) for u in layer.units.all())


def test_rows_with_one_id_become_one_area(tmp_path):
    path = written(tmp_path, [square("a", 0), square("b", 1), square("a", 2), square("", 5)])
    layer = import_file(path, Choice("L", "", "id", "name"), quiet)
    assert sorted(layer.units.values_list("code", flat=True)) == ["a", "b"]
    assert layer.report["joined"] == ["a"]
    assert layer.report["left_out_count"] == 1
    assert layer.units.get(code="a").area_km2 == pytest.approx(
        2 * layer.units.get(code="b").area_km2
    )


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.geojson", b"<OGRVRTDataSource></OGRVRTDataSource>"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": ['),
        ("a.zip", b"PK nothing"),
        ("a.gpkg", b"not a database"),
        ("a.kml", b""),
    ],
)
def test_what_is_no_layer_is_refused_with_a_sentence(client, name, body):
    Organisation.objects.create(name="Acme")
    client.force_login(Person.objects.create_user("a@acme.example", name="A", role="administrator"))
    answer = client.post(
        reverse("geography:upload"), {"file": SimpleUploadedFile(name, body)}, follow=True
    )
    assert answer.status_code == 200
    assert len(list(answer.context["messages"])) == 1


def test_a_planner_imports_a_layer_in_two_steps(client):
    Organisation.objects.create(name="Acme")
    person = Person.objects.create_user("a@acme.example", name="A", role="sales_operations")
    client.force_login(person)
    given = SimpleUploadedFile("Counties.geojson", COUNTIES.read_bytes())
    page = client.post(reverse("geography:upload"), {"file": given}, follow=True)
    assert page.context["form"]["code"].value() == "id"
    chosen = {"name": "Counties", "country": "US", "code": "id", "label": "name", "parent": "state"}
    assert client.post(reverse("geography:columns"), chosen).status_code == 302
    job = Job.objects.get(kind="geography.import_layer")
    assert job.start()
    queue.run(job)
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    assert Layer.objects.get(name="Counties").country == "US"


@pytest.mark.parametrize(
    "role", ["representative", "read_only", "service_agent", "territory_manager"]
)
@pytest.mark.parametrize("page", ["geography:upload", "geography:columns", "accounts:grid"])
def test_only_planners_bring_in_layers(client, role, page):
    Organisation.objects.create(name="Acme")
    client.force_login(Person.objects.create_user("r@acme.example", name="R", role=role))
    assert client.get(reverse(page)).status_code == 403
    assert client.post(reverse(page)).status_code == 403


def test_a_grid_covers_its_points_and_hangs_together():
    points = np.array([[-3.7, 40.4], [-3.6, 40.5], [2.1, 41.4]])
    layer = build_grid(points, 5, "Grid", quiet)
    assert layer.report["with_points"] == 3
    assert layer.borders.filter(kind=Border.Kind.BRIDGE).count() == 1
    with pytest.raises(files.UnreadableLayer):
        build_grid(np.zeros((0, 2)), 5, "Empty", quiet)


def test_towns_of_a_grid_are_linked_to_all_around_them_and_are_of_one_land():
    towns = np.array([[-3.7, 40.4], [2.1, 41.4], [-0.9, 41.6], [-5.9, 37.4], [-0.4, 39.5]])
    layer = build_grid(np.repeat(towns, 2, axis=0), 5, "Towns", quiet)
    links = layer.borders.filter(kind=Border.Kind.BRIDGE).count()
    assert links > 4  # a tree would have one fewer than the towns
    assert set(layer.units.values_list("landmass", flat=True)) == {"0"}
