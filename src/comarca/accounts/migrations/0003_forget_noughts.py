from django.db import migrations

FIGURES = ("visits_per_year", "workload_hours", "potential")


def forget_noughts(apps, schema_editor):
    """Until now what was not known was kept as 0; nobody could tell it from a real nought."""
    accounts = apps.get_model("accounts", "Account").objects
    for figure in FIGURES:
        accounts.filter(**{figure: 0}).update(**{figure: None})


def write_noughts(apps, schema_editor):
    accounts = apps.get_model("accounts", "Account").objects
    for figure in FIGURES:
        accounts.filter(**{figure: None}).update(**{figure: 0})


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0002_unknown_figures"),
    ]

    operations = [
        migrations.RunPython(forget_noughts, write_noughts),
    ]
