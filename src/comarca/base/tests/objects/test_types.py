from dataclasses import replace

import pytest

from comarca.accounts.models import Account
from comarca.base.objects import Field, Kind, ObjectType, Place, extend, register
from comarca.base.objects.registry import forget
from comarca.base.objects.types import EXTENSIONS, fields_of
from comarca.team.models import Person


def test_what_the_model_knows_is_not_written_twice(account_type: ObjectType) -> None:
    by_key = {field.key: field for field in account_type.fields}
    assert by_key["name"].required
    assert by_key["name"].max_length == 200
    assert by_key["place"].heading == "Town"
    assert by_key["status"].kind is Kind.CHOICE
    assert dict(by_key["status"].pairs()) == dict(Account.Status.choices)
    assert by_key["owner"].kind is Kind.PERSON
    assert by_key["owner"].to == "team.person"
    assert by_key["unit"].kind is Kind.RELATION


def test_every_column_of_an_account_is_described(account_type: ObjectType) -> None:
    described = {field.key for field in account_type.fields}
    columns = {column.name for column in Account._meta.fields}
    inner = {"id", "version", "is_generated", "archived_at"}
    assert columns - described - inner == set()


def test_a_field_described_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="name"):
        register(ObjectType(key="twice", model=Account, fields=(Field(key="name"),) * 2))


def test_a_column_without_a_kind_is_refused() -> None:
    from comarca.base.organisation import Organisation

    with pytest.raises(TypeError, match="working_days"):
        Field(key="working_days").bound_to(Organisation)


def test_an_upper_app_adds_a_field(account_type: ObjectType, olga: Person) -> None:
    extend("account", Field(key="extra", label="extra", kind=Kind.TEXT))
    try:
        assert "extra" in account_type.fields_for(olga)
    finally:
        EXTENSIONS["account"] = [one for one in EXTENSIONS["account"] if one.key != "extra"]


def test_a_hidden_field_is_nowhere_for_who_may_not_see_it(olga: Person, ana: Person) -> None:
    secret = Field(key="potential", may_see=lambda user: user.may("settings.edit"))
    kind = register(ObjectType(key="secret", model=Account, fields=(Field(key="name"), secret)))
    try:
        assert "potential" in kind.fields_for(olga, Place.EXPORT)
        assert "potential" not in kind.fields_for(ana, Place.EXPORT)
        assert [one.key for one in fields_of(replace(kind))] == ["name", "potential"]
    finally:
        forget("secret")
