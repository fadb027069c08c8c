from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from comarca.accounts.models import Account
from comarca.base.objects import CustomField, ObjectType
from comarca.base.objects.custom import write_custom
from comarca.base.objects.filters import (
    Condition,
    as_parameters,
    conditions_in,
    filter_rows,
    search_rows,
)
from comarca.base.objects.operators import OPERATORS
from comarca.team.models import Person


def names(kind: ObjectType, user: Person, asked: str) -> str:
    from django.http import QueryDict

    conditions = conditions_in(QueryDict(asked).lists())
    rows = filter_rows(kind.visible_to(user), kind, conditions, user)
    return " ".join(sorted(row.name.split()[1] for row in rows))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", "Luna Mar Sol"),
        ("name__contains=sol", "Sol"),
        ("name__lacks=sol", "Luna Mar"),
        ("name__starts=hot", "Luna"),
        ("segment__is=BAR", "Sol"),
        ("segment__empty=1", "Mar"),
        ("segment__filled=1", "Luna Sol"),
        ("potential__gte=100", "Luna Sol"),
        ("potential__gte=100&potential__lte=200", "Sol"),
        ("status__in=prospect&status__in=closed", "Mar"),
        ("status__not=prospect", "Luna Sol"),
        ("place__contains=vig", "Luna"),
        ("place__empty=1", "Mar"),
        ("owner__filled=1", "Sol"),
        ("owner__empty=1", "Luna Mar"),
        ("unit__empty=1", "Luna Mar Sol"),
        ("contact_email__contains=rosa", "Sol"),
        ("contact_email__empty=1", "Luna Mar"),
        ("created_at__last=2", "Luna Mar Sol"),
        ("created_at__until=2001-01-01", ""),
        ("1.segment__is=bar&1.place__is=vigo", "Luna Sol"),
        ("1.segment__is=bar&1.place__is=vigo&potential__gte=1000", "Luna"),
        ("sales__eq=7", "Sol"),
    ],
)
def test_every_question(
    account_type: ObjectType, olga: Person, accounts: dict[str, Account], asked: str, found: str
) -> None:
    assert names(account_type, olga, asked) == found


def test_mine_is_whoever_asks(
    account_type: ObjectType, olga: Person, ana: Person, accounts: dict[str, Account]
) -> None:
    assert names(account_type, ana, "owner__in=me") == "Sol"
    assert names(account_type, olga, "owner__in=me") == ""


@pytest.mark.parametrize(
    "asked", ["potential__gte=much", "status__in=lost", "nothing__is=x", "name__gte=3", "a.b__is=c"]
)
def test_a_question_that_makes_no_sense_is_refused_in_words(
    account_type: ObjectType, olga: Person, accounts: dict[str, Account], asked: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        names(account_type, olga, asked)
    assert refused.value.messages[0].endswith((".", "here."))


def test_custom_fields_are_asked_like_any_other(
    account_type: ObjectType, olga: Person, accounts: dict[str, Account]
) -> None:
    beds = CustomField.objects.create(
        object_type="account", key="c_beds", label="Beds", kind="decimal"
    ).described()
    tags = CustomField.objects.create(
        object_type="account", key="c_tags", label="Tags", kind="choices", options=["a", "b"]
    ).described()
    values: dict[int, dict[str, Any]] = {
        accounts["sol"].pk: {"c_beds": 3, "c_tags": ["a", "b"]},
        accounts["luna"].pk: {"c_beds": 40, "c_tags": ["b"]},
    }
    write_custom([beds, tags], values)
    assert names(account_type, olga, "c_beds__gte=10") == "Luna"
    assert names(account_type, olga, "c_beds__empty=1") == "Mar"
    assert names(account_type, olga, "c_tags__in=a") == "Sol"
    assert names(account_type, olga, "c_tags__not=a") == "Luna Mar"


def test_free_words_are_looked_for_in_every_searched_field(
    account_type: ObjectType, olga: Person, accounts: dict[str, Account]
) -> None:
    found = search_rows(account_type.visible_to(olga), account_type, "bar lug", olga)
    assert [row.name for row in found] == ["Bar Sol"]


@given(
    st.lists(
        st.builds(
            Condition,
            path=st.sampled_from(["name", "manager.name", "c_x"]),
            operator=st.sampled_from([k for k, o in OPERATORS.items() if o.values != "none"]),
            values=st.lists(
                st.text("ab 1", min_size=1).filter(str.strip), min_size=1, max_size=3
            ).map(tuple),
            group=st.integers(0, 3),
        ),
        max_size=6,
        unique_by=lambda one: one.parameter,
    )
)
def test_conditions_come_back_from_an_address(conditions: list[Condition]) -> None:
    parameters: dict[str, list[str]] = {}
    for name, value in as_parameters(conditions):
        parameters.setdefault(name, []).append(value)
    assert conditions_in(parameters.items()) == conditions
