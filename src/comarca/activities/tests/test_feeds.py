"""Calendars out by a private link, and in from real servers: a web server and Radicale."""

import socket
import subprocess
import sys
import threading
from contextlib import suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone
from icalendar import Calendar

from comarca.activities import editing
from comarca.activities.agenda import net
from comarca.activities.agenda.reading import MOST, refresh
from comarca.activities.crypt import CannotRead, lock, unlock
from comarca.activities.models import CalendarSource, FeedLink, OuterEvent
from comarca.activities.tests.conftest import at

SOON = timezone.now() + timedelta(days=2)
EVENTS = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x//EN
BEGIN:VEVENT
UID:one
DTSTAMP:20260101T000000Z
DTSTART:{SOON:%Y%m%dT%H%M00Z}
DURATION:PT1H
SUMMARY:Dentist
END:VEVENT
BEGIN:VEVENT
UID:two
DTSTAMP:20260101T000000Z
DTSTART;VALUE=DATE:{SOON:%Y%m%d}
RRULE:FREQ=DAILY;COUNT=3
SUMMARY:Fair
END:VEVENT
BEGIN:VEVENT
UID:fast
DTSTAMP:20260101T000000Z
DTSTART:19700101T000000Z
RRULE:FREQ=SECONDLY
SUMMARY:Endless
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


class Answers(BaseHTTPRequestHandler):
    """Serves a calendar, a page, too much, and a way inside."""

    def do_GET(self):
        body = {"/good.ics": EVENTS.encode(), "/page": b"<html>", "/big": b"x" * 6_000_000}
        if self.path == "/inside":
            self.send_response(302)
            self.send_header("Location", "/good.ics")
            self.end_headers()
            return
        self.send_response(200 if self.path in body else 404)
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):
            self.wfile.write(body.get(self.path, b""))

    def log_message(self, *_said):
        """Say nothing."""


@pytest.fixture(scope="module")
def web():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def trusted(web, settings):
    settings.COMARCA_INTERNAL_HOSTS = [web]
    return f"http://{web}"


@pytest.fixture(scope="module")
def radicale(tmp_path_factory):
    folder = tmp_path_factory.mktemp("radicale")
    (folder / "users").write_text("ana:secret\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--server-hosts", f"127.0.0.1:{port}", "--auth-type", "htpasswd",
               "--auth-htpasswd-filename", str(folder / "users"), "--auth-htpasswd-encryption",
               "plain", "--auth-delay", "0", "--storage-filesystem-folder", str(folder / "data"),
               "--logging-level", "error"]  # fmt: skip
    server = subprocess.Popen([sys.executable, "-m", "radicale", *options])
    for _try in range(100):
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        threading.Event().wait(0.1)
    yield f"127.0.0.1:{port}"
    server.terminate()
    server.wait(10)


def make_source(team, url, **more):
    return CalendarSource.objects.create(person=team["owner"], name="Home", url=url, **more)


def test_an_ics_address_is_read_with_its_repetitions(team, trusted):
    source = make_source(team, f"{trusted}/good.ics")
    assert refresh(source) == 4
    assert refresh(source) == 4  # again: the same, none twice
    titles = sorted(OuterEvent.objects.values_list("title", flat=True))
    assert titles == ["Dentist", "Fair", "Fair", "Fair"]
    assert OuterEvent.objects.filter(title="Fair", is_all_day=True).count() == 3


@pytest.mark.parametrize("path", ["page", "big", "inside", "gone"])
def test_what_cannot_be_read_says_why_and_keeps_what_was_there(team, trusted, path):
    source = make_source(team, f"{trusted}/good.ics")
    refresh(source)
    CalendarSource.objects.update(url=f"{trusted}/{path}")
    source.refresh_from_db()
    refresh(source)
    source.refresh_from_db()
    assert source.problem
    assert OuterEvent.objects.count() == 4


INSIDE = ["http://127.0.0.1/x", "http://localhost/x", "http://[::1]/x", "http://10.1.2.3/x",
          "http://169.254.169.254/latest", "http://[::ffff:127.0.0.1]/x", "http://0x7f000001/x",
          "http://2130706433/x", "http://0.0.0.0/x", "ftp://example.com/x", "file:///etc/passwd",
          "http://100.64.1.1/", "http://[fd00::1]/", "http://224.0.0.1/"]  # fmt: skip


def test_nothing_inside_is_asked(client, team):
    client.force_login(team["owner"])
    for url in INSIDE:
        with pytest.raises(net.CannotFetch):
            net.fetch(url)
        sent = {"name": "x", "kind": "ics", "url": url}
        assert client.post("/calendar/sources/", sent).status_code == 422
    assert not CalendarSource.objects.exists()


