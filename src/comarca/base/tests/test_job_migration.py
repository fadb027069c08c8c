"""Jobs that wait while the version changes keep their place in line."""

from datetime import UTC, datetime

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

NAME = "job_is_the_queue"


def place_of(executor):
    """Return the migration and the one before it, whatever their numbers."""
    graph = executor.loader.graph
    after = next(key for key in graph.nodes if key[0] == "base" and key[1].endswith(NAME))
    before = next(node.key for node in graph.node_map[after].parents if node.key[0] == "base")
    return [before], [after]


def test_waiting_jobs_are_due_when_they_were_asked_for_and_the_old_queue_is_gone(newest):
    executor = MigrationExecutor(connection)
    before, after = place_of(executor)
    old = executor.migrate(before).apps.get_model("base", "Job")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE django_tasks_database_dbtaskresult (id integer)")
    asked = datetime(2026, 3, 1, 9, tzinfo=UTC)
    job = old.objects.create(kind="any", payload={"n": 1})
    old.objects.filter(pk=job.pk).update(created_at=asked)
    executor = MigrationExecutor(connection)
    new = executor.migrate(after).apps.get_model("base", "Job").objects.get(pk=job.pk)
    assert (new.state, new.run_at, new.repeat, new.payload) == ("queued", asked, "", {"n": 1})
    assert "django_tasks_database_dbtaskresult" not in connection.introspection.table_names()
