"""A file of described objects asks the database as often for many rows as for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comarca.accounts.tests.factories import make_account
from comarca.base import queue
from comarca.base.jobs import Job
from comarca.contacts.models import Contact
from comarca.imports.lifecycle import intake
from comarca.imports.lifecycle.queueing import ask_preview

HEAD = "Nombre;Cuenta;Correo electrónico;Móvil"


def reads(rows, person):
    """Preview a file and return how many questions were read, and what its rows would do."""
    text = "\r\n".join([HEAD, *rows])
    batch = intake.take_in("contactos.csv", [text.encode()], person, "contact")
    job = ask_preview(batch, person)
    job = Job.objects.get(pk=job.pk)
    assert job.start()
    with CaptureQueriesContext(connection) as asked:
        queue.run(job)
    found = [
        q["sql"] for q in asked if q["sql"].startswith("SELECT") and "base_job" not in q["sql"]
    ]
    actions = list(batch.rows.order_by("number").values_list("action", flat=True))
    return len(found), actions


@pytest.mark.database
@pytest.mark.django_db
def test_ten_times_the_rows_ask_no_more(operations):
    for n in range(40):
        account = make_account(f"Bar {n}", code=f"B{n}", owner=operations)
        Contact.objects.create(account=account, name=f"Ana {n}", email=f"ana{n}@ejemplo.es")
    rows = [
        row
        for n in range(40)
        for row in (
            f"ANA {n};b{n};ana{n}@ejemplo.es;600 10 20 {n:02}",  # changed: by account and name
            f"Eva {n};B{n};;",  # new
            f"Eva {n};B{n};;",  # said twice
            f"Luz {n};nowhere {n % 2};;",  # asks: no such account
        )
    ]
    few, some = reads(rows[:12], operations)
    many, all_ = reads(rows, operations)
    assert some == ["changed", "new", "duplicate", "skipped"] * 3
    assert all_ == ["changed", "new", "duplicate", "skipped"] * 40
    assert many <= few + 4  # the two names that nobody bears are each looked for, once a file
