"""What apps register so that their objects can be found."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found of one object: its name, its code, a line about it, and more words."""

    object_id: int
    title: str
    code: str = ""
    detail: str = ""
    words: tuple[str, ...] = ()
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True, slots=True)
class Provider:
    """One kind of object that can be found.

    ``entries`` yields the entries of some objects by id, or of all (None). ``visible`` returns the
    objects a person may see, whose ids the search is limited to inside its query; None stands
    for all of them. ``action`` is a key of the permissions table. ``by_code`` says how sure a hit
    by code alone is (1: people look for it by its code; less: a coincidence is likelier).
    ``on_map`` means that the map is the better place to go to than ``address``. ``models`` names
    the models whose events mean that an entry has changed, with the way from the model's row to
    the ids of this kind; ``rebuilt_by`` the events ("model action") after which all may
    have.
    """

    key: str
    label: str | Promise
    icon: str
    entries: Callable[[Iterable[int] | None], Iterator[Entry]]
    visible: Callable[[Any], "QuerySet[Any] | None"]
    address: Callable[[int], str]
    order: int = 50
    action: str = "records.read"
    by_code: float = 1.0
    models: dict[str, Callable[[int], Iterable[int]]] = field(default_factory=dict)
    rebuilt_by: tuple[str, ...] = ()
    on_map: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page or an action that can be gone to by its name."""

    title: str
    address: str
    icon: str


MapAddress = Callable[[str, int, float, float], str]
PageSource = Callable[[Any], Iterable[Page]]
providers: dict[str, Provider] = {}
page_sources: list[PageSource] = []
map_addresses: list[MapAddress] = []


def register(provider: Provider) -> Provider:
    """Make a kind of object findable (in an app's ``search.py``)."""
    providers[provider.key] = provider
    return provider


def in_order() -> list[Provider]:
    """Return the kinds in the order they are shown."""
    return sorted(providers.values(), key=lambda provider: (provider.order, provider.key))
