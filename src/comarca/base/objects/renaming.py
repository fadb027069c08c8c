"""Renames a field in the questions that people have kept: saved views, reports, columns."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

REPORT = "r-"  # what stands before the parameters of a report's own
NAMING = frozenset({"columns", "sort", "group", "by", "across", "of", "moment"})


@dataclass(frozen=True, slots=True)
class Renaming:
    """A field of one kind of object, as it was called and as it is called now."""

    kind: str
    was: str
    now: str

    def query(self, query: str, shown: str) -> str:
        """Return the query of a list or report that shows objects of the kind ``shown``.

        Other kinds reach the field by way of its own: ``activity.contact__in``.
        """
        pairs = parse_qsl(query, keep_blank_values=True)
        told = [(self.path(key, shown), self._value(key, value, shown)) for key, value in pairs]
        return query if told == pairs else urlencode(told)

    def columns(self, columns: list[str], shown: str) -> list[str]:
        """Return the columns of a list."""
        return [self.path(one, shown) for one in columns]

    def path(self, path: str, shown: str) -> str:
        """Return a path to a field: ``contact``, ``-contact``, ``2.contact.name__contains``."""
        sign = "-" if path.startswith("-") else ""
        way, mark, operator = path.removeprefix("-").partition("__")
        steps = way.split(".")
        first = 1 if steps[0].isdigit() else 0  # the number of a group of conditions
        for at in range(first, len(steps)):
            mine = shown == self.kind if at == first else steps[at - 1] == self.kind
            if mine and steps[at] == self.was:
                steps[at] = self.now
        return f"{sign}{'.'.join(steps)}{mark}{operator}"

    def _value(self, key: str, value: str, shown: str) -> str:
        """Return a parameter's value, where it names fields itself."""
        if key.removeprefix(REPORT) not in NAMING:
            return value
        return ",".join(self.columns(value.split(","), shown))
