"""Jobs become the queue themselves: what waited in the old one keeps its place in line."""

import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from comarca.base.migrations._settle import settle

OLD_TABLE = "django_tasks_database_dbtaskresult"


def keep_places(apps, schema_editor):
    """Let waiting jobs be due when they were asked for, so that the oldest is the first."""
    jobs = apps.get_model("base", "Job").objects.using(schema_editor.connection.alias)
    jobs.update(run_at=models.F("created_at"))
    settle(schema_editor)


def drop_old_queue(apps, schema_editor):
    """Remove the table of the old queue, which only repeated what jobs say, and its record."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {OLD_TABLE}")
        cursor.execute("DELETE FROM django_migrations WHERE app = 'django_tasks_database'")


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("base", "0005_notifications"),
    ]
    operations = [
        migrations.AddField("job", "priority", models.SmallIntegerField(default=0)),
        migrations.AddField("job", "repeat", models.CharField(blank=True, max_length=32)),
        migrations.AddField("job", "run_at", models.DateTimeField(default=django.utils.timezone.now)),
        migrations.RunPython(keep_places, migrations.RunPython.noop),
        migrations.RunPython(drop_old_queue, migrations.RunPython.noop),
        migrations.AddIndex(
            "job",
            models.Index(
                condition=models.Q(("state", "queued")), fields=["-priority", "run_at", "id"], name="job_due"
            ),
        ),
        migrations.AddIndex(
            "job", models.Index(fields=["requested_by", "-created_at"], name="job_of_person")
        ),
        migrations.AddConstraint(
            "job",
            models.UniqueConstraint(
                condition=models.Q(("state__in", ["queued", "running"]), models.Q(("repeat", ""), _negated=True)),
                fields=("kind",),
                name="one_open_run_of_a_schedule",
            ),
        ),
    ]
