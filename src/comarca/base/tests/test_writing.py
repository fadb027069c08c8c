from datetime import date
from decimal import Decimal

import pytest

from comarca.accounts.models import Account
from comarca.base import writing
from comarca.base.events import history_of
from comarca.base.objects import CustomField, Field, ObjectType, register
from comarca.base.objects.reading import read_values
from comarca.base.objects.registry import forget
from comarca.base.objects.types import fields_of
from comarca.team.models import Person

KINDS = {
    "text": "hello", "decimal": Decimal("2.5"), "money": Decimal(10), "date": date(2026, 2, 3),
    "choice": "a", "choices": ["a", "b"], "boolean": True, "url": "https://example.com",
}  # fmt: skip


@pytest.fixture
def plain(olga: Person) -> ObjectType:
    """An account that is written by the general verbs."""
    kind = register(
        ObjectType(key="plain", model=Account, fields=(Field(key="name"), Field(key="segment")))
    )
    yield kind
    forget("plain")


def test_every_kind_of_custom_value_is_kept_and_told(plain: ObjectType, olga: Person) -> None:
    values = {**KINDS, "person": olga.pk}
    for kind in values:
        CustomField.objects.create(
            object_type="plain", key=f"c_{kind}", label=kind, kind=kind, options=["a", "b"]
        )
    given = {f"c_{kind}": value for kind, value in values.items()}
    row = writing.create(plain, {"name": "Sol", **given}, olga)
    fields = fields_of(plain)
    assert read_values(fields, [row])[row.pk] == {"name": "Sol", "segment": "", **given}
    writing.change(plain, row, 1, {**dict.fromkeys(given), "segment": "bar"}, olga)
    now = read_values(fields, [row])[row.pk]
    assert all(now[key] in (None, []) for key in given)
    newest = history_of(row)[0]
    assert set(newest.before) == {*given, "segment"}


def test_custom_values_of_many_rows_cost_one_question(
    plain: ObjectType, olga: Person, django_assert_num_queries
) -> None:
    for number in range(5):
        CustomField.objects.create(
            object_type="plain", key=f"c_{number}", label=str(number), kind="text"
        )
    rows = Account.objects.bulk_create(Account(name=str(n), code=f"N{n}") for n in range(50))
    fields = fields_of(plain)
    with django_assert_num_queries(1):
        read_values(fields, rows)


def test_of_two_people_the_second_is_told_and_nothing_is_overwritten(
    plain: ObjectType, olga: Person
) -> None:
    row = writing.create(plain, {"name": "Sol"}, olga)
    writing.change(plain, row, 1, {"name": "Luna"}, olga)
    with pytest.raises(writing.EditedMeanwhile) as conflict:
        writing.change(plain, row, 1, {"name": "Mar"}, olga)
    assert conflict.value.row.name == "Luna"
    row.refresh_from_db()
    assert (row.name, row.version) == ("Luna", 2)
