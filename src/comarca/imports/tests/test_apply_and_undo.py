from datetime import timedelta

import pytest
from django.db.models import F

from comarca.accounts import editing
from comarca.accounts.models import Account, AnnualSales, Ownership, Site
from comarca.accounts.tests.factories import make_account
from comarca.activities import editing as editing_activities
from comarca.activities.models import Activity
from comarca.base.dates import today
from comarca.base.events import history_of
from comarca.base.events.comments import comment
from comarca.base.files import StoredFile
from comarca.base.jobs import JobCancelled
from comarca.contacts.models import Contact
from comarca.geography.models import GeoUnit
from comarca.imports.lifecycle import applying, undoing
from comarca.imports.lifecycle.resolution import put_in_unit, set_choice
from comarca.imports.models import ColumnMapping
from comarca.imports.tests.files import actions, previewed, spanish
from comarca.team.models import Person
from comarca.territories.models import Coverage, Plan, Territory, UnitAssignment

pytestmark = pytest.mark.usefixtures("spain")
Towns = dict[str, GeoUnit]
TWO = spanish("1;Uno;Calle A, 1;Madrid;;;;;4;1.000,50", "2;Dos;;Sevilla;;;-5,99;37,39;2;")


def snapshot() -> list[object]:
    accounts = Account.objects.order_by("code").values_list(
        "code", "name", "visits_per_year", "status"
    )
    sites = Site.objects.order_by("account__code").values_list("place", "unit", "lon", "placed_by")
    sales = AnnualSales.objects.order_by("account__code", "year").values_list("year", "amount")
    return [*accounts, *sites, *sales]


def test_new_accounts_come_with_place_sales_and_history(town: Towns, operations: Person) -> None:
    batch = previewed(TWO)
    assert applying.apply(batch, operations) == {"created": 2, "updated": 0}
    uno, dos = Account.objects.order_by("code")
    assert uno.sites.get().unit == town["28079"]
    assert uno.annual_sales.get().amount == pytest.approx(1000.5)
    assert (dos.sites.get().lon, dos.sites.get().placed_by) == (-5.99, "coordinates")
    change = history_of(uno).get()
    assert (change.action, change.actor, change.after["name"]) == ("imported", operations, "Uno")
    assert ColumnMapping.objects.get().mapping == batch.mapping
    assert batch.state == "applied"


def test_an_import_is_applied_once(operations: Person) -> None:
    batch = previewed(TWO)
    applying.apply(batch, operations)
    with pytest.raises(applying.NotPreviewed):
        applying.apply(batch, operations)
    assert Account.objects.count() == 2


def test_undo_leaves_everything_as_it_was(town: Towns, operations: Person) -> None:
    make_account("Uno viejo", code="1", visits_per_year=1, place="Sevilla", unit=town["41091"],
                 sales={2025: 7, 2024: 5})  # fmt: skip
    before = snapshot()
    batch = previewed(TWO)
    assert actions(batch) == ["changed", "new"]
    assert applying.apply(batch, operations) == {"created": 1, "updated": 1}
    assert Account.objects.get(code="1").name == "Uno"
    assert Account.objects.get(code="1").sites.get().unit == town["28079"]
    assert undoing.undo(batch, operations) == {"deleted": 1, "restored": 1}
    assert snapshot() == before
    assert batch.state == "undone"
    with pytest.raises(undoing.NotApplied):
        undoing.undo(batch, operations)


def test_undo_stops_and_says_which_account_somebody_edited(operations: Person) -> None:
    batch = previewed(TWO)
    applying.apply(batch, operations)
    dos = Account.objects.get(code="2")
    editing.change(dos, dos.version, {"name": "Dos y medio"}, operations)
    now = snapshot()
    with pytest.raises(undoing.CannotUndo) as caught:
        undoing.undo(batch, operations)
    assert [(o.row, o.name) for o in caught.value.obstacles] == [(3, "Dos y medio")]
    assert snapshot() == now
    batch.refresh_from_db()
    assert batch.state == "applied"


def cancelling(share: float, text: str) -> None:
    if share > 0.5:
        raise JobCancelled


def test_a_cancelled_import_writes_nothing(operations: Person) -> None:
    batch = previewed(TWO)
    with pytest.raises(JobCancelled):
        applying.apply(batch, operations, cancelling)
    assert not Account.objects.exists()
    batch.refresh_from_db()
    assert batch.state == "previewed"


def test_an_account_changed_after_the_preview_stops_the_import(operations: Person) -> None:
    make_account("Uno viejo", code="1")
    batch = previewed(TWO)
    Account.objects.update(version=F("version") + 1)
    with pytest.raises(applying.ChangedMeanwhile, match="Uno viejo"):
        applying.apply(batch, operations)
    assert Account.objects.count() == 1


