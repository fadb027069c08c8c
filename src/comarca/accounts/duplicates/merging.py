"""Makes two accounts one, field by field, and takes them apart again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comarca.accounts import editing
from comarca.accounts.duplicates import sales as annual
from comarca.accounts.duplicates.followers import move, move_back
from comarca.accounts.duplicates.models import DuplicatePair, Merge
from comarca.accounts.freshness import touch
from comarca.accounts.models import Account, Site
from comarca.base.events import record, register
from comarca.base.objects import Kind, Place, find
from comarca.base.objects.fields import Field
from comarca.base.objects.reading import read_values
from comarca.base.objects.types import fields_of
from comarca.base.writing import key_of, plain
from comarca.team.models import Person

MERGED = register("merged", _("Merged with another account"), "git-compare")
UNMERGED = register("unmerged", _("Merge undone"), "arrow-back-up")


class AlreadyMerged(Exception):
    """One of the two accounts is gone by now: somebody else has merged it."""


class AlreadyUndone(Exception):
    """The merge was undone before."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which two accounts differ: both values, and whether the other's is proposed."""

    field: Field
    mine: Any
    other: Any
    is_other_proposed: bool


def differences(survivor: Account, gone: Account, user: Person) -> list[Difference]:
    """Return the fields that differ and that a person may write; what is empty is filled up."""
    fields = list(find("account").fields_for(user, Place.FORM).values())
    values = read_values(fields, [survivor, gone])
    mine, other = values[survivor.pk], values[gone.pk]
    return [
        Difference(one, mine[one.key], other[one.key], key_of(mine[one.key]) is None)
        for one in fields
        if key_of(mine[one.key]) != key_of(other[one.key]) and key_of(other[one.key]) is not None
    ]


def merge(
    survivor: Account, gone: Account, taken: Iterable[str], actor: Person,
    sales: Mapping[int, str] | None = None,
) -> Merge:  # fmt: skip
    """Take some fields of one account into another, with all that belongs to it; archive it.

    ``taken`` are the keys of fields whose value comes from the account that goes; ``sales`` says
    of years that both have what counts: ``sum``, ``mine`` or ``other``.

    Raises
    ------
    AlreadyMerged
        If one of the two is archived by now.
    EditedMeanwhile
        If the surviving account was changed since it was read.
    """
    chosen = {
        d.field.key: d for d in differences(survivor, gone, actor) if d.field.key in set(taken)
    }
    after = {key: one.other for key, one in chosen.items()}
    with transaction.atomic():
        gone_before = _put_aside(survivor, gone)
        editing.change(survivor, survivor.version, after, actor)
        _join_main_sites(survivor, gone)
        gone_before["sales"] = annual.join(survivor, gone, sales or {})
        made = Merge.objects.create(
            survivor=survivor, gone=gone, created_by=actor, gone_before=gone_before,
            before=plain({key: one.mine for key, one in chosen.items()}), after=plain(after),
        )  # fmt: skip
        made.moved = move(gone.pk, survivor.pk)
        made.save(update_fields=["moved"])
        _forget_pairs(gone)
        data = {"other": gone.pk, "name": gone.name, "merge": made.pk}
        record(survivor, MERGED, actor=actor, before=made.before, after=made.after, **data)
        record(gone, "archived", actor=actor)
        touch()
    return made


def undo(made: Merge, actor: Person) -> None:
    """Take two accounts apart again; what was changed since the merge stays as it is now."""
    with transaction.atomic():
        if not Merge.objects.filter(pk=made.pk, undone_at=None).update(undone_at=timezone.now()):
            raise AlreadyUndone
        survivor, gone = (
            Account.objects.get(pk=made.survivor_id),
            Account.objects.get(pk=made.gone_id),
        )
        before = _still_merged(survivor, made)
        if before:
            editing.change(survivor, survivor.version, before, actor)
        else:
            Account.objects.filter(pk=survivor.pk).update(version=F("version") + 1)
        _bring_back(made)
        move_back(made.moved, made.gone_id, made.survivor_id)
        _part_main_sites(made)
        annual.part(made.survivor_id, made.gone_before.get("sales", {}))
        record(survivor, UNMERGED, actor=actor, other=gone.pk, name=gone.name)
        record(gone, "restored", actor=actor)
        touch()


def _put_aside(survivor: Account, gone: Account) -> dict[str, Any]:
    """Archive the account that goes; its code is free for the other meanwhile."""
    mine = Account.objects.filter(pk=survivor.pk, archived_at=None)
    now = Account.objects.filter(pk=gone.pk, archived_at=None, version=gone.version)
    if not mine.exists() or not now.update(
        archived_at=timezone.now(), code="", version=F("version") + 1
    ):
        raise AlreadyMerged
    main = Site.objects.filter(account=gone, is_main=True).values_list("pk", flat=True).first()
    return {"code": gone.code, "main_site": main}


def _join_main_sites(survivor: Account, gone: Account) -> None:
    """Let the main site follow as a further one, unless it is the same place or the only one."""
    mine = Site.objects.filter(account=survivor, is_main=True).first()
    other = Site.objects.filter(account=gone, is_main=True).first()
    if mine is None or other is None or _where(mine) == _where(other) or not any(_where(other)):
        return
    other.is_main = False
    other.save(update_fields=["is_main"])


def _where(site: Site) -> tuple[str, ...]:
    """Return what a site says of where it is."""
    said = (site.address, site.postal_code, site.place)
    return tuple(" ".join(text.casefold().split()) for text in said)


def _bring_back(made: Merge) -> None:
    """Bring the account that went back, with its code unless somebody else has it by now."""
    rows = Account.objects.filter(pk=made.gone_id)
    rows.update(archived_at=None, version=F("version") + 1)
    try:
        with transaction.atomic():
            rows.update(code=made.gone_before.get("code", ""))
    except IntegrityError:
        # Somebody has given the code to another account since; it stays theirs.
        rows.update(code="")


def _part_main_sites(made: Merge) -> None:
    """Give the account that comes back its main site again."""
    main = made.gone_before.get("main_site")
    has_one = Site.objects.filter(account=made.gone_id, is_main=True).exists()
    if main and not has_one:
        Site.objects.filter(pk=main, account=made.gone_id).update(is_main=True)


def _still_merged(survivor: Account, made: Merge) -> dict[str, Any]:
    """Return the old values of the fields that are still as the merge left them."""
    asked = [one for one in fields_of(find("account")) if one.key in made.before]
    now = read_values(asked, [survivor])[survivor.pk] if asked else {}
    return {
        one.key: _typed(one, made.before[one.key])
        for one in asked
        if key_of(now[one.key]) == key_of(_typed(one, made.after.get(one.key)))
    }


def _typed(field: Field, value: Any) -> Any:
    """Return a kept value as its field holds it; no text is an empty one."""
    if value is None:
        return "" if field.kind.is_text else None
    if field.kind is Kind.DATE:
        return date.fromisoformat(value)
    return Decimal(value) if isinstance(value, str) and field.kind.is_number else value


def _forget_pairs(gone: Account) -> None:
    """Ask no more about an account that is gone."""
    DuplicatePair.objects.filter(Q(left=gone) | Q(right=gone)).delete()
