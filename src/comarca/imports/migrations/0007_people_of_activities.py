"""Files of activities bring several contacts; what was learnt of their columns holds on."""

from django.db import migrations


def rename(apps, editor):
    _rename(apps, "contact", "contacts")


def rename_back(apps, editor):
    _rename(apps, "contacts", "contact")


def _rename(apps, was, now):
    for name in ("ColumnMapping", "Import"):
        for row in apps.get_model("exchange", name).objects.filter(kind="activity"):
            if was in row.mapping.values():
                row.mapping = {h: now if key == was else key for h, key in row.mapping.items()}
                row.save(update_fields=["mapping"])


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0006_matching_by_kind'),
    ]

    operations = [
        migrations.RunPython(rename, rename_back),
    ]
