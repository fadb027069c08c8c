"""Who may see whom: me, my people, and my people's people. All reading starts here."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from comarca.team.models import Person


def reports_of(person_id: int) -> set[int]:
    """Return the ids of everybody below a person in the reporting line, themselves included."""
    from comarca.team.models import Person

    below: dict[int, list[int]] = {}
    for pk, manager in Person.objects.values_list("pk", "manager_id"):
        if manager is not None:
            below.setdefault(manager, []).append(pk)
    seen = {person_id}
    queue = [person_id]
    while queue:
        for pk in below.get(queue.pop(), ()):
            if pk not in seen:
                seen.add(pk)
                queue.append(pk)
    return seen


def visible_people_ids(user: "Person") -> set[int] | None:
    """Return the ids of the people whose work a user may see; None means everybody."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return set()
    if user.sees_everything:
        return None
    if user.role == user.Role.TERRITORY_MANAGER:
        return reports_of(user.pk)
    return {user.pk}


class PeopleQuerySet(models.QuerySet["Person"]):
    """People, always read through ``visible_to``."""

    def visible_to(self, user: "Person") -> Self:
        """Return the people a user may see."""
        ids = visible_people_ids(user)
        return self if ids is None else self.filter(pk__in=ids)

    def active(self) -> Self:
        """Return the people who work here now."""
        return self.filter(is_active=True)
