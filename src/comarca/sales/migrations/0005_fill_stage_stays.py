"""Works the stays in stages out from the states that are kept."""

from django.db import migrations


def fill(apps, schema_editor):
    """Make the stays of every opportunity."""
    from comarca.sales.pipeline.stays import work_out_again

    states = apps.get_model("sales", "OpportunityState").objects
    work_out_again(states, apps.get_model("sales", "StageStay").objects)


class Migration(migrations.Migration):
    dependencies = [("sales", "0004_stage_stays")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
