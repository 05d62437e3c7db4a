"""The highest price that costs no more: found exactly, and without many looks."""

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.debts.break_even import break_even

MOST = 9_999_999_999_999


def test_is_none_where_nothing_at_all_would_be_too_much() -> None:
    assert break_even(lambda price: price + 1, most=lambda: MOST) is None
    assert break_even(lambda price: None, most=lambda: MOST) is None


@given(
    start=st.integers(0, 10**10),
    slope=st.integers(1_000, 5_000),
    out_of_question=st.integers(1, 2 * 10**10),
    most=st.integers(0, 2 * 10**10),
)
def test_is_the_last_price_that_costs_no_more(
    start: int, slope: int, out_of_question: int, most: int
) -> None:
    def beyond(price: int) -> int | None:
        return None if price >= out_of_question else price * slope // 1_000 - start

    found = break_even(beyond, most=lambda: most)

    assert found is not None
    assert found <= most
    assert (beyond(found) or 0) <= 0
    assert found == most or (beyond(found + 1) or 1) > 0


@given(
    start=st.integers(0, 10**12),
    slope=st.integers(1_000, 3_000),
    bend=st.integers(0, 10**6),
    wave=st.integers(0, 9),
)
def test_takes_few_looks_where_what_is_paid_grows_evenly(
    start: int, slope: int, bend: int, wave: int
) -> None:
    looks = list[int]()

    def beyond(price: int) -> int:
        looks.append(price)
        evenly = price * slope // 1_000
        return evenly + max(0, price - bend) // 50 + price % (wave + 1) - start

    break_even(beyond, most=lambda: MOST)

    assert len(looks) <= 30
