"""The forms of a page, as a browser would send them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

Values = dict[str, list[str]]
SILENT = {"submit", "button", "image", "reset", "file"}


@dataclass
class SentForm:
    """One form: where it is sent, how, and what it holds when nobody has touched it."""

    action: str
    method: str
    values: Values = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)


class FormReader(HTMLParser):
    """Reads the forms of a page; a button's own address and value count, too."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.forms = page, list[SentForm]()
        self.open: SentForm | None = None
        self.select = self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attrs}
        if tag == "form":
            action = urljoin(self.page, said.get("action") or self.page)
            self.open = SentForm(action, said.get("method", "get").lower())
            self.forms.append(self.open)
        elif self.open is not None and (name := said.get("name", "")):
            self.text = name if tag == "textarea" else ""
            self.select = name if tag == "select" else self.select
            kind = said.get("type", tag)
            if kind in SILENT and tag == "input":
                return
            self.open.types[name] = kind
            ticked = kind not in {"checkbox", "radio"} or "checked" in said
            kept = self.open.values.setdefault(name, [])
            if tag == "input" and ticked:
                kept.append(said.get("value", ""))
        elif tag == "option" and self.open is not None and self.select and "selected" in said:
            self.open.values[self.select].append(said.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.text = ""

    def handle_data(self, data: str) -> None:
        if self.open is not None and self.text:
            self.open.values[self.text].append(data)


def forms_of(page: str, body: str, method: str = "post") -> Iterable[SentForm]:
    """Return the forms of a page that are sent as a change, or as a question."""
    reader = FormReader(page)
    reader.feed(body)
    return [one for one in reader.forms if one.method == method]
