"""What happens to plans and territories, beside what can happen to any object."""

from django.utils.translation import gettext_lazy as _

from comarca.base.events import register

EDITED = register("edited", _("Edited on the map"), "map-2")
LOCKED = register("locked", _("Units locked"), "lock")
UNLOCKED = register("unlocked", _("Units unlocked"), "lock-open")
SUBDIVIDED = register("subdivided", _("Heavy units subdivided"), "layers-subtract")
STAFFED = register("staffed", _("Given to another person"), "user")
ACTIVATED = register("activated", _("Put into force"), "flag")
TAKEN = register("proposal_taken", _("Proposal taken over"), "wand")
UNDONE = register("edit_undone", _("Last edit undone"), "arrow-back-up")
REDONE = register("edit_redone", _("Last edit done again"), "arrow-forward-up")
WITHDRAWN = register("withdrawn", _("Withdrawn before its day"), "flag")
