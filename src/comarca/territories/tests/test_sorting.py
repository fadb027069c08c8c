from comarca.territories.sorting import name_key


def test_names_are_ordered_as_a_spanish_reader_looks_for_them():
    names = ["Zaragoza", "ávila", "Ñandú", "Nuez", "Oviedo", "A Coruña", "Zona 10", "Zona 2"]
    assert sorted(names, key=name_key) == [
        "A Coruña", "ávila", "Nuez", "Ñandú", "Oviedo", "Zaragoza", "Zona 2", "Zona 10",
    ]  # fmt: skip
