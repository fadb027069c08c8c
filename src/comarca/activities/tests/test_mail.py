"""E-mail in and out of real servers: the right account, never a guess, nothing that can harm."""

from email.message import EmailMessage

import pytest

from comarca.accounts.tests.factories import make_account
from comarca.activities.crypt import lock
from comarca.activities.jobs import send_mail
from comarca.activities.mail import reading
from comarca.activities.models import Activity, Email, Mailbox, MailTemplate
from comarca.activities.tests import servers
from comarca.base.files import StoredFile
from comarca.base.jobs import Job
from comarca.contacts.models import Contact


@pytest.fixture(scope="module")
def imap():
    with servers.imap() as port:
        yield port


@pytest.fixture
def box(team, imap):
    servers.empty(imap)
    return Mailbox.objects.create(
        name="Company", address="crm@comarca.example", host="127.0.0.1", port=imap,
        is_encrypted=False, username=servers.USER, secret=lock(servers.PASSWORD),
    )  # fmt: skip


def message(sender, to="crm@comarca.example", subject="Order", text="Ten boxes", **headers):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, to, subject
    made["Message-ID"] = f"<{abs(hash((sender, subject, text)))}@x.example>"
    for name, value in headers.items():
        del made[name.replace("_", "-")]
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def read(box, *messages):
    servers.deliver(box.port, *(bytes(one) for one in messages))
    box.refresh_from_db()
    return reading.check(box)


def test_mail_goes_to_the_account_of_whoever_is_known_there(client, team, account, ana, box):
    assert read(box, message("Ana <ana@sol.example>")) == 1
    email = Email.objects.get()
    assert (email.activity.account, email.contact, email.state) == (account, ana, "filed")
    assert (email.activity.kind, email.activity.owner) == ("email", team["owner"])
    assert read(box) == 0  # nothing new, nothing twice
    client.force_login(team["owner"])
    assert "Order" in client.get(f"/timeline/account/{account.pk}/").content.decode()
    with servers.logged_in(box.port) as inside:
        inside.select("INBOX", readonly=True)
        assert inside.search(None, "UNSEEN")[1] != [b""]


def test_the_unknown_and_the_ambiguous_wait_to_be_sorted(client, team, account, ana, box):
    other = make_account("Bar Luna", owner=team["owner"])
    Contact.objects.create(account=other, name="Ana Ruiz", email="both@sol.example")
    Contact.objects.create(account=account, name="Ana Ruiz", email="both@sol.example")
    first = message("ana@sol.example", subject="First")
    unknown = message("eva@who.example", subject="Re: First", In_Reply_To=first["Message-ID"])
    both = message("both@sol.example", subject="Two")
    told = message("both@sol.example", subject="Re: Two", References=first["Message-ID"])
    read(box, first, unknown, both, told)
    states = dict(Email.objects.values_list("subject", "state"))
    assert states == {"First": "filed", "Re: First": "sort", "Two": "sort", "Re: Two": "filed"}
    client.force_login(team["administrator"])
    page = client.get("/mail/").content.decode()
    assert ("Re: First" in page, "Two" in page) == (True, True)
    waiting = Email.objects.get(subject="Re: First")
    assert waiting.thread == Email.objects.get(subject="First").message_id
    assert "Its conversation is on Bar Sol" in client.get(f"/mail/{waiting.pk}/").content.decode()
    client.post(f"/mail/{waiting.pk}/sort/", {"account": f"#{account.pk}"})
    waiting.refresh_from_db()
    assert (waiting.state, waiting.activity.account) == ("filed", account)
    client.post(f"/mail/{Email.objects.get(subject='Two').pk}/ignore/")
    assert not Email.objects.to_be_sorted().exists()


def test_a_copy_to_the_bcc_address_goes_to_whom_a_colleague_wrote(team, account, ana, box):
    read(box, message("Owner@example.com", to="Ana <ana@sol.example>"))
    email = Email.objects.get()
    assert (email.is_outgoing, email.activity.account, email.contact) == (True, account, ana)
    assert email.activity.owner == team["owner"]


