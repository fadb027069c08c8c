"""Keeps a person's answers with an import, and for the next file; takes them back as one."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from comarca.base.objects.keys import key_in
from comarca.geography.gazetteer import forget, remember
from comarca.geography.models import GeoUnit
from comarca.imports.lifecycle import linking
from comarca.imports.lifecycle.previewing import layer_for
from comarca.imports.models import Import
from comarca.imports.preview.decisions import ADD, CLASH, CODE, NOWHERE, SKIP, TOWN
from comarca.imports.preview.links import LINK
from comarca.imports.preview.questions import KINDS
from comarca.team.models import NO_EMAIL, Person

STATUSES = ("customer", "prospect", "closed", SKIP)


def decide(batch: Import, answers: Mapping[tuple[str, str], str], person: Person) -> int:
    """Keep answers by kind and key of their question; return how many were understood.

    A place that was chosen is remembered for the next file; a person to be added is added.
    """
    asked = {(q["kind"], q["key"]): q for q in batch.summary.get("questions", [])}
    known = {key: answer for key, answer in answers.items() if key in asked and answer}
    with transaction.atomic():
        decisions = {kind: dict(batch.decisions.get(kind, {})) for kind in KINDS}
        said = dict(batch.decisions.get("said", {}))
        places: dict[str, int] = {}
        count = 0
        for (kind, key), answer in known.items():
            kept = _answer(batch, kind, answer, asked[kind, key], person)
            if kept == "":
                continue
            decisions[kind][key] = kept
            said[f"{kind}:{key}"] = asked[kind, key]["said"]
            if kind == "place" and kept != "0":
                places[key] = int(kept)
            count += 1
        layer = layer_for(batch)
        if layer is not None:
            remember(layer, places, person)
        batch.decisions = {**batch.decisions, **decisions, "said": said}
        batch.save(update_fields=["decisions"])
    return count


def take_back(batch: Import, kind: str, key: str) -> bool:
    """Take one answer back; people it added leave again unless they have accounts by now."""
    decisions = dict(batch.decisions)
    answers = dict(decisions.get(kind, {}))
    if key not in answers:
        return False
    answer = answers.pop(key)
    with transaction.atomic():
        layer = layer_for(batch)
        if kind == "place" and layer is not None:
            forget(layer, [key])
        if kind == "owner":
            _leave(str(answer))
        batch.decisions = {**decisions, kind: answers}
        batch.save(update_fields=["decisions"])
    return True


def may_add_people(person: Person) -> bool:
    """Return whether somebody may add people to the team."""
    return person.may("people.manage")


def _answer(
    batch: Import, kind: str, answer: str, question: Mapping[str, Any], person: Person
) -> str:
    """Return an answer as it is kept, nothing where it is not allowed."""
    if kind == "place":
        known = answer == "0" or GeoUnit.objects.filter(pk=key_in(answer) or 0).exists()
        return answer if known else ""
    if kind == CLASH:
        return answer if answer in {TOWN, CODE, NOWHERE} else ""
    if kind == "status":
        return answer if answer in STATUSES else ""
    if kind == LINK:
        return linking.answer(batch, question, answer, person)
    if answer == ADD:
        return linking.answer(batch, question, ADD, person) if may_add_people(person) else ""
    visible = Person.objects.active().visible_to(person)
    is_known = visible.filter(pk=key_in(answer)).exists()
    return answer if answer == SKIP or is_known else ""


def _leave(answer: str) -> None:
    """Delete a person whom a decision added, unless something belongs to them by now."""
    if not answer.isdigit():
        return
    person = Person.objects.filter(pk=int(answer), email__endswith=f"@{NO_EMAIL}").first()
    if person is not None and not person.ownerships.exists() and not person.reports.exists():
        person.delete()
