"""What the relationship adds to accounts: their tags."""

from django.utils.translation import gettext_lazy as _

from comarca.base.objects import Field, Kind, Place, extend
from comarca.base.objects.fields import EVERYWHERE
from comarca.base.objects.sources import Linked


def describe() -> None:
    """Let accounts bear tags, in lists, forms, files and the API."""
    extend(
        "account",
        Field(
            key="tags",
            label=_("tags"),
            kind=Kind.RELATION,
            many=True,
            to="relations.tag",
            source=Linked("relations.AccountTag", "account", "tag"),
            # The import of accounts writes no links; a column of tags is asked about instead.
            places=EVERYWHERE - {Place.IMPORT},
        ),
    )
