"""Whatever is sent to the API: it never fails, and answers as its own description says."""

from copy import deepcopy

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import Client
from hypothesis import settings

from comarca.accounts.tests.factories import make_account
from comarca.base.jobs import Job
from comarca.geography.tests.factories import make_grid_layer
from comarca.team.tests.people import make_company, make_team
from comarca.territories.creation import create_plan
from comarca.territories.models import Proposal
from comarca.web.api import api
from comarca.web.wsgi import application

CHECKS = [
    schemathesis.checks.not_a_server_error,
    schemathesis.checks.status_code_conformance,
    schemathesis.checks.content_type_conformance,
    schemathesis.checks.response_schema_conformance,
]
# Fewer on the second database: what is asked of it is the same.
EXAMPLES = 10 if connection.vendor == "sqlite" else 4
CSRF = "c" * 32
HEADERS = {"X-CSRFToken": CSRF, "Accept-Encoding": "identity"}

# A copy: what is read here is rewritten, and the document is kept for all who ask for it.
schema = schemathesis.openapi.from_dict(deepcopy(api.get_openapi_schema(path_prefix="/api/")))
schema.app = application


@pytest.fixture
def connection_kept():
    """Keep the test's connection when a request ends, as Django's own test client does.

    A request inside the test's transaction would close it: its autocommit is not the setting's.
    """
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def world(db, connection_kept):
    """A plan with two territories, a proposal and a job; and somebody who may do everything."""
    make_company()
    team = make_team()
    layer = make_grid_layer(2, 3)
    for unit in layer.units.all():
        make_account(f"Bar {unit.code}", unit=unit, owner=team["owner"], workload_hours=10)
    plan = create_plan("Plan", layer, [team["owner"], team["stranger"]], team["administrator"])
    first = plan.territories.first()
    units = list(plan.assignments.values_list("unit", flat=True))
    proposal = Proposal.objects.create(
        plan=plan, kind="fair", plan_version=1, options={}, report={},
        assignment={"unit": units, "territory": [first.pk] * len(units)},
    )  # fmt: skip
    job = Job.objects.create(kind="any", requested_by=team["owner"])
    client = Client()
    client.force_login(team["administrator"])
    return {
        "cookies": {"sessionid": client.cookies["sessionid"].value, "csrftoken": CSRF},
        "there": {
            "plan_id": plan.pk,
            "territory_id": first.pk,
            "proposal_id": proposal.pk,
            "job_id": job.pk,
        },
    }


@schema.parametrize()
@settings(max_examples=EXAMPLES)
def test_no_route_fails_and_each_answers_as_described(case, world):
    for name, value in (case.path_parameters or {}).items():
        if isinstance(value, int) and value % 2 == 0 and name in world["there"]:
            case.path_parameters[name] = world["there"][name]
    case.call_and_validate(checks=CHECKS, cookies=world["cookies"], headers=HEADERS)


def test_the_check_would_notice_a_failure(world, monkeypatch):
    from comarca.territories.map import workspace

    def broken(*_args):
        raise ZeroDivisionError

    monkeypatch.setattr(workspace, "units", broken)
    case = schema["/api/territories/plans/{plan_id}/units"]["GET"].Case(
        path_parameters={"plan_id": world["there"]["plan_id"]}
    )
    with pytest.raises((ZeroDivisionError, schemathesis.core.failures.FailureGroup)):
        case.call_and_validate(checks=CHECKS, cookies=world["cookies"])
