"""Who may see whom: me, my people, and my people's people. All reading starts here."""

from typing import Any

from django.contrib.auth import get_user_model

from comarca.team import permissions
from comarca.team.permissions import Reach


def reports_of(person_id: int) -> set[int]:
    """Return the ids of everybody below a person in the reporting line, themselves included."""
    below: dict[int, list[int]] = {}
    for pk, manager in get_user_model()._default_manager.values_list("pk", "manager_id"):
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


def visible_people_ids(user: Any) -> set[int] | None:
    """Return the ids of the people whose work a user may see; None means everybody."""
    return people_within(user, "records.read")


def people_within(user: Any, action: str) -> set[int] | None:
    """Return whose things a person may do an action on; None means everybody's.

    A territory manager's region is what these people serve: ``plans.edit`` reaches no further.
    """
    reach = permissions.reach(user, action)
    if reach is None:
        return set()
    if reach is Reach.COMPANY:
        return None
    return reports_of(user.pk) if reach is Reach.TEAM else {user.pk}
