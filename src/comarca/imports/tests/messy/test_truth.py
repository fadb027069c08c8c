"""A messy export with known truth: nothing silently wrong, nearly all placed or asked rightly."""

from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from comarca.geography.models import Layer
from comarca.geography.tests.gazetteer.conftest import real_spain
from comarca.imports.lifecycle import intake, previewing
from comarca.imports.models import Import
from comarca.imports.tests.messy.export import write_workbook
from comarca.team.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def spain_by_name(db: None) -> Layer:
    assert (settings.PACKS_DIR / "es" / "places.csv.gz").exists()
    layer = real_spain()
    Layer.objects.filter(pk=layer.pk).update(is_ready=True)
    return layer


def test_nothing_is_silently_wrong(spain_by_name: Layer, tmp_path: Path) -> None:
    path = tmp_path / "Listado clientes (v2 DEF).xlsx"
    truth = {known.code: known.unit for known in write_workbook(path)}
    boss = Person.objects.create_user("ada@example.com", name="Ada", role="administrator")
    batch = intake.take_in(path.name, [path.read_bytes()], boss)
    previewing.prepare(batch)
    batch.refresh_from_db()
    judged = judge(batch, truth, dict(spain_by_name.units.values_list("pk", "code")))
    assert batch.summary["reading"]["sheet"] == "Clientes"
    assert batch.summary["rows"] == len(truth)
    assert batch.summary["error"] == 0
    assert judged["silently wrong"] == 0, judged
    assert judged["right"] + judged["asked, right first"] >= 0.97 * len(truth), judged
    assert len(batch.mapping) == 14
    assert {q["kind"] for q in batch.summary["questions"]} == {"clash", "place", "owner"}
    assert sum(q["kind"] == "owner" for q in batch.summary["questions"]) == 8


def judge(batch: Import, truth: dict[str, str], codes: dict[int, str]) -> Counter[str]:
    """Count the rows that are right, asked about, or wrong with and without a word."""
    counted: Counter[str] = Counter()
    for row in batch.rows.all():
        unit, meant = row.unit_id, truth[str(row.values["code"])]
        told = [p for p in row.problems if p.get("about") in {"place", "read"}]
        if unit:
            right = codes[unit] == meant
            counted["right" if right else "told, wrong" if told else "silently wrong"] += 1
        else:
            candidates = [c for p in told for c in p.get("candidates", [])]
            first = codes.get(candidates[0]) if candidates else None
            counted["asked, right first" if first == meant else "asked"] += 1
    return counted
