import pytest

from comarca.base.events import history_of
from comarca.base.organisation import Organisation

VALUES = {
    "language": "en", "name": "Pinturas", "country": "ES", "currency": "EUR",
    "timezone": "Atlantic/Canary", "working_days": ["0", "5"], "hours_per_day": "8",
}  # fmt: skip


@pytest.mark.parametrize(
    ("who", "status"),
    [("administrator", 200), ("operations", 403), ("manager", 403), ("owner", 403),
     ("stranger", 403), ("reader", 403)],
)  # fmt: skip
def test_only_an_administrator_changes_the_company(client, team, who, status):
    client.force_login(team[who])
    assert client.get("/settings/").status_code == status
    assert client.post("/settings/", VALUES).status_code == (302 if status == 200 else 403)
    assert (Organisation.current().name == "Pinturas") is (status == 200)


def test_a_change_is_written_down(client, team):
    client.force_login(team["administrator"])
    client.post("/settings/", VALUES)
    change = history_of(Organisation.current())[0]
    assert change.after["timezone"] == "Atlantic/Canary"
    assert "country" not in change.after


def test_an_anonymous_browser_is_refused(client, company):
    assert client.get("/settings/")["Location"].startswith("/account/login/")


@pytest.mark.parametrize(("number", "doubted"), [("B12345671", True), ("", False)])
def test_a_tax_number_that_can_hardly_be_right_is_told(client, team, number, doubted):
    client.force_login(team["administrator"])
    answer = client.post("/settings/", {**VALUES, "country": "ES", "tax_id": number}, follow=True)
    told = [str(one) for one in answer.context["messages"]]
    assert any("NIF" in one for one in told) is doubted
    assert Organisation.objects.get().tax_id == number
