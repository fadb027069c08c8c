"""What has changed in a plan after a version, as the pages read it."""

from typing import Any

from comarca.territories.editing.apply import person_row
from comarca.territories.models import Plan


def changes_since(plan: Plan, version: int) -> list[dict[str, Any]]:
    """Return the edits after a version, oldest first."""
    edits = plan.edits.filter(version__gt=version).order_by("version").select_related("actor")
    return [
        {
            "version": edit.version,
            "by": person_row(edit.actor),
            "at": edit.at.isoformat(),
            "kind": edit.kind,
            "moves": edit.moves,
            "locks": [[unit, after] for unit, _before, after in edit.changes.get("locks", [])],
            "territories": [
                [pk, after] for pk, _before, after in edit.changes.get("territories", [])
            ],
            "subdivided": bool(edit.changes.get("units")),
        }
        for edit in edits
    ]
