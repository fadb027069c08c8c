"""Text with broken bytes, of old systems, and lines that are no rows."""

from pathlib import Path

import pytest
import xlsxwriter

from comarca.imports.matching import is_known
from comarca.imports.reading import read_table


def test_one_bad_byte_does_not_garble_the_file(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes("Código;Nombre;Población\n1;García;Cádiz\n2;Peña;".encode() + b"M\xe1laga\n")
    table = read_table(path, is_known=is_known)
    assert table.rows == [["1", "García", "Cádiz"], ["2", "Peña", "Málaga"]]
    assert table.mended == 1


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman", "cp1252"])
def test_letters_of_other_systems(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes("Código;Razón social;Población\n1;Peña e Íñigo;Cádiz\n".encode(encoding))
    assert read_table(path, is_known=is_known).rows == [["1", "Peña e Íñigo", "Cádiz"]]


def test_letters_encoded_twice_are_put_right(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    once = "Código;Razón social;Población\n1;García Peña;Cádiz\n2;Muñoz;León\n"
    path.write_bytes(once.encode().decode("cp1252").encode())
    assert read_table(path, is_known=is_known).rows[0] == ["1", "García Peña", "Cádiz"]


def test_totals_pages_and_repeated_headings_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text(
        "Código;Cliente;Población;Ventas\n1;Ana;Madrid;10\nSubtotal;;;10\nPágina 1 de 2;;;\n"
        "Código;Cliente;Población;Ventas\n2;Total Energías;Madrid;5\nTOTAL GENERAL;;;15\n"
    )
    table = read_table(path, is_known=is_known)
    assert [row[1] for row in table.rows] == ["Ana", "Total Energías"]
    assert (table.left_out.totals, table.left_out.pages, table.left_out.headings) == (2, 1, 1)


def test_the_sheet_with_the_table_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "file.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Portada").write(0, 0, "Informe de ventas")
    pivot = book.add_worksheet("Resumen")
    for line in range(300):
        pivot.write_row(line, 0, [f"Fila {line}", line, line * 2])
    hidden = book.add_worksheet("Antiguo")
    hidden.hide()
    for sheet in (hidden, book.add_worksheet("Clientes")):
        sheet.write_row(3, 0, ["Cód. Cli.", "Razón social", "Pob.", "Prov."])
        for line in range(20):
            sheet.write_row(4 + line, 0, [line, f"{sheet.name} {line}", "Madrid", "Madrid"])
    book.close()
    table = read_table(path, is_known=is_known)
    assert table.options.sheet == "Clientes"
    assert table.headings[1] == "Razón social"
    assert len(table.rows) == 20
    assert table.sheets == ["Portada", "Resumen", "Antiguo", "Clientes"]
