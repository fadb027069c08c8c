"""Settles by hand what the preview left open: duplicates and places."""

from django.db import transaction
from django.db.models import Q, QuerySet

from comarca.accounts.models import Site
from comarca.geography.gazetteer import remember
from comarca.geography.models import GeoUnit, UnitName
from comarca.geography.naming import fold
from comarca.imports.lifecycle.previewing import layer_for
from comarca.imports.models import Import, ImportRow
from comarca.imports.preview.newcomers import REQUIRED

MOST = 30


def set_choice(rows: "QuerySet[ImportRow]", choice: str) -> int:
    """Note what becomes of probable duplicates; only a twin of an account can update it."""
    if choice not in ImportRow.Choice.values:
        return 0
    rows = rows.filter(action=ImportRow.Action.DUPLICATE)
    if choice == ImportRow.Choice.UPDATE:
        known = Q(account__isnull=False) | Q(object_id__isnull=False)
        rows = rows.filter(known, twin__isnull=True)
    if choice == ImportRow.Choice.NEW:
        rows = rows.exclude(pk__in=_not_as_new(rows))
    return rows.update(choice=choice)


def _not_as_new(rows: "QuerySet[ImportRow]") -> list[int]:
    """Return the rows that lack what a new account must have."""
    said = rows.exclude(problems=[]).values_list("pk", "problems")
    return [pk for pk, found in said if any(one.get("about") == REQUIRED for one in found)]


def candidates(batch: Import, q: str, province: str) -> list[GeoUnit]:
    """Return the units whose name holds the words, those of the province first."""
    layer = layer_for(batch)
    folded = fold(q)
    if layer is None or not folded:
        return []
    names = UnitName.objects.filter(layer=layer)
    for word in folded.split():
        names = names.filter(folded__contains=word)
    ids = names.order_by("folded").values_list("unit_id", flat=True)[: MOST * 3]
    units = GeoUnit.objects.filter(pk__in=list(ids), parent__isnull=True)
    wanted = fold(province)
    found = sorted(units, key=lambda u: (fold(u.region) != wanted, fold(u.name) != folded, u.name))
    return found[:MOST]


def suggested(row: ImportRow) -> list[GeoUnit]:
    """Return the units that the preview took into account, the likeliest first."""
    ids = [unit for problem in row.problems for unit in problem.get("candidates", [])]
    units = GeoUnit.objects.in_bulk(ids)
    return [units[pk] for pk in ids if pk in units]


def same_place(row: ImportRow) -> "QuerySet[ImportRow]":
    """Return the rows without a place that say the same town and province as this one."""
    rows = ImportRow.objects.filter(batch=row.batch_id, is_placed=False)
    if not row.values.get("place"):
        return rows.filter(pk=row.pk)
    for key in ("place", "province"):
        said = row.values.get(key)
        rows = rows.filter(**{f"values__{key}": said} if said else {f"values__{key}__isnull": True})
    return rows


def put_in_unit(row: ImportRow, unit: GeoUnit) -> int:
    """Place a row, and all rows that say the same, in a unit; return how many they were."""
    rows = list(same_place(row))
    keys = {str(p["key"]) for p in row.problems if p.get("about") == "place" and p.get("key")}
    for one in rows:
        one.unit, one.placed_by = unit, Site.PlacedBy.HAND
        if one.account_id and "unit" not in one.before:
            one.before = {**one.before, **_place_of(one)}
            if one.action == ImportRow.Action.UNCHANGED:
                one.action = ImportRow.Action.CHANGED
        one.is_placed = True
        one.problems = [p for p in one.problems if p.get("about") != "place"]
    with transaction.atomic():
        fields = ["unit", "placed_by", "before", "is_placed", "problems", "action"]
        ImportRow.objects.bulk_update(rows, fields, batch_size=200)
        batch = Import.objects.select_for_update().get(pk=row.batch_id)
        batch.summary["unplaced"] = batch.rows.filter(is_placed=False).count()
        _keep(batch, keys, unit, row)
        batch.save(update_fields=["summary", "decisions"])
    return len(rows)


def _keep(batch: Import, keys: set[str], unit: GeoUnit, row: ImportRow) -> None:
    """Keep a choice with the import, and for the next file that says the same."""
    layer = layer_for(batch)
    if layer is not None:
        remember(layer, dict.fromkeys(keys, unit.pk), batch.created_by)
    places = {**batch.decisions.get("place", {}), **dict.fromkeys(keys, str(unit.pk))}
    said = {f"place:{key}": str(row.values.get("place", key)) for key in keys}
    batch.decisions = {
        **batch.decisions, "place": places, "said": {**batch.decisions.get("said", {}), **said},
    }  # fmt: skip
    asked = batch.summary.get("questions", [])
    batch.summary["questions"] = [q for q in asked if q["key"] not in keys]


def _place_of(row: ImportRow) -> dict[str, object]:
    """Return where the account of a row is now."""
    site = row.account.sites.filter(is_main=True).first() if row.account else None
    if site is None:
        return {"unit": None, "placed_by": "nowhere"}
    return {"unit": site.unit_id, "placed_by": site.placed_by}
