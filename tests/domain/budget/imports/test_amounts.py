"""What a written amount can mean."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.imports.amounts import DecimalMark, Direction, direction_of, possible_amounts

POINT, COMMA = DecimalMark.POINT, DecimalMark.COMMA


def meanings(text: str) -> dict[DecimalMark, Decimal] | None:
    amounts = possible_amounts(text)
    return None if amounts is None else dict(amounts.by_mark)


@pytest.mark.parametrize(
    ("text", "point", "comma"),
    [
        ("15000", "15000", "15000"),
        ("15.000", "15.000", "15000"),
        ("15,000", "15000", "15.000"),
        ("1.500.000", None, "1500000"),
        ("1,500,000", "1500000", None),
        ("196,000.00", "196000.00", None),
        ("196.000,00", None, "196000.00"),
        ("15.00", "15.00", None),
        ("15,5", None, "15.5"),
        (".00", "0.00", None),
        ("Rp200.406,00", None, "200406.00"),
        ("IDR 1,000,000.00", "1000000.00", None),
        ("Rp 35.000,-", None, "35000.00"),
        ("-Rp35.000,00", None, "-35000.00"),
        ("Rp-35.000,00", None, "-35000.00"),
        ("35.000,00-", None, "-35000.00"),
        ("(35.000,00)", None, "-35000.00"),
        ("\u221235.000,00", None, "-35000.00"),
        ("+7.500.000", None, "7500000"),
        ("7 500 000", "7500000", "7500000"),
        ("7\u00a0500\u00a0000,50", None, "7500000.50"),
        ("12.50.000", None, None),
        ("1,50,000", None, None),
        ("1500.000", "1500.000", None),
        ("1.5E+07", None, None),
        ("75 00", None, None),
        ("--5", None, None),
        ("(5", None, None),
        ("5)", None, None),
        ("", None, None),
        ("kopi", None, None),
        ("٣٥٠٠٠", None, None),
        ("9" * 41, None, None),
    ],
)
def test_each_way_of_writing(text: str, point: str | None, comma: str | None) -> None:
    expected = {mark: Decimal(told) for mark, told in ((POINT, point), (COMMA, comma)) if told is not None}

    assert (meanings(text) or {}) == expected


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("287,490.00 DB", Direction.OUT),
        ("799,700.00CR", Direction.IN),
        ("5.000 (D)", Direction.OUT),
        ("5000", None),
    ],
)
def test_a_marker_behind_an_amount(text: str, marker: Direction | None) -> None:
    amounts = possible_amounts(text)

    assert amounts is not None
    assert amounts.marker is marker


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("DB", Direction.OUT),
        ("d", Direction.OUT),
        ("Kredit", Direction.IN),
        ("K", Direction.IN),
        ("Keluar", Direction.OUT),
        ("CR.", Direction.IN),
        ("Transfer", None),
        ("", None),
    ],
)
def test_markers_say_in_or_out(text: str, direction: Direction | None) -> None:
    assert direction_of(text) is direction


@given(
    st.integers(min_value=-(10**15) + 1, max_value=10**15 - 1), st.sampled_from(DecimalMark), st.booleans()
)
def test_an_amount_that_was_written_is_among_its_meanings(amount: int, mark: DecimalMark, sen: bool) -> None:
    written = f"{amount:,}" + (".00" if sen else "")
    if mark is COMMA:
        written = written.translate(str.maketrans(",.", ".,"))

    found = meanings(written)

    assert found is not None
    assert found[mark] == amount
    assert all(value in (amount, Decimal(amount) / 1000) for value in found.values())
