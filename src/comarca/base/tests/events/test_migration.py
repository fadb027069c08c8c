"""The change history of the version before becomes events, and says what it said."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from comarca.accounts.models import Account

BEFORE, AFTER = [("base", "0003_idempotency")], [("base", "0004_events")]


def migrate(target):
    executor = MigrationExecutor(connection)
    executor.migrate(target)
    return executor.loader.project_state(target).apps


def test_old_rows_keep_what_they_say(newest):
    account = Account.objects.create(name="Bar Uno")
    change = migrate(BEFORE).get_model("base", "Change")
    rows = [
        ("accounts.account", account.pk, "import undone", {"segment": "A"}, {"segment": "B"}),
        ("accounts.account", 999, "created", {}, {"name": "Long gone"}),
        ("territories.plan", 7, "activate", {}, {"day": "2026-01-01"}),
    ]
    for model, pk, action, before, after in rows:
        change.objects.create(model=model, object_id=pk, action=action, before=before, after=after)
    when = list(change.objects.order_by("pk").values_list("at", flat=True))
    event = migrate(AFTER).get_model("base", "Event")
    found = list(event.objects.order_by("pk"))
    assert [e.action for e in found] == ["import_undone", "created", "activated"]
    assert [e.label for e in found] == ["Bar Uno", "Long gone", ""]
    assert [e.account_id for e in found] == [account.pk, 999, None]
    assert found[0].after == {"segment": "B"}
    assert [e.at for e in found] == when
