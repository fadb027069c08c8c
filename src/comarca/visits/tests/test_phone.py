"""What a phone sends: once, in any order, with a wrong clock, and two phones at one visit."""

import json
from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from comarca.accounts.ownership import assign
from comarca.activities.models import Activity
from comarca.base.dates import today
from comarca.base.files import StoredFile
from comarca.visits.models import Visit, VisitEntry, VisitSettings, WeekPlan
from comarca.visits.receiving import clock
from comarca.visits.tests.conftest import MONDAY

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f"
    b"\x15\xc4\x89\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND"
    b"\xaeB`\x82"
)


@pytest.fixture
def visit(week):
    WeekPlan.objects.update(state=WeekPlan.State.PUBLISHED)
    return week.visits.order_by("day", "order").first()


def tell(client, visit, sent_at=None, **said):
    now = timezone.now()
    body = {"key": str(uuid4()), "kind": "report", "said_at": now.isoformat(), **said}
    return client.post(
        f"/api/visits/{visit.pk}/entries", json.dumps(body), content_type="application/json",
        headers={"X-Sent-At": (sent_at or now).isoformat()},
    )  # fmt: skip


def test_the_same_report_counts_once_and_a_late_check_in_still_counts(client, team, visit):
    client.force_login(team["owner"])
    key = str(uuid4())
    first = tell(client, visit, key=key, outcome="good", text="Wants an offer", next_days=7,
                 products="Oven", next_kind="call")  # fmt: skip
    again = tell(client, visit, key=key, outcome="good", text="Wants an offer", next_days=7)
    assert [first.json()["state"], again.json()["state"]] == ["applied", "applied"]
    done = Activity.objects.get(kind="visit")
    assert (done.outcome, done.text, done.next_step.kind) == ("good", "Wants an offer", "call")
    arrived = timezone.now() - timedelta(minutes=40)
    tell(client, visit, kind="check_in", said_at=arrived.isoformat(), lon=-3.7, lat=40.4)
    visit.refresh_from_db()
    assert abs(visit.checked_in_at - arrived) < timedelta(seconds=1)
    assert (visit.checked_in_lon, visit.products, visit.state) == (-3.7, "Oven", "done")
    assert VisitEntry.objects.count() == 2


def test_no_place_is_kept_where_the_company_wants_none(client, team, visit):
    VisitSettings(keeps_places=False).save()
    client.force_login(team["owner"])
    tell(client, visit, kind="check_in", lon=-3.7, lat=40.4)
    visit.refresh_from_db()
    assert (visit.checked_in_at is None, visit.checked_in_lon) == (False, None)


def test_two_phones_contradict_each_other_and_no_word_is_lost(client, team, visit):
    client.force_login(team["owner"])
    tell(client, visit, device="a", seen=1, text="From the first")
    assert tell(client, visit, device="a", seen=1, text="Corrected").json()["state"] == "applied"
    clash = tell(client, visit, device="b", seen=1, text="From the second").json()
    assert clash["state"] == "conflict"
    assert clash["theirs"]["text"] == "Corrected"
    page = client.get(f"/visits/day/?on={visit.day}").content.decode()
    assert "From the second" in page
    assert "Which counts?" in page
    entry = VisitEntry.objects.undecided().get()
    client.post(f"/visits/entries/{entry.pk}/decide/", {"which": "both"})
    assert Activity.objects.get(kind="visit").text == "Corrected\n\nFrom the second"
    assert not VisitEntry.objects.undecided().exists()
    assert "Which counts?" not in client.get(f"/visits/day/?on={visit.day}").content.decode()


def test_a_phone_that_has_seen_the_other_report_may_change_it(client, team, visit):
    client.force_login(team["owner"])
    seen = tell(client, visit, device="a", text="First").json()["version"]
    assert tell(client, visit, device="b", seen=seen, text="Second").json()["state"] == "applied"
    assert Activity.objects.get(kind="visit").text == "Second"


def test_a_cancelled_visit_that_was_made_stays_made(client, team, visit):
    client.force_login(team["owner"])
    tell(client, visit, text="Made")
    assert tell(client, visit, kind="cancel").json()["state"] == "conflict"
    visit.refresh_from_db()
    assert visit.state == "done"


