"""Selections are forgotten after a month, young ones are not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comarca.accounts.tests.factories import make_person
from comarca.base import queue
from comarca.base.jobs import Job
from comarca.ui.lists.models import Selection


@pytest.mark.django_db
def test_old_selections_are_forgotten() -> None:
    ana = make_person("Ana")
    old, young = (Selection.objects.create(object_type="account", owner=ana) for _ in range(2))
    Selection.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=31))
    job = Job.ask("ui.selections", {}, None)
    assert job.start("test")
    queue.run(job)
    assert list(Selection.objects.all()) == [young]
