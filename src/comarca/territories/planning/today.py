"""Today's plan: the territories as they are, drawn from who owns which account."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comarca.accounts.models import Account, Ownership, Site
from comarca.base.dates import today
from comarca.geography.models import Border, Layer
from comarca.team.models import Person
from comarca.territories.creation import create_plan
from comarca.territories.models import Plan
from comarca.territories.planning.colouring import recolour


class NobodyOwnsAccounts(ValueError):
    """No account has an owner today; the message says how to give them owners."""


@dataclass(frozen=True)
class Picture:
    """Who serves each unit today, and how many accounts that does not tell the truth about."""

    person_of: dict[int, int]
    accounts: int
    elsewhere: int
    unowned: int


def make_todays_plan(layer: Layer, actor: Person | None) -> Plan:
    """Make a draft of the territories as they are; each unit goes to who owns most of it.

    Units without accounts go to the nearest over the borders. ``plan.report["today"]`` counts the
    accounts whose owner is another than their unit's, and those without an owner.
    """
    found = picture(layer)
    if not found.person_of:
        raise NobodyOwnsAccounts(
            _("No account on the map has an owner. Import a file with the representatives.")
        )
    people = list(Person.objects.filter(pk__in=set(found.person_of.values())).order_by("name"))
    with transaction.atomic():
        name = _("Territories on %(day)s") % {"day": date_format(today(), "SHORT_DATE_FORMAT")}
        plan = create_plan(name, layer, people, actor)
        territory = dict(plan.territories.values_list("coverages__person", "pk"))
        rows = list(plan.assignments.all())
        for row in rows:
            row.territory_id = territory.get(found.person_of.get(row.unit_id, 0))
        plan.assignments.bulk_update(rows, ["territory"], batch_size=500)
        plan.report = {
            "today": {
                "accounts": found.accounts,
                "elsewhere": found.elsewhere,
                "unowned": found.unowned,
            }
        }
        plan.save(update_fields=["report"])
        recolour(plan)
    return plan


def picture(layer: Layer) -> Picture:
    """Return who owns most accounts of each unit of a layer today."""
    owner = dict(Ownership.objects.on(today()).values_list("account", "person"))
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    unowned = 0
    sites = Site.objects.filter(is_main=True, unit__layer=layer, account__archived_at=None)
    sites = sites.exclude(account__status=Account.Status.CLOSED)
    for account, unit, parent in sites.values_list("account", "unit", "unit__parent"):
        if account in owner:
            votes[parent or unit or 0][owner[account]] += 1
        else:
            unowned += 1
    chosen = {unit: winner(count) for unit, count in votes.items()}
    total = sum(sum(count.values()) for count in votes.values())
    right = sum(votes[unit][person] for unit, person in chosen.items())
    return Picture(spread(layer, chosen), total, total - right, unowned)


def winner(votes: Counter[int]) -> int:
    """Return who has most; of equals, the one who joined first."""
    return min(votes, key=lambda person: (-votes[person], person))


def spread(layer: Layer, chosen: Mapping[int, int]) -> dict[int, int]:
    """Give units without accounts to the nearest unit with some, counted in borders."""
    near: dict[int, list[int]] = defaultdict(list)
    for a, b in Border.objects.filter(layer=layer, kind="border").values_list("a", "b"):
        near[a].append(b)
        near[b].append(a)
    answer, queue = dict(chosen), deque(sorted(chosen))
    while queue:
        unit = queue.popleft()
        for other in _free(near[unit], answer):
            answer[other] = answer[unit]
            queue.append(other)
    return answer


def _free(units: Iterable[int], taken: Mapping[int, int]) -> list[int]:
    return sorted({unit for unit in units if unit not in taken})
