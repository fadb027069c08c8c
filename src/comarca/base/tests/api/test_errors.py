import json

import pytest


def problem_of(answer, status, code):
    assert answer.status_code == status
    body = answer.json()
    assert body["code"] == code
    assert body["message"]
    assert set(body) <= {"code", "message", "fields", "version", "current", "conflicts", "changes"}
    return body


def test_nobody_logged_in_is_a_401_and_not_a_log_in_page(client, company):
    problem_of(client.get("/api/jobs/1"), 401, "not_logged_in")


def test_what_is_not_there_is_a_404_in_and_outside_the_routes(client, team):
    client.force_login(team["owner"])
    problem_of(client.get("/api/jobs/99"), 404, "not_found")
    problem_of(client.get("/api/nowhere"), 404, "not_found")


def test_a_method_that_a_route_does_not_know(client, team):
    client.force_login(team["owner"])
    answer = client.delete("/api/jobs/99")
    problem_of(answer, 405, "method_not_allowed")
    assert "GET" in answer["Allow"]


def test_each_field_that_cannot_be_used_is_named(client, team):
    client.force_login(team["administrator"])
    body = {"base_version": "one", "moves": []}
    answer = client.post(
        "/api/territories/plans/1/edits", json.dumps(body), content_type="application/json"
    )
    fields = problem_of(answer, 422, "invalid")["fields"]
    assert {name.rpartition(".")[2] for name in fields} == {"base_version", "moves"}


def test_a_body_that_is_no_json(client, team):
    client.force_login(team["administrator"])
    answer = client.post("/api/territories/plans/1/edits", "{", content_type="application/json")
    problem_of(answer, 400, "bad_request")


def test_a_session_without_the_csrf_token_changes_nothing(team):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(team["owner"])
    problem_of(client.post("/api/jobs/1/cancel"), 403, "forbidden")


@pytest.mark.parametrize("language", ["es", "en"])
def test_refusals_speak_the_readers_language(client, team, language):
    team["owner"].language = language
    team["owner"].save()
    client.force_login(team["owner"])
    message = client.get("/api/jobs/99").json()["message"]
    assert ("nada" in message) is (language == "es")
