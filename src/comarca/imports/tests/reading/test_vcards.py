"""vCards of three versions become a table; what is no data of a person is left out and told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comarca.imports.reading import Limits, UnreadableFile, read_table
from comarca.imports.reading.vcards import read_vcards

OLD = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:N=C3=BA=C3=B1ez;Mar=C3=ADa;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Mar=C3=ADa N=C3=BA=C3=B1ez
ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Bar=20=
Sol;Compras
TEL;CELL;PREF:+34 600 11 22 33
TEL;WORK:911 23 45 67
TEL;WORK;FAX:911 23 45 68
EMAIL;INTERNET:maria@sol.example
NOTE;QUOTED-PRINTABLE:una =
dos
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMD
 BAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQ

TITLE:Jefa
END:VCARD
"""
USUAL = """BEGIN:VCARD
VERSION:3.0
N:Gómez;Luis;;;
FN:Luis Gómez
ORG:Bar Sol\\, S.L.;
item1.EMAIL;type=INTERNET:l@x.example
item2.EMAIL;type=INTERNET;type=pref:luis@sol.example
item1.X-ABLabel:_$!<Work>!$_
TEL;type=CELL;type=VOICE:600 22 33 44
ADR;type=WORK:;;Calle Mayor 1;Madrid;;28013;España
NOTE:A very long line that is fol
 ded here\\nand two
END:VCARD
"""
NEW = """BEGIN:VCARD
VERSION:4.0
FN:Ana Ruiz
EMAIL;PREF=2:ana2@sol.example
EMAIL;PREF=1:ana@sol.example
EMAIL:ana3@sol.example
TEL;VALUE=uri;TYPE="voice,work":tel:+34-911-23-45-67;ext=5
LANG:es-ES
PHOTO:data:image/jpeg;base64,MIICajCCAdOgAwIBAgICBEUwDQYJKoZIhv
 AQEEBQAwdzELMAkGA1UEBhMCVVMxLDAqBgNVBAoTI05l
END:VCARD
"""
ODD = """BEGIN:VCARD
VERSION:3.0
N:;;;;
FN:
ORG:Solo Empresa
END:VCARD
Something between the cards
BEGIN:VCARD
VERSION:3.0
FN:Broken
THIS IS NO LINE
TEL;TYPE=:
END:VCARD
BEGIN:VCARD
FN:Cut off
"""


def people(text):
    headings, rows, numbers, out = read_vcards(text, Limits())
    return [dict(zip(headings, row, strict=True)) for row in rows], numbers, out


def test_three_versions_say_the_same_of_a_person():
    (maria, luis, ana), numbers, out = people(OLD.replace("\n", "\r\n") + USUAL + NEW)
    assert numbers == [1, 18, 31]
    assert (out.pictures, out.broken) == (2, 0)
    assert maria["full name"] == "María Núñez"
    assert (maria["first name"], maria["last name"], maria["job title"]) == (
        "María", "Núñez", "Jefa",
    )  # fmt: skip
    assert (maria["organization"], maria["department"]) == ("Bar Sol", "Compras")
    assert (maria["phone"], maria["mobile"]) == ("911 23 45 67", "+34 600 11 22 33")
    assert maria["note"] == "una dos\nfax: 911 23 45 68"
    assert (luis["organization"], luis["email"], luis["email 2"]) == (
        "Bar Sol, S.L.", "luis@sol.example", "l@x.example",
    )  # fmt: skip
    assert luis["note"] == "A very long line that is folded here\nand two"
    assert luis["address"] == "Calle Mayor 1, 28013, Madrid, España"
    assert (ana["email"], ana["email 2"], ana["note"]) == (
        "ana@sol.example", "ana2@sol.example", "ana3@sol.example",
    )  # fmt: skip
    assert (ana["phone"], ana["language"]) == ("+34-911-23-45-67 ext. 5", "es")


def test_what_is_broken_is_counted_and_nobody_is_lost():
    (company, broken), numbers, out = people(ODD)
    assert (company["full name"], company["organization"]) == ("", "Solo Empresa")
    assert (broken["full name"], out.broken, numbers) == ("Broken", 1, [1, 8])


def test_a_file_is_known_by_its_beginning_whatever_its_encoding(tmp_path):
    for encoding in ("utf-8-sig", "utf-16", "latin-1"):
        (path := tmp_path / "x.vcf").write_bytes(USUAL.encode(encoding))
        table = read_table(path)
        assert table.rows[0][0] == "Luis Gómez", encoding
    path.write_text("BEGIN:VCARD\nFN:Cut off\n")
    with pytest.raises(UnreadableFile, match="no whole vCard"):
        read_table(path)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_any_text_within_a_card_is_read_or_counted(text):
    rows, _numbers, _out = people(f"BEGIN:VCARD\nVERSION:3.0\nFN:Ana\n{text}\nEND:VCARD\n")
    assert len(rows) <= 2
