"""A grouped list adds up the figures it shows, never amounts of different currencies."""

from django.test import Client

from comarca.accounts.models import Account
from comarca.accounts.tests.factories import make_account


def sums(boss: Client, asked: str) -> dict[str, tuple[str, ...]]:
    groups = boss.get(f"/accounts/?{asked}").context["groups"]
    return {group.text: (str(group.count), *group.sums) for group in groups}


def test_groups_add_up_the_figures_shown(boss: Client, accounts: dict[str, Account]) -> None:
    Account.objects.filter(pk=accounts["mar"].pk).update(potential=20, visits_per_year=3)
    make_account("Bar Sur", segment="bar", potential=7000, currency="USD", visits_per_year=2)
    make_account("None", potential=5)
    asked = "columns=name,potential,visits_per_year&group="
    assert sums(boss, f"{asked}segment") == {
        "bar": ("3", "€120", "5"),
        "hotel": ("1", "–", "–"),
        "–": ("1", "€5", "–"),
    }
    page = boss.get(f"/accounts/?{asked}segment").content.decode()
    assert '<th class="num" scope="col">Potential' in page


def test_groups_by_a_related_row_add_up_too(boss: Client, accounts: dict[str, Account]) -> None:
    Account.objects.filter(pk=accounts["mar"].pk).update(potential=20)
    assert sums(boss, "columns=name,potential&group=owner") == {
        "Ana": ("2", "€100"),
        "–": ("1", "€20"),
    }


def test_what_may_count_twice_is_not_added_up(boss: Client, accounts: dict[str, Account]) -> None:
    groups = boss.get("/accounts/?columns=name,potential&group=contact_name").context["groups"]
    assert all(group.sums == () for group in groups)
