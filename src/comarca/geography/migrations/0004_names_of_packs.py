"""Bundled layers are called in the reader's language, unless somebody renamed them."""

from typing import Any

from django.db import migrations

import comarca.geography.layer_names

WERE_CALLED = {
    "es-municipalities": ("Municipios de España", "pack:ES:municipality"),
    "pt-towns": ("Portugal: zonas alrededor de cada población", "pack:PT:area around a town"),
    "co-towns": ("Colombia: zonas alrededor de cada población", "pack:CO:area around a town"),
    "mx-towns": ("México: zonas alrededor de cada población", "pack:MX:area around a town"),
    "cl-towns": ("Chile: zonas alrededor de cada población", "pack:CL:area around a town"),
    "us-counties": ("United States: counties", "pack:US:county"),
}


def forget_the_language(apps: Any, _editor: Any) -> None:
    """Keep the names of bundled layers without a language."""
    layers = apps.get_model("geography", "Layer").objects.filter(source="pack")
    for code, (name, kept) in WERE_CALLED.items():
        layers.filter(code=code, name=name).update(name=kept)


class Migration(migrations.Migration):
    dependencies = [("geography", "0003_level_of_units")]

    operations = [
        migrations.AlterField(
            model_name="layer",
            name="name",
            field=comarca.geography.layer_names.LayerNameField(max_length=150, verbose_name="name"),
        ),
        migrations.RunPython(forget_the_language, migrations.RunPython.noop, elidable=True),
    ]
