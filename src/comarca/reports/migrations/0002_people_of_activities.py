"""Reports that ask for the contact of activities ask for their contacts."""

from urllib.parse import parse_qs

from django.db import migrations

from comarca.base.objects.renaming import REPORT, Renaming


def rename(apps, editor):
    _rename(apps, Renaming("activity", "contact", "contacts"))


def rename_back(apps, editor):
    _rename(apps, Renaming("activity", "contacts", "contact"))


def _rename(apps, renaming):
    for report in apps.get_model("reports", "Report").objects.all():
        shown = parse_qs(report.query).get(f"{REPORT}object", [""])[0]
        query = renaming.query(report.query, shown)
        if query != report.query:
            report.query = query
            report.save(update_fields=["query"])


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(rename, rename_back),
    ]
