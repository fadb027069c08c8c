"""Layers as they come: several in a file, levels on each other, ids missing, axes swapped."""

import numpy as np
import pytest

from comarca.geography.countries import country_of, likely_countries
from comarca.geography.importing.choice import Choice, propose
from comarca.geography.importing.columns import profile
from comarca.geography.importing.files import look, read_polygons
from comarca.geography.importing.findings import shape_findings, table_findings
from comarca.geography.importing.keeping import likely_country
from comarca.geography.importing.layers import import_file
from comarca.geography.importing.sources import UnreadableLayer
from comarca.geography.tests.layer_files import boxes, packed, write

pytestmark = pytest.mark.django_db


def quiet(share, text):
    return None


def guessed(**columns):
    numeric = {k: not isinstance(v[0], str) for k, v in columns.items()}
    return propose([profile(k, v, numeric[k]) for k, v in columns.items()])


def towns(count, stem="Villa"):
    return [f"{stem} {chr(65 + i % 26)}{chr(97 + i // 26)}" for i in range(count)]


def test_a_statistics_office_of_colombia():
    found = guessed(
        DPTO_CCDGO=["05"] * 20 + ["08"] * 20,
        MPIO_CCDGO=[f"{i:03d}" for i in range(20)] * 2,
        MPIO_CNMBR=towns(40),
        MPIO_CDPMP=[f"05{i:03d}" for i in range(20)] + [f"08{i:03d}" for i in range(20)],
        DPTO_CNMBR=["ANTIOQUIA"] * 20 + ["ATLÁNTICO"] * 20,
        SHAPE_AREA=[0.1 + i * 0.0137 for i in range(40)],
    )
    assert (found["code"], found["label"], found["parent"]) == (
        "MPIO_CDPMP",
        "MPIO_CNMBR",
        "DPTO_CNMBR",
    )


