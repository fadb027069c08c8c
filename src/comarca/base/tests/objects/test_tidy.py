from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from comarca.base.objects import Field, Kind
from comarca.base.objects.tidy import tidy
from comarca.base.objects.wording import say

CHOICES = (("a", "Alpha"), ("b", "Beta"))


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("decimal", "2.50", Decimal("2.50")),
        ("integer", "7", 7),
        ("boolean", "Sí", True),
        ("boolean", "0", False),
        ("choice", "ALPHA", "a"),
        ("choices", "Alpha, b", ["a", "b"]),
        ("email", "MAILTO:A@B.ES".lower(), "a@b.es"),
        ("text", "  x ", "x"),
        ("text", " ", ""),
        ("decimal", "", None),
        ("url", "example.com/a", "example.com/a"),
    ],
)
def test_what_is_typed_becomes_a_value(kind: str, typed: str, value: Any) -> None:
    assert tidy(Field(key="x", kind=Kind(kind), choices=CHOICES), typed) == value


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("decimal", "1e400"), ("decimal", "NaN"), ("decimal", "many"), ("integer", "2.5"),
        ("date", "2026-02-31"), ("date", "tomorrow"), ("datetime", "noon"), ("boolean", "perhaps"),
        ("choice", "gamma"), ("email", "a@"), ("url", "javascript:alert(1)"), ("person", "Ana"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(kind: str, typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        tidy(Field(key="x", kind=Kind(kind), choices=CHOICES), typed)
    assert refused.value.messages[0].endswith(".")


def test_limits_hold() -> None:
    with pytest.raises(ValidationError):
        tidy(Field(key="x", kind=Kind.DECIMAL, minimum=0), "-1")
    with pytest.raises(ValidationError):
        tidy(Field(key="x", kind=Kind.TEXT, max_length=3), "abcd")


@given(st.sampled_from(list(Kind)), st.text(max_size=30))
def test_no_text_breaks_it(kind: Kind, typed: str) -> None:
    field = Field(key="x", kind=kind, choices=CHOICES)
    try:
        value = tidy(field, typed)
    except ValidationError:
        return
    assert isinstance(say(field, value), str)


def test_unknown_is_not_nought() -> None:
    field = Field(key="x", kind=Kind.DECIMAL)
    assert say(field, None) == "–"
    assert say(field, Decimal(0)) == "0"
    assert say(field, Decimal("1234.50")) == "1,234.50"
