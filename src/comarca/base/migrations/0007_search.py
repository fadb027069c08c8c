"""The index of the search, with what each database offers to find words within words."""

from django.db import migrations, models

FTS = "CREATE VIRTUAL TABLE IF NOT EXISTS base_search_fts USING fts5(text, tokenize='trigram')"
TRIGRAMS = (
    "CREATE INDEX IF NOT EXISTS search_text_trigrams ON base_searchentry"
    " USING gin (text gin_trgm_ops)"
)


def prepare(apps, schema_editor):
    """Make the index of trigrams; a database that may not have it searches without."""
    from django.db import DatabaseError, transaction

    connection = schema_editor.connection
    statements = [FTS] if connection.vendor == "sqlite" else [
        "CREATE EXTENSION IF NOT EXISTS pg_trgm", TRIGRAMS,
    ]
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
    except DatabaseError:
        return


def drop(apps, schema_editor):
    """Take the table of trigrams away again."""
    if schema_editor.connection.vendor == "sqlite":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS base_search_fts")


class Migration(migrations.Migration):
    dependencies = [("base", "0006_job_is_the_queue")]
    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=32)),
                ("object_id", models.BigIntegerField()),
                ("title", models.CharField(max_length=250)),
                ("code", models.CharField(blank=True, max_length=64)),
                ("detail", models.CharField(blank=True, max_length=250)),
                ("title_key", models.CharField(max_length=250)),
                ("code_key", models.CharField(blank=True, max_length=64)),
                ("text", models.TextField()),
                ("lon", models.FloatField(blank=True, null=True)),
                ("lat", models.FloatField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "search entry",
                "indexes": [
                    models.Index(fields=["kind", "title_key"], name="search_title", opclasses=["varchar_ops", "varchar_pattern_ops"]),
                    models.Index(fields=["kind", "code_key"], name="search_code", opclasses=["varchar_ops", "varchar_pattern_ops"]),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "object_id"), name="search_entry_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=40, unique=True)),
            ],
            options={"verbose_name": "search word"},
        ),
        migrations.RunPython(prepare, drop),
    ]
