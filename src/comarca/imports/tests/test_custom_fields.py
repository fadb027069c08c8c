"""An administrator's own fields come in with accounts, of every kind of value, and go back."""

import pytest

from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account, make_person
from comarca.base.events import history_of
from comarca.base.objects import CustomField, CustomValue, Field, find
from comarca.base.objects.custom import write_custom
from comarca.base.objects.reading import read_values
from comarca.imports.display import shown_rows
from comarca.imports.display_columns import field_choices
from comarca.imports.lifecycle import applying, undoing
from comarca.imports.matching import guess
from comarca.imports.tests.files import actions, previewed
from comarca.team.models import Person

KINDS = ("text", "url", "decimal", "money", "date", "choice", "choices", "boolean", "person")
HEAD = "Código;Nombre;" + ";".join(f"Mi {kind}" for kind in KINDS)
FIRST = "1;Uno;hola;a.com;-1.234,5678;10,5;25/02/2026;s;S, M;sí;Olga"
LATER = "1;Uno;adiós;b.com;2;11;03/04/2026;M;M;no;ops@example.com"


@pytest.fixture
def custom(operations: Person) -> list[CustomField]:
    make_person("Otra")
    return [
        CustomField.objects.create(
            object_type="account", key=f"c_{kind}", label=f"Mi {kind}", kind=kind,
            options=["S", "M"] if kind.startswith("choice") else [],
        )
        for kind in KINDS
    ]  # fmt: skip


def file(*rows: str) -> bytes:
    return "\n".join([HEAD, *rows, ""]).encode()


def described() -> list[Field]:
    fields = find("account").fields_for(Person(role="administrator")).values()
    return [one for one in fields if one.custom_id is not None]


def values_of(account: Account) -> dict[str, str]:
    return {
        key: str(value) for key, value in read_values(described(), [account])[account.pk].items()
    }


def test_every_kind_is_typed_shown_written_and_taken_back(
    custom: list[CustomField], operations: Person
) -> None:
    batch = previewed(file(FIRST), operations)
    assert [p["about"] for p in batch.rows.get().problems] == ["place"]
    applying.apply(batch, operations)
    account = Account.objects.get()
    assert values_of(account) == {
        "c_text": "hola", "c_url": "a.com", "c_decimal": "-1234.5678", "c_money": "10.5000",
        "c_date": "2026-02-25", "c_choice": "S", "c_choices": "['S', 'M']", "c_boolean": "True",
        "c_person": str(operations.pk),
    }  # fmt: skip
    assert actions(previewed(file(FIRST), operations)) == ["unchanged"]
    later = previewed(file(LATER, "2;Dos;;;;;25/12/2026;;;;"), operations)
    changes = shown_rows(later, [later.rows.get(number=2)], operations)[0].changes
    assert ("Mi boolean", "Yes", "No") in changes
    assert ("Mi choices", "S, M", "M") in changes
    assert len(changes) == len(KINDS) - 1  # the same person by address
    before = values_of(account)
    applying.apply(later, operations)
    assert values_of(account)["c_date"] == "2026-04-03"
    assert history_of(account)[0].after["c_date"] == "2026-04-03"
    undoing.undo(later, operations)
    assert values_of(account) == before
    assert set(CustomValue.objects.values_list("object_id", flat=True)) == {account.pk}


def test_what_cannot_be_read_is_told_and_the_row_comes_in(
    custom: list[CustomField], operations: Person
) -> None:
    bad = "1;Uno;hola;javascript:x;many;x;03/04/2026;XL;S, XL;perhaps;Zoltan Nagy"
    row = previewed(file(bad), operations).rows.get()
    assert row.action == "new"
    assert {p["column"] for p in row.problems if p["about"] == "typed"} == {
        f"Mi {kind}" for kind in KINDS[1:]
    }
    assert {key for key in row.values if key.startswith("c_")} == {"c_text"}


def test_the_label_of_an_own_field_goes_before_known_words(custom: list[CustomField]) -> None:
    CustomField.objects.create(object_type="account", key="c_rating", label="Rating", kind="text")
    found = guess(["Nombre", "Rating"], [["Uno"], ["A"]])
    assert found["Rating"].field == "c_rating"


def test_a_field_that_somebody_may_not_see_is_none_of_theirs(
    custom: list[CustomField], operations: Person
) -> None:
    CustomField.objects.filter(key="c_text").update(roles=["administrator"])
    account = make_account("Uno", code="1")
    write_custom(described(), {account.pk: {"c_text": "secret"}})
    assert "c_text" not in dict(field_choices(operations))
    batch = previewed(file(FIRST), operations, **{"Código": "code", "Mi text": "c_text"})
    row = batch.rows.get()
    assert "c_text" not in {**row.values, **row.before}
    boss = make_person("Ada", "administrator")
    theirs = previewed(
        file(FIRST), boss, **{"Código": "code", "Nombre": "name", "Mi text": "c_text"}
    )
    assert theirs.rows.get().before == {"c_text": "secret"}
    assert shown_rows(theirs, list(theirs.rows.all()), operations)[0].changes == []


def test_a_field_taken_off_the_pages_is_no_longer_imported_but_still_taken_back(
    custom: list[CustomField], operations: Person
) -> None:
    batch = previewed(file(FIRST), operations)
    applying.apply(batch, operations)
    account, later = Account.objects.get(), previewed(file(LATER), operations)
    applying.apply(later, operations)
    text = custom[0]
    CustomField.objects.filter(pk=text.pk).update(retired_at="2026-01-01T00:00Z")
    assert "c_text" not in previewed(file(FIRST), operations).rows.get().values
    undoing.undo(later, operations)
    assert CustomValue.objects.get(field=text, object_id=account.pk).text == "hola"


def test_what_a_new_account_must_have_is_asked_and_its_default_given(
    custom: list[CustomField], operations: Person
) -> None:
    CustomField.objects.filter(key="c_choice").update(default="M", is_required=True)
    CustomField.objects.filter(key="c_date").update(is_required=True)
    head = "Código;Nombre;Mi date"
    batch = previewed(f"{head}\n1;Uno;25/04/2026\n2;Dos;\n".encode(), operations)
    assert actions(batch) == ["new", "error"]
    assert "Mi date" in batch.rows.get(number=3).problems[-1]["problem"]
    applying.apply(batch, operations)
    account = Account.objects.get()
    assert values_of(account)["c_choice"] == "M"
    write_custom(described(), {account.pk: {"c_choice": "S"}})
    later = previewed(f"{head}\n1;Uno;26/04/2026\n".encode(), operations)
    applying.apply(later, operations)
    assert values_of(account)["c_choice"] == "S"  # a default is for what is new
