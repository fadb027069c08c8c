from datetime import timedelta

import pytest
from django.utils import timezone

from comarca.team import invitations
from comarca.team.models import Invitation

GOOD = "caballo-bateria-grapa"


def link_of(client, team) -> str:
    client.force_login(team["administrator"])
    answer = client.post(f"/people/{team['owner'].pk}/invite/")
    client.logout()
    return answer.context["link"].removeprefix("http://testserver")


def test_a_link_gives_a_password_once(client, team):
    link = link_of(client, team)
    assert client.get(link).status_code == 200
    answer = client.post(link, {"password": GOOD})
    assert answer.status_code == 302
    assert int(client.session["_auth_user_id"]) == team["owner"].pk
    client.logout()
    assert client.get(link).status_code == 410
    assert client.post(link, {"password": "otra-clave-larga"}).status_code == 410
    assert (
        client.post("/account/login/", {"username": "owner@example.com", "password": GOOD}).url
        == "/"
    )


def test_only_a_digest_is_kept(client, team):
    token = link_of(client, team).split("/")[-2]
    assert token not in str(Invitation.objects.values())


def test_a_newer_link_replaces_the_older(client, team):
    old, new = link_of(client, team), link_of(client, team)
    assert client.get(old).status_code == 410
    assert client.get(new).status_code == 200


def test_a_link_lasts_a_week(client, team):
    link = link_of(client, team)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(link, {"password": GOOD}).status_code == 410
    team["owner"].refresh_from_db()
    assert not team["owner"].has_usable_password()


@pytest.mark.parametrize("password", ["corta", "1234567890", "owner@example.com"])
def test_a_weak_password_is_refused_and_the_link_still_works(client, team, password):
    link = link_of(client, team)
    answer = client.post(link, {"password": password})
    assert answer.context["form"].errors
    assert client.post(link, {"password": GOOD}).status_code == 302


def test_who_left_cannot_come_back_by_a_link(client, team):
    link = link_of(client, team)
    team["owner"].is_active = False
    team["owner"].save()
    assert client.get(link).status_code == 410


def test_of_two_people_at_once_one_wins(team, monkeypatch):
    token = invitations.invite(team["owner"], team["administrator"])
    found = invitations.find(token)
    Invitation.objects.update(accepted_at=timezone.now())
    monkeypatch.setattr(invitations, "find", lambda _token: found)
    with pytest.raises(invitations.InvitationSpent):
        invitations.accept(token, GOOD)
