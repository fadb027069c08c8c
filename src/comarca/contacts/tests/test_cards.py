"""Contacts go out as vCards and come in as such, with preview, duplicates and undo."""

import vobject

from comarca.accounts.tests.factories import make_account
from comarca.base.events import Event
from comarca.contacts.models import Contact
from comarca.imports.described.undoing import undo
from comarca.imports.models import Import
from comarca.imports.tests.bringing import bring
from comarca.ui.lists.models import Selection


def cards(answer):
    body = b"".join(answer) if answer.streaming else answer.content
    return list(vobject.readComponents(body.decode()))


def test_one_selection_and_list_go_out_as_cards(client, people, account):
    ana = Contact.objects.create(
        account=account, name="Ana Ruiz, Dr.", email="ana@sol.example", mobile="+34600112233",
        position="Jefa", note="Hip trouble", role="decides",
    )  # fmt: skip
    eva = Contact.objects.create(account=account, name="Eva Gil", given_name="Eva",
                                 family_name="Gil")  # fmt: skip
    Contact.objects.create(account=make_account("Bar Luna"), name="Not Seen")
    client.force_login(people["owner"])
    answer = client.get(f"/contacts/{ana.pk}/card/")
    assert b"Hip" not in answer.content
    (card,) = cards(answer)
    assert (card.fn.value, card.email.value, card.tel.value, card.org.value, card.title.value) == (
        "Ana Ruiz, Dr.", "ana@sol.example", "+34600112233", [account.name], "Jefa",
    )  # fmt: skip
    listed = cards(client.get("/objects/contact/export/?as=vcf&sort=name"))
    assert [one.fn.value for one in listed] == ["Ana Ruiz, Dr.", "Eva Gil"]
    assert (listed[1].n.value.given, listed[1].n.value.family) == ("Eva", "Gil")
    held = Selection.objects.create(object_type="contact", owner=people["owner"], ids=[eva.pk])
    picked = client.get(f"/objects/contact/export/?as=vcf&selection={held.pk}")
    assert [one.fn.value for one in cards(picked)] == ["Eva Gil"]
    assert Event.objects.filter(action="exported").count() == 3
    assert "as=vcf" in client.get("/objects/contact/").content.decode()
    client.force_login(people["stranger"])
    assert client.get(f"/contacts/{ana.pk}/card/").status_code == 404
    assert cards(client.get("/objects/contact/export/?as=vcf")) == []


def test_what_goes_out_comes_back_unchanged_and_new_people_come_in(
    client, people, account, tmp_path
):
    for name, email in (("Ana Ruiz", "ana@sol.example"), ("Eva", "")):
        Contact.objects.create(account=account, name=name, email=email, mobile="+34600112233")
    client.force_login(people["owner"])
    out = b"".join(client.get("/objects/contact/export/?as=vcf"))
    more = (
        f"BEGIN:VCARD\nVERSION:3.0\nFN:Iv\u00e1n\nORG:{account.name}\nPHOTO;ENCODING=b:/9j/4AAQ\n"
        "END:VCARD\nBEGIN:VCARD\nVERSION:3.0\nN:;;;;\nFN:\n"
        f"ORG:{account.name}\nEND:VCARD\n"
    )
    (path := tmp_path / "people.vcf").write_bytes(out + more.encode())
    done = bring(path, "contact", people["owner"])
    assert (done.unchanged, done.changed, done.created) == (2, 0, 1)
    assert Contact.objects.get(name="Iv\u00e1n").account == account
    assert len(done.problems) == 1


def test_people_from_cards_go_again_with_what_the_cards_changed(people, account, tmp_path):
    Contact.objects.create(account=account, name="Ana Ruiz", email="ana@sol.example")
    kept = list(Contact.objects.values_list("pk", "name", "email", "position", "mobile"))
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nORG:{}\nEMAIL:{}\nTITLE:Jefa\nEND:VCARD\n"
    (path := tmp_path / "people.vcf").write_text(
        card.format("Ana Ruiz", account.name, "ana@sol.example")
        + card.format("Eva Gil", account.name, "eva@sol.example")
    )
    done = bring(path, "contact", people["owner"])
    assert (done.changed, done.created) == (1, 1)
    assert set(Contact.objects.values_list("name", "position")) == {
        ("Ana Ruiz", "Jefa"), ("Eva Gil", "Jefa"),
    }  # fmt: skip
    assert undo(Import.objects.get(), people["owner"]) == {"deleted": 1, "restored": 1}
    assert list(Contact.objects.values_list("pk", "name", "email", "position", "mobile")) == kept
