"""What has changed in a plan after a version, as the pages read it."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comarca.territories.editing.apply import person_row
from comarca.territories.models import Edit, Plan


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


def described(edit: Edit) -> str:
    """Return what an edit did as a sentence, with how much it touched."""
    names = [(after or before or {}).get("name", "")
             for _pk, before, after in edit.changes.get("territories", [])]  # fmt: skip
    values = {"name": names[0] if names else "", "count": number_format(len(edit.moves))}
    plain = {
        "proposal": _("A proposal taken: %(count)s units moved"),
        "create": _("New territory: %(name)s"),
        "rename": _("Territory renamed: %(name)s"),
        "staff": _("Another person for %(name)s"),
        "delete": _("Territory deleted: %(name)s"),
        "undo": _("Undone (%(count)s units moved back)") if edit.moves else _("Undone"),
        "redo": _("Redone (%(count)s units moved)") if edit.moves else _("Redone"),
    }
    if edit.kind in plain:
        return plain[edit.kind] % values
    locks = edit.changes.get("locks", [])
    if edit.kind == "lock":
        text = ngettext("%(n)s unit locked", "%(n)s units locked", len(locks))
        return text % {"n": number_format(len(locks))}
    if edit.kind == "unlock":
        text = ngettext("%(n)s unit unlocked", "%(n)s units unlocked", len(locks))
        return text % {"n": number_format(len(locks))}
    if edit.kind == "subdivide":
        cut = sum(after is None for _unit, _before, after in edit.changes.get("units", []))
        text = ngettext("%(n)s unit divided into parts", "%(n)s units divided into parts", cut)
        return text % {"n": number_format(cut)}
    text = ngettext("%(n)s unit moved", "%(n)s units moved", len(edit.moves))
    return text % {"n": number_format(len(edit.moves))}
