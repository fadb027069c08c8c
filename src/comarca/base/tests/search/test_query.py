"""What is found, whatever the accents, case and typing errors, and by whom."""

import pytest

from comarca.accounts.models import Account, Ownership
from comarca.accounts.tests.factories import make_account, make_layer, make_unit
from comarca.base import search
from comarca.base.dates import today
from comarca.base.search import index
from comarca.base.search.registry import providers
from comarca.contacts.models import Contact
from comarca.geography.models import PostalCode


@pytest.fixture
def world(team, searchable):
    layer = make_layer()
    madrid = make_unit(layer, name="Madrid", code="28079")
    aranjuez = make_unit(layer, name="Aranjuez", code="28013")
    PostalCode.objects.create(layer=layer, code="28013", unit=madrid)
    made = {
        name: make_account(name=name, code=f"C-{n}", unit=aranjuez)
        for n, name in enumerate(
            ["Ñandú Distribuciones", "Estación de Servicio Sur", "Repsol Norte", "Repsol", "García"]
        )
    }
    made["Repsol"].sites.update(address="Calle de Alcalá 12", province="Madrid")
    Account.objects.filter(pk=made["García"].pk).update(phone="+34 912 345 678")
    Contact.objects.create(account=made["García"], name="Iñaki Urrutia")
    Ownership.objects.create(
        account=made["Repsol"], person=team["owner"], valid_from=today(), reason="test"
    )
    for key in providers:
        index.rebuild(key)
    return made


def titles(user, text, **options):
    return [hit.title for hit in search.find(user, text, **options).hits]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("nandu", "Ñandú Distribuciones"),
        ("ÑANDÚ", "Ñandú Distribuciones"),
        ("Ñandú distri", "Ñandú Distribuciones"),
        ("estacion sur", "Estación de Servicio Sur"),
        ("repsol", "Repsol"),
        ("c-2", "Repsol Norte"),
        ("C2", "Repsol Norte"),
        ("alcala 12", "Repsol"),
        ("912345678", "García"),
        ("912 345", "García"),
        ("inaki", "Iñaki Urrutia"),
        ("aranj", "Aranjuez"),
        ("sur", "Estación de Servicio Sur"),
        ("re", "Repsol"),
    ],
)
def test_accounts_and_places_are_found_by_what_people_type(world, team, text, first):
    answer = search.find(team["administrator"], text)
    assert answer.hits[0].title == first
    assert answer.instead == ""


@pytest.mark.parametrize(
    ("text", "first", "instead"),
    [
        ("estaicon", "Estación de Servicio Sur", "estacion"),
        ("repsal nrote", "Repsol Norte", "repsol norte"),
        ("aranjeuz", "Aranjuez", "aranjuez"),
        ("distribucoines", "Ñandú Distribuciones", "distribuciones"),
    ],
)
def test_typing_errors_are_forgiven_and_said(world, team, text, first, instead):
    answer = search.find(team["administrator"], text)
    assert answer.hits[0].title == first
    assert answer.instead == instead


def test_a_postal_code_comes_before_an_office_s_number(world, team):
    hits = search.find(team["administrator"], "28013").hits
    assert [(hit.kind, hit.detail) for hit in hits[:1]] == [("postal", "Madrid")]
    assert {"postal", "unit"} <= {hit.kind for hit in hits}


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("administrator", {"Repsol", "Repsol Norte"}), ("reader", {"Repsol", "Repsol Norte"}),
        ("owner", {"Repsol"}), ("manager", {"Repsol"}), ("stranger", set()),
    ],
)  # fmt: skip
def test_accounts_are_found_by_those_alone_who_may_see_them(world, team, who, seen):
    found = search.find(team[who], "repsol", kinds=["account"]).hits
    assert {hit.title for hit in found} == seen
    # Neither may a typing error show what is there.
    found = search.find(team[who], "repsal", kinds=["account"]).hits
    assert {hit.title for hit in found} == seen


def test_people_are_found_by_those_who_may_see_them(world, team):
    name = team["stranger"].name
    assert name in titles(team["administrator"], name, kinds=["person"])
    assert name not in titles(team["owner"], name, kinds=["person"])


@pytest.mark.parametrize(
    "text", ["", " ", "%", "'", '"', "*", "a OR b", "NEAR(", "\\", "_", "\x00"]
)
def test_no_text_breaks_the_search(world, team, text):
    assert search.find(team["administrator"], text).hits is not None


def test_pages_and_actions_are_found_by_those_who_may_use_them(world, team):
    assert any(h.kind == "page" for h in search.find(team["administrator"], "mapa").hits) or any(
        h.kind == "page" for h in search.find(team["administrator"], "map").hits
    )


def test_what_changes_is_found_by_its_new_name(world, team, django_capture_on_commit_callbacks):
    from comarca.accounts import editing

    account = world["García"]
    account.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        values = {"name": "Pérez e Hijos"}
        editing.change(account, account.version, values, team["administrator"])
    assert titles(team["administrator"], "perez", kinds=["account"]) == ["Pérez e Hijos"]
    assert titles(team["administrator"], "garcia", kinds=["account"]) == []


def test_the_nightly_run_takes_out_what_is_gone_and_writes_only_what_differs(
    world, team, django_assert_num_queries
):
    world["García"].sites.all().delete()
    world["García"].delete()
    before = set(index.SearchEntry.objects.filter(kind="account").values_list("pk", flat=True))
    index.rebuild("account")
    after = set(index.SearchEntry.objects.filter(kind="account").values_list("pk", flat=True))
    assert len(before - after) == 1
    assert not after - before
    assert titles(team["administrator"], "garcia", kinds=["account"]) == []
