import pytest

from comarca.team import homes, pasting
from comarca.team.models import Person


@pytest.fixture(autouse=True)
def _a_small_map():
    before = list(homes._finders)

    def find(place):
        if "Toledo" in place:
            return homes.Home("Toledo", -4.02, 39.86)
        raise homes.HomeNotFound(f"No town is called {place}.")

    homes.register_finder(find)
    yield
    homes._finders[:] = before


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz;ana@example.com;Toledo",
        "Nombre\tCorreo\tPoblación\nAna Ruiz\tANA@example.com\tToledo\n\n",
        "Ana Ruiz, ana@example.com, Toledo, Toledo",
        '"Ana Ruiz";"ana@example.com";"Toledo"\r\n',
        "ana@example.com;Ana Ruiz;Toledo",
        "Ana Ruiz <ana@example.com>;Toledo",
    ],
)
def test_every_way_to_paste_a_person(db, text):
    (line,) = pasting.read(text)
    assert (line.name, line.email, line.problems) == ("Ana Ruiz", "ana@example.com", [])
    assert line.home == homes.Home("Toledo", -4.02, 39.86)


def test_a_team_is_added_with_homes_below_its_manager(client, team):
    client.force_login(team["administrator"])
    text = "Ana Ruiz;ana@example.com;Toledo\nLuis Gil;luis@example.com;"
    answer = client.post("/people/paste/", {"people": text, "next": "/start/"})
    assert answer["Location"] == "/start/"
    ana = Person.objects.get(email="ana@example.com")
    assert (ana.role, ana.home_place, ana.home_lon) == ("representative", "Toledo", -4.02)
    assert ana.manager == team["administrator"]
    assert not ana.has_usable_password()


def test_wrong_lines_say_row_and_remedy_and_nothing_is_added(client, team):
    client.force_login(team["administrator"])
    text = (
        "Ana;ana@example.com;Toledo\nLuis;luis;Toledo\nEva;eva@example.com;Nada\nX;ana@example.com;"
    )
    answer = client.post("/people/paste/", {"people": text})
    assert answer.status_code == 422
    assert [line.number for line in answer.context["wrong"]] == [2, 3, 4]
    assert not Person.objects.filter(email="ana@example.com").exists()
    client.post("/people/paste/", {"people": text, "skip": "1"})
    assert Person.objects.filter(email="ana@example.com").count() == 1
    assert not Person.objects.filter(email="eva@example.com").exists()


def test_who_is_here_already_is_left_alone(client, team):
    client.force_login(team["administrator"])
    answer = client.post("/people/paste/", {"people": "Olga;owner@example.com;Toledo"})
    assert answer.status_code == 422
    team["owner"].refresh_from_db()
    assert team["owner"].name == "Owner"
