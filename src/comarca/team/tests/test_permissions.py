import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template import engines

from comarca.team.permissions import PERMISSIONS, Reach, UnknownAction, everywhere, may
from comarca.team.roles import Role
from comarca.team.visibility import people_within

SOURCES = settings.REPOSITORY / "src" / "comarca"
ASKED = re.compile(
    r'(?:may|permitted|require|reaches_all|people_within|Room)\(\s*(?:[^()]*, )?"(\w+\.\w+)"'
    r'|may:"(\w+\.\w+)"'
)


def asked() -> dict[str, Path]:
    """Return the actions that code and templates ask for, with one file of each."""
    files = [
        p for kind in ("*.py", "*.html") for p in SOURCES.rglob(kind) if "tests" not in p.parts
    ]
    return {a or b: path for path in files for a, b in ASKED.findall(path.read_text())}


def test_every_action_asked_for_is_in_the_table_and_every_row_is_asked_for():
    found = asked()
    assert len(found) > 8
    assert set(found) <= set(PERMISSIONS), set(found) - set(PERMISSIONS)
    unused = set(PERMISSIONS) - set(found)
    assert unused <= {"comments.write", "events.read"}, unused


def test_nothing_asks_for_the_booleans_of_before():
    old = re.compile(r"\bmay_plan\b|\bmay_administer\b")
    files = [
        p for kind in ("*.py", "*.html") for p in SOURCES.rglob(kind) if "tests" not in p.parts
    ]
    assert not [path for path in files if old.search(path.read_text())]


def test_a_typing_error_is_not_a_refusal(team):
    with pytest.raises(UnknownAction):
        may(team["administrator"], "plans.actvate")


@pytest.mark.parametrize("action", PERMISSIONS)
def test_administrators_may_everything_and_strangers_to_the_company_nothing(team, action):
    assert everywhere(team["administrator"], action)
    assert not may(AnonymousUser(), action)
    team["administrator"].is_active = False
    assert not may(team["administrator"], action)


def test_read_only_people_read_and_stop_their_own_jobs():
    reaches = {action: row.roles.get(Role.READ_ONLY) for action, row in PERMISSIONS.items()}
    everything = {action for action, reach in reaches.items() if reach is Reach.COMPANY}
    assert everything == {"records.read", "plans.compare", "jobs.read"}
    assert {action for action, reach in reaches.items() if reach is Reach.OWN} == {"jobs.cancel"}


def test_a_regional_manager_plans_their_region_and_decides_nothing_for_the_nation(team):
    manager = team["manager"]
    assert people_within(manager, "plans.edit") == {manager.pk, team["owner"].pk}
    assert not may(manager, "plans.activate")
    assert not may(manager, "plans.create")


def test_a_service_agent_reads_and_corrects_every_account_and_plans_nothing(team):
    agent = team["service"]
    assert people_within(agent, "records.read") is None
    assert people_within(agent, "accounts.write") is None
    assert people_within(agent, "plans.edit") == set()


def test_templates_ask_the_table(team):
    page = engines["django"].from_string('{% if user|may:"people.manage" %}yes{% endif %}')
    assert page.render({"user": team["administrator"]}) == "yes"
    assert page.render({"user": team["operations"]}) == ""
    assert page.render({"user": AnonymousUser()}) == ""


@pytest.mark.parametrize("role", Role.values)
def test_only_administrators_read_the_table(client, team, role):
    person = next(p for p in team.values() if p.role == role)
    client.force_login(person)
    status = client.get("/people/permissions/").status_code
    assert status == (200 if role == "administrator" else 403)
