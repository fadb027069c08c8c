"""Tells the apps above when a layer is there, so that what waited for it can be placed."""

from collections.abc import Callable

from comarca.geography.models import Layer

Arrival = Callable[[Layer], str]
_listeners: list[Arrival] = []


def on_arrival(listener: Arrival) -> Arrival:
    """Register a function that is called with each new layer and returns a sentence, or nothing."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def announce(layer: Layer) -> list[str]:
    """Call everybody who waits for layers; return what they say."""
    return [sentence for listener in _listeners if (sentence := listener(layer))]
