"""Menus above a list come when they are opened, by script or by following their link."""

import pytest

from comarca.ui.lists.models import SavedView

HTMX = {"HX-Request": "true"}
LIST = "/accounts/?segment__is=bar"


@pytest.fixture
def view(team):
    return SavedView.objects.create(
        object_type="account", name="Bars of ours", owner=team["owner"], query="segment__is=bar"
    )


@pytest.mark.parametrize(
    ("menu", "held"), [("filters", 'id="filter-add"'), ("views", "Bars of ours")]
)
def test_a_menu_is_fetched_when_it_opens_and_is_open_where_its_link_leads(
    client, team, view, menu, held
):
    client.force_login(team["owner"])
    closed = client.get(LIST).content.decode()
    assert held not in closed
    address = f"{LIST}&menu={menu}"
    assert f'hx-get="?segment__is=bar&amp;menu={menu}"' in closed
    fetched = client.get(address, headers=HTMX).content.decode()
    assert held in fetched
    assert "<html" not in fetched
    whole = client.get(address).content.decode()
    assert held in whole
    assert "<html" in whole
    assert "open>" in whole


def test_the_conditions_asked_for_stand_in_the_fetched_form(client, team):
    client.force_login(team["owner"])
    fetched = client.get(f"{LIST}&q=sol&menu=filters", headers=HTMX).content.decode()
    assert '<input type="hidden" name="f0" value="segment">' in fetched
    assert '<input type="hidden" name="q" value="sol">' in fetched


def test_a_view_of_somebody_else_is_in_no_menu_and_opens_under_no_name(client, team, view):
    client.force_login(team["stranger"])
    assert "Bars of ours" not in client.get(f"{LIST}&menu=views", headers=HTMX).content.decode()
    assert "Bars of ours" not in client.get(f"/accounts/?view={view.pk}").content.decode()
