"""How much may be kept: for one file, and for all of them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

MB = 1_000_000


class FileRefused(Exception):
    """A file is not kept; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Quota:
    """What is left: bytes for one file, and for everything."""

    largest: int
    left: int

    def check(self, size: int) -> None:
        """Refuse a file that has become larger than is allowed. Raises ``FileRefused``."""
        if size > self.largest:
            text = _("The file is larger than {n} MB. Make it smaller, or keep it elsewhere.")
            raise FileRefused(text.format(n=self.largest // MB))
        if size > self.left:
            raise FileRefused(
                _("There is no room left for files. Delete some, or ask an administrator for more.")
            )
