"""A file of accounts names its representatives by the IDs that an earlier file of employees had."""

from comarca.accounts.models import Account
from comarca.base.organisation import Organisation
from comarca.team.models import Person
from comarca.web.cli import main


def test_accounts_find_their_owners_by_the_ids_of_the_employees(
    db: None, tmp_path, monkeypatch, capsys
) -> None:
    Organisation.objects.update(language="en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Employee.csv").write_text(
        "BusinessEntityID,LoginID,JobTitle\n279,works\\tsvi0,Rep\n276,works\\linda3,Rep\n"
    )
    (tmp_path / "map.json").write_text('{"LoginID": "name", "BusinessEntityID": "external_id"}')
    (tmp_path / "Store.csv").write_text(
        "BusinessEntityID,Name,SalesPersonID\n292,Next-Door Bike Store,279.0\n"
        "294,Professional Sales,276\n296,Riders Company,999\n"
    )
    assert main(["import", "--target", "person", "Employee.csv", "--mapping", "map.json"]) == 0
    assert main(["import", "Store.csv"]) == 0
    owners = dict(Account.objects.values_list("name", "ownerships__person__name"))
    assert owners == {
        "Next-Door Bike Store": "works\\tsvi0", "Professional Sales": "works\\linda3",
        "Riders Company": None,
    }  # fmt: skip
    said = capsys.readouterr().out
    assert "Found by the IDs of an earlier file: 276 = works\\linda3" in said
    assert "Nobody in the team is called “999”" in said
    assert Person.objects.filter(name__startswith="works").count() == 2
