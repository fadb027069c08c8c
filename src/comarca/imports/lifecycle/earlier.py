"""What was answered to an earlier file of the same kind counts for the next one, and is shown."""

from collections.abc import Iterable, Mapping
from typing import Any

from comarca.base.objects.registry import type_of
from comarca.imports.models import Import
from comarca.imports.preview.links import LINK, OWNER
from comarca.imports.targets import target_of
from comarca.team.models import Person

Answers = dict[str, str]
FILES = 5  # how many earlier files are looked at, the last first


def carry(batch: Import) -> None:
    """Begin a new file with what names meant in the files before; each answer can be taken back.

    Only what an answer names and its person still sees is carried: that rows stay out, or come in
    without something, is asked of each file anew.
    """
    found: Answers = {}
    said: Answers = {}
    for one in _before(batch):
        for about in (LINK, OWNER):
            for key, answer in one.decisions.get(about, {}).items():
                found.setdefault(f"{about}:{key}", str(answer))
        said = {**one.decisions.get("said", {}), **said}
    known = _still_seen(batch, {name: answer for name, answer in found.items() if answer.isdigit()})
    for about in (LINK, OWNER):
        mine = {name.partition(":")[2]: answer for name, answer in known.items()
                if name.startswith(f"{about}:")}  # fmt: skip
        if mine:
            batch.decisions = {**batch.decisions, about: mine}
    if known:
        batch.decisions = {**batch.decisions, "said": {n: said[n] for n in known if n in said}}


def _before(batch: Import) -> Iterable[Import]:
    """Return the last files of the same kind that came in and are still in."""
    rows = Import.objects.filter(kind=batch.kind, state=Import.State.APPLIED)
    if batch.created_by is not None:
        rows = rows.visible_to(batch.created_by)
    return rows.exclude(pk=batch.pk).order_by("-applied_at")[:FILES]


def _still_seen(batch: Import, answers: Mapping[str, str]) -> Answers:
    """Return the answers whose object is there and seen by whoever brings the file."""
    fields = target_of(batch.kind).fields()
    of_kind: dict[Any, Answers] = {}  # by model
    for name, answer in answers.items():
        about, key, *_rest = [*name.split(":", 2), ""]
        kind = type_of(Person if about == OWNER else fields[key].to if key in fields else "")
        if kind is not None and answer != "0":
            of_kind.setdefault(kind.model, {})[name] = answer
    kept: Answers = {}
    for model, mine in of_kind.items():
        rows, kind = model._default_manager.all(), type_of(model)
        if batch.created_by is not None and kind is not None:
            rows = kind.visible_to(batch.created_by)
        seen = set(rows.filter(pk__in=set(mine.values())).values_list("pk", flat=True))
        kept |= {name: answer for name, answer in mine.items() if int(answer) in seen}
    return kept
