"""Two accounts become one with all that belongs to them, and two again."""

import pytest

from comarca.accounts import editing
from comarca.accounts.duplicates import merging
from comarca.accounts.duplicates.followers import followers
from comarca.accounts.models import Account, AnnualSales, DuplicatePair, Ownership, Site
from comarca.accounts.tests.factories import make_account
from comarca.base import files
from comarca.base.events import Event, record
from comarca.base.files import StoredFile
from comarca.base.objects import CustomField, find
from comarca.base.objects.reading import value_of
from comarca.base.objects.types import fields_of
from comarca.contacts.models import Contact
from comarca.imports.models import ImportRow
from comarca.team.models import Person
from comarca.team.tests.people import make_company, make_team


@pytest.fixture
def ops(db: None) -> Person:
    make_company()
    return make_team()["administrator"]


@pytest.fixture
def pair(ops: Person) -> tuple[Account, Account]:
    kept = make_account("Bar Sol", code="1", phone="", potential=100, address="Calle 1",
                        place="Vigo", sales={2024: 5, 2025: 7})  # fmt: skip
    gone = make_account("Bar Sol, S.L.", code="2", phone="986", potential=200, tax_id="B1",
                        address="Calle 9", place="Vigo", sales={2025: 9, 2023: 1})  # fmt: skip
    Contact.objects.create(account=gone, name="Eva")
    files.store([b"x"], "a.txt", StoredFile.Kind.ATTACHMENT, owner=("account", gone.pk), by=None)
    record(gone, "commented", actor=ops)
    DuplicatePair.objects.create(left=kept, right=gone, probability=0.9)
    return kept, gone


def world() -> list[object]:
    """Return all that belongs to accounts, by their codes."""
    accounts = Account.objects.order_by("pk").values_list(
        "pk", "code", "name", "phone", "potential", "tax_id", "archived_at"
    )
    return [
        *accounts,
        *Site.objects.order_by("pk").values_list("account", "address", "is_main"),
        *AnnualSales.objects.order_by("pk").values_list("account", "year", "amount"),
        *Contact.objects.order_by("pk").values_list("account", "name"),
        *StoredFile.objects.order_by("pk").values_list("object_id", "name"),
        *Event.objects.filter(action="commented").values_list("account_id", "object_id"),
    ]


def test_what_is_chosen_and_all_that_belongs_to_it_comes_to_one_account(
    pair: tuple[Account, Account], ops: Person
) -> None:
    kept, gone = pair
    merging.merge(kept, gone, ["phone", "tax_id", "code"], ops)
    kept.refresh_from_db()
    assert (kept.name, kept.phone, kept.tax_id, kept.code) == ("Bar Sol", "986", "B1", "2")
    assert kept.potential == 100
    assert list(kept.annual_sales.order_by("year").values_list("year", "amount")) == [
        (2023, 1), (2024, 5), (2025, 16),
    ]  # fmt: skip
    assert list(kept.sites.order_by("-is_main").values_list("address", "is_main")) == [
        ("Calle 1", True), ("Calle 9", False),
    ]  # fmt: skip
    assert kept.contacts.get().name == "Eva"
    assert StoredFile.objects.of("account", kept.pk).count() == 1
    assert Event.objects.filter(account_id=kept.pk, action="commented").exists()
    told = Event.objects.get(object_id=kept.pk, action="merged")
    assert (told.actor, told.data["name"], told.after["tax_id"]) == (ops, "Bar Sol, S.L.", "B1")
    gone.refresh_from_db()
    assert gone.archived_at
    assert gone.annual_sales.get().year == 2025  # what could not move is not lost
    assert list(Account.objects.visible_to(ops)) == [kept]
    assert not DuplicatePair.objects.exists()


@pytest.mark.parametrize(("other", "choice", "kept"), [
    ((9, "EUR"), "", 16), ((9, "EUR"), "other", 9), ((9, "EUR"), "mine", 7),
    ((7, "EUR"), "", 7), ((9, "USD"), "sum", 7),
])  # fmt: skip
def test_sales_of_a_year_that_both_have_are_added_up_or_chosen(
    pair: tuple[Account, Account], ops: Person, other: tuple[int, str], choice: str, kept: int
) -> None:
    """One figure told twice counts once, currencies are never mixed, and undo brings both back."""
    AnnualSales.objects.filter(account=pair[1], year=2025).update(
        amount=other[0], currency=other[1]
    )
    made = merging.merge(*pair, [], ops, {2025: choice})
    assert pair[0].annual_sales.get(year=2025).amount == kept
    made.refresh_from_db()
    merging.undo(made, ops)
    assert [one.annual_sales.get(year=2025).amount for one in pair] == [7, other[0]]


def test_undoing_a_merge_leaves_everything_as_it_was(
    pair: tuple[Account, Account], ops: Person
) -> None:
    before = world()
    every = [one.field.key for one in merging.differences(*pair, ops)]
    assert {"name", "phone", "potential", "tax_id", "code", "address"} <= set(every)
    made = merging.merge(*pair, every, ops)
    assert world() != before
    made.refresh_from_db()
    merging.undo(made, ops)
    assert world() == before
    with pytest.raises(merging.AlreadyUndone):
        merging.undo(made, ops)
    assert Event.objects.filter(action="unmerged").count() == 1


def test_what_was_changed_since_the_merge_stays_when_it_is_undone(
    pair: tuple[Account, Account], ops: Person
) -> None:
    kept, gone = pair
    made = merging.merge(kept, gone, ["phone", "potential"], ops)
    now = Account.objects.get(pk=kept.pk)
    editing.change(now, now.version, {"phone": "987"}, ops)
    late = make_account("Otro", code="2")
    merging.undo(made, ops)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.phone, kept.potential) == ("987", 100)
    assert (gone.archived_at, gone.code, late.code) == (None, "", "2")


def test_custom_values_are_chosen_like_other_fields(
    pair: tuple[Account, Account], ops: Person
) -> None:
    CustomField.objects.create(object_type="account", key="c_size", label="Size", kind="decimal")
    field = next(one for one in fields_of(find("account")) if one.key == "c_size")
    kept, gone = pair
    gone = editing.change(gone, gone.version, {"c_size": 4}, ops)
    made = merging.merge(kept, gone, ["c_size"], ops)
    assert value_of(field, kept) == 4
    merging.undo(made, ops)
    assert (value_of(field, kept), value_of(field, gone)) == (None, 4)


def test_of_two_who_merge_at_once_one_does(pair: tuple[Account, Account], ops: Person) -> None:
    kept, gone = pair
    merging.merge(kept, gone, [], ops)
    with pytest.raises(merging.AlreadyMerged):
        merging.merge(kept, gone, [], ops)
    with pytest.raises(merging.AlreadyMerged):
        merging.merge(gone, kept, [], ops)


def test_whatever_points_at_an_account_follows_but_records_of_it() -> None:
    keys = {one.key for one in followers()}
    assert {"accounts.Site.account", "contacts.Contact.account", "accounts.AnnualSales.account",
            "territories.AccountAssignment.account", "events", "files"} <= keys  # fmt: skip
    told = {ImportRow, Ownership, DuplicatePair}
    assert not {f"{model._meta.label}.account" for model in told} & keys
