import csv
import io

from hypothesis import assume, given
from hypothesis import strategies as st

from comarca.imports.matching.folding import fold, fold_company
from comarca.imports.reading.encoding import find_encoding
from comarca.imports.reading.figures import NotANumber, find_decimal, parse_number
from comarca.imports.reading.separator import find_separator, split_rows
from comarca.ui.spreadsheets import DANGEROUS, safe

SWAP = str.maketrans(",.", ".,")
AMOUNTS = st.decimals(-(10**9), 10**9, places=2, allow_nan=False, allow_infinity=False)
WORDS = st.text(
    st.characters(codec="latin-1", categories=["L", "N", "Zs"]), min_size=1, max_size=12
)


@given(AMOUNTS)
def test_a_number_is_read_as_it_was_written_in_spain_and_in_england(amount: object) -> None:
    english = f"{amount:,.2f}"
    assert parse_number(english, ".") == float(amount)  # type: ignore[arg-type]
    assert parse_number(english.translate(SWAP), ",") == float(amount)  # type: ignore[arg-type]
    assert parse_number(f"{english.translate(SWAP)} €", ",") == float(amount)  # type: ignore[arg-type]


@given(st.lists(AMOUNTS, min_size=1, max_size=30))
def test_the_decimal_sign_is_found_from_the_numbers_alone(amounts: list[object]) -> None:
    english = [f"{amount:,.2f}" for amount in amounts]
    assert find_decimal(english) == "."
    assert find_decimal(text.translate(SWAP) for text in english) == ","


@given(st.text(max_size=30), st.sampled_from([",", "."]))
def test_any_text_is_a_number_or_is_refused(text: str, decimal: str) -> None:
    try:
        number = parse_number(text, decimal)
    except NotANumber:
        return
    assert number is None or isinstance(number, float)


@given(
    st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=3, max_size=20),
    st.sampled_from([";", "\t", "|"]),
    st.sampled_from(["utf-8", "cp1252", "utf-16"]),
)
def test_what_is_written_is_found_again(
    rows: list[tuple[str, ...]], separator: str, encoding: str
) -> None:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(rows)
    try:
        data = stream.getvalue().encode(encoding)
    except UnicodeEncodeError:
        assume(False)
    text = data.decode(find_encoding(data))
    assume(text == stream.getvalue())
    assert find_separator(text) == separator
    assert [tuple(row) for row in split_rows(text, separator)] == rows


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(fold_company(text)) == fold_company(text)


@given(st.text(max_size=20))
def test_no_cell_that_leaves_is_a_formula(text: str) -> None:
    out = safe(text)
    is_figure = out == text and out[:1] in {"+", "-"}
    if is_figure:
        float(out.replace(",", "."))
    else:
        assert not out.startswith(DANGEROUS)
