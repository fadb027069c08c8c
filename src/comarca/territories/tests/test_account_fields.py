from django.test import Client

from comarca.base.dates import today
from comarca.team.models import Person
from comarca.territories.life.activation import activate
from comarca.territories.models import Plan


def names(client: Client, asked: str) -> list[str]:
    return [row.title for row in client.get(f"/accounts/?{asked}").context["rows"]]


def test_accounts_are_listed_by_the_territory_they_fall_in(
    client: Client, team: dict[str, Person], plan: Plan
) -> None:
    client.force_login(team["operations"])
    first = plan.territories.order_by("pk").first()
    assert len(names(client, f"territory={first.pk}")) == 8
    assert names(client, "territory__filled=1") == []
    activate(plan, today(), team["operations"])
    assert len(names(client, "territory__filled=1")) == 12
    assert names(client, "territory__empty=1") == []
    page = client.get("/accounts/?columns=territory&group=").context["rows"]
    assert {row.cells[1].text for row in page} == {t.name for t in plan.territories.all()}


def test_the_field_sees_the_territories_of_its_people_alone(
    client: Client, team: dict[str, Person], plan: Plan
) -> None:
    activate(plan, today(), team["operations"])
    client.force_login(team["owner"])
    offered = client.get("/accounts/?add=territory").content.decode()
    mine, other = plan.territories.order_by("pk")
    assert f">{mine.name}</option>" in offered
    assert f">{other.name}</option>" not in offered
