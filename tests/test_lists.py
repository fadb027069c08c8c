"""Plans, layers and imports stand on the list kit, as accounts and people do."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comarca.accounts.tests.factories import make_person
from comarca.base.dates import today
from comarca.base.organisation import Organisation
from comarca.geography.models import GeoUnit, Layer
from comarca.imports.models import Import
from comarca.team.models import Person
from comarca.territories.models import Plan, Territory


@pytest.fixture
def ana(db: None) -> Person:
    Organisation.objects.create(name="Prueba", language="en")
    return make_person("Ana", "administrator")


def layers(ana: Person, first: int, last: int) -> None:
    """Make layers of as many areas as their number, up to three."""
    made = Layer.objects.bulk_create(
        Layer(code=f"l{n}", name=f"Layer {n:04}", country="ES" if n % 2 else "PT", source="file",
              level="municipality", is_ready=True)
        for n in range(first, last)
    )  # fmt: skip
    GeoUnit.objects.bulk_create(
        GeoUnit(layer=layer, code=str(at), name="x", level="cell" if at == 3 else "town",
                lon=0, lat=0)
        for n, layer in enumerate(made, first)
        for at in range(min(n, 4))
    )  # fmt: skip


def plans(ana: Person, first: int, last: int) -> None:
    """Make drafts, the second of each ten to come, with as many territories as their number."""
    layer, _made = Layer.objects.get_or_create(
        code="grid", defaults={"name": "Grid", "source": "grid", "is_ready": True}
    )
    made = Plan.objects.bulk_create(
        Plan(name=f"Plan {n:04}", layer=layer, created_by=ana,
             **({"status": "archived", "effective_from": today() + timedelta(days=9 + n),
                 "effective_to": today() + timedelta(days=10 + n)} if n % 10 == 1 else {}))
        for n in range(first, last)
    )  # fmt: skip
    Territory.objects.bulk_create(
        Territory(plan=plan, code=str(at), name="x", is_leaf=at < 3)
        for n, plan in enumerate(made, first)
        for at in range(min(n, 4))
    )


def imports(ana: Person, first: int, last: int) -> None:
    """Make imports of as many rows as their number; the first has no preview."""
    Import.objects.bulk_create(
        Import(file_name=f"file {n:04}.csv", created_by=ana, digest=str(n),
               state="previewed" if n else "uploaded", summary={"rows": n, "new": 1} if n else {})
        for n in range(first, last)
    )  # fmt: skip


Make = Callable[[Person, int, int], None]
LISTS: list[tuple[str, str, Make, str, str, str]] = [
    ("plan", "/plans/", plans, "status__in=coming", "Plan 0001", "territories"),
    ("layer", "/geo/", layers, "units__gte=3&country__is=PT&sort=name", "Layer 0004",
     "units"),
    ("import", "/imports/", imports, "rows__gte=9&state__in=previewed", "file 0009.csv", "rows"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "path", "make", "asked", "first", "figure"), LISTS)
def test_a_list_is_filtered_sorted_saved_and_taken_away(
    client: Client, ana: Person, key: str, path: str, make: Make, asked: str, first: str,
    figure: str,
) -> None:  # fmt: skip
    make(ana, 0, 10)
    client.force_login(ana)
    page = client.get(f"{path}?{asked}")
    assert page.context["problems"] == []
    assert page.context["rows"][0].title == first
    assert len(page.context["rows"]) < 5
    rows = client.get(f"{path}?sort=-{figure}&columns={figure}").context["rows"]
    figures = [int(row.cells[1].text) for row in rows if row.cells[1].text != "–"]
    assert figures == sorted(figures, reverse=True)
    assert figures[0] in {3, 9}
    text = b"".join(client.get(f"/objects/{key}/export/?as=csv&{asked}")).decode()
    assert first in text
    sent = {"query": asked, "name": "Mine", "shared": "me", "default": "1"}
    client.post(f"/objects/{key}/views/", sent)
    assert client.get(path, follow=True).context["rows"][0].title == first
    # On a phone each row is a card: every cell says what it is.
    table = page.content.decode().partition('<table class="stack list"')[2].partition("</table>")[0]
    cells = re.findall(r"<td(?! class=\"(?:tick|row-actions))[^>]*>", table)
    assert cells
    assert all("data-label=" in cell for cell in cells)


@pytest.mark.parametrize("asked", ["", "sort=-FIGURE&FIGURE__gte=1", "q=00"])
@pytest.mark.parametrize(("key", "path", "make", "_asked", "_first", "figure"), LISTS)
def test_a_list_asks_as_much_for_a_thousand_rows_as_for_ten(
    client: Client, ana: Person, key: str, path: str, make: Make, _asked: str, _first: str,
    figure: str, asked: str,
) -> None:  # fmt: skip
    client.force_login(ana)
    counts, made = [], 0
    for size in (10, 1000):
        make(ana, made, size)
        made = size
        if connection.vendor == "postgresql":  # as its own housekeeping would, between two visits
            connection.cursor().execute("ANALYZE")
        client.get(f"{path}?{asked}".replace("FIGURE", figure))
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{path}?{asked}".replace("FIGURE", figure))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 20


@pytest.mark.parametrize(
    "form", ["/objects/{key}/", "/objects/{key}/export/", "/api/objects/{key}"]
)
def test_a_list_shows_everybody_what_they_may_see_only(
    client: Client, ana: Person, form: str
) -> None:
    for make in (plans, layers, imports):
        make(ana, 1, 3)
    client.force_login(make_person("Eva"))

    def seen(key: str) -> str:
        answer = client.get(form.format(key=key), follow=True)
        return (b"".join(answer) if answer.streaming else answer.content).decode()

    assert "file 0001" not in seen("import")
    assert "Layer 0001" in seen("layer")
    assert "Plan 0001" in seen("plan")
    assert "Plan 0002" not in seen("plan")


@pytest.mark.parametrize("key", ["plan", "layer", "import"])
def test_a_list_changes_nothing(client: Client, ana: Person, key: str) -> None:
    for make in (plans, layers, imports):
        make(ana, 1, 2)
    client.force_login(ana)
    row = {"plan": Plan, "layer": Layer, "import": Import}[key].objects.first()
    assert client.get(f"/objects/{key}/{row.pk}/edit/").status_code == 403
    body = {"version": 1}
    answer = client.patch(f"/api/objects/{key}/{row.pk}", body, content_type="application/json")
    assert answer.status_code == 405  # there is no such route
