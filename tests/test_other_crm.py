"""Another CRM's accounts, products, team and opportunities come in, with their misspelt names."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from comarca.accounts.models import Account
from comarca.base.organisation import Organisation
from comarca.imports.described import applying, previewing
from comarca.imports.lifecycle import applying as accounts_applying
from comarca.imports.lifecycle import intake, undoing
from comarca.imports.lifecycle import previewing as accounts_previewing
from comarca.imports.models import Import
from comarca.imports.tests.files import work
from comarca.sales.models import Opportunity, Product
from comarca.sales.pipeline.starting import default_pipeline
from comarca.team.models import Person
from comarca.web.cli import main

ACCOUNTS = """account,sector,revenue,office_location,subsidiary_of
Acme Corporation,technolgy,1100.04,United States,
Zencorporation,retail,40.5,Kenya,acme corporation
Loop,retail,1,Kenya,Loop
Bluth,retail,12,Japan,Sitwell
"""
PRODUCTS = "product,series,sales_price\nGTX Pro,GTX,4821\nMG Special,MG,55\n"
DEALS = """opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
A1,Moses Frase,GTXPro,Acme Corporation,Won,2016-10-20,2017-03-01,1054
A2,Moses Frase,GTXPro,ACME CORPORATION,Engaging,2016-10-25,,
A3,Nobody Known,MG Special,Zencorporation,Lost,2016-10-25,2017-03-11,0
A4,Moses Frase,MG Special,,Prospecting,,,
A5,Moses Frase,MG Special,Bluth,Frozen,,,
"""


@pytest.fixture
def boss(db: None) -> Person:
    Organisation.objects.create(name="Other", country="ES", language="es", currency="EUR")
    return Person.objects.create_user("ops@example.com", name="Olga", role="administrator")


def taken(name: str, text: str, person: Person | None, kind: str) -> Import:
    return intake.take_in(name, [text.encode()], person, kind)


def brought(text: str, kind: str, person: Person) -> Import:
    batch = taken("file.csv", text, person, kind)
    if kind == "accounts":
        accounts_previewing.prepare(batch)
        accounts_applying.apply(batch, person)
    else:
        previewing.prepare(batch)
        applying.apply(batch, person)
    return batch


def answered(client: Client, batch: Import, **answers: str) -> Import:
    """Answer each question by what the file says, as its page does."""
    asked = batch.summary["questions"]
    sent = {}
    for at, one in enumerate(asked):
        if said := answers.get(one["said"].replace(" ", "_") or "empty"):
            sent[f"answer-{at}"] = said
    client.post(reverse("imports:decide", args=[batch.pk]), sent)
    batch.refresh_from_db()
    if batch.job is not None:
        work(batch.job)
    batch.refresh_from_db()
    return batch


def test_accounts_come_in_with_their_groups_and_leave_as_one(boss: Person) -> None:
    batch = brought(ACCOUNTS, "accounts", boss)
    acme = Account.objects.get(name="Acme Corporation")
    assert Account.objects.get(name="Zencorporation").parent == acme
    assert Account.objects.get(name="Loop").parent is None  # nobody belongs to themselves
    asked = [(one["said"], one["kind"]) for one in batch.summary["questions"]]
    assert ("Sitwell", "link") in asked
    assert acme.sites.get().country == "US"
    again = taken("again.csv", ACCOUNTS, boss, "accounts")
    assert accounts_previewing.prepare(again).unchanged == 4
    undoing.undo(batch, boss)
    assert not Account.objects.exists()


def test_opportunities_wait_for_answers_and_never_begin_somewhere(
    client: Client, boss: Person
) -> None:
    """Nothing unknown is guessed: no stage, no product, no person, no account."""
    brought(ACCOUNTS, "accounts", boss)
    for name in ("GTX Pro", "MG Special"):
        Product.objects.create(code=name, name=name)
    moses = Person.objects.create_user("moses@example.com", name="Moses Frase")
    batch = taken("deals.csv", DEALS, boss, "opportunity")
    previewing.prepare(batch)
    assert batch.summary["skipped"] == batch.summary["waiting"] == 5
    client.force_login(boss)
    page = client.get(f"/imports/{batch.pk}/").content.decode()
    assert "GTXPro" in page
    by_kind = {stage.kind: stage for stage in default_pipeline().stages.all()}
    suggested = {one["said"]: one for one in batch.summary["questions"]}
    assert suggested["Won"]["candidates"] == [by_kind["won"].pk]
    assert suggested["GTXPro"]["count"] == 2
    assert suggested["GTXPro"]["likely"]
    assert not suggested["Frozen"]["candidates"]
    answers = {
        said: str(one["candidates"][0]) for said, one in suggested.items() if one["candidates"]
    }
    batch = answered(client, batch, **answers, Nobody_Known="add", Frozen="skip")
    assert (batch.summary["new"], batch.summary["skipped"]) == (3, 2)
    batch = answered(client, batch, empty="0")
    assert (batch.summary["new"], batch.summary["waiting"]) == (4, 0)
    applying.apply(batch, boss)
    won = Opportunity.objects.get(reference="A1")
    assert (won.stage.kind, won.owner, won.account.name) == ("won", moses, "Acme Corporation")
    assert [line.product.name for line in won.lines.all()] == ["GTX Pro"]
    assert Opportunity.objects.get(reference="A3").owner.name == "Nobody Known"
    assert Opportunity.objects.get(reference="A4").account is None
    assert not Opportunity.objects.filter(reference="A5").exists()
    again = taken("again.csv", DEALS, boss, "opportunity")
    again.decisions = batch.decisions
    previewing.prepare(again)
    assert (again.summary["unchanged"], again.summary["skipped"]) == (4, 1)


def test_an_answer_outside_what_one_sees_is_no_answer(client: Client, boss: Person) -> None:
    brought(ACCOUNTS, "accounts", boss)
    Person.objects.create_user("moses@example.com", name="Moses Frase")
    manager = Person.objects.create_user("m@example.com", name="Marta", role="territory_manager")
    batch = taken("deals.csv", DEALS, manager, "opportunity")
    previewing.prepare(batch)
    client.force_login(manager)
    acme = Account.objects.get(name="Acme Corporation")
    batch = answered(client, batch, Acme_Corporation=str(acme.pk), Nobody_Known="add")
    assert not batch.decisions.get("link")
    assert not batch.decisions.get("owner")


def test_the_command_line_asks_too_and_takes_answers(
    boss: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Products are known by name where a file has no code; a family is made when asked for."""
    file, answers = tmp_path / "products.csv", tmp_path / "answers.json"
    file.write_text(PRODUCTS)
    answers.write_text('{"series": {"GTX": "add", "MG": "add"}}')
    assert main(["import", str(file), "--target", "product"]) == 0
    assert not Product.objects.exists()
    assert "«GTX»" in capsys.readouterr().out
    command = ["import", str(file), "--target", "product", "--answers", str(answers)]
    assert main([*command, "--dry-run"]) == 0
    assert not Product.objects.exists()
    assert main(command) == 0
    assert set(Product.objects.values_list("code", "family__name")) == {
        ("GTX-PRO", "GTX"), ("MG-SPECIAL", "MG"),
    }  # fmt: skip
    assert main(["import", str(file), "--target", "product", "--json"]) == 0
    assert '"unchanged": 2' in capsys.readouterr().out


