from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from comarca import __version__
from comarca.base.workers import Worker, say_alive


def test_health_tells_status_version_database_and_worker(client, db):
    told = client.get("/health/").json()
    assert (told["status"], told["worker"], told["version"]) == ("degraded", "absent", __version__)
    assert told["database"] in {"sqlite", "postgresql"}
    say_alive("here:1:1")
    assert client.get("/health/").json()["worker"] == "ok"
    Worker.objects.update(seen_at=timezone.now() - timedelta(minutes=2))
    told = client.get("/health/").json()
    assert (told["status"], told["worker"]) == ("degraded", "absent")
    assert told["worker_seen_seconds"] >= 120


@pytest.mark.parametrize(
    ("language", "words"), [("es", "No se ha encontrado la página"), ("en", "Page not found")]
)
def test_a_missing_page_speaks_the_readers_language(client, team, language, words):
    client.force_login(team["owner"])
    answer = client.get("/nope/", headers={"accept-language": language})
    assert answer.status_code == 404
    assert words in answer.content.decode()


def test_a_forbidden_page_says_why(client, team):
    client.force_login(team["owner"])
    answer = client.get("/settings/", headers={"accept-language": "es"})
    assert "Tu rol no lo permite" in answer.content.decode()


def test_a_post_without_its_token_is_refused_kindly(team):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(team["owner"])
    answer = browser.post(
        "/account/preferences/", {"language": "en"}, headers={"accept-language": "es"}
    )
    assert answer.status_code == 403
    assert "La página ha caducado" in answer.content.decode()


def test_a_broken_page_is_admitted(client, team, monkeypatch):
    from comarca.web import setup_views

    def broken(person):
        raise ZeroDivisionError

    monkeypatch.setattr(setup_views, "first_steps", broken)
    client.raise_request_exception = False
    client.force_login(team["owner"])
    answer = client.get("/start/", headers={"accept-language": "es"})
    assert answer.status_code == 500
    assert "Algo ha fallado" in answer.content.decode()


def test_robots_are_sent_away_and_the_mark_is_found(client, company):
    assert b"Disallow: /" in client.get("/robots.txt").content
    assert client.get("/favicon.ico").status_code == 301


@pytest.mark.parametrize("address", ["/account/login/", "/health/"])
def test_the_security_policy_is_on_every_page(client, company, address):
    headers = client.get(address).headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
