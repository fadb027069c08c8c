"""Cards of a board are drawn once: whoever reads them gets their own form, and no old figures."""

import re

from comarca.sales.pipeline import editing
from comarca.sales.views import cards

BOARD = "/pipeline/"


def board(client, person, query=""):
    client.force_login(person)
    return client.get(f"{BOARD}{query}").content.decode()


def test_a_card_says_what_it_says_now(client, team, opportunity):
    before = board(client, team["owner"])
    assert opportunity.title in before
    editing.change(opportunity, None, {"title": "Renamed <b>"}, team["owner"])
    after = board(client, team["owner"])
    assert "Renamed &lt;b&gt;" in after
    assert opportunity.title not in after


def test_two_readers_of_one_card_send_their_own_marks_back_to_their_own_board(
    client, team, opportunity
):
    drawn = cards._drawn.cache_info().hits
    pages = [
        board(client, team["owner"], "?as_of="),
        board(client, team["manager"], f"?person={team['owner'].pk}"),
    ]
    assert cards._drawn.cache_info().hits > drawn  # the second page did not draw it again
    tokens = [set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', one)) for one in pages]
    assert not tokens[0] & tokens[1]
    assert 'name="back" value="as_of="' in pages[0]
    assert f'name="back" value="person={team["owner"].pk}"' in pages[1]
    assert not [mark for mark in (cards.SENT, cards.STAGES) for one in pages if mark in one]


def test_who_may_only_read_gets_no_form(client, team, opportunity):
    assert 'class="board-move"' in board(client, team["owner"])
    page = board(client, team["reader"])
    assert opportunity.title in page
    assert 'class="board-move"' not in page
