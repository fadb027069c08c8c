import pytest

from comarca.geography.models import Layer
from comarca.team import editing
from comarca.team.models import Person
from comarca.territories.creation import create_plan
from comarca.territories.models import Plan


@pytest.mark.parametrize(
    ("status", "called", "expected"),
    [
        ("draft", "Santiago-Pontones", "Santiago de Compostela"),
        ("draft", "Galicia", "Galicia"),
        ("active", "Santiago-Pontones", "Santiago-Pontones"),
    ],
)
def test_a_corrected_home_is_corrected_in_drafts(
    grid: Layer, team: dict[str, Person], status: str, called: str, expected: str
) -> None:
    boss, rep = team["administrator"], team["owner"]
    editing.change(rep, {"home_place": "Santiago-Pontones"}, boss)
    rep.refresh_from_db()
    plan = create_plan("Plan", grid, [rep], boss)
    plan.territories.update(name=called)
    day = "2026-01-01" if status == "active" else None
    Plan.objects.filter(pk=plan.pk).update(status=status, effective_from=day)
    editing.change(rep, {"home_place": "Santiago de Compostela"}, boss)
    assert plan.territories.get().name == expected
