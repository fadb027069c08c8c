"""Each kind of object has an index of words of its own: filled from the entries that are there."""

from django.db import migrations


def split(apps, schema_editor):
    """Make an index for each kind, then take the one of all kinds away."""
    from comarca.base.search import storage
    from comarca.base.search.registry import providers

    entries = apps.get_model("base", "SearchEntry").objects
    there = set(entries.order_by().values_list("kind", flat=True).distinct())
    storage.prepare(sorted(there | providers.keys()))
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "sqlite":
            cursor.execute("DROP TABLE IF EXISTS base_search_fts")
        else:
            cursor.execute("DROP INDEX IF EXISTS search_text_trigrams")


class Migration(migrations.Migration):

    dependencies = [
        ('base', '0010_one_store'),
    ]

    operations = [
        migrations.RunPython(split, migrations.RunPython.noop),
    ]