TEAMS = """sales_agent,manager,regional_office
Moses Frase,Dustin Brink,Central
Anna Snell,Dustin Brink,East
"""
ANSWERS = """{"series": {"GTX": "add", "MG": "add"}, "manager": {"Dustin Brink": "add"},
"account": {"": "0", "Bluht": "skip"}, "deal_stage": {"Frozen": "skip"},
"sales_agent": {"Nobody Known": "add"}}"""


def test_the_whole_company_comes_in_by_commands_and_leaves_again(
    boss: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One file of answers for all; each question is called as the file calls its column."""
    files = {"person": TEAMS, "account": ACCOUNTS, "product": PRODUCTS, "opportunity": DEALS}
    (tmp_path / "answers.json").write_text(ANSWERS)
    answers = ["--answers", str(tmp_path / "answers.json"), "--accept-suggestions"]
    for kind, text in files.items():
        (tmp_path / f"{kind}.csv").write_text(text)
        assert main(["import", str(tmp_path / f"{kind}.csv"), "--target", kind, *answers]) == 0
    manager = Person.objects.get(name="Dustin Brink")
    assert (manager.role, manager.reports.count()) == ("territory_manager", 2)
    assert Opportunity.objects.count() == 4  # all but the frozen one
    capsys.readouterr()
    for kind in files:
        assert main(["import", str(tmp_path / f"{kind}.csv"), "--target", kind, "--dry-run",
                     *answers]) == 0  # fmt: skip
    told = capsys.readouterr().out
    assert len(re.findall(r"\.csv: filas \d; sin cambios \d", told)) == 4
    numbers = Import.objects.filter(applied_at__isnull=False).order_by("-pk")
    for number in list(numbers.values_list("pk", flat=True)):
        assert main(["import", "--undo", str(number)]) == 0
    for model in (Opportunity, Product, Account):
        assert not model.objects.exists()
    assert not Person.objects.filter(name__in=["Moses Frase", "Anna Snell"]).exists()


def test_deals_are_not_brought_in_as_accounts_by_a_slip(client: Client, boss: Person) -> None:
    client.force_login(boss)
    batch = taken("deals.csv", DEALS, boss, "accounts")
    accounts_previewing.prepare(batch)
    page = client.get(reverse("imports:detail", args=[batch.pk])).content.decode()
    assert 'name="kind_is_sure"' in page
    bring = reverse("imports:apply", args=[batch.pk])
    before = Import.objects.get(pk=batch.pk).job
    client.post(bring)
    assert Import.objects.get(pk=batch.pk).job == before
    client.post(bring, {"kind_is_sure": "1"})
    assert Import.objects.get(pk=batch.pk).job is not None


def test_the_command_line_refuses_deals_that_nobody_called_accounts(
    boss: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "deals.csv"
    file.write_text(DEALS)
    for more in ([], ["--dry-run"]):
        assert main(["import", str(file), *more]) == 2
        assert "--target opportunity" in capsys.readouterr().err
    assert not Account.objects.exists()
    assert not Import.objects.exists()
    assert main(["import", str(file), "--target", "account", "--dry-run"]) == 0
