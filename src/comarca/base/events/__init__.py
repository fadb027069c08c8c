"""Everything that happens is an event; timeline, audit and notifications read them."""

from comarca.base.events.actions import Action, UnknownAction, register
from comarca.base.events.model import Event, history_of, listen, listen_many, record, record_many

__all__ = [
    "Action",
    "Event",
    "UnknownAction",
    "history_of",
    "listen",
    "listen_many",
    "record",
    "record_many",
    "register",
]
