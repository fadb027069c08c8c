from comarca.imports.preview.places import said_by


def test_a_province_that_is_called_as_a_country_is_a_province() -> None:
    provinces = {"Granada", "Georgia"}.__contains__
    assert said_by({"place": "Motril (Granada)"}, provinces).country == ""
    assert said_by({"place": "Atlanta, Georgia"}, provinces).country == ""
    assert said_by({"place": "Motril (Granada)"}, lambda _text: False).country == "GD"
    assert said_by({"place": "Lyon (Francia)"}, provinces).country == "FR"
