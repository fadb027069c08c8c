"""E-mail that takes files along: new ones and the account's; bounded, never sent without them."""

from django.core.files.uploadedfile import SimpleUploadedFile

from comarca.accounts.tests.factories import make_account
from comarca.activities import editing
from comarca.activities.jobs import send_mail
from comarca.activities.models import Email
from comarca.activities.tests.servers import smtp
from comarca.base import files
from comarca.base.files import StoredFile
from comarca.base.jobs import Job


def pdf(name="offer.pdf", size=100):
    return SimpleUploadedFile(name, b"%PDF-1.7 " + b"x" * size)


def test_a_mail_takes_new_files_and_those_of_the_account_along(
    client, team, account, ana, settings
):
    other = make_account("Bar Luna")
    note = editing.create({"title": "Tasting", "account": account.pk}, team["owner"])
    mine, theirs, deep = (
        files.store([b"Preis\xc3\xa9"], f"list {n}.txt", "attachment", owner=owner)
        for n, owner in enumerate(
            (("account", account.pk), ("account", other.pk), ("activity", note.pk))
        )
    )
    client.force_login(team["owner"])
    address = f"/mail/accounts/{account.pk}/new/"
    page = client.get(address).content.decode()
    assert ("list 0.txt" in page, "list 1.txt" in page, "list 2.txt" in page) == (True, False, True)
    sent = {"to": ana.pk, "subject": "Offer", "text": "Dear Ana", "there": [mine.pk, deep.pk],
            "files": [pdf("Oferta año.pdf")]}  # fmt: skip
    assert client.post(address, {**sent, "there": [theirs.pk]}).status_code == 200
    assert client.post(address, {**sent, "files": [pdf("Oferta año.pdf")]}).status_code == 302
    email = Email.objects.get()
    with smtp(settings) as kept:
        send_mail(Job.ask("activities.send_mail", {"email": email.pk}))
    (got,) = kept.messages
    brought = {p.get_filename(): p.get_payload(decode=True) for p in got.walk() if p.get_filename()}
    assert set(brought) == {"Oferta año.pdf", "list 0.txt", "list 2.txt"}
    assert brought["list 0.txt"].decode().strip() == "Preisé"
    assert brought["Oferta año.pdf"].startswith(b"%PDF-1.7")
    files.remove(mine)  # what was sent stays as it was sent
    told = client.get(f"/timeline/account/{account.pk}/").content.decode()
    assert "Files: Oferta año.pdf, list 0.txt, list 2.txt" in told
    copy = StoredFile.objects.get(place="mail", name="list 0.txt")
    for who, status in (("owner", 200), ("reader", 200), ("stranger", 404)):
        client.force_login(team[who])
        answer = client.get(f"/files/{copy.pk}/")
        assert answer.status_code == status
        assert not answer.streaming or b"".join(answer)  # to its end, which closes the file


def test_files_that_no_message_takes_are_refused_and_nothing_is_left(client, team, account, ana):
    client.force_login(team["owner"])
    address = f"/mail/accounts/{account.pk}/new/"
    sent = {"to": ana.pk, "subject": "Offer", "text": "Dear Ana"}
    program = SimpleUploadedFile("setup.exe", b"MZ\x00\x01")
    for odd, said in (
        ([pdf(), program], "setup.exe: Files like"),
        ([pdf() for _n in range(11)], "at most 10 files"),
        ([pdf(size=9_000_000), pdf(size=9_000_000)], "15 MB together; these take 19"),
        ([SimpleUploadedFile("empty.pdf", b"")], "empty"),
    ):  # fmt: skip
        answer = client.post(address, {**sent, "files": odd})
        assert said in answer.content.decode(), said
    assert (Email.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_message_whose_file_is_gone_is_not_sent_without_it(client, team, account, ana, settings):
    client.force_login(team["owner"])
    sent = {"to": ana.pk, "subject": "Offer", "text": "Dear Ana", "files": [pdf()]}
    client.post(f"/mail/accounts/{account.pk}/new/", sent)
    StoredFile.objects.get().location.unlink()
    email = Email.objects.get()
    with smtp(settings) as kept:
        send_mail(Job.ask("activities.send_mail", {"email": email.pk}))
    email.refresh_from_db()
    assert (kept.messages, email.state) == ([], "failed")
    assert "no longer kept" in email.problem
