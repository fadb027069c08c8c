"""Build the demo company: each step at once or not at all, so that a killed build goes on."""

from collections.abc import Callable, Collection
from datetime import date

from django.db import transaction

from comarca.base.dates import today
from comarca.base.organisation import Organisation
from comarca.demo import pack
from comarca.demo.activities import make_activities
from comarca.demo.campaign import make_campaign
from comarca.demo.company import make_company, make_people
from comarca.demo.customers import make_accounts
from comarca.demo.first import First
from comarca.demo.negotiation import make_negotiations
from comarca.demo.orders import make_orders
from comarca.demo.relationship import make_relationship
from comarca.demo.selling import make_catalogue, make_opportunities
from comarca.demo.service import make_service
from comarca.demo.today import make_today
from comarca.demo.week import ask as ask_for_week
from comarca.geography.models import Layer
from comarca.team.models import Person
from comarca.visits.models import VisitCycle

Progress = Callable[[str], None]


CYCLES = {"A": (1, 4, 45), "B": (1, 12, 35), "C": (1, 24, 25), "D": (1, 40, 20)}


class NotTheDemo(Exception):
    """The database holds a real company, which the demo must not touch."""


def is_built() -> bool:
    """Return whether the demo company stands; refuse where another company does."""
    company = Organisation.current()
    if company is None and not Person.objects.exists():
        return False
    if company is None or not company.is_demo:
        raise NotTheDemo(
            "This database holds a company of your own. Remedy: choose another folder with "
            "COMARCA_DATA=… for the demo."
        )
    return True


def make_cycles() -> None:
    """Say how often each class is visited: visits, in so many weeks, of so many minutes."""
    VisitCycle.objects.bulk_create(
        VisitCycle(segment=name, visits=visits, weeks=weeks, minutes=minutes)
        for name, (visits, weeks, minutes) in CYCLES.items()
    )


def build(
    progress: Progress,
    layer: Layer,
    provinces: Collection[str] | None = None,
    first: First | None = None,
) -> Organisation:
    """Write the whole company in one transaction, with the first alignment if that is wished."""
    with transaction.atomic():
        progress("People")
        people = make_people(pack.people())
        progress("Accounts")
        day = today()
        accounts = make_accounts(layer, pack.accounts(provinces), day.year)
        make_cycles()
        progress("Today's territories")
        representatives = [p for p in people.values() if p.role == Person.Role.REPRESENTATIVE]
        director = people[f"director@{pack.DOMAIN}"]
        make_today(layer, representatives, date(day.year - 2, 1, 1), director)
        if first:
            first.ask()
        progress("Contacts, needs and promises")
        make_relationship(accounts, day)
        ask_for_week(director)
        progress("Two years of activities")
        make_activities(day)
        progress("Products, opportunities and quotes")
        products = make_catalogue(day)
        make_opportunities(products, day)
        make_negotiations(day)
        progress("Three years of orders")
        make_orders(products, day)
        progress("Two years of cases and scores")
        make_service(day)
        progress("A campaign")
        make_campaign(day, director)
        if first:
            progress("First alignment")
            first.keep()
        return make_company()
