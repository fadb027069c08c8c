"""Each address answers each person as the table says; a route without a line fails.

``matrix.txt`` says for each route and method what an administrator, the manager of whom things
belong to, that owner, a stranger to them, who only reads, and nobody (not logged in) are told.
After a new route, the message of the failing test holds the lines to add: judge them first.
"""

import pytest
from django.db import transaction
from django.test import Client

from comarca.team.tests.people import make_company, make_team
from tests.permissions.bodies import body_of
from tests.permissions.matrix import ROUTES, WHO, answer_of, line_of, methods_of, read_table
from tests.permissions.world import filled, populated


@pytest.fixture
def clients(db):
    """Log everybody in, and return their clients with the keys of a populated company."""
    make_company()
    team = make_team()
    keys = populated(team)
    found = {}
    for who in WHO:
        client = Client(raise_request_exception=False)
        if who in team:
            client.force_login(team[who])
        found[who] = client, client.cookies.copy()
    return found, keys


def asked(visitor, address, method, body):
    """Return the answer to one request, of which nothing stays."""
    client, cookies = visitor
    client.cookies = cookies.copy()
    is_json = address.startswith("/api/") and "file" not in (body or {})
    json = {"content_type": "application/json"} if is_json else {}
    with transaction.atomic():
        response = getattr(client, method)(address, body, **json)
        if response.streaming:
            b"".join(response.streaming_content)  # to its end, which closes the file
        transaction.set_rollback(True)
    return response


def measured(clients, keys):
    """Yield each route and method that there is, with the answers of all."""
    for route in ROUTES:
        address = filled(route, keys)
        for method in methods_of(route):

            def ask(who, address=address, route=route, method=method):
                return asked(clients[who], address, method, body_of(route, method, keys))

            first = ask(WHO[0])
            if first.status_code != 405:
                others = map(ask, WHO[1:])
                yield (route, method), (answer_of(first), *map(answer_of, others))


@pytest.mark.one_database
def test_each_address_answers_each_person_as_the_table_says(clients):
    found = dict(measured(*clients))
    table = read_table()
    wrong = [line_of(row, said) for row, said in found.items() if table.get(row) != said]
    if wrong:
        pytest.fail("\n".join(["these lines differ, or are missing:", *wrong]), pytrace=False)
    assert set(table) == set(found), f"no longer there: {set(table) - set(found)}"
