"""What printed lists and pivots do to a table: headings of two lines, cells merged downward."""

from pathlib import Path

import pytest
import xlsxwriter

from comarca.imports.matching import is_known
from comarca.imports.reading import Table, read_table
from comarca.imports.reading.merged import fill_down, joined_headings


@pytest.fixture
def merged(tmp_path: Path) -> Table:
    """A sheet as a pivot becomes when somebody makes it look nice."""
    path = tmp_path / "ventas.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Detalle")
        sheet.merge_range(0, 0, 0, 5, "VENTAS POR COMERCIAL")
        for column, heading in enumerate(["Comercial", "Cliente", "Localidad"]):
            sheet.merge_range(2, column, 3, column, heading)
        sheet.merge_range(2, 3, 2, 4, "Ventas")
        sheet.write_row(3, 3, [2024, 2025])
        sheet.merge_range(2, 5, 3, 5, "Bono")
        sheet.merge_range(4, 0, 6, 0, "Ana Vidal")
        sheet.merge_range(4, 5, 6, 5, 300)
        for row, name in enumerate(["Bar Uno", "Bar Dos", "Bar Tres"], 4):
            sheet.write_row(row, 1, [name, "Écija", 100, 120])
        sheet.write(7, 0, "Total Ana Vidal")
        sheet.write_row(7, 3, [300, 360])
        sheet.write_row(8, 0, ["Luis Roca", "Bar Cuatro", "Rota", 10, 20])
    return read_table(path, is_known=is_known)


def test_headings_of_two_lines_are_one(merged: Table) -> None:
    assert merged.headings == [
        "Comercial", "Cliente", "Localidad", "Ventas 2024", "Ventas 2025", "Bono",
    ]  # fmt: skip
    assert merged.options.header == 3


def test_a_text_merged_downward_stands_in_each_row_and_a_figure_only_once(merged: Table) -> None:
    assert merged.column(0) == ["Ana Vidal"] * 3 + ["Luis Roca"]
    assert merged.column(5)[:3] == [300, "", ""]
    assert merged.left_out.totals == 1


def test_years_above_twins_tell_them_apart() -> None:
    rows = [["", 2024, "", 2025, ""], ["Cliente", "Ventas", "Visitas", "Ventas", "Visitas"]]
    head, last = joined_headings(rows, 1, is_known)
    assert head == [
        "Cliente", "Ventas 2024", "Visitas 2024", "Ventas 2025", "Visitas 2025",
    ]  # fmt: skip
    assert last == 1


def test_a_unit_above_bare_years_is_not_lost() -> None:
    rows = [["Cliente", "", "Ventas (miles €)", ""], ["Código", "Nombre", 2024, 2025]]
    head, _last = joined_headings(rows, 1, is_known)
    assert head == ["Código", "Nombre", "Ventas (miles €) 2024", "Ventas (miles €) 2025"]


def test_a_row_under_plain_headings_is_a_row() -> None:
    rows = [["Código", "Nombre", "Población"], ["1", "Uno", "Getafe"]]
    assert joined_headings(rows, 0, is_known) == (rows[0], 0)


def test_empty_rows_stay_empty() -> None:
    rows = [["a"], ["Ana", "x"], ["", ""], ["", "y"]]
    fill_down(rows, [(1, 0, 3, 0)], 0)
    assert rows[2:] == [["", ""], ["Ana", "y"]]


def test_lines_drawn_by_a_printed_list_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "lista.txt"
    path.write_text(
        "Listado dinámico\n---------------------\n"
        "|Cliente|Nombre 1 |Población|\n|-------|---------|---------|\n"
        "|100012 |Taller A |GETAFE   |\n|100013 |Taller B |PARLA    |\n"
        "|-------|---------|---------|\n|* Total|         |         |\n"
    )
    table = read_table(path, is_known=is_known)
    assert table.headings == ["Cliente", "Nombre 1", "Población"]
    assert [str(row[0]).strip() for row in table.rows] == ["100012", "100013"]


def test_lines_that_part_a_list_into_sections_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "delegaciones.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Ctes")
        sheet.write_row(0, 0, ["Cód.", "Cliente", "Localidad", "2024", "2025"])
        for line, name in ((1, "NORTE"), (3, "SUR")):
            sheet.merge_range(line, 0, line, 4, f"DELEGACIÓN {name}")
            sheet.write_row(line + 1, 0, [name[0], f"Bar {name}", "Gijón", 1, 2])
    table = read_table(path, is_known=is_known)
    assert [row[1] for row in table.rows] == ["Bar NORTE", "Bar SUR"]
    assert table.left_out.headings == 2