def test_chosen_duplicates_update_or_become_new(town: Towns, operations: Person) -> None:
    old = make_account("Bar Sol", address="Calle 1", unit=town["28079"], visits_per_year=1)
    rows = [
        "9;Bar Sol, SL;Calle 1;Madrid;;;;;8;",
        "8;Pan Luz;Calle 2;Madrid;;;;;8;",
        "7;Pan Luz;Calle 2;Madrid;;;;;1;",
    ]
    batch = previewed(spanish(*rows))
    assert actions(batch) == ["duplicate", "new", "duplicate"]
    set_choice(batch.rows.filter(number=2), "update")
    set_choice(batch.rows.filter(number=4), "new")
    applying.apply(batch, operations)
    old.refresh_from_db()
    assert (old.visits_per_year, old.version) == (8, 2)
    assert Account.objects.filter(name="Pan Luz").count() == 2


def test_a_row_that_was_not_placed_is_placed_by_hand_with_all_that_say_the_same(
    town: Towns, operations: Person
) -> None:
    batch = previewed(
        spanish("1;Uno;;Villanueva;;;;;1;", "2;Dos;;Villanueva;;;;;1;", "3;Tres;;;;;;;1;")
    )
    assert put_in_unit(batch.rows.get(number=2), town["05900"]) == 2
    batch.refresh_from_db()
    assert batch.summary["unplaced"] == 1
    applying.apply(batch, operations)
    sites = Site.objects.order_by("account__code")
    assert [(s.unit, s.placed_by) for s in sites][:2] == [(town["05900"], "hand")] * 2


def test_owners_named_or_by_territory_or_the_importer(town: Towns, spain: object) -> None:
    boss = Person.objects.create_user("b@example.com", name="Berta", role="territory_manager")
    ana = Person.objects.create_user("ana@example.com", name="Ana", manager=boss)
    eva = Person.objects.create_user("eva@example.com", name="Eva", manager=boss)
    plan = Plan.objects.create(name="P", layer=spain, status="active", effective_from=today())
    zone = Territory.objects.create(plan=plan, code="1", name="Centro")
    UnitAssignment.objects.create(plan=plan, unit=town["28079"], territory=zone)
    Coverage.objects.create(territory=zone, person=eva, valid_from=today())
    headings = "Código;Cliente;Población;Comercial"
    content = spanish("1;A;Madrid;Ana", "2;B;Madrid;", "3;C;Sevilla;", headings=headings)
    applying.apply(previewed(content, boss), boss)
    found = Ownership.objects.order_by("account__code").values_list("person__name", flat=True)
    assert list(found) == ["Ana", "Eva", "Berta"]
    assert Account.objects.visible_to(boss).count() == 3
    assert Account.objects.visible_to(ana).count() == 1


def test_new_accounts_follow_a_plan_that_is_yet_to_come(
    town: Towns, spain: object, operations: Person
) -> None:
    later = today() + timedelta(days=10)
    for name, since, until in (("Eva", today(), later), ("Ana", later, None)):
        person = Person.objects.create_user(f"{name}@example.com", name=name)
        plan = Plan.objects.create(
            name=name, layer=spain, status="active", effective_from=since, effective_to=until
        )
        zone = Territory.objects.create(plan=plan, code="1", name="Centro")
        UnitAssignment.objects.create(plan=plan, unit=town["28079"], territory=zone)
        Coverage.objects.create(territory=zone, person=person, valid_from=since, valid_to=until)
    applying.apply(previewed(spanish("1;A;;Madrid;;;;;;"), operations), operations)
    for day, name in ((today(), "Eva"), (later, "Ana")):
        assert Ownership.objects.on(day).get().person.name == name


def test_contacts_come_along_and_go_with_an_undo(operations: Person) -> None:
    content = spanish("1;A;Madrid;Eva Gil", headings="Código;Cliente;Población;Contacto")
    batch = previewed(content)
    applying.apply(batch, operations)
    assert Contact.objects.get().name == "Eva Gil"
    assert actions(previewed(content)) == ["unchanged"]
    undoing.undo(batch, operations)
    assert not Contact.objects.exists()


def test_undo_does_not_take_what_somebody_has_added_to_an_account(operations: Person) -> None:
    names = ["Bar Sol", "Hotel Mar", "Taller Ruiz", "Farmacia Gil", "Horno Paz"]
    content = spanish(*(f"{n};{name};Madrid;Eva Gil" for n, name in enumerate(names)),
                      headings="Código;Cliente;Población;Contacto")  # fmt: skip
    batch = previewed(content)
    applying.apply(batch, operations)
    one, two, three, four, _five = Account.objects.order_by("code")
    editing_activities.create({"title": "Call back", "account": one.pk}, operations)
    Contact.objects.create(account=two, name="Luis Ros")
    comment(three, operations, "Pays late")
    StoredFile.objects.create(place="account", object_id=four.pk, kind="attachment", name="a.pdf",
                              size=1)  # fmt: skip
    with pytest.raises(undoing.CannotUndo) as caught:
        undoing.undo(batch, operations)
    assert {o.name for o in caught.value.obstacles} == set(names[:4])
    # Cut off and taken back, the accounts that have something stay, the others go.
    with pytest.raises(undoing.LeftAsTheyAre):
        undoing.take_back(batch, operations)
    assert [one.name for one in Account.objects.order_by("code")] == names[:4]
    assert Activity.objects.get().title == "Call back"
