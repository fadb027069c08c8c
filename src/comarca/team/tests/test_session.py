import pytest
from django.conf import settings

from comarca.base.events import Event
from comarca.team.models import Person

GOOD = "caballo-bateria-grapa"


@pytest.fixture
def owner(team):
    team["owner"].set_password(GOOD)
    team["owner"].save()
    return team["owner"]


def attempt(client, password, username="owner@example.com"):
    return client.post("/account/login/", {"username": username, "password": password})


def test_log_in_and_out(client, owner):
    assert attempt(client, GOOD, "OWNER@example.com")["Location"] == "/"
    assert client.get("/account/").status_code == 200
    assert client.get("/account/logout/").status_code == 405
    client.post("/account/logout/")
    assert client.get("/account/").status_code == 302


def test_a_wrong_password_and_an_unknown_e_mail_look_the_same(client, owner):
    wrong, unknown = attempt(client, "no"), attempt(client, "no", "nadie@example.com")
    assert wrong.status_code == unknown.status_code == 200
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_too_many_failures_close_the_door_even_for_the_right_password(client, owner):
    for n in range(settings.AXES_FAILURE_LIMIT):
        attempt(client, "no", "owner@example.com".swapcase() if n % 2 else "Owner@example.com")
    assert attempt(client, GOOD).status_code == 429


def test_a_language_lasts_for_a_person_and_for_a_browser(client, team):
    client.post("/account/preferences/", {"language": "en"})
    assert b'lang="en"' in client.get("/account/login/", headers={"accept-language": "es"}).content
    client.force_login(team["owner"])
    client.post("/account/preferences/", {"language": "es", "theme": "dark"})
    owner = Person.objects.get(pk=team["owner"].pk)
    assert (owner.language, owner.theme) == ("es", "dark")
    assert b'lang="es"' in client.get("/account/", headers={"accept-language": "en"}).content


@pytest.mark.parametrize(("accepts", "lang"), [("en-GB,en", "en"), ("es-MX", "es"), ("", "es")])
def test_the_browser_decides_else_the_company(client, company, accepts, lang):
    headers = {"accept-language": accepts} if accepts else {}
    page = client.get("/account/login/", headers=headers)
    assert f'<html lang="{lang}"' in page.content.decode()


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:1"])
def test_preferences_never_lead_away(client, company, target):
    answer = client.post("/account/preferences/", {"language": "en", "next": target})
    assert answer["Location"] == "/"


def test_a_new_password_needs_the_old_one_and_ends_other_sessions(client, owner):
    from django.test import Client

    other = Client()
    for browser in (client, other):
        browser.force_login(owner, backend="comarca.team.backend.EmailBackend")
    wrong = client.post("/account/password/", {"old": "no", "password": "otra-clave-larga"})
    assert "old" in wrong.context["form"].errors
    right = client.post("/account/password/", {"old": GOOD, "password": "otra-clave-larga"})
    assert right.status_code == 302
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302


def test_coming_going_and_personal_settings_are_written_down(client, team):
    owner = team["owner"]
    owner.set_password("a long enough secret")
    owner.save()
    sent = {"username": owner.email, "password": "wrong"}
    client.post("/account/login/", sent)
    client.post("/account/login/", {**sent, "password": "a long enough secret"})
    client.post("/account/preferences/", {"theme": "dark"})
    client.post("/account/preferences/", {"theme": "dark"})
    client.post("/account/logout/")
    told = Event.objects.filter(model="team.person", object_id=owner.pk).order_by("pk")
    assert [event.action for event in told] == [
        "login_failed", "logged_in", "changed", "logged_out",
    ]  # fmt: skip
    assert [event.actor_id for event in told] == [None, *[owner.pk] * 3]
    assert told[2].after == {"theme": "dark"}
