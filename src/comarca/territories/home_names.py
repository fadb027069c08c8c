"""A territory called after its person's home town is called after the new one when that changes."""

from comarca.base.events import Event, listen
from comarca.team.models import Person
from comarca.territories.editing.territories import change_territory
from comarca.territories.models import Plan, Territory


@listen
def follow_home(event: Event) -> None:
    """Rename the territories of drafts that bear the town a person's home was thought to be in.

    Names that somebody chose, and plans that are or were in force, stay.
    """
    if event.model != Person._meta.label_lower or "home_place" not in event.after:
        return
    old, new = event.before.get("home_place", ""), event.after["home_place"]
    actor = event.actor
    if not old or not new or not isinstance(actor, Person):
        return
    mine = Territory.objects.filter(
        plan__status=Plan.Status.DRAFT, name=old, coverages__person=event.object_id
    )
    for territory in mine.select_related("plan").distinct():
        change_territory(territory, actor, name=new)