def test_html_is_made_safe_and_files_are_kept(client, team, account, ana, box):
    sent = message("ana@sol.example", subject="Photos")
    html = (
        '<p onclick="x()">Hello <b>you</b></p><script>alert(1)</script><style>p{}</style>'
        '<img src="https://spy.example/p.gif"><a href="javascript:x()">a</a>'
        '<iframe src="x"></iframe><form action="/x"><input name="y"></form>'
        '<svg><script>1</script></svg><a href="https://ok.example">ok</a>'
    )
    sent.add_alternative(html, subtype="html")
    sent.add_attachment(b"%PDF-1.4 x", maintype="application", subtype="pdf", filename="a.pdf")
    sent.add_attachment(b"MZ\x90\x00", maintype="application", subtype="exe", filename="run.exe")
    read(box, sent)
    email = Email.objects.get()
    for bad in ("script", "onclick", "img", "javascript", "iframe", "form", "style", "svg", "spy"):
        assert bad not in email.html
    assert "<b>you</b>" in email.html
    assert 'rel="noopener' in email.html
    assert "run.exe" in email.problem
    kept = StoredFile.objects.get()
    statuses = {"owner": 200, "manager": 200, "stranger": 404}
    for who, status in statuses.items():
        client.force_login(team[who])
        answer = client.get(f"/files/{kept.pk}/")
        b"".join(answer)
        assert answer.status_code == status
        assert client.get(f"/mail/{email.pk}/").status_code == status


def test_a_message_that_is_no_message_breaks_nothing(team, box):
    odd = [b"", b"\x00\xff\xfe" * 50, b"From: \xff\r\nSubject: =?x?b?!?=\r\n\r\n\xff",
           b"Content-Type: text/html; charset=nope\r\n\r\n\xe1<p>",
           b"From: a@b.example\r\nDate: yesterday\r\nMessage-ID: none\r\n\r\nHi"]  # fmt: skip
    servers.deliver(box.port, *(one for one in odd if one))
    reading.check(box)
    box.refresh_from_db()
    assert (box.problem, Email.objects.count()) == ("", 4)
    assert set(Email.objects.values_list("state", flat=True)) == {"sort"}


def test_a_server_that_refuses_is_told(team, box):
    box.secret = lock("wrong")
    assert reading.check(box) == 0
    box.refresh_from_db()
    assert box.problem
    box.secret = "x"
    reading.check(box)
    box.refresh_from_db()
    assert "password" in box.problem


def test_a_mail_becomes_a_task_in_one_click(client, team, account, ana, box):
    read(box, message("ana@sol.example"))
    email = Email.objects.get()
    client.force_login(team["owner"])
    assert client.post(f"/mail/{email.pk}/task/").status_code == 302
    task = Activity.objects.get(kind="task")
    email.activity.refresh_from_db()
    assert (task.title, task.account, email.activity.next_step) == (
        "Answer: Order", account, task,
    )  # fmt: skip


def test_a_mail_by_template_is_sent_in_the_customer_s_language(
    client, team, account, ana, settings, django_capture_on_commit_callbacks
):
    for language, text in (("es", "Hola {contact}"), ("en", "Dear {contact} of {account}, {me}")):
        MailTemplate.objects.create(name="Offer", language=language, subject="Oferta", text=text)
    client.force_login(team["owner"])
    address = f"/mail/accounts/{account.pk}/new/"
    page = client.get(f"{address}?template=Offer&to={ana.pk}").content.decode()
    assert "Dear Ana Ruiz of Bar Sol, Owner" in page
    sent = {"to": ana.pk, "subject": "Offer", "text": "Dear Ana"}
    with servers.smtp(settings) as kept:
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(address, sent).status_code == 302
        job = Job.objects.get(kind="activities.send_mail")
        send_mail(job)
        send_mail(job)  # again: nobody gets it twice
    (got,) = kept.messages
    assert (got["To"], got["Reply-To"]) == ("ana@sol.example", "owner@example.com")
    assert "crm@comarca.example" in got["From"]
    email = Email.objects.get()
    assert got["Message-ID"] == f"<{email.message_id}>"
    assert (email.state, email.activity.account, email.activity.state) == ("sent", account, "done")


