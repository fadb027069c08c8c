from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from comarca.base.sentences import (
    CountryName,
    Figure,
    Headings,
    Sentence,
    kept,
    ntold,
    said,
    sentence_of,
    told,
)

VALUES = st.dictionaries(st.text(), st.integers() | st.text() | st.none() | st.booleans())


def test_a_kept_sentence_is_said_in_the_readers_language() -> None:
    row = [
        {"problem": told("Several towns are called “%(name)s”.") % {"name": "Santiago"}, "row": 3}
    ]
    stored = kept(row)
    with translation.override("es"):
        spanish = said(stored)
    assert row[0]["problem"] == "Several towns are called “Santiago”."
    assert spanish[0]["problem"] == "Hay varias poblaciones llamadas «Santiago»."
    assert said(kept(spanish)) == row


def test_a_plural_is_said_anew_and_a_sentence_within_a_sentence_too() -> None:
    lines = ntold("%(count)d line", "%(count)d lines", 2) % {"count": 2}
    around = told("%(inner)s.") % {"inner": lines}
    assert said(kept(around)) == "2 lines."


def test_what_fits_no_longer_is_said_as_it_stands() -> None:
    assert said({"message": "%(gone)s here", "values": {}}) == "%(gone)s here"


@given(VALUES)
def test_what_is_no_sentence_stays_as_it_is(values: dict[str, object]) -> None:
    assert said(kept(values)) == values
    assert not any(isinstance(one, Sentence) for one in said(kept(values)).values())


def test_a_country_is_called_as_the_reader_calls_it() -> None:
    stored = kept(told("“%(name)s” may be the city in %(country)s.")
                  % {"name": "Lima", "country": CountryName.of("DE")})  # fmt: skip
    with translation.override("es"):
        assert "Alemania" in said(stored)
    with translation.override("en"):
        assert "Germany" in said(stored)


def test_what_a_field_refuses_stays_a_sentence() -> None:
    refused = ValidationError(told("“%(text)s” is not a number.") % {"text": "x"})
    assert kept(sentence_of(refused)) == {
        "message": "“%(text)s” is not a number.", "values": {"text": "x"},
    }  # fmt: skip
    assert sentence_of(ValidationError(["One.", "Two."])) == "One. Two."


def test_a_figure_is_written_as_the_reader_writes_it() -> None:
    told_once = kept(told("“%(cell)s” was read as %(value)s.") % {
        "cell": "1.234,5", "value": Figure.of(Decimal("1234.50")),
    })  # fmt: skip
    with translation.override("en"):
        assert said(told_once) == "“1.234,5” was read as 1,234.5."
    with translation.override("es"):
        assert "1.234,5." in said(told_once)
        assert said(kept(Figure.of(12500))) == "12.500"


def test_fields_are_called_as_the_reader_calls_them() -> None:
    headings = Headings.joined([Headings.of(gettext_lazy("name")), "Cód. obra"])
    assert headings == "Name, Cód. obra"
    with translation.override("es"):  # kept by a Spanish worker, read by an English person
        stored = kept(told("A new one needs %(fields)s; it is not in the row.")
                      % {"fields": headings})  # fmt: skip
        assert "Nombre, Cód. obra" in said(stored)
        again = kept(said(stored))
    assert "Name, Cód. obra" in said(again)
    assert again == stored
