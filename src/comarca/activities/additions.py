"""What apps above add to the text of activities where they are told, as a visit's products."""

from collections.abc import Callable

Loader = Callable[[list[int]], dict[int, str]]
_loaders: dict[str, Loader] = {}


def register(key: str, load: Loader) -> None:
    """Add a line to activities (in an app's ``slots.py``): of many at once, by their ids."""
    _loaders[key] = load


def lines_of(activities: list[int]) -> dict[int, str]:
    """Return the added lines of each activity that has any."""
    found: dict[int, str] = {}
    for key in sorted(_loaders):
        for pk, line in _loaders[key](activities).items():
            found[pk] = f"{found[pk]}\n{line}" if pk in found else line
    return found
