"""Two people take the same case at once: one has it, the other is told who."""

import pytest
from django.db import connection, connections

from comarca.accounts.tests.factories import make_person
from comarca.sales.tests.test_races import ROUNDS, connect_to, race
from comarca.service.cases import editing
from comarca.service.models import Case, Queue
from comarca.team.tests.people import make_company


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_a_case_at_once_one_has_it(tmp_path):
    make_company()
    people = [make_person(name, "service_agent") for name in ("Ana", "Eva")]
    queue = Queue.objects.create(name="Desk")
    cases = [editing.create({"subject": f"{n}", "queue": queue.pk}, None) for n in range(ROUNDS)]
    file, usual = str(tmp_path / "take.sqlite3"), connections["default"]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [file])
    try:
        for case in cases:
            works = [lambda c=case, p=person: editing.take(c, p) for person in people]
            assert sorted(race(file, works)) == ["AlreadyTaken", "won"]
        connect_to(file)
        taken = Case.objects.filter(owner__in=people, state=Case.State.OPEN)
        assert taken.count() == ROUNDS
    finally:
        if usual is not connections["default"]:
            connection.close()
            connections["default"] = usual
