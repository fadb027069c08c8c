"""How a file is to be read: what a person has chosen; what is empty is found out."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Options:
    """Choices about reading; an empty one is found out from the file.

    ``header`` is the number of the row with the headings (1 is the first of the file), 0 if there
    is none, and -1 to find it out.
    """

    encoding: str = ""
    separator: str = ""
    decimal: str = ""
    header: int = -1
    sheet: str = ""

    @classmethod
    def of(cls, values: dict[str, Any]) -> "Options":
        """Take the known choices out of stored values."""
        known = {key: values[key] for key in cls.__slots__ if values.get(key) not in {None, ""}}
        if "header" in known:
            known["header"] = int(known["header"])
        return cls(**known)

    def as_dict(self) -> dict[str, Any]:
        """Return the choices for storing."""
        return asdict(self)
