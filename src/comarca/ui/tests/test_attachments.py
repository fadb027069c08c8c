"""Files attached to an account: who may see, add and delete them, and what is written down."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from comarca.accounts.models import Ownership
from comarca.accounts.tests.factories import make_account
from comarca.base.dates import today
from comarca.base.events import history_of
from comarca.base.files import StoredFile, store

READ = [
    ("owner", 200), ("manager", 200), ("administrator", 200), ("reader", 200), ("stranger", 404),
]  # fmt: skip
WRITE = [
    ("owner", 302), ("manager", 302), ("administrator", 302), ("reader", 403), ("stranger", 404),
]  # fmt: skip


@pytest.fixture
def account(team, tmp_path, settings):
    settings.COMARCA_DATA = tmp_path
    made = make_account(name="Bar Sur")
    Ownership.objects.create(account=made, person=team["owner"], valid_from=today())
    return made


@pytest.fixture
def file(account, team):
    return store(
        [b"%PDF-1.7"], "oferta.pdf", "attachment", owner=("account", account.pk), by=team["owner"]
    )


@pytest.mark.parametrize(("who", "status"), READ)
def test_who_sees_the_object_sees_its_files(client, team, account, file, who, status):
    client.force_login(team[who])
    answer = client.get(f"/files/{file.pk}/")
    assert answer.status_code == status
    assert client.get(f"/panels/account/files/{account.pk}/").status_code == status
    if status == 200:
        assert b"".join(answer.streaming_content) == b"%PDF-1.7"
        assert answer["Content-Disposition"] == 'attachment; filename="oferta.pdf"'
        assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("who", "status"), WRITE)
def test_who_may_change_the_object_may_add_and_delete(client, team, account, file, who, status):
    client.force_login(team[who])
    given = SimpleUploadedFile("acta.txt", b"hola")
    added = client.post(f"/files/account/{account.pk}/", {"file": given})
    assert added.status_code == status
    assert StoredFile.objects.of("account", account.pk).count() == (2 if status == 302 else 1)
    assert client.post(f"/files/{file.pk}/delete/").status_code == status
    assert StoredFile.objects.filter(pk=file.pk).exists() is (status != 302)
    actions = [event.action for event in history_of(account)]
    assert actions == (["file_removed", "file_attached"] if status == 302 else [])


def test_a_refused_file_is_told_and_not_kept(client, team, account):
    client.force_login(team["owner"])
    given = SimpleUploadedFile("nomina.pdf", b"MZ\x90\x00")
    page = client.post(f"/files/account/{account.pk}/", {"file": given}, follow=True)
    assert "nomina.pdf" in page.content.decode()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("path", ["/files/nowhere/1/", "/files/login/1/"])
def test_there_are_no_files_on_other_pages(client, team, path):
    client.force_login(team["administrator"])
    given = SimpleUploadedFile("a.txt", b"x")
    assert client.post(path, {"file": given}).status_code == 404


def test_other_kinds_of_files_are_no_attachments(client, team, account):
    export = store([b"%PDF-1.7"], "mapa.pdf", "export")
    client.force_login(team["administrator"])
    assert client.get(f"/files/{export.pk}/").status_code == 404


def test_nobody_logged_in_is_refused(client, company):
    assert client.get("/files/1/").status_code == 302
