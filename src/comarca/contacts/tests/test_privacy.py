"""Consent, opt-outs, a person's file, erasure and the rules of keeping."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from comarca.accounts.models import Account
from comarca.base import writing
from comarca.base.events import Event
from comarca.base.events.comments import Comment, comment
from comarca.base.jobs import Job
from comarca.base.objects import CustomField, CustomValue, find
from comarca.contacts.models import Consent, Contact, ContactLink, RetentionRule
from comarca.contacts.privacy.reach import may_reach, reachable
from comarca.contacts.privacy.retention import due, keep_rules
from comarca.contacts.tests.factories import make_contact
from comarca.team.models import Person


@pytest.fixture
def rosa(account: Account) -> Contact:
    return make_contact(account, "Rosa Díaz", email="rosa@sol.example", phone="+34600112233")


def say(contact: Contact, channel: str, answer: str, day: str) -> None:
    Consent.objects.create(contact=contact, channel=channel, answer=answer, said_on=day)


def test_the_newest_answer_holds_and_a_letter_to_many_needs_a_yes(rosa: Contact) -> None:
    assert may_reach(rosa, "email")
    assert not may_reach(rosa, "email", mailing=True)
    say(rosa, "email", "yes", "2026-01-02")
    assert may_reach(rosa, "email", mailing=True)
    say(rosa, "email", "no", "2026-02-03")
    say(rosa, "email", "yes", "2025-02-03")  # noted late, said before
    assert not may_reach(rosa, "email")
    assert not may_reach(rosa, "email", mailing=True)
    assert may_reach(rosa, "phone")
    Contact.objects.update(archived_at=timezone.now())
    assert not may_reach(rosa, "phone")
    with pytest.raises(ValueError, match="pigeon"):
        may_reach(rosa, "pigeon")


def test_many_are_asked_about_in_one_question(
    account: Account, django_assert_num_queries: Any
) -> None:
    ids = [make_contact(account, f"P{n}").pk for n in range(50)]
    with django_assert_num_queries(1):
        assert reachable(ids, "email") == set(ids)


def test_what_a_person_does_not_want_stands_wherever_the_person_does(
    client: Client, people: dict[str, Person], account: Account, rosa: Contact
) -> None:
    client.force_login(people["owner"])
    sent = {"channel": "phone", "answer": "no", "said_on": "2026-03-01"}
    answer = client.post(f"/objects/consent/add-to/contact/{rosa.pk}/", sent)
    assert answer.status_code == 302
    noted = Consent.objects.get()
    assert (noted.contact, noted.noted_by) == (rosa, people["owner"])
    assert client.get(f"/api/objects/contact/{rosa.pk}").json()["refuses"] == ["phone"]
    assert "does not want" in client.get(f"/objects/contact/{rosa.pk}/").content.decode().lower()
    row = client.get(f"/accounts/{account.pk}/").content.decode()
    assert 'title="Does not want"' in row
    body = {"answer": "yes"}
    changed = client.patch(
        f"/api/objects/consent/{noted.pk}", body, content_type="application/json"
    )
    assert changed.status_code == 422
    noted.refresh_from_db()
    assert noted.answer == "no"


@pytest.fixture
def known(people: dict[str, Person], rosa: Contact) -> Contact:
    """A person of whom something is held in every part."""
    field = CustomField.objects.create(object_type="contact", key="c_tea", label="Tea", kind="text")
    CustomValue.objects.create(field=field, object_id=rosa.pk, text="Darjeeling")
    writing.change(find("contact"), rosa, None, {"note": "Has a hip trouble"}, people["owner"])
    comment(rosa, people["owner"], "Her daughter studies in Vigo")
    say(rosa, "email", "no", "2026-02-03")
    other = make_contact(rosa.account, "Iván")
    ContactLink.objects.create(contact=other, kind="knows", other=rosa, note="married")
    Event.objects.create(
        model="accounts.account", object_id=rosa.account_id, account_id=rosa.account_id,
        action="changed", after={"contact_name": "Rosa Díaz", "contact_email": "rosa@sol.example",
                                 "segment": "bar"},
    )  # fmt: skip
    return rosa


SECRETS = ("Darjeeling", "hip trouble", "daughter", "married", "rosa@sol.example", "Rosa")


def test_all_that_is_held_comes_in_one_file_and_giving_it_out_is_noted(
    client: Client, people: dict[str, Person], known: Contact
) -> None:
    client.force_login(people["administrator"])
    answer = client.get(f"/contacts/{known.pk}/held/")
    body = answer.content.decode()
    held = json.loads(body)
    assert {"contact", "consents", "who_knows_whom", "history", "remarks"} <= set(held)
    assert [secret for secret in SECRETS if secret not in body] == []
    assert answer["Cache-Control"] == "no-store"
    assert Event.objects.filter(action="given_out", actor=people["administrator"]).exists()


def test_an_erased_person_is_told_of_nowhere_and_the_account_stays_true(
    client: Client, people: dict[str, Person], account: Account, known: Contact
) -> None:
    client.force_login(people["administrator"])
    happened = Event.objects.count()
    answer = client.post(f"/contacts/{known.pk}/erase/")
    assert answer["Location"] == f"/accounts/{account.pk}/"
    rows = [*Event.objects.values(), *Comment.objects.values(), *Contact.objects.values()]
    told = json.dumps([*rows, *CustomValue.objects.values("text")], default=str)
    assert [secret for secret in SECRETS if secret in told] == []
    assert not Consent.objects.exists()
    assert not ContactLink.objects.exists()
    assert Event.objects.count() == happened + 1  # that something happened stays, and when
    assert Event.objects.get(model="accounts.account").after == {"segment": "bar"}
    kept = Contact.objects.get(pk=known.pk)
    assert kept.account == account
    assert kept.erased_at is not None
    assert not may_reach(kept, "email")
    assert client.get(f"/contacts/{known.pk}/held/").status_code == 404
    for page in (f"/accounts/{account.pk}/", "/objects/contact/", "/api/search?q=rosa"):
        assert "Rosa" not in client.get(page).content.decode().replace("q=rosa", "")


@pytest.mark.parametrize("who", ["owner", "manager", "stranger", "read-only"])
def test_only_administrators_give_out_erase_and_set_rules(
    client: Client, people: dict[str, Person], rosa: Contact, who: str
) -> None:
    client.force_login(people[who])
    seen = who != "stranger"
    refused = 403 if seen else 404
    for page in ("held/", "erase/"):
        assert client.get(f"/contacts/{rosa.pk}/{page}").status_code == refused
    assert client.post(f"/contacts/{rosa.pk}/erase/").status_code == refused
    assert client.get("/contacts/retention/").status_code == 403
    assert client.post("/contacts/retention/", {}).status_code == 403
    rosa.refresh_from_db()
    assert rosa.erased_at is None
    assert client.get(f"/objects/contact/{rosa.pk}/").status_code == (200 if seen else 404)
    assert "Erase this person" not in client.get(f"/objects/contact/{rosa.pk}/").content.decode()


def test_rules_show_whom_they_would_erase_and_erase_them_once_switched_on(
    client: Client, people: dict[str, Person], account: Account, rosa: Contact
) -> None:
    make_contact(account, "Iván")
    Contact.objects.filter(pk=rosa.pk).update(archived_at=timezone.now() - timedelta(days=400))
    client.force_login(people["administrator"])
    sent = {"archived-months": "14", "closed-months": "36"}
    client.post("/contacts/retention/", sent)
    rule = RetentionRule.objects.get(case="archived")
    assert list(due(rule)) == []
    client.post("/contacts/retention/", {**sent, "archived-months": "12"})
    page = client.get("/contacts/retention/").content.decode()
    assert "Rosa Díaz" in page
    assert "Iván" not in page
    job = Job.objects.create(kind="contacts.retention")
    assert keep_rules(job) == {"erased": 0, "stay": True}
    sent |= {"archived-months": "12", "archived-is_active": "on"}
    client.post("/contacts/retention/", sent)
    assert keep_rules(job)["erased"] == 1
    assert sorted(Contact.objects.values_list("name", flat=True)) == ["Erased person", "Iván"]
    assert keep_rules(job)["erased"] == 0
