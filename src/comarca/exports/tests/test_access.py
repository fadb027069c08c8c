from io import BytesIO

import pytest
from python_calamine import load_workbook

from comarca.base.jobs import Job
from comarca.territories.models import Plan

FORMS = ("xlsx", "geojson", "pdf")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("manager", True), ("operations", True), ("read_only", True),
        ("owner", False), ("stranger", False),
    ],
)  # fmt: skip
def test_a_draft_goes_to_planners_and_readers_only(client, team, plan, form, who, found):
    client.force_login(team[who])
    answer = client.get(f"/plans/{plan.pk}/export.{form}")
    assert answer.status_code == ((302 if form == "pdf" else 200) if found else 404)
    assert Job.objects.exists() is (found and form == "pdf")


@pytest.mark.parametrize("form", FORMS)
def test_nobody_gets_a_plan_without_logging_in(client, plan, form):
    answer = client.get(f"/plans/{plan.pk}/export.{form}")
    assert answer.status_code == 302
    assert "export" not in answer["Location"].split("?")[0]


def test_a_representative_gets_their_own_territory_only(client, team, plan):
    Plan.objects.filter(pk=plan.pk).update(status="active", effective_from="2024-01-01")
    client.force_login(team["owner"])
    (mine,) = client.get(f"/plans/{plan.pk}/export.geojson").json()["features"]
    assert mine["properties"]["person"] == "Olga"
    assert mine["properties"]["workload"] == 30
    file = client.get(f"/plans/{plan.pk}/export.xlsx").content
    units = load_workbook(BytesIO(file)).get_sheet_by_index(1).to_python()
    assert [row[0] for row in units[1:]] == ["00", "01"]


def test_another_persons_map_is_not_found(client, team, plan):
    client.force_login(team["manager"])
    client.get(f"/plans/{plan.pk}/export.pdf")
    job = Job.objects.get()
    client.force_login(team["operations"])
    assert client.get(f"/plans/{plan.pk}/export.pdf?job={job.pk}").status_code == 404
