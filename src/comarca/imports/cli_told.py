"""What ``comarca import`` prints, in the company's language."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from comarca.accounts.models import Site

LISTED = 20
ALWAYS = ("rows", "lines")
Answer = Mapping[str, Any]


def tell(answer: Answer, *, as_json: bool) -> None:
    """Print the answer for a program or for a person."""
    if as_json:
        print(json.dumps(answer, ensure_ascii=False, indent=1, default=str))
        return
    for line in lines(answer):
        print(line)


def lines(answer: Answer) -> Iterator[str]:
    """Yield the answer as a person reads it."""
    yield f"{answer['file']}: " + "; ".join(_counts(answer["rows"]))
    label = _labels(answer)
    for heading, field in answer["mapping"].items():
        yield f"  {heading} → {label(field) if field else _('not imported')}"
    for notice in answer.get("notices", ()):
        yield f"  ! {notice}"
    if answer.get("import") and not answer.get("dry_run"):
        command = f"comarca import --undo {answer['import']}{answer.get('of', '')}"
        yield "  " + _("To take it back: %(command)s") % {"command": command}
    yield from _questions(answer)
    yield from _problems(answer)


def _counts(rows: Mapping[str, Any]) -> Iterator[str]:
    """Yield how many rows do what, in words; what is none is left out, but for the rows."""
    words = {
        "rows": _("rows"), "new": _("new"), "changed": _("changed"), "unchanged": _("unchanged"),
        "duplicate": _("duplicates"), "error": _("with errors"), "skipped": _("left out"),
        "unplaced": _("not placed"), "noted": _("with notes"), "waiting": _("waiting"),
        "swapped": _("coordinates turned round"), "created": _("created"),
        "updated": _("updated"), "deleted": _("deleted"), "restored": _("restored"),
        "lines": _("lines"), "known": _("already there"), "errors": _("with errors"),
        "orders": _("orders"), "written": _("lines written"),
    }  # fmt: skip
    for key, value in rows.items():
        if key == "placed_by" and value:
            ways = {way: str(label) for way, label in Site.PlacedBy.choices}
            said = ", ".join(f"{ways.get(way, way)} {count}" for way, count in value.items())
            yield _("placed by: %(ways)s") % {"ways": said}
        elif (value or key in ALWAYS) and isinstance(value, int):
            yield f"{words.get(key, key)} {value}"


def _labels(answer: Answer) -> Callable[[str], str]:
    """Return what names a field, where the rows are accounts."""
    from comarca.imports.display import label_of
    from comarca.imports.matching.fields import fields
    from comarca.imports.matching.sales import LATEST

    known = fields() if "questions" not in answer else {}

    def label(field: str) -> str:
        return _("Sales, last full year") if field == LATEST else label_of(field, known)

    return label


def _questions(answer: Answer) -> Iterator[str]:
    """Yield what the file asks."""
    for one in answer.get("questions", ()):
        meant = ", ".join(one["suggestions"]) or "–"
        asked = _("%(column)s: “%(said)s” (%(rows)s rows): %(meant)s") % {**one, "meant": meant}
        yield f"  ? {asked}"
    if answer.get("questions"):
        yield "  " + _(
            "Rows that ask stay out: answer with --answers FILE or --accept-suggestions."
        )


def _problems(answer: Answer) -> Iterator[str]:
    """Yield what is wrong with the first rows that have problems."""
    told = "questions" in answer  # what a row asks stands above then
    for row in answer["problems"][:LISTED]:
        for problem in (one for one in row["problems"] if not (told and one.get("said"))):
            parts = [
                str(row["row"]),
                problem["column"],
                f"{problem['problem']} {problem['remedy']}",
            ]
            yield "  " + ": ".join(part for part in parts if part)
    if (more := len(answer["problems"]) - LISTED) > 0:
        yield "  " + _("… and %(count)d more rows") % {"count": more}
