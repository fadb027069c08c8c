"""The pages of what went wrong: one heading, the way home, and nothing that may be broken."""

import re

import pytest
from django.template.loader import render_to_string


@pytest.mark.parametrize("name", ["403", "403_csrf", "404", "500"])
def test_an_error_page_has_one_heading_and_the_way_home(name):
    page = render_to_string(f"{name}.html", {})
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert 'href="/"' in page


@pytest.mark.parametrize("role", ["administrator", "owner"])
def test_a_page_that_is_not_there_says_so_within_the_frame(client, team, role):
    client.force_login(team[role])
    answer = client.get("/nothing-here/", headers={"accept-language": "en"})
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "Page not found" in page
    assert 'href="/map/"' in page
