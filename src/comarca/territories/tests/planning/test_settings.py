"""One schema: form, API, job and plan ask the same and keep the same."""

import json

import pytest
from pydantic import ValidationError

from comarca.base.jobs import Job
from comarca.territories.forms import OptimiseForm
from comarca.territories.planning.settings import (
    DEFAULT_TOLERANCE,
    OptimiserSettings,
    settings_of,
)
from comarca.territories.totals import Totals


def test_the_form_and_the_api_ask_the_same_by_default(client, team, plan):
    form = OptimiseForm({"use_workload": "on", "centres": "homes", "containers": "landmass",
                         "keep_locked": "on", "time_limit": "120"})  # fmt: skip
    assert form.is_valid(), form.errors
    client.force_login(team["operations"])
    body = json.dumps({"measures": [{"key": "workload"}]})
    client.post(f"/api/territories/plans/{plan.pk}/optimise", body,
                content_type="application/json")  # fmt: skip
    asked = Job.objects.get().payload
    assert OptimiserSettings.model_validate(asked) == form.settings()
    assert form.settings().tolerances == {"workload": DEFAULT_TOLERANCE}


def test_what_is_stored_reads_back_as_it_was_asked(db):
    asked = OptimiserSettings.model_validate(
        {"measures": [{"key": "sales", "tolerance": 0.07}], "subdivide": False, "k": 9}
    )
    assert settings_of(asked.stored()) == asked
    assert settings_of({}) is None
    assert settings_of({"measures": [{"key": "gone", "tolerance": 0.1}]}) is None


@pytest.mark.parametrize("body", [
    {"measures": []}, {"measures": [{"key": "nonsense"}]}, {"k": 0}, {"time_limit": 0},
    {"containers": "galaxy"}, {"measures": [{"key": "sales", "tolerance": 0}]},
])  # fmt: skip
def test_nonsense_is_refused(db, body):
    with pytest.raises(ValidationError):
        OptimiserSettings.model_validate(body)


def test_a_plan_is_judged_by_what_it_was_balanced_to(plan):
    assert Totals(plan).tolerances == {"workload": DEFAULT_TOLERANCE}
    plan.options = {"measures": [{"key": "sales", "tolerance": 0.2}]}
    assert Totals(plan).tolerances == {"sales": 0.2}
