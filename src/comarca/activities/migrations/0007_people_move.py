"""The one contact of each activity becomes the first of several; kept views say so."""

from django.db import migrations
from django.db.models import Q

from comarca.base.objects.renaming import Renaming

OLD, NEW = "contact", "contacts"
# In the database itself: two million activities by way of Python take minutes.
OVER = """
    INSERT INTO activities_activitycontact (activity_id, contact_id)
    SELECT id, contact_id FROM activities_activity WHERE contact_id IS NOT NULL
"""
BACK = """
    UPDATE activities_activity SET contact_id = (
        SELECT MIN(contact_id) FROM activities_activitycontact
        WHERE activity_id = activities_activity.id
    )
"""


def rename(apps, editor):
    _rename(apps, Renaming("activity", OLD, NEW))


def rename_back(apps, editor):
    _rename(apps, Renaming("activity", NEW, OLD))


def _rename(apps, renaming):
    for view in apps.get_model("ui", "SavedView").objects.all():
        query = renaming.query(view.query, view.object_type)
        if query != view.query:
            view.query = query
            view.save(update_fields=["query"])
    for kept in apps.get_model("ui", "ListPreference").objects.all():
        columns = renaming.columns(kept.columns, kept.object_type)
        if columns != kept.columns:
            kept.columns = columns
            kept.save(update_fields=["columns"])
    _rename_history(apps, renaming)


def _rename_history(apps, renaming):
    """Let what was told of the one contact be told of several."""
    was, now = renaming.was, renaming.now
    events = apps.get_model("base", "Event").objects.filter(
        Q(before__has_key=was) | Q(after__has_key=was), model="activities.activity"
    )
    for event in events.iterator():
        for values in (event.before, event.after):
            if was in values:
                values[now] = _as_kept(values.pop(was), now)
        event.save(update_fields=["before", "after"])


def _as_kept(value, key):
    """Return one contact as several, or the first of several as the one."""
    if key == NEW:
        return value if isinstance(value, list) else [value] if value else []
    return (value or [None])[0] if isinstance(value, list) else value


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0006_people'),
        ('base', '0004_events'),
        ('ui', '0001_lists'),
    ]

    operations = [
        migrations.RunSQL(OVER, BACK),
        migrations.RunPython(rename, rename_back),
    ]
