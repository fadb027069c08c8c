"""Takes over the table of contacts that the accounts had, with what is in it."""

import django.db.models.deletion
from django.db import migrations, models


def rename(before, after):
    """Return an operation that gives the table another name."""

    def run(apps, schema_editor):
        schema_editor.alter_db_table(None, before, after)

    return run


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("accounts", "0005_contacts_move_out"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunPython(
                    rename("accounts_contact", "contacts_contact"),
                    rename("contacts_contact", "accounts_contact"),
                ),
            ],
            state_operations=[
                migrations.CreateModel(
                    name="Contact",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("name", models.CharField(max_length=150, verbose_name="name")),
                        ("position", models.CharField(blank=True, max_length=100, verbose_name="position")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                        ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
                        ("account", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="contacts", to="accounts.account")),
                    ],
                    options={"verbose_name": "contact", "verbose_name_plural": "contacts"},
                ),
            ],
        ),
    ]
