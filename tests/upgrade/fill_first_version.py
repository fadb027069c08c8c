"""Bring an empty database to the first version's form and fill it; run inside an installation."""

import itertools
from datetime import date
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

FIRST = [
    (app, "0001_initial")
    for app in ("base", "team", "geography", "accounts", "territories", "exchange")
]


def first_version() -> Any:
    """Migrate to the first version and return its models."""
    executor = MigrationExecutor(connection)
    executor.migrate(FIRST)
    return executor.loader.project_state(FIRST).apps


def people(apps: Any) -> dict[str, Any]:
    """Make the company and its people."""
    apps.get_model("base", "Organisation").objects.create(pk=1, name="Suministros Ñ", country="ES")
    person = apps.get_model("team", "Person").objects
    admin = person.create(email="admin@acme.example", name="Ana Ñíguez", role="administrator")
    boss = person.create(email="jefe@acme.example", name="Jefe", role="territory_manager")
    rep = person.create(email="rep@acme.example", name="Rep", role="representative", manager=boss)
    return {"admin": admin, "boss": boss, "rep": rep}


def land(apps: Any) -> list[Any]:
    """Make a layer of four squares that border each other in a row."""
    import shapely

    layer = apps.get_model("geography", "Layer").objects.create(
        code="l", name="Capa", country="ES", level="area", source="file", version="4", is_ready=True
    )
    units = [
        apps.get_model("geography", "GeoUnit").objects.create(
            layer=layer, code=str(i), name=f"Unidad {i}", level="area", lon=i + 0.5, lat=40.5,
            outline=shapely.to_wkb(shapely.MultiPolygon([shapely.box(i, 40, i + 1, 41)])),
        )
        for i in range(4)
    ]  # fmt: skip
    for a, b in itertools.pairwise(units):
        apps.get_model("geography", "Border").objects.create(layer=layer, a=a, b=b, km=10)
    return units


def accounts(apps: Any, units: list[Any], staff: dict[str, Any]) -> list[Any]:
    """Make an account in each square, owned by the representative, with sales and a contact."""
    made = []
    for i, unit in enumerate(units):
        account = apps.get_model("accounts", "Account").objects.create(
            code=f"C{i}", name=f"Cuenta {i}", workload_hours="12.50", potential="1000.00"
        )
        model = apps.get_model
        model("accounts", "Site").objects.create(
            account=account, place=unit.name, lon=unit.lon, lat=unit.lat, unit=unit,
            placed_by="coordinates",
        )  # fmt: skip
        model("accounts", "AnnualSales").objects.create(account=account, year=2025, amount="99.90")
        model("accounts", "Contact").objects.create(account=account, name=f"Contacto {i}")
        model("accounts", "Ownership").objects.create(
            account=account, person=staff["rep"], valid_from=date(2025, 1, 1), reason="import"
        )
        model("base", "Change").objects.create(
            model="accounts.account", object_id=account.pk, action="changed", actor=staff["admin"],
            before={"name": "Antes"}, after={"name": account.name},
        )  # fmt: skip
        made.append(account)
    return made


def plans(apps: Any, units: list[Any], staff: dict[str, Any]) -> None:
    """Make a plan in force of two territories, with an edit, a lock, a proposal and a job."""
    model = apps.get_model
    job = model("base", "Job").objects.create(kind="territories.optimise", state="done", result={})
    model("base", "Job").objects.create(
        kind="accounts.grid", payload={"resolution": 5, "name": "G"}
    )
    plan = model("territories", "Plan").objects.create(
        name="Plan 2025", layer=units[0].layer, status="active", effective_from=date(2025, 1, 1),
        options={"k": 2, "tolerance": 0.05}, version=3,
    )  # fmt: skip
    for n in range(2):
        territory = model("territories", "Territory").objects.create(
            plan=plan, code=f"T{n}", name=f"Zona {n}", colour=n
        )
        model("territories", "Coverage").objects.create(
            territory=territory, person=staff["rep"], valid_from=date(2025, 1, 1)
        )
        for unit in units[2 * n : 2 * n + 2]:
            model("territories", "UnitAssignment").objects.create(
                plan=plan, unit=unit, territory=territory, is_locked=n == 0
            )
    model("territories", "Edit").objects.create(
        plan=plan, version=3, actor=staff["admin"], kind="assign",
        moves=[{"unit": units[0].pk, "from": None, "to": plan.territories.first().pk}],
    )  # fmt: skip
    model("territories", "Proposal").objects.create(
        plan=plan, kind="compact", plan_version=3, job=job, assignment={}, report={"violations": []}
    )


def imported(apps: Any, made: list[Any], staff: dict[str, Any]) -> None:
    """Make an applied import of the accounts and a remembered mapping."""
    model = apps.get_model
    batch = model("exchange", "Import").objects.create(
        file_name="clientes.csv", path="uploads/x.csv", digest="d", state="applied",
        created_by=staff["admin"], summary={"created": 4}, mapping={"0": "name"},
    )  # fmt: skip
    gone = 987_654  # a unit and a person that are there no longer
    for number, account in enumerate(made, 2):
        unit = account.sites.get().unit_id if number < 5 else gone
        values = {
            "name": account.name, "unit": unit, "placed_by": "place", "twin_row": number - 1,
            "owner": staff["rep"].pk if number < 5 else gone, "owner_new": "Rep",
        }  # fmt: skip
        model("exchange", "ImportRow").objects.create(
            batch=batch, number=number, action="new", done="created", account=account,
            values=values, account_version=1,
        )  # fmt: skip
    model("exchange", "ColumnMapping").objects.create(signature="s", mapping={"Nombre": "name"})


def fill() -> None:
    """Make the whole database of the first version."""
    apps = first_version()
    staff = people(apps)
    units = land(apps)
    made = accounts(apps, units, staff)
    plans(apps, units, staff)
    imported(apps, made, staff)
