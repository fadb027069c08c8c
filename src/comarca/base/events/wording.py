"""Says events as people read them: field by field, from what to what."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comarca.base.events.model import Event
from comarca.base.objects.fields import Field
from comarca.base.objects.registry import type_of
from comarca.base.objects.types import fields_of
from comarca.base.objects.wording import UNKNOWN, names_of, say

DAY = re.compile(r"\d{4}-\d\d-\d\d")
Heading = Callable[[str], str]
_headings: dict[str, Heading] = {}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an event: its name, its value before and its value after."""

    label: str
    before: str
    after: str


def headings(model: str, heading: Heading) -> None:
    """Name the keys of a model's events that are no field of its description."""
    _headings[model] = heading


def describe(events: Sequence[Event], reader: Any = None) -> dict[int, list[FieldChange]]:
    """Return what each event (by its id) changed; a few queries for any number of events.

    Fields that the ``reader`` may not see are left out; without a reader, nothing is.
    """
    found: dict[int, list[FieldChange]] = {}
    for model in {event.model for event in events}:
        mine = [event for event in events if event.model == model]
        fields = _fields(model)
        hidden = set() if reader is None else _hidden(model, reader)
        names = names_of(fields.values(), [v for e in mine for v in (e.before, e.after)])
        for event in mine:
            keys = [key for key in {**event.before, **event.after} if key not in hidden]
            changes = [
                FieldChange(
                    _label(model, key, fields),
                    _value(fields.get(key), event.before.get(key), names),
                    _value(fields.get(key), event.after.get(key), names),
                )
                for key in keys
            ]
            # Of an object that was made, what is still empty is not worth a line.
            made = event.action == "created"
            found[event.pk] = [c for c in changes if not (made and c.after == UNKNOWN)]
    return found


def _hidden(model: str, reader: Any) -> set[str]:
    """Return the fields of a model that a reader may not see, custom ones included."""
    object_type = type_of(model)
    fields = fields_of(object_type) if object_type is not None else []
    return {field.key for field in fields if not field.may_see(reader)}


def model_of(label: str) -> type[models.Model] | None:
    """Return the model that an event names, None where it is no longer installed."""
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def noun_of(label: str) -> str:
    """Return what a model's objects are called."""
    model = model_of(label)
    return str(model._meta.verbose_name).capitalize() if model else label


def _fields(model: str) -> dict[str, Field]:
    """Return the described fields of a model, else those of its columns, by key."""
    object_type = type_of(model)
    if object_type is not None:
        described = {field.key: field for field in fields_of(object_type)}
        # Verbs that write columns by hand name a link by its column: ``manager_id``.
        links = [field for field in described.values() if field.kind.is_link]
        return described | {f"{f.key}_id": replace(f, key=f"{f.key}_id") for f in links}
    found: dict[str, Field] = {}
    known = model_of(model)
    for column in known._meta.fields if known else ():
        try:
            bound = Field(key=column.name).bound_to(known)  # type: ignore[arg-type]
        except TypeError:
            continue
        found[column.name] = bound
        found[column.attname] = replace(bound, key=column.attname)
    return found


def _label(model: str, key: str, fields: dict[str, Field]) -> str:
    if key in fields:
        return fields[key].heading
    if model in _headings and (text := _headings[model](key)):
        return text
    known = model_of(model)
    try:
        name = str(known._meta.get_field(key).verbose_name) if known else key  # type: ignore[union-attr]
    except (FieldDoesNotExist, AttributeError):
        name = key.replace("_", " ")
    return name[:1].upper() + name[1:]


def _value(field: Field | None, value: Any, names: Any) -> str:
    if field is not None and not isinstance(value, dict):
        try:
            return say(field, value, names)
        except (ArithmeticError, TypeError, ValueError):
            return str(value)
    if value is None or value in ("", [], {}):
        return UNKNOWN
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return _day(value) if isinstance(value, str) and DAY.fullmatch(value) else str(value)


def _day(text: str) -> str:
    """Return a day that is kept as 2026-11-26 as the reader's country writes it."""
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    return date_format(day, "SHORT_DATE_FORMAT") if day else text
