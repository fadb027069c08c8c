"""What a bundled layer is called: its country and its areas, in the language of whoever reads."""

from typing import Any, Self

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comarca.base.locales import country_name

MARK = "pack:"  # before the country and the level of a bundled layer, where others have their name
LEVELS: dict[str, str | Promise] = {
    "municipality": _("municipalities"),
    "area around a town": _("areas around towns"),
    "county": _("counties"),
    "area": _("areas"),
}


def called(country: str, level: str) -> str:
    """Return what a pack holds as the reader says it: "Chile: areas around towns"."""
    return f"{country_name(country.upper())}: {LEVELS.get(level, level)}"


def levels() -> list[tuple[str, str | Promise]]:
    """Return the levels of layers as choices."""
    return list(LEVELS.items())


class PackName(str):
    """The name of a bundled layer, which is kept without a language."""

    __slots__ = ("kept",)
    kept: str

    @classmethod
    def of(cls, country: str, level: str) -> Self:
        """Return the name of a country's bundled layer as the reader says it."""
        made = cls(called(country, level))
        made.kept = f"{MARK}{country.upper()}:{level}"
        return made


class LayerNameField(models.CharField):  # type: ignore[type-arg]
    """A name as somebody typed it, or that of a bundled layer in the reader's language."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Say the name of a bundled layer."""
        if value is None or not value.startswith(MARK):
            return value
        country, _colon, level = value.removeprefix(MARK).partition(":")
        return PackName.of(country, level)

    def get_prep_value(self, value: Any) -> Any:
        """Keep the name of a bundled layer without a language."""
        return value.kept if isinstance(value, PackName) else super().get_prep_value(value)
