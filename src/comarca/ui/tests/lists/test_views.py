import pytest
from django.test import Client

from comarca.accounts.models import Account
from comarca.base.events import Event
from comarca.team.models import Person
from comarca.ui.lists.models import SavedView


def save(client: Client, **values: str) -> SavedView:
    client.post("/objects/account/views/", {"name": "Bars", "query": "segment__is=bar", **values})
    return SavedView.objects.latest("pk")


@pytest.mark.parametrize(
    ("shared", "seers"),
    [
        ("me", {"owner"}),
        ("team", {"owner", "manager", "peer"}),
        ("everybody", {"owner"}),
    ],
)
def test_who_sees_a_view(
    client: Client,
    team: dict[str, Person],
    accounts: dict[str, Account],
    shared: str,
    seers: set[str],
) -> None:
    client.force_login(team["owner"])
    view = save(client, shared=shared)
    seen = {who for who in team if SavedView.objects.visible_to(team[who]).filter(pk=view.pk)}
    assert seen == seers


def test_an_administrator_shares_with_everybody(boss: Client, team: dict[str, Person]) -> None:
    view = save(boss, shared="everybody")
    assert SavedView.objects.visible_to(team["stranger"]).filter(pk=view.pk).exists()


def test_the_list_opens_with_the_view_a_person_chose(
    boss: Client, accounts: dict[str, Account]
) -> None:
    view = save(boss, default="1")
    opened = boss.get("/accounts/", follow=True)
    assert [row.title for row in opened.context["rows"]] == ["Bar Sol", "Casa Mar"]
    assert opened.context["view"] == view
    assert len(boss.get("/accounts/?q=").context["rows"]) == 3
    boss.post(f"/objects/account/views/{view.pk}/", {"act": "usual"})
    assert len(boss.get("/accounts/").context["rows"]) == 3


def test_a_view_shows_each_reader_their_own(
    client: Client, team: dict[str, Person], accounts: dict[str, Account]
) -> None:
    client.force_login(team["manager"])
    view = save(client, shared="team", query="segment__is=bar")
    client.force_login(team["peer"])
    page = client.get(f"/accounts/?{view.query}&view={view.pk}")
    assert page.context["view"] == view
    assert page.context["rows"] == []


def test_only_its_owner_deletes_a_view(client: Client, team: dict[str, Person]) -> None:
    client.force_login(team["owner"])
    view = save(client, shared="team")
    client.force_login(team["peer"])
    assert client.post(f"/objects/account/views/{view.pk}/", {"act": "delete"}).status_code == 404
    client.force_login(team["stranger"])
    assert client.post(f"/objects/account/views/{view.pk}/", {"act": "default"}).status_code == 404
    client.force_login(team["owner"])
    client.post(f"/objects/account/views/{view.pk}/", {"act": "delete"})
    assert not SavedView.objects.exists()


def test_columns_are_kept_for_a_person_and_in_their_order(
    boss: Client, accounts: dict[str, Account]
) -> None:
    wanted = {"column": ["segment", "potential"], "at_segment": "9", "at_potential": "1"}
    boss.post("/objects/account/columns/", wanted)
    columns = boss.get("/accounts/").context["columns"]
    assert [one.key for one in columns] == ["name", "potential", "segment"]
    boss.post("/objects/account/columns/", {"usual": "1"})
    assert len(boss.get("/accounts/").context["columns"]) > 4


def test_a_saved_query_holds_nothing_but_a_query(boss: Client) -> None:
    view = save(boss, query="segment__is=bar&next=https://evil.example&x=<script>")
    assert view.query == "segment__is=bar"


def test_who_takes_a_list_away_is_written_down(
    boss: Client, team: dict[str, Person], accounts: dict[str, Account]
) -> None:
    b"".join(boss.get("/objects/account/export/?as=csv&segment__is=bar"))
    told = Event.objects.get(action="exported")
    assert (told.actor_id, told.object_id) == (team["administrator"].pk,) * 2
    assert told.after == {"list": "Accounts", "query": "segment__is=bar", "format": "csv"}
    page = boss.get("/audit/").content.decode()
    assert "segment__is=bar" in page