def test_without_a_mail_server_it_says_so(client, team, account, ana, settings):
    settings.EMAIL_HOST = ""
    client.force_login(team["owner"])
    client.post(f"/mail/accounts/{account.pk}/new/",
                {"to": ana.pk, "subject": "Offer", "text": "Dear Ana"})  # fmt: skip
    email = Email.objects.get()
    send_mail(Job.ask("activities.send_mail", {"email": email.pk}))
    page = client.get(f"/mail/{email.pk}/").content.decode()
    assert "No mail server is set up" in page


ROUTES = [
    ("get", "/mail/{email}/", {"owner": 200, "manager": 200, "reader": 200, "stranger": 404}),
    ("post", "/mail/{email}/task/", {"owner": 302, "reader": 403, "stranger": 404}),
    ("post", "/mail/{email}/sort/", {"owner": 302, "reader": 403, "stranger": 404}),
    ("post", "/mail/{email}/ignore/", {"owner": 302, "reader": 403, "stranger": 404}),
    ("get", "/mail/{waiting}/", {"operations": 200, "owner": 404, "stranger": 404}),
    ("post", "/mail/{waiting}/ignore/", {"owner": 404, "stranger": 404, "operations": 302}),
    ("get", "/mail/accounts/{account}/new/", {"owner": 200, "reader": 403, "stranger": 404}),
    ("get", "/mail/", {"owner": 200, "operations": 200, "reader": 403}),
    ("get", "/mail/boxes/", {"administrator": 200, "owner": 403, "operations": 403, "reader": 403}),
    ("get", "/mail/boxes/{box}/", {"administrator": 200, "manager": 403}),
    ("post", "/mail/boxes/{box}/delete/", {"manager": 403, "administrator": 302}),
]


def test_who_may_do_what(client, team, account, ana):
    from django.utils import timezone

    from comarca.activities.mail.filing import file_on

    box = Mailbox.objects.create(name="B", address="b@x.example", host="x", username="x")
    rows = [
        Email.objects.create(message_id=f"{n}@x", thread=f"{n}@x", sender="ana@sol.example",
                             subject="S", at=timezone.now(), mailbox=box)
        for n in range(2)
    ]  # fmt: skip
    file_on(rows[0], account, ana, None)
    values = {"email": rows[0].pk, "waiting": rows[1].pk, "account": account.pk, "box": box.pk}
    for method, route, statuses in ROUTES:
        for who, status in statuses.items():
            client.force_login(team[who])
            answer = getattr(client, method)(route.format(**values))
            assert answer.status_code == status, (route, who)


def test_a_password_is_never_shown(client, team):
    client.force_login(team["administrator"])
    sent = {"name": "B", "address": "b@x.example", "host": "imap.x.example", "port": "993",
            "username": "u", "folder": "INBOX", "password": "very-secret"}  # fmt: skip
    assert client.post("/mail/boxes/", sent).status_code == 302
    box = Mailbox.objects.get()
    assert "very-secret" not in box.secret
    assert "very-secret" not in client.get(f"/mail/boxes/{box.pk}/").content.decode()
    client.post(f"/mail/boxes/{box.pk}/", {**sent, "password": "", "name": "C"})
    assert Mailbox.objects.get().secret == box.secret


def test_who_said_no_is_not_written_to_and_what_is_held_can_be_taken_away(
    client, team, account, ana, box
):
    from comarca.contacts.privacy.held import everything_on, holders

    read(box, message("ana@sol.example", text="My secret"))
    held = everything_on(ana)
    assert "My secret" in held["emails"][0]["text"]
    assert held["activities"][0]["kind"] == "email"
    for one in holders():
        if one.key in {"activities", "emails"}:
            one.redact(ana)
    assert "My secret" not in str(everything_on(ana))
    assert Activity.objects.filter(account=account, kind="email").count() == 1
    ana.archived_at = "2026-01-01T00:00:00Z"  # whoever is archived is reached no more
    ana.save()
    client.force_login(team["owner"])
    sent = {"to": ana.pk, "subject": "Offer", "text": "Dear Ana"}
    client.post(f"/mail/accounts/{account.pk}/new/", sent)
    assert not Email.objects.filter(is_outgoing=True).exists()
