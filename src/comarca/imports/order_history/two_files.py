"""Orders that another system keeps in two files: one row an order, and one row a line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from comarca.base.sentences import told as _
from comarca.imports.order_history.reading import NEEDED, ORDER_KEYS, Form, Line, form_of, lines
from comarca.imports.reading import UnreadableFile

MOST = 1_000_000  # orders: they are held in memory while the lines stream past


@dataclass(slots=True)
class Source:
    """What is read: the lines, and the orders they belong to where those have a file of their own.

    ``unused`` are the orders of that file that no line has named so far.
    """

    path: Path
    form: Form
    heads_form: Form | None = None
    _heads: Mapping[str, Line] = field(default_factory=dict)
    unused: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, path: Path, heads: Path | None) -> "Source":
        """Find out how one or two files are written; raises ``UnreadableFile``."""
        if heads is None:
            return cls(path, form_of(path))
        heads_form = form_of(heads, NEEDED, amounts=False)
        return cls(path, form_of(path, ("number",)), heads_form, _read(heads, heads_form))

    def lines(self) -> Iterator[Line]:
        """Yield the lines one after the other, each with what its order says."""
        if self.heads_form is None:
            yield from lines(self.path, self.form)
            return
        self.unused = set(self._heads)
        for line in lines(self.path, self.form):
            self.unused.discard(_number(line))
            yield self._joined(line)

    def _joined(self, line: Line) -> Line:
        """Return a line with its order's account, day and person; the line's own word counts."""
        head = self._heads.get(_number(line))
        if line.problem or head is None:
            said = _("The file of orders has no order “%(number)s”.")
            missing = said % {"number": _number(line)[:40]}
            return Line(line.row, line.values, line.problem or missing)
        return Line(line.row, {**head.values, **line.values}, head.problem)

    @property
    def columns(self) -> dict[str, str]:
        """Return the field of each heading, of both files."""
        forms = [self.form] if self.heads_form is None else [self.heads_form, self.form]
        return {form.headings[at]: key for form in forms for key, at in form.columns.items()}


def _read(path: Path, form: Form) -> Mapping[str, Line]:
    """Return the orders of a file by their numbers; of two rows of one order the first counts."""
    found: dict[str, Line] = {}
    for line in lines(path, form):
        values: dict[str, Any] = {k: v for k, v in line.values.items() if k in ORDER_KEYS}
        found.setdefault(_number(line), Line(line.row, values, line.problem))
        if len(found) > MOST:
            raise UnreadableFile(
                _("The file holds more than %(n)d orders.") % {"n": MOST},
                _("Split it, with the lines of each part."),
            )
    return found


def _number(line: Line) -> str:
    return str(line.values.get("number") or "")
