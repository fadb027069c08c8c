"""Scores by person, territory, product family or survey: the figure, its interval, how many."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from comarca.accounts.models import Account
from comarca.base.objects import find
from comarca.service.models import Survey, SurveyAsk
from comarca.service.surveys.intervals import Estimate, net_promoters, share

CHUNK = 900
GROUPS = (
    ("person", _("Person")), ("territory", _("Territory")), ("family", _("Product family")),
    ("survey", _("Survey")),
)  # fmt: skip
Row = tuple[int, int | None, int | None, int, int | None]  # account, person, family, survey, score


@dataclass(slots=True)
class Line:
    """One group: its name, how many were asked, and what their scores say."""

    name: str
    key: int | None
    asked: int = 0
    scores: list[int] = field(default_factory=list)
    estimate: Estimate | None = None


def lines(person: Any, scale: str, by: str, start: datetime, end: datetime) -> list[Line]:
    """Return the groups of what a reader sees, asked in a half-open period, the largest first."""
    rows: Sequence[Row] = list(
        SurveyAsk.objects.visible_to(person)
        .filter(survey__scale=scale, asked_at__gte=start, asked_at__lt=end)
        .values_list("account_id", "person_id", "family_id", "survey_id", "score")
    )
    key_of = _key(by, rows)
    found: dict[int | None, Line] = {}
    for row in rows:
        key = key_of(row)
        line = found.setdefault(key, Line("", key))
        line.asked += 1
        if row[4] is not None:
            line.scores.append(row[4])
    names = _names(by, [key for key in found if key is not None])
    for key, line in found.items():
        line.name = names.get(key, "–") if key is not None else "–"
        line.estimate = estimate(scale, line.scores)
    return sorted(found.values(), key=lambda line: (-len(line.scores), -line.asked, line.name))


def estimate(scale: str, scores: Iterable[int]) -> Estimate | None:
    """Return the net promoter score, or the share of satisfied (4 and 5) in per cent."""
    given = list(scores)
    if scale == Survey.Scale.NPS:
        up, down = sum(one >= 9 for one in given), sum(one <= 6 for one in given)
        return net_promoters(up, down, len(given))
    found = share(sum(one >= 4 for one in given), len(given))
    if found is None:
        return None
    return Estimate(found.value * 100, found.low * 100, found.high * 100, found.n)


def _key(by: str, rows: Sequence[Row]) -> Callable[[Row], int | None]:
    """Return what says which group a row belongs to."""
    at = {"person": 1, "family": 2, "survey": 3}.get(by)
    if at is not None:
        return lambda row: row[at]
    field_ = next(one for one in find("account").declared if one.key == "territory")
    territory: dict[int, int | None] = {}
    accounts = sorted({row[0] for row in rows})
    for start in range(0, len(accounts), CHUNK):
        part = list(Account.objects.filter(pk__in=accounts[start : start + CHUNK]).only("pk"))
        territory |= dict(field_.source.read(part))
    return lambda row: territory.get(row[0])


def _names(by: str, keys: Sequence[int]) -> dict[int, str]:
    label = {
        "person": "team.Person", "territory": "territories.Territory",
        "family": "relations.ProductFamily", "survey": "service.Survey",
    }[by]  # fmt: skip
    return {row.pk: str(row) for row in apps.get_model(label)._default_manager.filter(pk__in=keys)}
