"""An import is written in short transactions: others write meanwhile, and cut off it goes on."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.test import Client, RequestFactory

from comarca.accounts.models import Account, Ownership, Site
from comarca.accounts.tests.factories import make_account
from comarca.base.events import Event
from comarca.base.jobs import Job, JobCancelled
from comarca.base.organisation import Organisation
from comarca.geography.models import GeoUnit
from comarca.imports.lifecycle import applying, queueing, undoing
from comarca.imports.lifecycle.chunking import Pace
from comarca.imports.models import Import
from comarca.imports.tests.files import previewed, spanish, work
from comarca.team.models import Person
from comarca.ui.attention import attention_for

ROWS = [f"{n};Bar {n};Calle {n};Madrid;;;;;4;{n}" for n in range(1, 8)]


class Killed(BaseException):
    """The worker is gone: nothing of it runs any more."""


def small() -> Pace:
    return Pace(size=2, least=2, most=2)


class Stop:
    """Raises once a share of the work is reported."""

    def __init__(self, error: type[BaseException], after: int) -> None:
        self.error, self.left = error, after

    def __call__(self, share: float, text: str) -> None:
        if "of 7" in text:
            self.left -= 1
            if not self.left:
                raise self.error


@pytest.fixture
def batch(operations: Person, town: dict[str, GeoUnit]) -> Import:
    make_account("Bar uno", code="1", visits_per_year=1, place="Sevilla", unit=town["41091"],
                 sales={2025: 7})  # fmt: skip
    make_account("Bar dos", code="2", visits_per_year=1)
    return previewed(spanish(*ROWS), operations)


def state() -> list[tuple[object, ...]]:
    return list(
        Account.objects.order_by("code").values_list(
            "code", "name", "visits_per_year", "sites__place", "annual_sales__amount"
        )
    )


def cut_off(batch: Import, person: Person, after: int = 2) -> None:
    with pytest.raises(Killed):
        applying.apply(batch, person, Stop(Killed, after), small())


def test_an_import_whose_worker_is_killed_says_so_and_goes_on(
    batch: Import, operations: Person, client: Client
) -> None:
    cut_off(batch, operations)
    batch.refresh_from_db()
    assert batch.state == "applying"
    assert queueing.written(batch) == {"done": 4, "total": 7}
    client.force_login(operations)
    page = client.get(f"/imports/{batch.pk}/").content.decode()
    assert "4 of 7 rows are written" in page
    job = queueing.ask_apply(batch, operations)
    assert work(job).result["created"] == 5
    batch.refresh_from_db()
    assert (batch.state, Account.objects.count(), Site.objects.count()) == ("applied", 7, 7)
    assert Event.objects.filter(action="imported").count() == 7


def test_a_half_import_is_taken_back_and_may_be_imported_again(
    batch: Import, operations: Person
) -> None:
    before = state()
    cut_off(batch, operations, after=4)
    assert state() != before
    undoing.undo(batch, operations, pace=small())
    batch.refresh_from_db()
    assert (batch.state, state()) == ("previewed", before)
    assert applying.apply(batch, operations) == {"created": 5, "updated": 2}


def test_undoing_that_is_cut_off_goes_on(batch: Import, operations: Person) -> None:
    before = state()
    applying.apply(batch, operations)
    with pytest.raises(Killed):
        undoing.undo(batch, operations, Stop(Killed, 2), small())
    batch.refresh_from_db()
    assert batch.state == "undoing"
    undoing.undo(batch, operations, pace=small())
    assert (batch.state, state()) == ("undone", before)


def test_what_somebody_edits_while_it_is_taken_back_stays_and_is_told(
    batch: Import, operations: Person
) -> None:
    cut_off(batch, operations)
    Account.objects.filter(code="3").update(version=F("version") + 1, name="Bar de Eva")
    with pytest.raises(undoing.LeftAsTheyAre, match="but for 1 account"):
        undoing.take_back(batch, operations, pace=small())
    assert [name for _code, name, *_rest in state()] == ["Bar uno", "Bar dos", "Bar de Eva"]


def test_a_change_in_the_middle_takes_the_import_back(batch: Import, operations: Person) -> None:
    def change(share: float, text: str) -> None:
        if "4 of 7" in text:
            Account.objects.filter(code="2").update(version=F("version") + 1)

    with pytest.raises(applying.ChangedMeanwhile, match="Bar dos"):
        applying.apply(batch, operations, change, small())
    batch.refresh_from_db()
    assert (batch.state, Account.objects.count()) == ("previewed", 2)


def test_a_code_taken_in_the_middle_takes_the_import_back(
    batch: Import, operations: Person
) -> None:
    def take(share: float, text: str) -> None:
        if "2 of 7" in text:
            make_account("Other", code="7")

    with pytest.raises(applying.CodesTaken, match="Another account has taken a code"):
        applying.apply(batch, operations, take, small())
    batch.refresh_from_db()
    assert (batch.state, Account.objects.count()) == ("previewed", 3)


def test_a_cancelled_import_is_taken_back(batch: Import, operations: Person) -> None:
    before = state()
    with pytest.raises(JobCancelled):
        applying.apply(batch, operations, Stop(JobCancelled, 3), small())
    batch.refresh_from_db()
    assert (batch.state, state(), Ownership.objects.count()) == ("previewed", before, 0)


def test_home_tells_of_an_import_that_was_cut_off(
    batch: Import, operations: Person, rf: RequestFactory
) -> None:
    cut_off(batch, operations)
    batch.job = Job.ask("imports.apply", {"import": batch.pk}, requested_by=operations)
    batch.job.finish(Job.State.FAILED)
    batch.save()
    request = rf.get("/")
    request.user = operations
    assert any("cut off half-way" in one.text for one in attention_for(request))


def rename(name: str) -> bool:
    """Write from a connection of its own, and do not wait; say whether it could."""
    try:
        Organisation.objects.update(name=name)
        return True
    except OperationalError:
        return False
    finally:
        connection.close()


class Neighbour:
    """Somebody who writes between the transactions of an import, from another connection."""

    def __init__(self) -> None:
        self.could: list[bool] = []
        self.seen: list[int] = []

    def __call__(self, share: float, text: str) -> None:
        if "of 7" in text:
            with ThreadPoolExecutor(1) as pool:
                self.could.append(pool.submit(rename, text).result(timeout=30))
                self.seen.append(pool.submit(count).result(timeout=30))


def count() -> int:
    try:
        return Account.objects.count()
    except OperationalError:
        return -1
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_another_writer_gets_in_between(batch: Import, operations: Person) -> None:
    neighbour = Neighbour()
    applying.apply(batch, operations, neighbour, small())
    assert neighbour.could == [True] * 4
    assert neighbour.seen == [4, 6, 7, 7]


@pytest.mark.django_db(transaction=True)
def test_in_one_transaction_nobody_would_get_in(batch: Import, operations: Person) -> None:
    neighbour = Neighbour()
    with transaction.atomic():
        applying.apply(batch, operations, neighbour, small())
    assert set(neighbour.could) == {connection.vendor != "sqlite"}  # SQLite has one lock for all
