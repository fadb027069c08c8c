"""What apps put into the pages of the apps below them."""

import pytest
from django.http import Http404
from django.template import engines
from django.test import RequestFactory

from comarca.base.organisation import Organisation
from comarca.team.models import Person
from comarca.ui import actions, attention, navigation, panels
from comarca.ui.registry import KeyTaken

ADMIN = Person(pk=1, name="Ana", email="ana@example.com", role="administrator")
REPRESENTATIVE = Person(pk=2, name="Luis", email="luis@example.com", role="representative")


def asked_by(user, path="/"):
    request = RequestFactory().get(path)
    request.user = user
    request.organisation = Organisation(name="Norte")
    return request


def draw(text, user=ADMIN, **context):
    request = asked_by(user)
    return engines["django"].from_string(f"{{% load slots %}}{text}").render(context, request)


def panel(name, order=50, **values):
    shown = values.pop("context", lambda _request, _target: {"person": ADMIN, "coverages": []})
    return panels.Panel("test", name, name, "territories/coverages.html", shown, order, **values)


def test_two_apps_cannot_take_one_key():
    item = panel("one")
    with panels.panels.with_item(item), pytest.raises(KeyTaken):
        panels.panels.register(panel("one"))
    assert panels.panels.register(item) is item
    del panels.panels._items[item.key]


def test_panels_stand_in_their_order_and_only_for_who_may_see_them():
    first, last = panel("zeta", 10), panel("alpha", 90)
    closed = panel("closed", action="settings.edit")
    with (
        panels.panels.with_item(last),
        panels.panels.with_item(first),
        panels.panels.with_item(closed),
    ):
        assert [p.name for p in panels.panels_of("test", ADMIN)] == ["zeta", "closed", "alpha"]
        assert [p.name for p in panels.panels_of("test", REPRESENTATIVE)] == ["zeta", "alpha"]


def test_a_lazy_panel_fetches_itself_and_is_a_link_without_a_script():
    with panels.panels.with_item(panel("one")):
        page = draw("{% panels 'test' person %}", person=ADMIN)
    assert 'hx-get="/panels/test/one/1/"' in page
    assert '<a href="/panels/test/one/1/">one</a>' in page


def test_a_panel_that_is_not_lazy_is_drawn_with_the_page_unless_it_has_nothing_to_show():
    nothing = panel("nothing", lazy=False, context=lambda _request, _target: None)
    with panels.panels.with_item(panel("one", lazy=False)), panels.panels.with_item(nothing):
        page = draw("{% panels 'test' person %}", person=ADMIN)
    assert "serves no territory" in page
    assert "hx-get" not in page


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        ("administrator", "/panels/person/coverages/{owner}/", 200),
        ("owner", "/panels/person/coverages/{owner}/", 200),
        ("manager", "/panels/person/coverages/{owner}/", 200),
        ("reader", "/panels/person/coverages/{owner}/", 200),
        ("stranger", "/panels/person/coverages/{owner}/", 404),
        ("administrator", "/panels/person/none/{owner}/", 404),
        ("administrator", "/panels/none/coverages/{owner}/", 404),
        ("administrator", "/panels/person/coverages/999999/", 404),
    ],
)
def test_a_panel_is_for_those_who_may_see_its_object(client, team, who, address, status):
    client.force_login(team[who])
    path = address.format(owner=team["owner"].pk)
    assert client.get(path).status_code == status
    assert client.get(path, headers={"hx-request": "true"}).status_code == status


@pytest.mark.parametrize(("who", "status"), [("administrator", 200), ("reader", 404)])
def test_a_panel_with_an_action_is_for_those_the_permissions_table_names(client, team, who, status):
    client.force_login(team[who])
    shut = panels.Panel(
        "person", "shut", "Shut", "territories/coverages.html",
        lambda _request, person: {"person": person}, action="settings.edit",
    )  # fmt: skip
    with panels.panels.with_item(shut):
        assert client.get(f"/panels/person/shut/{team['owner'].pk}/").status_code == status


def test_without_a_script_a_panel_is_a_page_with_the_way_back(client, team):
    client.force_login(team["administrator"])
    owner = team["owner"].pk
    page = client.get(f"/panels/person/coverages/{owner}/").content.decode()
    assert "<html" in page
    assert f'href="/people/{owner}/"' in page
    fragment = client.get(f"/panels/person/coverages/{owner}/", headers={"hx-request": "true"})
    assert "<html" not in fragment.content.decode()


def test_actions_are_links_or_forms_and_ask_first_where_told():
    look = actions.Action("test", "look", "Look", "search", lambda t: f"/look/{t}/", 1)
    burn = actions.Action(
        "test", "burn", "Burn", "trash", lambda t: f"/burn/{t}/", 2,
        action="settings.edit", post=True, confirm="Burn it?",
    )  # fmt: skip
    with actions.actions.with_item(burn), actions.actions.with_item(look):
        page = draw("{% actions 'test' 7 %}")
        assert page.index('href="/look/7/"') < page.index('action="/burn/7/"')
        assert 'data-confirm="Burn it?"' in page
        assert "csrfmiddlewaretoken" in page
        assert "/burn/" not in draw("{% actions 'test' 7 %}", REPRESENTATIVE)


def test_an_action_may_depend_on_its_object():
    odd = actions.Action(
        "test", "odd", "Odd", "search", str, offered=lambda _request, target: target % 2 == 1
    )
    with actions.actions.with_item(odd):
        assert "Odd" in draw("{% actions 'test' 7 %}")
        assert "Odd" not in draw("{% actions 'test' 8 %}")


def test_the_navigation_is_what_the_apps_registered():
    entries = navigation.entries_for(asked_by(ADMIN, "/plans/3/"))
    wanted = ["/", "/accounts/", "/map/", "/plans/", "/imports/", "/geo/", "/people/", "/account/"]
    assert [e["path"] for e in entries if e["path"] in wanted] == wanted
    assert [e["path"] for e in entries if e["current"]] == ["/plans/"]
    paths = [e["path"] for e in navigation.entries_for(asked_by(REPRESENTATIVE))]
    assert "/map/" in paths
    assert "/imports/" not in paths


def test_what_is_a_problem_comes_before_what_is_a_note(team):
    def find(_request):
        yield attention.Attention("Later", "/", attention.Level.NOTE)
        yield attention.Attention("Now", "/", attention.Level.PROBLEM)

    with attention.sources.with_item(attention.Source("test", find, -1)):
        texts = [item.text for item in attention.attention_for(asked_by(team["owner"]))]
    assert texts == ["Now", "Later"]


def test_nobody_reads_another_persons_home(team):
    place = panels.places.find("home")
    request = asked_by(team["owner"])
    assert place.find(request, team["owner"].pk) == team["owner"]
    with pytest.raises(Http404):
        place.find(request, team["administrator"].pk)
