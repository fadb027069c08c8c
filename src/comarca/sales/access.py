"""Who may see costs and margins."""

from typing import Any


def may_see_margin(user: Any) -> bool:
    """Return whether a person may see what things cost us; of a program, its token decides."""
    return bool(user.may("margins.read"))
