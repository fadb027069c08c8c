"""What apps above put into the pages below: an ordered list of items, registered once each."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Generic, Protocol, TypeVar


class Item(Protocol):
    """What can be registered: it has a key of its own and a place in the order."""

    @property
    def key(self) -> str:
        """Return what tells it from the others."""

    @property
    def order(self) -> int:
        """Return where it stands; small comes first."""


T = TypeVar("T", bound=Item)


class KeyTaken(ValueError):
    """Two different items were registered under one key."""


class Registry(Generic[T]):
    """Items that apps register in ``AppConfig.ready``, read in their order."""

    def __init__(self) -> None:
        self._items: dict[str, T] = {}

    def register(self, item: T) -> T:
        """Add an item. Raises ``KeyTaken`` if another one has its key."""
        if self._items.setdefault(item.key, item) is not item:
            raise KeyTaken(item.key)
        return item

    def find(self, key: str) -> T | None:
        """Return the item with a key."""
        return self._items.get(key)

    def __iter__(self) -> Iterator[T]:
        return iter(sorted(self._items.values(), key=lambda item: (item.order, item.key)))

    @contextmanager
    def with_item(self, item: T) -> Iterator[None]:
        """Have an item for a while; for tests."""
        self.register(item)
        try:
            yield
        finally:
            del self._items[item.key]


def permits(user: Any, action: str) -> bool:
    """Return whether a person may do an action of the permissions table; "" is for everybody."""
    return not action or bool(getattr(user, "is_authenticated", False) and user.may(action))
