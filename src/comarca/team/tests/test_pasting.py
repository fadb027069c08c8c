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


def test_who_is_here_already_keeps_what_they_have(client, team):
    client.force_login(team["administrator"])
    text = {"people": "Olga;owner@example.com;Toledo"}
    assert client.post("/people/paste/", text).status_code == 302
    team["owner"].refresh_from_db()
    assert (team["owner"].name, team["owner"].home_place) == ("Owner", "Toledo")
    assert client.post("/people/paste/", text).status_code == 422


def test_with_headings_other_columns_are_passed_over(db):
    text = (
        "Nombre\tApellidos\tMóvil\tCorreo\tPoblación\tProvincia\n"
        "Ana\tRuiz\t+34 600 111 222\tana@example.com\tToledo\tToledo\n"
        "Luis\tGil\t600111333\t\tToledo\t\n"
    )
    ana, luis = pasting.read(text)
    assert (ana.name, ana.email, ana.place) == ("Ana Ruiz", "ana@example.com", "Toledo (Toledo)")
    assert (luis.name, luis.email, luis.place, luis.problems) == ("Luis Gil", "", "Toledo", [])


def test_without_headings_a_telephone_is_no_town(db):
    (line,) = pasting.read("Ana Ruiz; 600 111 222; ana@example.com; 45001; Toledo")
    assert (line.place, line.problems) == ("Toledo", [])


def test_who_comes_without_an_e_mail_gets_a_stand_in_that_no_page_shows(client, team):
    client.force_login(team["administrator"])
    client.post("/people/paste/", {"people": "Luis Gil; ; Toledo"})
    luis = Person.objects.get(name="Luis Gil")
    assert (luis.address, luis.home_place) == ("", "Toledo")
    for page in ("/people/", f"/people/{luis.pk}/", f"/people/{luis.pk}/edit/"):
        assert luis.email not in client.get(page).content.decode(), page
    assert client.post(f"/people/{luis.pk}/invite/")["Location"] == f"/people/{luis.pk}/edit/"
    assert not luis.invitations.exists()


def test_who_a_file_brought_gets_the_e_mail_and_home_that_were_missing(client, team):
    client.force_login(team["administrator"])
    brought = Person.objects.create_user("perez@no-email.invalid", name="Pérez López, Juan")
    client.post("/people/paste/", {"people": "Juan Pérez López;juan@example.com;Toledo"})
    brought.refresh_from_db()
    assert (brought.email, brought.home_place) == ("juan@example.com", "Toledo")
    assert brought.home_lon == -4.02
    assert Person.objects.filter(name__contains="Juan").count() == 1


def test_a_home_that_is_pasted_goes_before_the_one_that_was_there(client, team):
    client.force_login(team["administrator"])
    Person.objects.filter(pk=team["owner"].pk).update(
        home_place="Ferrol", home_lon=-8.2, home_lat=43.5
    )
    client.post("/people/paste/", {"people": "Owner;owner@example.com;Toledo"})
    assert Person.objects.get(pk=team["owner"].pk).home_place == "Toledo"


def test_two_people_of_one_name_and_two_e_mails_are_two(client, team):
    client.force_login(team["administrator"])
    client.post("/people/paste/", {"people": "Owner;another@example.com;Toledo"})
    assert Person.objects.filter(name="Owner").count() == 2


def test_the_same_name_twice_without_e_mails_is_asked_about(db):
    first, second = pasting.read("Ana Ruiz;;Toledo\nRuiz, Ana;;Toledo")
    assert first.is_good
    assert "row 1" in second.problems[0]


def test_an_e_mail_may_come_later_but_not_go(client, team):
    client.force_login(team["administrator"])
    values = {"name": "Eva Luz", "email": "", "role": "representative", "home_place": ""}
    client.post("/people/add/", values)
    eva = Person.objects.get(name="Eva Luz")
    path = f"/people/{eva.pk}/edit/"
    client.post(path, {**values, "is_active": "on"})
    client.post(path, {**values, "is_active": "on", "email": "eva@example.com"})
    refused = client.post(path, {**values, "is_active": "on"})
    assert refused.context["form"].errors["email"]
    eva.refresh_from_db()
    assert eva.email == "eva@example.com"
