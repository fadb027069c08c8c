"""Cases by e-mail: opened at the queue's address, continued by conversation, never by a machine."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from comarca.accounts.tests.factories import make_account
from comarca.activities.mail.carrying import parts
from comarca.activities.mail.filing import receive
from comarca.activities.mail.parse import parse
from comarca.activities.models import Email, Mailbox
from comarca.contacts.models import Contact
from comarca.service.cases import editing
from comarca.service.models import Case


@pytest.fixture
def box(team):
    return Mailbox.objects.create(name="B", address="b@comarca.example", host="x", username="x")


def letter(sender, number, subject="Leak", to="help@comarca.example", text="It leaks", more=""):
    return parse(
        f"From: {sender}\r\nTo: {to}\r\nMessage-ID: <{number}@x>\r\nSubject: {subject}\r\n{more}"
        f"\r\n{text}".encode()
    )


def test_a_letter_to_the_queue_opens_a_case_and_the_answer_comes_back_to_it(
    client, team, account, ana, queue, box, django_capture_on_commit_callbacks
):
    receive(letter("Ana <ana@sol.example>", 1), box)
    case = Case.objects.get()
    assert (case.account, case.contact, case.origin, case.queue) == (account, ana, "email", queue)
    assert case.first_answer_due is not None
    client.force_login(team["service"])
    plan = SimpleUploadedFile("plan.txt", b"turn the tap")
    said = {"text": "Which one?", "how": "note", "then": "waiting", "files": plan}
    refused = client.post(f"/service/cases/{case.pk}/answer/", said)
    assert refused.status_code == 422  # a note takes no file along, and what was typed stays
    plan.seek(0)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/service/cases/{case.pk}/answer/", {**said, "how": "mail"})
    sent = Email.objects.get(is_outgoing=True)
    assert parts(sent) == [("plan.txt", b"turn the tap", "text/plain")]
    assert "plan.txt" in client.get(f"/service/cases/{case.pk}/").content.decode()
    assert (sent.sender, sent.recipients) == ("help@comarca.example", ["ana@sol.example"])
    assert (sent.subject, sent.in_reply_to) == (f"Re: Leak [{case.number}]", "1@x")
    from comarca.activities.mail.writing import _message

    assert _message(sent).reply_to == ["help@comarca.example"]
    case.refresh_from_db()
    assert (case.state, case.paused_at is not None) == ("waiting", True)
    receive(letter("ana@sol.example", 2, "Re: Leak", more=f"In-Reply-To: <{sent.message_id}>\r\n"),
            box)  # fmt: skip
    case.refresh_from_db()
    assert (case.state, case.paused_at, case.messages.count()) == ("open", None, 3)
    # Written anew, the number leads to the case; from somebody else it leads nowhere.
    receive(letter("ana@sol.example", 3, f"Again [{case.number}]"), box)
    receive(letter("eva@who.example", 4, f"Mine [{case.number}]"), box)
    assert Case.objects.count() == 2
    assert case.messages.count() == 4
    client.force_login(team["owner"])
    timeline = client.get(f"/timeline/account/{account.pk}/").content.decode()
    assert "Case C-" in timeline


def test_machines_open_nothing_and_let_no_clock_run(team, account, ana, queue, box):
    away = "Auto-Submitted: auto-replied\r\n"
    receive(letter("ana@sol.example", 1, "Away", more=away), box)
    assert not Case.objects.exists()
    receive(letter("ana@sol.example", 2), box)
    case = editing.change(Case.objects.get(), None, {"state": "waiting"}, team["service"])
    receive(letter("ana@sol.example", 3, "Away", more=f"{away}References: <2@x>\r\n"), box)
    case.refresh_from_db()
    assert (case.state, case.messages.count()) == ("waiting", 2)
    assert case.messages.filter(is_automatic=True).count() == 1


def test_a_reply_to_a_closed_case_opens_another_beside_it(team, account, ana, queue, box):
    receive(letter("ana@sol.example", 1), box)
    first = editing.change(Case.objects.get(), None, {"state": "closed"}, team["service"])
    receive(letter("ana@sol.example", 2, "Re: Leak", more="References: <1@x>\r\n"), box)
    second = Case.objects.exclude(pk=first.pk).get()
    assert [link.other for link in second.links.all()] == [first]
    first.refresh_from_db()
    assert first.state == "closed"


def test_the_unknown_waits_for_its_account_in_the_case(client, team, account, queue, box):
    other = make_account("Bar Luna", owner=team["owner"])
    for one in (account, other):
        Contact.objects.create(account=one, name="Ana", email="both@sol.example")
    receive(letter("both@sol.example", 1), box)
    case, email = Case.objects.get(), Email.objects.get()
    assert (case.account, email.state, email.activity) == (None, "ignored", None)
    for who, status in (("service", 200), ("owner", 404), ("stranger", 404)):
        client.force_login(team[who])
        assert client.get(f"/service/cases/{case.pk}/").status_code == status
    editing.change(case, None, {"account": account.pk}, team["service"])
    email.refresh_from_db()
    assert (email.activity.account, email.state) == (account, "filed")


def test_mail_that_goes_elsewhere_is_no_case(team, account, ana, queue, box):
    receive(letter("ana@sol.example", 1, to="sales@comarca.example"), box)
    assert (Case.objects.count(), Email.objects.get().state) == (0, "filed")


def test_a_colleague_who_answers_from_their_own_mail_has_answered(team, account, ana, queue, box):
    receive(letter("ana@sol.example", 1), box)
    reply = letter("Service@example.com", 2, "Re: Leak", to="ana@sol.example, help@comarca.example",
                   more="References: <1@x>\r\n")  # fmt: skip
    receive(reply, box)
    case = Case.objects.get()
    assert (case.owner, case.state) == (team["service"], "waiting")
    assert case.first_answered_at is not None
