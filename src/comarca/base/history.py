"""The names by which code written before the event stream knows it."""

from comarca.base.events import history_of, record, record_many

__all__ = ["history_of", "record", "record_many"]
