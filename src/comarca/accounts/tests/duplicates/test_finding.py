"""The same customer twice: asked on entry, found by a scan, decided on a page."""

import pytest
from django.test import Client

from comarca.accounts.duplicates.entry import likely
from comarca.accounts.duplicates.scan import scan
from comarca.accounts.models import Account, DuplicatePair, Merge
from comarca.accounts.tests.factories import make_account
from comarca.base.jobs import Job
from comarca.base.search import index
from comarca.imports.tests.files import work
from comarca.team.models import Person
from comarca.team.tests.people import make_company, make_team

NEW = {"name": "Taberna Xiringuelu SL", "phone": "+34 985 111 222", "status": "customer"}


@pytest.fixture
def team(db: None) -> dict[str, Person]:
    make_company()
    team = make_team()
    Person.objects.update(language="en")
    return team


@pytest.fixture
def twins(team: dict[str, Person]) -> list[Account]:
    for n in range(40):
        make_account(f"Bar {n} Calle", phone=f"986{100_000 + 713 * n}", place="Vigo")
    made = [
        make_account(
            name, phone="985 111 222", place="Gijón", address="Calle 1", owner=team["owner"]
        )
        for name in ("Taberna Xiringüelu", "TABERNA XIRINGÜELU, S.L.")
    ]
    index.rebuild("account")
    return made


def quiet(share: float, text: str) -> None:
    """Listen to nothing."""


def test_a_scan_finds_pairs_and_keeps_what_was_decided(
    twins: list[Account], team: dict[str, Person]
) -> None:
    assert scan(quiet) == 1
    pair = DuplicatePair.objects.get()
    assert (pair.left, pair.right) == tuple(twins)
    assert pair.probability > 0.9
    pair.state = DuplicatePair.State.DIFFERENT
    pair.save()
    assert scan(quiet) == 0
    assert DuplicatePair.objects.get().state == "different"


def test_what_no_longer_looks_alike_is_asked_no_more(twins: list[Account]) -> None:
    scan(quiet)
    Account.objects.filter(pk=twins[0].pk).update(name="Farmacia Paz", phone="1234567")
    assert scan(quiet) == 0
    assert not DuplicatePair.objects.exists()


def test_an_account_that_is_here_is_known_while_it_is_typed(
    twins: list[Account], team: dict[str, Person]
) -> None:
    found = likely(NEW, team["administrator"])
    assert {one.account for one in found} == set(twins)
    assert likely({"name": "Panadería Nueva", "phone": "981555444"}, team["administrator"]) == []
    assert likely(NEW, team["stranger"]) == []


def test_the_form_asks_before_it_creates_a_second_one(
    twins: list[Account], team: dict[str, Person], client: Client
) -> None:
    client.force_login(Person.objects.get(pk=team["administrator"].pk))
    page = client.post("/accounts/new/", NEW)
    assert "Nothing is saved yet" in page.content.decode()
    assert not Account.objects.filter(name=NEW["name"]).exists()
    assert client.post("/accounts/new/", {**NEW, "anyway": "1"}).status_code == 302
    assert Account.objects.filter(name=NEW["name"]).exists()


def test_from_the_scan_to_one_account_and_back(
    twins: list[Account], team: dict[str, Person], client: Client
) -> None:
    client.force_login(Person.objects.get(pk=team["administrator"].pk))
    client.post("/accounts/duplicates/look/")
    assert work(Job.objects.filter(kind="accounts.duplicates").first()).result["open"] == 1
    one, other = twins
    address = f"/accounts/{one.pk}/merge/{other.pk}/"
    assert address in client.get("/accounts/duplicates/").content.decode()
    assert "TABERNA XIRING" in client.get(address).content.decode()
    sent = {"version": one.version, "other_version": other.version, "take-name": "other"}
    client.post(address, sent)
    one.refresh_from_db()
    assert one.name == "TABERNA XIRINGÜELU, S.L."
    assert "was merged into this account" in client.get(f"/accounts/{one.pk}/").content.decode()
    assert "merged into" in client.get(f"/accounts/{other.pk}/").content.decode()
    client.post(f"/accounts/merges/{Merge.objects.get().pk}/undo/")
    assert Account.objects.get(pk=one.pk).name == "Taberna Xiringüelu"


def test_a_stale_page_merges_nothing(
    twins: list[Account], team: dict[str, Person], client: Client
) -> None:
    client.force_login(Person.objects.get(pk=team["administrator"].pk))
    one, other = twins
    client.post(f"/accounts/{one.pk}/merge/{other.pk}/", {"version": 99, "other_version": 1})
    assert not Merge.objects.exists()


@pytest.mark.parametrize(
    ("who", "seen"), [("administrator", 200), ("owner", 200), ("stranger", 404), ("reader", 403)]
)
def test_who_may_merge(
    twins: list[Account], team: dict[str, Person], client: Client, who: str, seen: int
) -> None:
    scan(quiet)
    if who not in team:
        team[who] = Person.objects.create_user("r@example.com", name="R", role="read_only")
    client.force_login(team[who])
    one, other = twins
    assert client.get(f"/accounts/{one.pk}/merge/{other.pk}/").status_code == seen
    pair = DuplicatePair.objects.get()
    decided = client.post(f"/accounts/duplicates/{pair.pk}/different/").status_code
    assert decided == {200: 302}.get(seen, seen)
    listed = client.get("/accounts/duplicates/")
    assert listed.status_code == (403 if who == "reader" else 200)
    assert str(one.name) not in listed.content.decode() or seen == 200
