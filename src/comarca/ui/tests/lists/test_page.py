import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comarca.accounts.models import Account
from comarca.base.objects import CustomField, find
from comarca.base.objects.custom import write_custom
from comarca.team.models import Person


def names(client: Client, asked: str) -> list[str]:
    return [row.title for row in client.get(f"/accounts/?{asked}").context["rows"]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("sort=segment", ["Bar Sol", "Casa Mar", "Hotel Luna"]),
        ("sort=-potential", ["Bar Sol", "Casa Mar", "Hotel Luna"]),
        ("sort=owner", ["Bar Sol", "Hotel Luna", "Casa Mar"]),
        ("segment__is=bar&potential__empty=1", ["Casa Mar"]),
        ("q=sol", ["Bar Sol"]),
        ("columns=code,segment&segment=bar", ["Bar Sol", "Casa Mar"]),
        ("page=99", ["Bar Sol", "Casa Mar", "Hotel Luna"]),
        ("page=nonsense&sort=nonsense", ["Bar Sol", "Casa Mar", "Hotel Luna"]),
    ],
)
def test_the_list_shows_what_is_asked_for(
    boss: Client, accounts: dict[str, Account], asked: str, found: list[str]
) -> None:
    assert names(boss, asked) == found


def test_the_filter_form_leads_to_an_address_one_can_share(
    boss: Client, accounts: dict[str, Account]
) -> None:
    answer = boss.get("/accounts/?q=&f0=segment&o0=is&v0=bar&f1=potential&o1=gte&v1=50")
    assert answer.status_code == 302
    assert answer["Location"] == "?segment__is=bar&potential__gte=50"
    assert names(boss, answer["Location"][1:]) == ["Bar Sol"]


def test_a_field_is_added_to_the_filter_form_without_a_script(
    boss: Client, accounts: dict[str, Account]
) -> None:
    page = boss.get("/accounts/?add=status&segment__is=bar")
    assert [line.path for line in page.context["lines"]] == ["segment", "status"]
    assert 'name="v1"' in page.content.decode()


def test_a_condition_that_makes_no_sense_is_named_not_dropped_in_silence(
    boss: Client, accounts: dict[str, Account]
) -> None:
    page = boss.get("/accounts/?potential__gte=lots").content.decode()
    assert "“lots” is not a number." in page
    assert "This condition was left out." in page


def test_groups_count_every_row_and_lead_to_it(boss: Client, accounts: dict[str, Account]) -> None:
    groups = boss.get("/accounts/?group=segment").context["groups"]
    assert [(group.text, group.count) for group in groups] == [("bar", 2), ("hotel", 1)]
    assert names(boss, groups[0].query) == ["Bar Sol", "Casa Mar"]
    by_owner = boss.get("/accounts/?group=owner").context["groups"]
    assert [(group.text, group.count) for group in by_owner] == [("Ana", 2), ("–", 1)]
    assert names(boss, by_owner[1].query) == ["Casa Mar"]


def test_unknown_is_not_shown_as_nought(boss: Client, accounts: dict[str, Account]) -> None:
    Account.objects.filter(pk=accounts["mar"].pk).update(potential=0)
    rows = boss.get("/accounts/?columns=potential").context["rows"]
    assert {row.title: row.cells[1].text for row in rows} == {
        "Bar Sol": "€100",
        "Casa Mar": "€0",
        "Hotel Luna": "–",
    }


def test_nobody_filters_by_what_they_may_not_see(
    client: Client, team: dict[str, Person], accounts: dict[str, Account]
) -> None:
    secret = CustomField.objects.create(
        object_type="account",
        key="c_margin",
        label="Margin",
        kind="decimal",
        roles=["territory_manager"],
    )
    write_custom([secret.described()], {accounts["sol"].pk: {"c_margin": 40}})
    client.force_login(team["owner"])
    page = client.get("/accounts/?c_margin__gte=10&columns=c_margin&sort=c_margin")
    assert "Margin" not in page.content.decode()
    assert "There is no field" in page.context["problems"][0]
    client.force_login(team["manager"])
    assert names(client, "c_margin__gte=10") == ["Bar Sol"]
    exported = client.get("/objects/account/export/?columns=c_margin&c_margin__gte=10")
    assert "40" in b"".join(exported).decode()


@pytest.mark.parametrize(
    "asked",
    [
        "", "q=acc&sort=-potential", "sort=owner", "sort=c_beds", "group=segment",
        "c_beds__gte=3&columns=c_beds,place,owner,contact_name,sales",
    ],
)  # fmt: skip
def test_the_list_asks_as_much_for_a_thousand_accounts_as_for_ten(
    boss: Client, asked: str, django_assert_max_num_queries
) -> None:
    beds = CustomField.objects.create(
        object_type="account", key="c_beds", label="Beds", kind="decimal"
    )
    counts, made = [], 0
    for size in (10, 1000):
        rows = Account.objects.bulk_create(
            Account(name=f"Account {n}", code=f"X{n}") for n in range(made, size)
        )
        write_custom([beds.described()], {row.pk: {"c_beds": row.pk % 7} for row in rows})
        made = size
        boss.get(f"/accounts/?{asked}")
        with CaptureQueriesContext(connection) as queries:
            boss.get(f"/accounts/?{asked}")
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 20


def test_long_lists_are_counted_and_paged_only_so_far(boss: Client) -> None:
    Account.objects.bulk_create(Account(name=f"A{n:04}", code=str(n)) for n in range(120))
    pages = boss.get("/accounts/?page=3").context["pages"]
    assert (pages.first, pages.last, pages.count, pages.next) == (101, 120, 120, 0)
    for sort in ("owner", "-place", "name"):
        seen = [
            row.pk
            for page in (1, 2, 3)
            for row in boss.get(f"/accounts/?sort={sort}&page={page}").context["rows"]
        ]
        assert len(set(seen)) == 120


def test_the_search_box_says_where_it_looks(boss: Client) -> None:
    hint = find("account").search_hint
    assert hint.startswith("Name, code, ")
    assert hint in boss.get("/accounts/").content.decode()
