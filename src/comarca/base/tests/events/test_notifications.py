"""Who is told of what: in the application and by a real letter to a real mail server."""

import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from comarca.accounts.tests.factories import make_account
from comarca.base.events import Event, record
from comarca.base.events.comments import comment
from comarca.base.events.digest import AT_ONCE, send
from comarca.base.events.notifications import Mail, Notification, NotificationChoice, kinds
from comarca.base.jobs import Job


class Box:
    """Keeps what the mail server receives."""

    def __init__(self):
        self.letters = []
        self.refuses = False

    async def handle_DATA(self, server, session, envelope):
        if self.refuses:
            return "451 Try again later"
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append((envelope.rcpt_tos, letter["Subject"], letter.get_content()))
        return "250 OK"


@pytest.fixture
def post(settings):
    box = Box()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", False
    settings.EMAIL_PORT = port
    settings.COMARCA_URL = "https://comarca.example"
    yield box
    server.stop()


@pytest.fixture
def account(team):
    return make_account("Bar Uno", owner=team["owner"])


def told(person):
    return list(Notification.objects.filter(person=person).values_list("kind", flat=True))


def test_the_owner_is_told_of_a_change_but_never_of_their_own(team, account):
    record(account, "changed", actor=team["manager"], after={"segment": "A"})
    record(account, "changed", actor=team["owner"], after={"segment": "B"})
    assert told(team["owner"]) == ["account_changed"]
    assert Notification.objects.count() == 1


def test_a_mention_counts_before_the_ownership(team, account):
    comment(account, team["manager"], "@owner", [team["owner"].pk, team["manager"].pk])
    assert told(team["owner"]) == ["mention"]
    assert told(team["manager"]) == []


def test_each_person_chooses_for_each_kind(team, account):
    owner = team["owner"]
    choice = {"person": owner, "kind": "account_changed"}
    row = NotificationChoice.objects.create(**choice, in_app=False, mail=Mail.OFF)
    record(account, "changed", actor=team["manager"])
    assert told(owner) == []
    row.mail = Mail.DAILY
    row.save()
    record(account, "changed", actor=team["manager"])
    assert Notification.objects.visible_to(owner).unread().count() == 0
    assert told(owner) == ["account_changed"]


def test_the_day_comes_in_one_letter_in_the_readers_language_and_once(team, account, post):
    team["owner"].language = "es"
    team["owner"].save()
    for text in ("Uno", "Dos"):
        comment(account, team["manager"], text)
    assert send(Mail.DAILY) == 1
    assert send(Mail.DAILY) == 0
    [(to, subject, text)] = post.letters
    assert to == ["owner@example.com"]
    assert subject == "2 novedades para ti en Comarca"
    assert text.count("Bar Uno") == 2
    assert "“Dos”" in text
    assert f"https://comarca.example/accounts/{account.pk}/" in text
    assert "https://comarca.example/account/notifications/" in text


def test_what_was_read_or_can_no_longer_be_seen_is_not_written(team, account, post):
    comment(account, team["manager"], "Uno")
    Notification.objects.update(read_at=timezone.now())
    assert send(Mail.DAILY) == 0
    comment(account, team["manager"], "Dos")
    account.ownerships.update(person=team["stranger"])
    assert send(Mail.DAILY) == 0
    assert post.letters == []


def test_a_letter_that_is_refused_is_tried_again(team, account, post):
    comment(account, team["manager"], "Uno")
    post.refuses = True
    with pytest.raises(OSError, match="Try again"):
        send(Mail.DAILY)
    post.refuses = False
    assert send(Mail.DAILY) == 1


def test_a_mention_asks_the_worker_for_a_letter_at_once(team, account, post):
    comment(account, team["manager"], "@owner", [team["owner"].pk])
    comment(account, team["manager"], "@owner otra vez", [team["owner"].pk])
    assert Job.objects.filter(kind=AT_ONCE).count() == 1
    assert send(Mail.AT_ONCE) == 1
    assert len(post.letters) == 1


def test_without_a_mail_server_nothing_is_asked_for(team, account, settings):
    settings.EMAIL_HOST = ""
    comment(account, team["manager"], "@owner", [team["owner"].pk])
    assert not Job.objects.exists()
    assert send(Mail.AT_ONCE) == 0
    assert Notification.objects.get().mailed_at is None


def test_who_left_gets_no_letters(team, account, post):
    comment(account, team["manager"], "Uno")
    team["owner"].is_active = False
    team["owner"].save()
    assert send(Mail.DAILY) == 0


def test_kinds_tell_of_actions_that_there_are():
    from comarca.base.events.actions import find

    assert len(kinds()) >= 4
    for kind in kinds():
        assert all(find(action) for action in kind.actions)


def test_a_letters_subject_is_one_line(team, account, post):
    account.name = "Bar\nBcc: x@example.com"
    account.save()
    comment(account, team["manager"], "Uno")
    send(Mail.DAILY)
    [(to, subject, _text)] = post.letters
    assert to == ["owner@example.com"]
    assert "\n" not in subject
    assert Event.objects.count() == 1
