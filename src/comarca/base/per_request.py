"""What a page asks for again and again is looked up once while one request is answered."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.core.signals import request_finished, request_started

Answer = TypeVar("Answer")
# None outside a request: there, everything is looked up anew.
_known: ContextVar[dict[str, Any] | None] = ContextVar("known_in_this_request", default=None)


def once(key: str, ask: Callable[[], Answer]) -> Answer:
    """Return an answer, looked up the first time that this request asks for it."""
    known = _known.get()
    if known is None:
        return ask()
    if key not in known:
        known[key] = ask()
    answer: Answer = known[key]
    return answer


def forget(key: str) -> None:
    """Look something up anew: it has just been changed."""
    if (known := _known.get()) is not None:
        known.pop(key, None)


@contextmanager
def remembering() -> Iterator[None]:
    """Look things up once within a stretch of long work, as short as one of its transactions."""
    before = _known.set({})
    try:
        yield
    finally:
        _known.reset(before)


def begin(**_sent: Any) -> None:
    """Remember from now on."""
    _known.set({})


def end(**_sent: Any) -> None:
    """Remember nothing from now on."""
    _known.set(None)


request_started.connect(begin)
request_finished.connect(end)
