from datetime import date

import pytest

from comarca.accounts.models import Account, Ownership
from comarca.accounts.ownership import assign, owners
from comarca.accounts.tests.factories import make_account, make_person

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


def history(account: Account) -> list[tuple[str, date, date | None]]:
    rows = account.ownerships.order_by("valid_from")
    return [(row.person.name, row.valid_from, row.valid_to) for row in rows]


def test_the_old_owner_is_kept_until_the_day_and_the_new_follows() -> None:
    ana, eva = make_person("Ana"), make_person("Eva")
    account = make_account(owner=ana, since=date(2025, 1, 1))
    assert assign([(account.pk, eva.pk)], DAY, "New plan", 7) == 1
    assert history(account) == [("Ana", date(2025, 1, 1), DAY), ("Eva", DAY, None)]
    newest = account.ownerships.get(valid_to=None)
    assert (newest.reason, newest.plan_id) == ("New plan", 7)


def test_doing_it_again_on_the_same_day_changes_nothing() -> None:
    ana, eva = make_person("Ana"), make_person("Eva")
    account = make_account(owner=ana, since=date(2025, 1, 1))
    for _ in range(2):
        assign([(account.pk, eva.pk)], DAY, "New plan")
    assert history(account) == [("Ana", date(2025, 1, 1), DAY), ("Eva", DAY, None)]
    assert assign([(account.pk, eva.pk)], DAY, "New plan") == 0


def test_a_correction_on_the_same_day_replaces_the_first_choice() -> None:
    ana, eva, luz = make_person("Ana"), make_person("Eva"), make_person("Luz")
    account = make_account(owner=ana, since=date(2025, 1, 1))
    assign([(account.pk, eva.pk)], DAY)
    assign([(account.pk, luz.pk)], DAY)
    assert history(account) == [("Ana", date(2025, 1, 1), DAY), ("Luz", DAY, None)]


def test_the_same_owner_simply_stays() -> None:
    ana = make_person("Ana")
    account = make_account(owner=ana, since=date(2025, 1, 1))
    assert assign([(account.pk, ana.pk)], DAY) == 0
    assert history(account) == [("Ana", date(2025, 1, 1), None)]


def test_nobody_may_own_an_account() -> None:
    account = make_account(owner=make_person("Ana"), since=date(2025, 1, 1))
    assert assign([(account.pk, None)], DAY) == 1
    assert history(account) == [("Ana", date(2025, 1, 1), DAY)]


def test_who_owned_it_on_a_day_always_has_an_answer() -> None:
    ana, eva = make_person("Ana"), make_person("Eva")
    account = make_account(owner=ana, since=date(2025, 1, 1))
    assign([(account.pk, eva.pk)], DAY)
    assert owners([account.pk], date(2026, 2, 28)) == {account.pk: ana.pk}
    assert owners([account.pk], DAY) == {account.pk: eva.pk}
    assert owners([account.pk], date(2024, 1, 1)) == {}


def test_the_number_of_questions_to_the_database_does_not_grow(
    django_assert_max_num_queries: object,
) -> None:
    eva = make_person("Eva")
    accounts = [make_account(owner=make_person()) for _ in range(30)]
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assign([(account.pk, eva.pk) for account in accounts], DAY)
    assert Ownership.objects.filter(person=eva).count() == 30
