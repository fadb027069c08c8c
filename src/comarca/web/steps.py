"""The three first steps of a company: its accounts, its team, its territories."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from comarca.accounts.models import Account
from comarca.base.jobs import Job
from comarca.base.organisation import Organisation
from comarca.geography.models import Layer
from comarca.team.models import Person
from comarca.territories.models import Plan


@dataclass(frozen=True)
class Step:
    """One of the first steps: how much of it is there, and where its action goes."""

    key: str
    count: int
    action: str
    is_next: bool
    # Of those that are there: accounts off the map, representatives without a home.
    missing: int = 0

    @property
    def is_done(self) -> bool:
        """Return whether there is something of it."""
        return self.count > 0


def address(name: str) -> str:
    """Return the address of a page by name; empty where it is not installed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def first_steps(person: Person) -> list[Step]:
    """Return the steps in their order; the first that is not done is the next one."""
    team = Person.objects.active().filter(role=Person.Role.REPRESENTATIVE)
    missing = {
        "accounts": Account.objects.visible_to(person).off_the_map().count(),
        "team": Person.objects.homeless().count(),
    }
    counted = [
        ("accounts", Account.objects.count(), address("imports:new")),
        ("team", team.count(), address("team:paste")),
        ("territories", Plan.objects.count(), address("territories:quick_start")),
    ]
    first = next((key for key, count, _action in counted if not count), "")
    return [
        Step(key, count, action, key == first, missing.get(key, 0))
        for key, count, action in counted
    ]


def waiting_geography(person: Person) -> Job | None:
    """Return the job that loads the country's geography, while nothing can be placed on it."""
    if has_map():
        return None
    return Job.objects.visible_to(person).filter(kind="geography.load_pack").last()


def has_map() -> bool:
    """Return whether there is a map of the company's country, or a grid over its accounts."""
    company = Organisation.current()
    ready = Layer.objects.filter(is_ready=True)
    here = Q(country=company.country if company else "") | Q(source=Layer.Source.GRID)
    return ready.filter(here | Q(country="")).exists()


def needs_geography(person: Person) -> bool:
    """Return whether there is no map and none on its way: a country without a pack."""
    return not has_map() and waiting_geography(person) is None


def has_plan() -> bool:
    """Return whether the company has come as far as a first plan."""
    return Plan.objects.exists()
