"""Areas by which accounts can be filtered; an app that makes areas adds its kind."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from comarca.ui.registry import Registry


@dataclass(frozen=True, slots=True)
class AreaKind:
    """A kind of area: its name in the address (``?territory=3``) and the units of one of them."""

    key: str
    units_of: Callable[[int], "QuerySet[Any, Any]"]
    order: int = 50


areas: Registry[AreaKind] = Registry()
