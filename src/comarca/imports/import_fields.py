"""What an import is made of, as lists, files and the API show it."""

from collections.abc import Callable

from django.db.models import IntegerField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from comarca.base.objects import Field, Kind, ObjectType, Worked
from comarca.base.objects.fields import READ_ONLY, Text
from comarca.base.objects.registry import all_types
from comarca.imports.models import Import


def _counted(key: str) -> Callable[[], Cast]:
    """Return how many rows of a kind a file has, as its preview counted them."""
    return lambda: Cast(KeyTextTransform(key, "summary"), IntegerField())


def _count(key: str, label: Text) -> Field:
    """Describe how many rows do something."""
    source = Worked("exchange.Import", _counted(key))
    return Field(
        key=key, label=label, kind=Kind.INTEGER, column=True, source=source, places=READ_ONLY
    )


def kinds() -> list[tuple[str, Text]]:
    """Return what files may hold."""
    return [
        (Import.ACCOUNTS, _("accounts")),
        *((one.key, one.plural) for one in all_types() if one.key != "account"),
    ]


IMPORT = ObjectType(
    key="import",
    model=Import,
    icon="file-import",
    title="file_name",
    natural_key=("file_name",),
    order="-created_at",
    custom_fields=False,
    pages={"index": "imports:index", "detail": "imports:detail", "create": "imports:new"},
    fields=(
        Field(key="file_name", label=_("file"), column=True, search=True, places=READ_ONLY),
        Field(
            key="kind",
            label=_("holds"),
            kind=Kind.CHOICE,
            choices=kinds,
            column=True,
            places=READ_ONLY,
        ),
        Field(key="state", label=_("state"), column=True, places=READ_ONLY),
        _count("rows", _("rows")),
        _count("new", _("new rows")),
        _count("changed", _("changed rows")),
        _count("error", _("rows with errors")),
        Field(key="created_by", label=_("imported by"), column=True, places=READ_ONLY),
        Field(key="created_at", label=_("uploaded on"), column=True, places=READ_ONLY),
        Field(key="applied_at", label=_("imported on"), places=READ_ONLY),
        Field(key="undone_at", label=_("undone on"), places=READ_ONLY),
    ),
)
