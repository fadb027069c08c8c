"""The reporting line and the few rules that keep a company governable."""

from django.utils.translation import gettext as _

from comarca.team.models import Person
from comarca.team.visibility import reports_of


class ReportingCycle(Exception):
    """Somebody would report to a person who reports to them."""


class LastAdministrator(Exception):
    """Nobody would be left who may administer the installation."""


def check_manager(person: Person, manager: Person | None) -> None:
    """Refuse a manager who is the person themselves or stands below them."""
    if manager is not None and person.pk is not None and manager.pk in reports_of(person.pk):
        raise ReportingCycle(
            _("{manager} reports to {person}. Choose somebody above or beside {person}.").format(
                manager=manager.name, person=person.name
            )
        )


def check_administrators(person: Person, *, role: str, is_active: bool) -> None:
    """Refuse to leave the company without an active administrator."""
    stays = is_active and role == Person.Role.ADMINISTRATOR
    others = Person.objects.active().filter(role=Person.Role.ADMINISTRATOR).exclude(pk=person.pk)
    if (
        person.pk is not None
        and person.role == Person.Role.ADMINISTRATOR
        and not stays
        and not others.exists()
    ):
        raise LastAdministrator(
            _("{person} is the only administrator. Make somebody else one first.").format(
                person=person.name
            )
        )