def test_administrative_areas_of_the_world():
    found = guessed(
        GID_2=[f"CHL.{1 + i // 8}.{1 + i % 8}_1" for i in range(40)],
        GID_0=["CHL"] * 40, COUNTRY=["Chile"] * 40,
        GID_1=[f"CHL.{1 + i // 8}_1" for i in range(40)],
        NAME_1=[towns(5, "Región")[i // 8] for i in range(40)],
        NL_NAME_1=["NA"] * 40, NAME_2=towns(40), VARNAME_2=["NA"] * 40,
        TYPE_2=["Provincia"] * 40, ENGTYPE_2=["Province"] * 40,
    )  # fmt: skip
    assert (found["code"], found["label"], found["parent"]) == ("GID_2", "NAME_2", "NAME_1")


def test_names_hold_letters_and_a_blank_id_is_no_id():
    found = guessed(
        id=[""] * 30, kommunenummer=[f"{300 + i:04d}" for i in range(30)],
        navn=towns(30, "Øy"), objtype=["Kommune"] * 30, lokalid=[f"{i}" for i in range(1, 31)],
    )  # fmt: skip
    assert found["label"] == "navn"
    assert found["code"] == "kommunenummer"


def test_a_population_is_no_id_though_every_one_differs():
    found = guessed(
        NUTS_ID=["a", "a", "", *[f"ES{i}" for i in range(17)]], NUTS_NAME=towns(20),
        POB_2024=[100 + 37 * i for i in range(20)],
    )  # fmt: skip
    assert found["code"] == "NUTS_ID"
    assert found["measures"] == ["POB_2024"]


def test_postal_areas_are_known_by_their_heading():
    found = guessed(
        plz=[f"{10115 + i}" for i in range(20)], note=towns(20), einwohner=list(range(20))
    )
    assert found["code"] == "plz"
    assert found["is_postal"]
    assert found["measures"] == ["einwohner"]


def test_the_layer_with_the_most_areas_is_proposed(tmp_path):
    path = tmp_path / "levels.gpkg"
    write(path, boxes(1, step=6), {"NAME_0": ["Chile"]}, layer="ADM_0")
    write(path, boxes(6), {"GID_1": list("abcdef"), "NAME_1": towns(6)}, layer="ADM_1", append=True)
    contents = look(path)
    assert contents.source.key == "ADM_1"
    assert [s.key for s in contents.others] == ["ADM_0"]
    assert look(path, "ADM_0").count == 1


def test_an_archive_as_a_mac_packs_it_with_two_shapefiles(tmp_path):
    for name, count in (("one", 3), ("two", 5)):
        folder = tmp_path / name
        folder.mkdir()
        write(folder / f"{name}.shp", boxes(count), {"ID": towns(count, "I"), "NAME": towns(count)})
    path = packed(tmp_path / "both.zip", tmp_path / "one", tmp_path / "two", shadow=True)
    contents = look(path)
    assert contents.source.key == "two.shp"
    assert (
        import_file(path, Choice("One", "", "ID", "NAME", layer="one.shp"), quiet).units.count()
        == 3
    )


def test_an_archive_with_a_geojson(tmp_path):
    folder = tmp_path / "f"
    folder.mkdir()
    write(folder / "areas.geojson", boxes(3), {"ID": ["a", "b", "c"], "NAME": towns(3)})
    path = packed(tmp_path / "a.zip", folder)
    assert look(path).count == 3


def test_levels_on_each_other_are_noticed_and_can_be_filtered(tmp_path):
    small, large = boxes(6), boxes(2, step=3)
    columns = {
        "NUTS_ID": [f"ES{i}" for i in range(6)] + ["ESA", "ESB"],
        "NUTS_NAME": towns(6) + towns(2, "Reg"),
        "LEVL_CODE": [3] * 6 + [2] * 2,
    }
    path = write(tmp_path / "nuts.geojson", small + large, columns)
    every = Choice("N", "", "NUTS_ID", "NUTS_NAME")
    assert [f.key for f in shape_findings(*read_polygons(path), every)] == ["levels"]
    third = Choice("N", "", "NUTS_ID", "NUTS_NAME", keep=[("LEVL_CODE", "3")])
    assert shape_findings(*read_polygons(path), third) == []
    layer = import_file(path, third, quiet)
    assert layer.units.count() == 6
    assert layer.report["filtered_count"] == 2


def test_swapped_axes_are_asked_about_and_turned(tmp_path):
    # Four squares around Berlin, written latitude first.
    shapes = boxes(4, west=51.0, south=12.0, step=0.5)
    path = write(tmp_path / "de.geojson", shapes, {"id": list("abcd"), "name": towns(4)})
    choice = Choice("Berlin", "DE", "id", "name")
    assert [f.key for f in shape_findings(*read_polygons(path), choice)] == ["swapped"]
    turned = Choice("Berlin", "DE", "id", "name", swap=True)
    assert shape_findings(*read_polygons(path), turned) == []
    unit = import_file(path, turned, quiet).units.first()
    assert 12 < unit.lon < 13
    assert 51 < unit.lat < 53


def test_another_country_is_asked_about(tmp_path):
    shapes = boxes(4, west=-74.5, south=4.5, step=0.2)
    path = write(tmp_path / "co.geojson", shapes, {"id": list("abcd"), "name": towns(4)})
    assert likely_country(look(path)) == "CO"
    choice = Choice("Bogotá", "ES", "id", "name")
    assert [f.key for f in shape_findings(*read_polygons(path), choice)] == ["country"]


def test_missing_and_repeated_ids_are_said_before(tmp_path):
    ids = ["a", "b", None, "d", "d"]
    path = write(tmp_path / "l.geojson", boxes(5), {"id": ids, "name": towns(5)})
    found = table_findings(look(path).table, Choice("L", "", "id", "name"))
    assert [f.key for f in found] == ["no_id", "joined"]


def test_a_row_without_an_outline_is_said_before():
    shapes = np.array([*boxes(3), None], dtype=object)
    columns = {"id": list("abcd"), "name": towns(4)}
    found = shape_findings(shapes, columns, Choice("L", "", "id", "name"))
    assert [f.key for f in found] == ["no_outline"]


def test_islands_are_land_masses_of_their_own(tmp_path):
    shapes = [*boxes(4), *boxes(2, west=20.0)]
    path = write(tmp_path / "l.geojson", shapes, {"id": list("abcdef"), "name": towns(6)})
    layer = import_file(path, Choice("L", "", "id", "name"), quiet)
    lands = dict(layer.units.values_list("code", "landmass"))
    assert lands == {"a": "0", "b": "0", "c": "0", "d": "0", "e": "1", "f": "1"}


def test_a_slit_between_areas_is_no_sea(tmp_path):
    left, right = boxes(2), boxes(2, west=2.002)
    path = write(tmp_path / "l.geojson", left + right, {"id": list("abcd"), "name": towns(4)})
    layer = import_file(path, Choice("L", "", "id", "name"), quiet)
    assert set(layer.units.values_list("landmass", flat=True)) == {"0"}


def test_postal_areas_place_by_their_code(tmp_path):
    from comarca.geography.postal import PostalIndex

    path = write(tmp_path / "l.geojson", boxes(2), {"plz": ["01067", "10115"], "ort": towns(2)})
    layer = import_file(path, Choice("P", "DE", "plz", "ort", is_postal=True), quiet)
    assert PostalIndex.for_layer(layer.pk).find("1067") == (layer.units.get(code="01067").pk,)


def test_a_file_of_points_is_no_layer(tmp_path):
    import shapely
    from pyogrio import raw

    path = tmp_path / "points.geojson"
    points = shapely.to_wkb(shapely.points([[0, 0], [1, 1]]))
    ids = [np.array(["a", "b"], dtype=object)]
    raw.write(path, points, ids, ["id"], geometry_type="Point", crs="EPSG:4326", driver="GeoJSON")
    with pytest.raises(UnreadableLayer, match="polygons"):
        look(path)


def test_the_country_is_that_of_the_areas_though_its_neighbours_are_near() -> None:
    andorra = np.array([[1.52, 42.51], [1.49, 42.46], [1.58, 42.58], [1.65, 42.55], [1.51, 42.55]])
    assert country_of(andorra) == "AD"
    border = np.array([[-8.64, 41.99], [-8.62, 42.12]])
    assert country_of(border) == ""
    assert set(likely_countries(border)) == {"ES", "PT"}
