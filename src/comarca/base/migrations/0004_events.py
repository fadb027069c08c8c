"""Change history becomes the event stream; the rows that are there keep what they say."""

import django.core.serializers.json
from django.db import migrations, models

from comarca.base.migrations._settle import settle

ACTIONS = {
    "create": "created", "added": "created", "change": "changed", "delete": "deleted",
    "lock": "locked", "unlock": "unlocked", "subdivide": "subdivided", "staff": "staffed",
    "activate": "activated", "withdraw": "withdrawn", "import undone": "import_undone",
}
NAMES = {
    "accounts.account": ("accounts_account", "name"),
    "team.person": ("team_person", "name"),
    "territories.plan": ("territories_plan", "name"),
    "territories.territory": ("territories_territory", "name"),
    "geography.layer": ("geography_layer", "name"),
    "base.organisation": ("base_organisation", "name"),
}


def carry_over(apps, schema_editor):
    """Give the old rows their action's new name, their account and their object's name."""
    Event = apps.get_model("base", "Event")
    for old, new in ACTIONS.items():
        Event.objects.filter(action=old).update(action=new)
    accounts = Event.objects.filter(model="accounts.account")
    accounts.update(account_id=models.F("object_id"))
    connection = schema_editor.connection
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model, (table, column) in NAMES.items():
            if table in tables:
                cursor.execute(
                    f"UPDATE base_event SET label = COALESCE((SELECT SUBSTR(t.{column}, 1, 200) "
                    f"FROM {table} t WHERE t.id = base_event.object_id), '') WHERE model = %s",
                    [model],
                )
    nameless = Event.objects.filter(label="").order_by("pk")
    for event in nameless.iterator(chunk_size=1000):
        name = event.after.get("name") or event.before.get("name")
        if name:
            Event.objects.filter(pk=event.pk).update(label=str(name)[:200])
    settle(schema_editor)


class Migration(migrations.Migration):

    dependencies = [("base", "0003_idempotency")]

    operations = [
        migrations.RenameModel("Change", "Event"),
        migrations.AlterModelOptions(name="event", options={"verbose_name": "event"}),
        migrations.AddField("event", "label", models.CharField(blank=True, default="", max_length=200), preserve_default=False),
        migrations.AddField("event", "account_id", models.BigIntegerField(blank=True, null=True)),
        migrations.AddField("event", "data", models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
        migrations.RunPython(carry_over, migrations.RunPython.noop, elidable=True),
        migrations.RenameIndex("event", new_name="event_of_object", old_name="base_change_model_1f1b6d_idx"),
        migrations.AddIndex("event", models.Index(condition=models.Q(("account_id__isnull", False)), fields=["account_id", "-at"], name="event_of_account")),
        migrations.AddIndex("event", models.Index(fields=["-at", "-id"], name="event_newest")),
    ]
