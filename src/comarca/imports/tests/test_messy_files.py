import gzip
import io
from pathlib import Path

import pytest
import xlsxwriter

from comarca.imports.matching import guess, is_known
from comarca.imports.reading import Limits, Options, Table, UnreadableFile, read_table

DATA = Path(__file__).parent / "data"


def unpacked(name: str, folder: Path) -> Path:
    path = folder / name.removesuffix(".gz")
    path.write_bytes(gzip.decompress((DATA / name).read_bytes()))
    return path


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "file.csv"
    path.write_bytes(text.encode(encoding))
    return path


def fields(table: Table) -> dict[str, str]:
    columns = [table.column(i, 300) for i in range(len(table.headings))]
    return {heading: match.field for heading, match in guess(table.headings, columns).items()}


def test_latin1_with_semicolons_decimal_commas_and_crlf(tmp_path: Path) -> None:
    table = read_table(unpacked("municipios_latin1.csv.gz", tmp_path), is_known=is_known)
    assert (table.options.encoding, table.options.separator) == ("cp1252", ";")
    assert (table.options.decimal, table.options.header) == (",", 1)
    assert len(table.rows) == 1500
    assert len(table.headings) == 18
    assert table.rows[0][table.headings.index("NOMBRE_ACTUAL")] == "Alegría-Dulantzi"
    found = fields(table)
    assert found["LONGITUD_ETRS89"] == "lon"
    assert found["LATITUD_ETRS89"] == "lat"
    assert found["PROVINCIA"] == "province"


def test_an_old_workbook_of_the_statistics_office(tmp_path: Path) -> None:
    table = read_table(unpacked("pobmun09.xls.gz", tmp_path), is_known=is_known)
    assert table.headings == ["CPRO", "PROVINCIA", "CMUN", "NOMBRE", "POB09", "VARONES", "MUJERES"]
    assert len(table.rows) == 8112
    assert table.left_out.totals == 52
    assert table.rows[0] == ["01", "Álava", "001", "Alegría-Dulantzi", 2620, 1353, 1267]
    assert table.sheets == ["Hoja1", "Hoja2", "Hoja3"]


def test_a_byte_order_mark_is_no_part_of_the_first_heading() -> None:
    table = read_table(DATA / "orders_bom.csv", is_known=is_known)
    assert table.headings[0] == "Status"
    assert table.options.encoding == "utf-8-sig"
    assert len(table.rows) == 299


def test_titles_above_the_headings_are_passed_over(tmp_path: Path) -> None:
    title = "Listado de clientes;;\nGenerado el 3/3/2026;;\n;;\n"
    text = title + "Código;Cliente;Población\n1;Ana;Madrid\n2;Eva;Sevilla\n"
    table = read_table(write(tmp_path, text), is_known=is_known)
    assert table.headings == ["Código", "Cliente", "Población"]
    assert table.options.header == 4
    assert table.numbers == [5, 6]


def test_a_quoted_cell_may_hold_line_ends_and_separators(tmp_path: Path) -> None:
    text = 'name,address,notes\nA,"Calle 1\nBajo, izq.",x\nB,Calle 2,y\n'
    table = read_table(write(tmp_path, text), is_known=is_known)
    assert table.rows[0] == ["A", "Calle 1\nBajo, izq.", "x"]
    assert table.numbers == [2, 4]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8", "cp1252", "utf-8-sig"])
def test_every_usual_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    table = read_table(write(tmp_path, "Razón social;Población\nPeña;Cádiz\n", encoding))
    assert table.headings == ["Razón social", "Población"]
    assert table.rows == [["Peña", "Cádiz"]]


def test_the_copyright_lines_of_a_report_are_no_rows(tmp_path: Path) -> None:
    text = (
        '"Account ID","Account Name","Account Owner"\n"001","Acme","Ana"\n"002","Beta","Eva"\n\n'
        '"Accounts by owner"\n"Copyright (c) 2000-2026 salesforce.com, inc."\n'
    )
    table = read_table(write(tmp_path, text), is_known=is_known)
    assert [row[1] for row in table.rows] == ["Acme", "Beta"]


def test_a_person_may_say_how_the_file_is_to_be_read(tmp_path: Path) -> None:
    options = Options(separator="|", header=0)
    table = read_table(write(tmp_path, "a|b\nc|d\n"), options)
    assert table.headings == ["A", "B"]
    assert table.rows == [["a", "b"], ["c", "d"]]


def test_a_workbook_that_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    for row in range(3000):
        sheet.write_row(row, 0, ["x"] * 40)
    book.close()
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(stream.getvalue())
    with pytest.raises(UnreadableFile, match="unpacks"):
        read_table(path, limits=Limits(unpacked=1_000_000))
    assert len(read_table(path).rows) > 2900


def test_a_workbook_with_two_cells_far_apart_does_not_fill_the_memory(tmp_path: Path) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "name")
    sheet.write(1_048_575, 16_383, "far")
    book.close()
    path = tmp_path / "sparse.xlsx"
    path.write_bytes(stream.getvalue())
    with pytest.raises(UnreadableFile):
        read_table(path)


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(rows=10), "more than 10 rows"),
        (Limits(columns=1), "Row 1 has more than 1 columns"),
        (Limits(cell_length=3), "Row 1, column 1"),
        (Limits(size=20), "at most 0 MB"),
    ],
)
def test_limits_are_checked_and_named(tmp_path: Path, limits: Limits, words: str) -> None:
    path = write(tmp_path, "name;town\n" + "Acme;Madrid\n" * 200)
    with pytest.raises(UnreadableFile, match=words) as caught:
        read_table(path, limits=limits)
    assert caught.value.remedy


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03\x00\x00", b"PK\x03\x04rubbish"])
def test_what_is_no_table_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile):
        read_table(path)


def test_a_narrow_limit_for_one_file_does_not_bind_the_next(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read_table(write(tmp_path, "name;town\nA;Somewhere far\n"), limits=Limits(cell_length=3))
    text = "name;town\n" + "A quite long name, with a comma;Somewhere\n" * 3
    assert read_table(write(tmp_path, text)).options.separator == ";"
