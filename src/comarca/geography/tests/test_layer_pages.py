"""A layer of one's own: imported by questions, changed, given postal codes, deleted."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from comarca.base import queue
from comarca.base.jobs import Job
from comarca.base.organisation import Organisation
from comarca.geography.models import Layer, PostalCode
from comarca.geography.tests.factories import make_grid_layer
from comarca.geography.tests.layer_files import boxes, write
from comarca.team.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner(client):
    Organisation.objects.create(name="Acme")
    person = Person.objects.create_user("o@acme.example", name="O", role="sales_operations")
    client.force_login(person)
    return person


def run_the_job():
    job = Job.objects.order_by("-pk").first()
    assert job.start()
    queue.run(job)
    job.refresh_from_db()
    return job


def test_a_question_stops_the_import_until_it_is_confirmed(client, planner, tmp_path):
    columns = {"id": list("aabcdd"), "name": ["A", "A", "B", "C", "D", "D"]}
    path = write(tmp_path / "l.geojson", boxes(6), columns)
    given = SimpleUploadedFile("Zonas.geojson", path.read_bytes())
    client.post(reverse("geography:upload"), {"file": given})
    chosen = {"name": "Zonas", "country": "", "code": "id", "label": "name"}
    page = client.post(reverse("geography:columns"), chosen)
    assert [f.key for f in page.context["findings"]] == ["joined"]
    assert not Job.objects.exists()
    assert (
        client.post(reverse("geography:columns"), {**chosen, "confirmed": "on"}).status_code == 302
    )
    assert run_the_job().state == Job.State.DONE
    assert Layer.objects.get(name="Zonas").units.count() == 4


def test_a_failed_import_keeps_the_upload(client, planner, tmp_path):
    path = write(tmp_path / "l.geojson", boxes(2), {"id": ["a", "b"], "name": ["A", "B"]})
    client.post(
        reverse("geography:upload"), {"file": SimpleUploadedFile("L.geojson", path.read_bytes())}
    )
    client.post(reverse("geography:columns"), {"name": "L", "code": "id", "label": "name"})
    job = Job.objects.get()
    job.payload["choice"]["code"] = "not there"
    job.save(update_fields=["payload"])
    job.start()
    with pytest.raises(ValueError, match="not there"):
        queue.run(job)
    assert client.get(reverse("geography:columns")).status_code == 200
    assert "L" in client.get(reverse("geography:upload")).content.decode()


def test_name_and_source_are_changed_and_written_down(client, planner):
    layer = make_grid_layer()
    answer = client.post(
        reverse("geography:edit", args=[layer.pk]),
        {"name": "Squares", "country": "ES", "attribution": "© Us"},
    )
    assert answer.status_code == 302
    layer.refresh_from_db()
    assert (layer.name, layer.country, layer.attribution) == ("Squares", "ES", "© Us")


def test_a_postal_table_names_what_it_does_not_know(client, planner):
    layer = make_grid_layer()
    table = "CP;zona\n28001;0-0\n28002;Unit 0-1\n28003;Nowhere\n".encode("cp1252")
    page = client.post(
        reverse("geography:postal", args=[layer.pk]),
        {"file": SimpleUploadedFile("cp.csv", table)}, follow=True,
    )  # fmt: skip
    codes = PostalCode.objects.filter(layer=layer).values_list("code", "unit__code")
    assert sorted(codes) == [("28001", "0-0"), ("28002", "0-1")]
    assert any("Nowhere" in str(m) for m in page.context["messages"])


def test_a_layer_goes_with_all_that_is_its_own(client, planner):
    layer = make_grid_layer()
    assert client.post(reverse("geography:delete", args=[layer.pk])).status_code == 302
    assert not Layer.objects.exists()


def test_a_layer_with_a_plan_stays(client, planner):
    from comarca.territories.models import Plan

    layer = make_grid_layer()
    Plan.objects.create(name="P", layer=layer)
    client.post(reverse("geography:delete", args=[layer.pk]))
    assert layer.borders.exists()
    assert layer.units.count() == 12


@pytest.mark.parametrize(
    "role", ["representative", "read_only", "service_agent", "territory_manager"]
)
@pytest.mark.parametrize("page", ["edit", "postal", "delete"])
def test_only_planners_change_layers(client, role, page):
    Organisation.objects.create(name="Acme")
    layer = make_grid_layer()
    client.force_login(Person.objects.create_user("r@acme.example", name="R", role=role))
    assert client.post(reverse(f"geography:{page}", args=[layer.pk])).status_code == 403
    assert client.post(reverse("geography:load", args=["es"])).status_code == 403
    assert Layer.objects.filter(pk=layer.pk).exists()


def test_a_country_without_a_pack_does_not_exist(client, planner):
    assert client.post(reverse("geography:load", args=["zz"])).status_code == 404


def test_accounts_that_were_there_first_are_placed_when_the_layer_comes(client, planner, tmp_path):
    from comarca.accounts.models import Account, Site

    account = Account.objects.create(name="Bar Sol")
    Site.objects.create(account=account, lon=0.5, lat=0.5)
    other = Account.objects.create(name="Bar Luna")
    Site.objects.create(account=other, place="Villanueva")
    path = write(
        tmp_path / "l.geojson", boxes(2), {"id": ["a", "b"], "name": ["Uno", "Villanueva"]}
    )
    client.post(
        reverse("geography:upload"), {"file": SimpleUploadedFile("L.geojson", path.read_bytes())}
    )
    client.post(reverse("geography:columns"), {"name": "L", "code": "id", "label": "name"})
    assert "2" in run_the_job().result["said"][0]
    placed = dict(Site.objects.values_list("account__name", "unit__code"))
    assert placed == {"Bar Sol": "a", "Bar Luna": "b"}