def test_a_caldav_server_is_read(client, team, radicale, settings):
    from caldav import DAVClient

    settings.COMARCA_INTERNAL_HOSTS = [radicale]
    url = f"http://{radicale}/"
    with DAVClient(url, username="ana", password="secret", require_tls=False) as dav:
        calendar = dav.principal().make_calendar(name="Work")
        one, two = EVENTS.split("BEGIN:VEVENT")[1:3]
        head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nBEGIN:VEVENT"
        for event in (one, two):
            calendar.add_event(f"{head}{event}END:VCALENDAR")
    client.force_login(team["owner"])
    sent = {"name": "Work", "kind": "caldav", "url": url, "username": "ana", "password": "secret"}
    assert client.post("/calendar/sources/", sent).status_code == 302
    source = CalendarSource.objects.get()
    assert "secret" not in source.secret
    assert unlock(source.secret) == "secret"
    assert refresh(source) == 4
    source.secret = lock("wrong")
    assert refresh(source) == 0
    source.refresh_from_db()
    assert source.problem
    assert OuterEvent.objects.count() == 4 <= MOST


def test_a_password_of_another_installation_cannot_be_read(settings):
    kept = lock("secret")
    settings.SECRET_KEY = "another"
    with pytest.raises(CannotRead):
        unlock(kept)


def test_a_private_link_shows_one_s_own_until_it_is_revoked(client, team, activity):
    weekly = editing.create(
        {"title": "Stock", "at": editing.now(), "repeats": "FREQ=WEEKLY", "repeats_until":
         (timezone.now() + timedelta(days=90)).date()}, team["owner"],
    )  # fmt: skip
    editing.complete(weekly, team["owner"])
    today = editing.create(
        {"title": "Fair", "at": editing.now(), "is_all_day": True}, team["owner"]
    )
    editing.create({"title": "Another's", "at": editing.now()}, team["manager"])
    client.force_login(team["owner"])
    made = client.post("/calendar/links/new/", {"name": "Phone"})
    address = made.context["address"].removeprefix("http://testserver")
    assert address not in client.get("/calendar/links/").content.decode()
    client.logout()
    sent = client.get(address)
    assert sent["Content-Type"].startswith("text/calendar")
    events = {str(e["SUMMARY"]): e for e in Calendar.from_ical(sent.content).walk("VEVENT")
              if "RRULE" in e or str(e["SUMMARY"]) != "Stock"}  # fmt: skip
    assert set(events) == {"Stock", "Fair"}
    assert len(events["Stock"]["EXDATE"].dts) == 1
    assert events["Fair"].start == timezone.localtime(today.at).date()
    client.force_login(team["owner"])
    link = FeedLink.objects.get()
    again = client.post(f"/calendar/links/{link.pk}/new/").context["address"]
    assert client.get(address).status_code == 404
    again = again.removeprefix("http://testserver")
    assert client.get(again).status_code == 200
    client.post(f"/calendar/links/{FeedLink.objects.get(revoked_at=None).pk}/revoke/")
    assert client.get(again).status_code == 404


def test_a_link_of_somebody_who_left_opens_nothing(client, team):
    client.force_login(team["owner"])
    address = client.post("/calendar/links/new/").context["address"]
    team["owner"].is_active = False
    team["owner"].save()
    assert client.get(address.removeprefix("http://testserver")).status_code == 404


@pytest.mark.parametrize("who", ["manager", "stranger", "reader", "administrator"])
def test_links_and_outer_calendars_are_nobody_else_s(client, team, who):
    link = FeedLink.objects.create(person=team["owner"], name="Phone", digest="x")
    source = make_source(team, "https://example.com/x.ics")
    client.force_login(team[who])
    assert b"Phone" not in client.get("/calendar/links/").content
    for path in (
        f"links/{link.pk}/new/",
        f"links/{link.pk}/revoke/",
        f"sources/{source.pk}/delete/",
    ):
        assert client.post(f"/calendar/{path}").status_code == 404
    link.refresh_from_db()
    assert link.revoked_at is None


def test_the_feed_leaves_out_what_one_may_no_longer_see(client, team, account):
    editing.create({"title": "Offer", "account": account.pk, "at": at(2026, 12, 1)}, team["owner"])
    client.force_login(team["owner"])
    address = client.post("/calendar/links/new/").context["address"]
    account.ownerships.all().delete()
    sent = client.get(address.removeprefix("http://testserver"))
    assert b"Offer" not in sent.content
