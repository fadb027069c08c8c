"""The NUL character is refused at the door: PostgreSQL could neither keep nor look for it."""

import json

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from comarca.base.api.schema import _holds_nul
from comarca.team.tests.people import make_company, make_team

NUL = "\0"


@pytest.fixture
def client(db: None) -> Client:
    make_company()
    client = Client()
    client.force_login(make_team()["administrator"])
    return client


@pytest.mark.parametrize(
    "address",
    ["/accounts/?q=a%00b", "/accounts/%00/", "/api/objects/plan/?q=%00", "/api/search?q=%00"],
)
def test_an_address_with_it_is_a_bad_request(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    if address.startswith("/api/"):
        assert answer.json()["code"] == "bad_request"


def test_a_form_with_it_is_a_bad_request(client: Client) -> None:
    assert client.post("/account/preferences/", {"language": f"es{NUL}"}).status_code == 400


def test_a_body_with_it_is_a_bad_request(client: Client) -> None:
    body = json.dumps({"name": f"Bar{NUL}"})
    answer = client.post("/api/objects/account/", body, content_type="application/json")
    assert answer.status_code == 400


def test_a_backslash_before_the_same_digits_is_only_text(client: Client) -> None:
    body = json.dumps({"name": "Bar \\u0000"})
    answer = client.post("/api/objects/account/", body, content_type="application/json")
    assert answer.status_code == 201


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet="ab\0\\u0", max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("k\0"), inner, max_size=3),
)


@given(json_values)
def test_it_is_found_wherever_it_stands(value: object) -> None:
    assert _holds_nul(value) == ("\\u0000" in json.dumps(value).replace("\\\\", ""))
