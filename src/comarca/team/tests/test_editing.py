import pytest

from comarca.base.events import Event, history_of
from comarca.team import editing
from comarca.team.models import Person
from comarca.team.reporting import LastAdministrator, ReportingCycle


def form_of(person: Person, **changes: object) -> dict[str, object]:
    values = {
        "name": person.name, "email": person.email, "role": person.role,
        "manager": person.manager_id or "", "home_place": person.home_place, "is_active": "on",
    }  # fmt: skip
    return {**values, **changes}


def test_a_change_is_written_down_with_who_made_it(client, team):
    client.force_login(team["administrator"])
    owner = team["owner"]
    client.post(f"/people/{owner.pk}/edit/", form_of(owner, name="Olga", manager=""))
    change = history_of(owner)[0]
    assert change.actor == team["administrator"]
    assert change.before == {"name": "Owner", "manager_id": team["manager"].pk}
    assert change.after == {"name": "Olga", "manager_id": None}
    assert "Olga" in client.get(f"/people/{owner.pk}/").content.decode()


def test_a_circle_in_the_reporting_line_is_refused(client, team):
    client.force_login(team["administrator"])
    answer = client.post(
        f"/people/{team['manager'].pk}/edit/", form_of(team["manager"], manager=team["owner"].pk)
    )
    assert answer.status_code == 200
    assert "manager" in answer.context["form"].errors
    with pytest.raises(ReportingCycle):
        editing.change(team["manager"], {"manager": team["owner"]}, team["administrator"])
    team["manager"].refresh_from_db()
    assert team["manager"].manager == team["administrator"]


def test_the_last_administrator_stays(team):
    boss = team["administrator"]
    for values in ({"role": Person.Role.READ_ONLY}, {"is_active": False}):
        with pytest.raises(LastAdministrator):
            editing.change(boss, values, boss)
    editing.change(team["operations"], {"role": Person.Role.ADMINISTRATOR}, boss)
    editing.change(boss, {"is_active": False}, team["operations"])
    boss.refresh_from_db()
    assert not boss.is_active


def test_nobody_changes_their_own_role(client, team):
    boss = team["administrator"]
    editing.change(team["operations"], {"role": Person.Role.ADMINISTRATOR}, boss)
    client.force_login(boss)
    client.post(f"/people/{boss.pk}/edit/", form_of(boss, role="read_only"))
    boss.refresh_from_db()
    assert boss.role == Person.Role.ADMINISTRATOR


def test_an_e_mail_belongs_to_one_person(client, team):
    client.force_login(team["administrator"])
    values = {"name": "Otra", "email": "OWNER@example.com", "role": "representative"}
    answer = client.post("/people/add/", values)
    assert "email" in answer.context["form"].errors
    assert client.post("/people/add/", {**values, "email": "Otra@Example.com"}).status_code == 302
    assert Person.objects.get(name="Otra").email == "otra@example.com"


def test_who_is_deactivated_is_out_at_once(client, team):
    client.force_login(team["owner"])
    assert client.get("/account/").status_code == 200
    editing.change(team["owner"], {"is_active": False}, team["administrator"])
    assert client.get("/account/").status_code == 302


def test_nothing_is_written_when_nothing_changed(team):
    editing.change(team["owner"], {"name": "Owner"}, team["administrator"])
    assert not Event.objects.exists()
