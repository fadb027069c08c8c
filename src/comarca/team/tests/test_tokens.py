import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from comarca.accounts.tests.factories import make_account
from comarca.base.events import Event
from comarca.base.jobs import Job
from comarca.team import tokens
from comarca.team.models import Token


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


def with_token(secret):
    return Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {secret}"})


def make(person, *scopes, **values):
    return tokens.create(person, "Script", scopes, values.get("expires_at"))


def test_a_token_reads_what_its_person_sees(team):
    make_account("Bar Uno", owner=team["owner"])
    for who, count in (("owner", 1), ("stranger", 0), ("administrator", 1)):
        answer = with_token(make(team[who])[1]).get("/api/objects/account/?q=Bar")
        assert (answer.status_code, len(answer.json()["items"])) == (200, count)


def test_only_its_digest_is_kept(team):
    token, secret = make(team["owner"])
    assert secret not in json.dumps(list(Token.objects.values()), default=str)
    assert token.ending == secret[-4:]
    assert len(secret) > 40


@pytest.mark.parametrize("how", ["wrong", "revoked", "expired", "left"])
def test_a_token_that_is_not_valid_opens_nothing(team, how):
    token, secret = make(team["owner"])
    if how == "wrong":
        secret += "x"
    elif how == "revoked":
        tokens.revoke(token, team["owner"])
    elif how == "expired":
        Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    else:
        team["owner"].is_active = False
        team["owner"].save()
    answer = with_token(secret).get("/api/objects/account/?q=Bar")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_logged_in")


def test_a_token_opens_the_api_and_no_page(team):
    secret = make(team["administrator"])[1]
    assert with_token(secret).get("/people/").status_code == 302


def test_a_token_without_scopes_only_reads_and_needs_no_csrf_token_with_one(team):
    job = Job.objects.create(kind="any", requested_by=team["owner"])
    answer = with_token(make(team["owner"])[1]).post(f"/api/jobs/{job.pk}/cancel")
    assert (answer.status_code, answer.json()["code"]) == (403, "token_reads_only")
    answer = with_token(make(team["owner"], "accounts.write")[1]).post(f"/api/jobs/{job.pk}/cancel")
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    answer = with_token(make(team["owner"], "jobs.cancel")[1]).post(f"/api/jobs/{job.pk}/cancel")
    assert answer.status_code == 200


def test_nobody_gives_a_token_more_than_they_may_themselves(team):
    token, _secret = make(team["owner"], "plans.activate", "accounts.write")
    assert token.scopes == ["accounts.write"]
    team["owner"].role = "read_only"
    team["owner"].scopes = token.allowed
    assert not team["owner"].may("accounts.write")


def test_the_last_use_is_kept_to_the_minute(team, django_assert_num_queries):
    token, secret = make(team["owner"])
    assert tokens.find(secret).pk == token.pk
    token.refresh_from_db()
    assert token.last_used_at is not None
    with django_assert_num_queries(1):
        tokens.find(secret)


def test_a_token_is_held_to_a_rate_and_a_browser_is_not(client, team):
    program = with_token(make(team["owner"])[1])
    statuses = {program.get("/api/jobs/1").status_code for _n in range(600)}
    answer = program.get("/api/jobs/1")
    assert statuses == {404}
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_requests")
    assert int(answer["Retry-After"]) > 0
    client.force_login(team["owner"])
    assert client.get("/api/jobs/1").status_code == 404


def test_the_secret_is_shown_once(client, team):
    client.force_login(team["owner"])
    values = {"name": "Hoja", "days": "30", "scopes": ["accounts.write"]}
    page = client.post("/account/tokens/", values).content.decode()
    token = Token.objects.get()
    assert f"{tokens.PREFIX}" in page
    assert token.scopes == ["accounts.write"]
    assert timedelta(days=29) < token.expires_at - timezone.now() < timedelta(days=31)
    again = client.get("/account/tokens/").content.decode()
    assert "Hoja" in again
    assert tokens.PREFIX not in again
    assert set(Event.objects.values_list("action", flat=True)) == {"token_created"}


def test_a_form_cannot_ask_for_more(client, team):
    client.force_login(team["owner"])
    client.post("/account/tokens/", {"name": "X", "scopes": ["people.manage"]})
    assert not Token.objects.exists()


@pytest.mark.parametrize("who", ["administrator", "manager", "owner", "stranger", "reader"])
def test_everybody_revokes_their_own_only(client, team, who):
    token, _secret = make(team["owner"])
    client.force_login(team[who])
    answer = client.post(f"/account/tokens/{token.pk}/revoke/")
    assert answer.status_code == (302 if who == "owner" else 404)
    token.refresh_from_db()
    assert token.is_usable is (who != "owner")
    page = client.get("/account/tokens/").content.decode()
    assert ("Script" in page) is (who == "owner")


def test_there_is_an_end_to_tokens(team):
    for _number in range(tokens.MOST):
        make(team["owner"])
    with pytest.raises(tokens.TooManyTokens):
        make(team["owner"])