def test_a_report_of_a_cancelled_or_moved_visit_counts(client, team, visit):
    client.force_login(team["owner"])
    tell(client, visit, kind="cancel", text="Closed today")
    assert "Closed today" not in client.get(f"/visits/day/?on={visit.day}").content.decode()
    Visit.objects.filter(pk=visit.pk).update(day=today() + timedelta(days=2), starts=time(9))
    assert tell(client, visit, text="They opened after all").json()["state"] == "applied"
    visit.refresh_from_db()
    begun = Activity.objects.get(kind="visit").at  # yesterday, soon after midnight
    assert (visit.state, visit.day) == ("done", timezone.localdate(begun))


def test_a_wrong_clock_is_put_right_and_flagged(client, team, visit):
    client.force_login(team["owner"])
    ahead = timezone.now() + timedelta(hours=3)
    said = ahead - timedelta(minutes=30)
    body = tell(client, visit, ahead, kind="check_in", said_at=said.isoformat()).json()
    assert 10_790 < body["clock_off"] < 10_810
    visit.refresh_from_db()
    assert abs(visit.checked_in_at - (timezone.now() - timedelta(minutes=30))) < timedelta(
        seconds=5
    )
    assert visit.clock_off == body["clock_off"]


def test_a_clock_is_judged_by_what_can_be_known():
    now = timezone.make_aware(datetime.combine(MONDAY, time(12)))
    hour = timedelta(hours=1)
    assert clock(now - hour, now + timedelta(seconds=90), now) == (now - hour, 0)
    assert clock(now, now + hour, now) == (now - hour, 3600)
    assert clock(now - 3 * hour, now - hour, now) == (now - 2 * hour, -3600)
    made, off = clock(now + hour, now, now)  # put right between noting and sending
    assert made == now
    assert off != 0
    assert clock(now - timedelta(days=400), now, now)[0] == now


def test_a_photo_comes_once_and_before_its_report(client, team, visit):
    client.force_login(team["owner"])
    url, key = f"/api/visits/{visit.pk}/photos", str(uuid4())

    def send(content, key):
        file = SimpleUploadedFile("shelf.png", content, "image/png")
        said = timezone.now().isoformat()
        return client.post(url, {"key": key, "said_at": said, "file": file})

    assert send(PNG, key).status_code == 200
    assert send(PNG, key).status_code == 200
    assert StoredFile.objects.count() == 1
    refused = send(b"just words", str(uuid4()))
    assert refused.status_code == 422
    assert StoredFile.objects.count() == 1
    tell(client, visit, text="See the photo")
    kept = StoredFile.objects.get()
    assert (kept.place, kept.object_id) == ("activity", Activity.objects.get(kind="visit").pk)


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 200), ("manager", 200), ("reader", 403), ("stranger", 404)],
)
def test_who_may_tell(client, team, visit, who, status):
    client.force_login(team[who])
    assert tell(client, visit).status_code == status
    page = 302 if status == 200 else status
    for act in ("check-in", "cancel"):
        assert client.post(f"/visits/{visit.pk}/{act}/").status_code == page
    file = SimpleUploadedFile("a.png", PNG, "image/png")
    sent = {"key": str(uuid4()), "said_at": timezone.now().isoformat(), "file": file}
    assert client.post(f"/api/visits/{visit.pk}/photos", sent).status_code == status


def test_only_who_told_it_decides(client, team, visit):
    client.force_login(team["owner"])
    tell(client, visit, device="a", seen=1, text="One")
    tell(client, visit, device="b", seen=1, text="Two")
    entry = VisitEntry.objects.undecided().get()
    client.force_login(team["manager"])
    assert client.post(f"/visits/entries/{entry.pk}/decide/").status_code == 404


def test_whoever_lost_the_account_is_told_that_it_is_gone(client, team, visit):
    assign([(visit.account_id, team["stranger"].pk)], today())
    client.force_login(team["owner"])
    assert tell(client, visit, text="Kept on the phone").status_code == 404


def test_nonsense_is_refused_with_its_field(client, team, visit):
    client.force_login(team["owner"])
    answer = tell(client, visit, outcome="splendid", said_at="yesterday")
    assert answer.status_code == 422
    assert not VisitEntry.objects.exists()


def test_the_phone_is_given_its_worker_and_its_manifest(client, team):
    client.force_login(team["owner"])
    worker = client.get("/visits/day/worker.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert b"import" not in worker.content[:200]
    assert client.get("/visits/day/app.webmanifest").json()["scope"] == "/visits/day/"
