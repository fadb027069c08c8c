"""A row of every kind of object, and the keys that fill in an address."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import models
from django.utils import timezone

from comarca.accounts.duplicates.merging import merge
from comarca.accounts.duplicates.models import DuplicatePair
from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account
from comarca.base.events import Event
from comarca.base.events.notifications import Notification
from comarca.base.jobs import Job
from comarca.base.objects import all_types
from comarca.contacts.models import Contact
from comarca.contacts.tests.factories import make_contact
from comarca.geography.models import Layer
from comarca.imports.models import Import
from comarca.sales.models import OrderBatch
from comarca.team import invitations
from comarca.team.models import Person
from comarca.territories.models import Plan
from comarca.ui.lists.models import BulkEdit, Selection
from comarca.visits.models import Visit, VisitEntry, WeekPlan
from tests.test_default_deny import VALUES
from tests.world import make_world

# What stands in an address, where its name does not say it (``account_id`` is "account").
NAMED = {
    "other_id": "twin", "target_id": "account", "territory_id": "first", "email_id": "filed",
    "mailbox_id": "box", "activity_id": "activity", "edit_id": "bulk", "field_id": "field",
    "key": "kind", "place": "place", "pk": "account", "field": "column", "name": "panel",
    "act": "act", "country": "country", "token": "invitation",
}  # fmt: skip
# Where the same name means something else in one address.
ELSEWHERE = {
    ("secret", "q/"): "quote_secret",
    ("key", "add-to/"): "added", ("name", "help/"): "form", ("email_id", "ignore/"): "email",
    ("email_id", "sort/"): "email",
    ("other_id", "/compared/"): "plan", ("token_id", ""): "token",
}  # fmt: skip
WORDS = {"kind": "account", "place": "account", "column": "segment", "panel": "timeline",
         "added": "contact", "form": "support", "act": "edit", "country": "ES"}  # fmt: skip


NUMBERS = (models.IntegerField, models.DecimalField, models.FloatField)


def populated(team: dict[str, Person]) -> dict[str, Any]:
    """Return the keys of a company in which everything is the owner's or their accounts'."""
    owner, administrator = team["owner"], team["administrator"]
    keys: dict[str, Any] = {**WORDS, **make_world(team, owner)}
    account = Account.objects.get(pk=keys["account"])
    twin, gone = make_account("Bar twin", owner=owner), make_account("Bar gone", owner=owner)
    left, right = sorted((account.pk, twin.pk))
    event = Event.objects.order_by("pk").first()
    WeekPlan.objects.create(
        person=owner, starts=date(2026, 3, 9), state=WeekPlan.State.PUBLISHED
    )  # fmt: skip
    batch = Import.objects.create(
        file_name="a.csv",
        path="a.csv",
        digest="x",
        created_by=team["manager"],
        state=Import.State.PREVIEWED,
    )
    keys |= {
        "twin": twin.pk,
        "merge": merge(account, gone, [], owner).pk,
        "pair": DuplicatePair.objects.create(left_id=left, right_id=right, probability=0.9).pk,
        "selection": Selection.objects.create(
            object_type="account", owner=owner, ids=[account.pk]
        ).pk,
        "bulk": BulkEdit.objects.create(object_type="account", act="edit", owner=owner).pk,
        "notification": Notification.objects.create(person=owner, event=event, kind="comment").pk,
        "job": Job.objects.create(kind="optimise", requested_by=owner).pk,
        "import": batch.pk,
        "batch": OrderBatch.objects.create(file_name="x", made_by=team["manager"]).pk,
        "row": batch.rows.create(number=2, action="duplicate", account=account).pk,
        "invitation": invitations.invite(owner, administrator),
    }
    made: dict[type[models.Model], Any] = {
        Person: owner, Account: account, Layer: Layer.objects.get(pk=keys["layer"]),
        Contact: Contact.objects.get(pk=keys["contact"]), Plan: Plan.objects.get(pk=keys["plan"]),
        Import: batch, Visit: Visit.objects.get(pk=keys["visit"]),
    }  # fmt: skip
    keys["entry"] = row_of(VisitEntry, made).pk
    VisitEntry.objects.update(state=VisitEntry.State.CONFLICT)
    for one in all_types():
        keys[f"object {one.key}"] = row_of(one.model, made).pk
    return keys


def row_of(model: type[models.Model], made: dict[type[models.Model], Any]) -> Any:
    """Return a row of a model, made of the least that it needs and of what is there already."""
    if model not in made:
        made[model] = model._default_manager.create(**_least(model, made))
    return made[model]


def _least(model: type[models.Model], made: dict[type[models.Model], Any]) -> dict[str, Any]:
    """Return values for the columns that need one, and the account or person of each row."""
    values: dict[str, Any] = {}
    day = date(2026, 3, 1)
    for column in model._meta.concrete_fields:
        target = column.related_model
        if column.primary_key or (target is None and (column.null or column.has_default())):
            continue
        if target is not None:
            if column.null and target not in {Account, Person}:
                continue
            given = make_contact(made[Account]) if target in _used(values) else row_of(target, made)
            values[column.name] = given
        elif (value := _filler(column, day)) is not None:
            day += timedelta(days=1)  # what ends comes after what begins
            values[column.name] = value
    return values


def _filler(column: Any, day: date) -> Any:
    """Return some value for a column, None where it may stay empty."""
    by_class = {
        models.DateTimeField: timezone.now, models.DateField: lambda: day, models.UUIDField: uuid4,
    }  # fmt: skip
    for kind, value in by_class.items():
        if isinstance(column, kind):
            return value()
    if column.choices:
        return column.choices[0][0]
    if isinstance(column, NUMBERS):
        return 1
    return None if column.blank else "x"


def _used(values: dict[str, Any]) -> set[type]:
    """Return the kinds of which a row already names one: its second must be another."""
    return {type(one) for one in values.values()} & {Contact}


def filled(route: str, keys: dict[str, Any]) -> str:
    """Return the address of a route in the populated company."""
    text = ""
    for piece in route.split("<"):
        inside, closed, rest = piece.partition(">")
        text += f"{_value(inside, route, keys)}{rest}" if closed else piece
    return f"/{text}"


def _value(place: str, route: str, keys: dict[str, Any]) -> Any:
    """Return what stands in one place of an address."""
    kind, _colon, name = place.partition(":")
    if name == "pk" and route.startswith("api/objects/"):
        return keys[f"object {route.split('/')[2]}"]
    for (argument, part), key in ELSEWHERE.items():
        if argument == name and part in route:
            return keys[key]
    key = NAMED.get(name, name.removesuffix("_id"))
    return keys.get(key, VALUES[kind])
