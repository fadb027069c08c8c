"""Contacts move to an app of their own, which takes over the table as it is."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0004_sales_latest_year"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="Contact")],
        ),
    ]
