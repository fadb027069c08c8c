"""A quote comes to the cent, whatever its lines, discounts and taxes."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from comarca.sales.products.pricing import Reduction
from comarca.sales.quotes.amounts import Wanted, work_out

CENT = Decimal("0.01")
PERCENTS = st.decimals(0, 100, places=2)
RATES = st.sampled_from([Decimal(0), Decimal(4), Decimal(10), Decimal(21), None])
LINES = st.lists(
    st.builds(
        Wanted,
        product=st.integers(1, 4),
        family=st.sampled_from([None, 1, 2]),
        quantity=st.decimals("0.001", 9999, places=3),
        list_price=st.decimals(0, 9999, places=4),
        discount=PERCENTS,
        tax_rate=RATES,
        cost=st.one_of(st.none(), st.decimals(0, 9999, places=4)),
    ),
    max_size=6,
)
RULES = st.lists(
    st.builds(
        Reduction,
        kind=st.sampled_from(["volume", "term", "bundle"]),
        percent=st.decimals("0.01", 100, places=2),
        products=st.frozensets(st.integers(1, 4), max_size=2),
        family=st.sampled_from([None, 1]),
        min_quantity=st.decimals(0, 100, places=3),
        min_months=st.integers(0, 36),
    ),
    max_size=4,
)
MONTHS = st.integers(0, 48)


def exact(amount: Fraction, step: Decimal = CENT) -> Decimal:
    """Round a fraction half away from zero, worked out apart from the engine's own way."""
    steps = amount / Fraction(step)
    whole = (abs(steps) + Fraction(1, 2)).__floor__()
    return Decimal(whole if steps >= 0 else -whole) * step


@given(LINES, RULES, MONTHS)
def test_each_line_is_its_exact_amount_to_the_cent(wanted, rules, months):
    totals = work_out(wanted, rules, months, "EUR")
    for one, line in zip(wanted, totals.lines, strict=True):
        left = Fraction(one.quantity) * Fraction(one.list_price)
        for percent in (line.volume, line.term, line.bundle, one.discount):
            left *= 1 - Fraction(percent) / 100
        assert line.net == exact(left)
        assert 0 <= line.net <= line.gross


@given(LINES, RULES, MONTHS)
def test_the_document_is_the_sum_of_what_is_printed(wanted, rules, months):
    totals = work_out(wanted, rules, months, "EUR")
    assert totals.net == sum((line.net for line in totals.lines), Decimal(0))
    assert totals.tax == sum(totals.taxes.values(), Decimal(0))
    assert totals.total == totals.net + totals.tax
    for amount in (totals.net, totals.tax, totals.total, totals.list_total):
        assert amount == amount.quantize(CENT)


@given(LINES, RULES, MONTHS)
def test_tax_is_rounded_once_for_each_rate(wanted, rules, months):
    totals = work_out(wanted, rules, months, "EUR")
    for rate, tax in totals.taxes.items():
        base = sum(
            (line.net for one, line in zip(wanted, totals.lines, strict=True)
             if (one.tax_rate or 0) == rate),
            Decimal(0),
        )  # fmt: skip
        assert tax == exact(Fraction(base) * Fraction(rate) / 100)


@given(LINES, RULES, MONTHS)
def test_the_order_of_lines_and_rules_changes_no_amount(wanted, rules, months):
    there = work_out(wanted, rules, months, "EUR")
    back = work_out(wanted[::-1], rules[::-1], months, "EUR")
    assert back.lines == there.lines[::-1]
    assert (back.net, back.tax, back.total) == (there.net, there.tax, there.total)


@given(LINES, RULES, MONTHS, RULES)
def test_another_discount_never_makes_it_dearer(wanted, rules, months, more):
    less = work_out(wanted, [*rules, *more], months, "EUR")
    assert less.net <= work_out(wanted, rules, months, "EUR").net


@given(LINES, RULES, MONTHS)
def test_a_longer_term_never_makes_it_dearer(wanted, rules, months):
    longer = work_out(wanted, rules, months + 1, "EUR")
    assert longer.net <= work_out(wanted, rules, months, "EUR").net


@given(LINES, st.sampled_from(["EUR", "JPY", "TND"]))
def test_amounts_are_whole_coins_of_the_currency(wanted, currency):
    step = {"EUR": CENT, "JPY": Decimal(1), "TND": CENT}[currency]
    totals = work_out(wanted, [], 0, currency)
    for amount in (*(line.net for line in totals.lines), totals.tax, totals.total):
        assert amount == amount.quantize(step, ROUND_HALF_UP)


@given(LINES)
def test_the_cost_is_known_only_if_each_line_s_is(wanted):
    totals = work_out(wanted, [], 0, "EUR")
    assert (totals.cost is None) is any(one.cost is None for one in wanted)


def test_an_invoice_worked_out_by_hand():
    """3 kg at 16.50 less 10 %, and 7 boxes at 3.335: 44.55 + 23.35 (23.345 away from zero)."""
    wanted = [
        Wanted(1, 1, Decimal(3), Decimal("16.5"), Decimal(10), Decimal(21)),
        Wanted(2, None, Decimal(7), Decimal("3.335"), Decimal(0), Decimal(10)),
    ]
    totals = work_out(wanted, [], 0, "EUR")
    assert [line.net for line in totals.lines] == [Decimal("44.55"), Decimal("23.35")]
    assert totals.taxes == {Decimal(10): Decimal("2.34"), Decimal(21): Decimal("9.36")}
    assert totals.total == Decimal("79.60")
