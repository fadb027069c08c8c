"""The IDs that another system gives its objects: the next of its files refers to them.

A file of employees has their IDs beside their names, the file of orders only the IDs.
"""

import re
from collections.abc import Iterable, Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from comarca.base.objects.fields import Field, Place
from comarca.base.objects.kinds import Kind

KEY = "external_id"
LENGTH = 100
FIELD = Field(
    key=KEY, label=_("ID in the other system"), kind=Kind.TEXT, max_length=LENGTH,
    places=frozenset({Place.IMPORT}),
    help=_("How other files of the same system refer to it."),
)  # fmt: skip
WHOLE = re.compile(r"(\d+)\.0+$")  # what a spreadsheet makes of a number with gaps beside it


class ExternalId(models.Model):
    """What another system calls an object: how the next of its files refers to it."""

    kind = models.CharField(max_length=40)  # the key of the kind of object
    text = models.CharField(max_length=100)  # as ``normal`` writes it
    object_id = models.BigIntegerField()
    batch = models.ForeignKey("exchange.Import", models.CASCADE, related_name="external_ids")

    class Meta:
        verbose_name = _("ID in another system")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "text", "object_id"], name="external_id_once_an_object"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.text}"


def normal(text: object) -> str:
    """Return an ID as it is kept and looked up.

    >>> normal("2.0"), normal(" AW-7 "), normal(5)
    ('2', 'aw-7', '5')
    """
    said = str(text).strip().casefold()
    return WHOLE.sub(r"\1", said)


def known(kind: str, texts: Iterable[object]) -> Mapping[str, list[int]]:
    """Return the objects of a kind by the IDs that texts are, each by its normal form."""
    found: dict[str, list[int]] = {}
    rows = ExternalId.objects.filter(kind=kind, text__in={normal(text) for text in texts} - {""})
    for text, pk in rows.values_list("text", "object_id"):
        found.setdefault(text, []).append(pk)
    return found


def keep(batch_id: int, kind: str, pairs: Iterable[tuple[object, int]]) -> None:
    """Remember what the system of a file calls objects; what is known already stays as it is."""
    ExternalId.objects.bulk_create(
        (
            ExternalId(batch_id=batch_id, kind=kind, text=normal(text), object_id=pk)
            for text, pk in pairs
            if normal(text)
        ),
        ignore_conflicts=True,
    )


def forget(batch_id: int) -> None:
    """Forget the IDs that came with a file."""
    ExternalId.objects.filter(batch=batch_id).delete()
