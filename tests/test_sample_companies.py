"""Files that refer to each other by IDs, of the shape of two well-known sample companies.

The commands are those of the guide (docs/guide/samples-en.md); the rows are made up.
"""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from comarca.accounts.models import Account
from comarca.base.organisation import Organisation
from comarca.imports.external_ids import ExternalId
from comarca.imports.models import Import
from comarca.relations.models import ProductFamily
from comarca.sales.models import MonthlyTotal, Order, OrderBatch, OrderLine, Product
from comarca.team.models import Person
from comarca.web.cli import main

GUIDE = Path(__file__).parent.parent / "docs" / "guide"
FILES = {
    "employees.csv": """employee_id,last_name,first_name,title,notes,reports_to
1,Doe,Jane,Sales Representative,"Likes, commas",2.0
2,Boss,Max,"Vice President, Sales",,
3,Roe,Rita,Sales Representative,,2.0
""",
    "categories.csv": "category_id,category_name,description\n1,Beverages,Teas\n2,Sweets,Tarts\n",
    "products.csv": "product_id,product_name,supplier_id,category_id,quantity_per_unit,unit_price,"
    """discontinued
1,Green tea,1,1,10 boxes,18.0,0
11,Cheese tart,7,2,1 kg pkg.,21.3500004,1
""",
    "customers.csv": """customer_id,company_name,contact_name,address,city,postal_code,country
ALFRE,Alfredo's Table,Ana,Calle 1,Berlin,12209,Germany
BLONP,Blond Father,Bea,Calle 2,Strasbourg,67000,France
""",
    "orders.csv": """order_id,customer_id,employee_id,order_date,ship_via,freight
10248,ALFRE,1,1996-07-04,3,32.3800011
10249,BLONP,3,1996-08-05,1,11.6
10250,BLONP,9,1996-08-06,1,1
""",
    "order_details.csv": """order_id,product_id,unit_price,quantity,discount
10248,11,14.0,12,0.0
10248,1,9.80000019,10,0.150000006
10249,1,10,1,0.05
10777,1,10,1,0
""",
}
COMMANDS = (
    "--target person employees.csv",
    "--target product_family categories.csv",
    "--target product products.csv",
    "customers.csv",
    "--target order_history order_details.csv --orders orders.csv",
)


@pytest.fixture
def folder(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    Organisation.objects.create(name="Traders", country="US", language="en", currency="USD")
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def brought(command: str) -> None:
    assert main(["import", *command.split()]) == 0


def test_a_company_comes_in_file_by_file_and_leaves_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in COMMANDS:
        brought(command)
    told = capsys.readouterr().out
    assert "category_id: Found by the IDs of an earlier file: 1 = Beverages, 2 = Sweets" in told
    assert "0.15 is 15 %" in told
    assert "The file of orders has no order “10777”" in told
    assert "Orders without a line, left out: 1" in told

    boss = Person.objects.get(name="Max Boss")
    assert set(boss.reports.values_list("name", flat=True)) == {"Jane Doe", "Rita Roe"}
    assert boss.role == "territory_manager"
    tart = Product.objects.get(code="11")
    assert (tart.family.name, tart.price, tart.currency, tart.is_discontinued) == (
        "Sweets", Decimal("21.35"), "USD", True,
    )  # fmt: skip
    order = Order.objects.get(number="10248")
    assert (order.account.code, order.owner.name) == ("ALFRE", "Jane Doe")
    assert (order.net, order.currency) == (Decimal("251.30"), "USD")  # 12 x 14 + 10 x 9.80 x 0.85
    assert [line.family.name for line in order.lines.order_by("position")] == [
        "Sweets",
        "Beverages",
    ]

    again = [command for command in COMMANDS if "orders" not in command]
    for command in again:
        brought(f"{command} --dry-run")
    said = capsys.readouterr().out
    assert len(re.findall(r"\.csv: rows [23]; unchanged [23]\b", said)) == len(again)
    brought(f"{COMMANDS[-1]} --dry-run")
    assert "lines 4; already there 3; with errors 1" in capsys.readouterr().out

    imports = Import.objects.filter(applied_at__isnull=False).order_by("-pk")
    numbers = list(imports.values_list("pk", flat=True))
    people = str(numbers[-1])
    assert main(["import", "--undo", people]) == 2  # orders name Jane: she cannot go before them
    brought(f"--undo {OrderBatch.objects.earliest('pk').pk} --target order_history")
    for number in numbers:
        brought(f"--undo {number}")
    for model in (Order, OrderLine, Account, Product, ProductFamily, Person, ExternalId):
        assert not model.objects.exists(), model
    assert not MonthlyTotal.objects.exclude(lines=0).exists()


def test_a_number_beside_an_id_is_the_code_and_the_id_still_leads_there(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The other sample company's: a key, a number, prices of four decimals, days of leaving."""
    (folder / "sub.csv").write_text("ProductSubcategoryID,ProductCategoryID,Name\n1,1,Bikes\n")
    (folder / "p.csv").write_text(
        "ProductID,Name,ProductNumber,ListPrice,StandardCost,ProductSubcategoryID,SellEndDate\n"
        "680,Frame,FR-1,1431.5000,1059.3100,1,\n"
        "706,Old frame,FR-0,1.0000,.5000,1,2013-05-29 00:00:00.000\n"
    )
    (folder / "c.csv").write_text("Code,Name\n1,A Bike Store\n")
    (folder / "l.csv").write_text(
        "ProductKey,OrderDate,ResellerKey,EmployeeKey,SalesOrderNumber,SalesOrderLineNumber,"
        "OrderQuantity,UnitPrice,UnitPriceDiscountPct,SalesAmount,TaxAmt\n"
        "680,2010-12-29 00:00:00,1,285,SO1,1,2,1431.5,0.02,2805.74,1\n"
    )
    for command in ("--target product_family sub.csv", "--target product p.csv", "c.csv",
                    "--target order_history l.csv"):  # fmt: skip
        brought(command)
    assert dict(Product.objects.values_list("code", "is_discontinued")) == {
        "FR-1": False, "FR-0": True,
    }  # fmt: skip
    line = OrderLine.objects.get()
    assert (line.product.code, line.family.name) == ("FR-1", "Bikes")
    assert (line.net, line.discount) == (Decimal("2805.74"), Decimal(2))
    assert "People who are not in the team: 285 (1)" in capsys.readouterr().out


def test_the_id_of_one_and_the_name_of_another_is_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brought(COMMANDS[1])
    ProductFamily.objects.create(name="2")
    brought(f"{COMMANDS[2]} --dry-run")
    assert "? category_id: “2” (1 rows): Sweets, 2" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_guide_has_these_commands(language: str) -> None:
    guide = (GUIDE / f"samples-{language}.md").read_text()
    for command in COMMANDS:
        assert f"comarca import {command}" in guide
