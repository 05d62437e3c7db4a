"""Two transactions that look like one transfer are offered as such, each in one offer at most."""

from datetime import date, timedelta
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.transactions import Account, AccountKind
from shared.domain.budget.transfers import Move, TransferOffer, find_transfers
from tests.builders.bookkeeping import an_account

DAY = date(2026, 11, 10)
BANK = an_account("BCA utama", institution="BCA")
WALLET = an_account("GoPay", kind=AccountKind.E_WALLET)
CASH = an_account("Dompet", kind=AccountKind.CASH)
ACCOUNTS = (BANK, WALLET, CASH)


def a_move(
    number: int,
    account: Account,
    amount: int,
    *,
    day: date = DAY,
    merchant: str | None = None,
    filed: bool = False,
) -> Move:
    return Move(
        id=UUID(int=number),
        account_id=account.id,
        booked_on=day,
        amount=amount,
        merchant=merchant,
        filed=filed,
    )


def pairs(*moves: Move, dismissed: tuple[str, ...] = ()) -> list[tuple[int, int]]:
    offers = find_transfers(moves, accounts=ACCOUNTS, days_apart=4, dismissed=dismissed)
    return [(offer.out.id.int, offer.into.id.int) for offer in offers]


class TestFindTransfers:
    def test_offers_equal_amounts_out_of_one_account_and_into_another(self) -> None:
        assert pairs(a_move(1, BANK, -500_000), a_move(2, WALLET, 500_000)) == [(1, 2)]

    @pytest.mark.parametrize(
        "other",
        [
            a_move(2, BANK, 500_000),
            a_move(2, WALLET, -500_000),
            a_move(2, WALLET, 499_999),
            a_move(2, WALLET, 500_000, day=DAY + timedelta(5)),
            a_move(2, WALLET, 500_000, day=DAY - timedelta(5)),
        ],
        ids=["same account", "same direction", "another amount", "too late", "too early"],
    )
    def test_offers_nothing_else(self, other: Move) -> None:
        assert pairs(a_move(1, BANK, -500_000), other) == []

    def test_takes_the_nearest_day_first(self) -> None:
        late, soon = a_move(2, WALLET, 9, day=DAY + timedelta(3)), a_move(3, CASH, 9, day=DAY - timedelta(1))

        assert pairs(a_move(1, BANK, -9), late, soon) == [(1, 3)]

    def test_takes_what_has_no_category_before_what_is_filed(self) -> None:
        salary = a_move(2, CASH, 300_000, merchant="Gaji", filed=True)
        top_up = a_move(3, WALLET, 300_000, day=DAY + timedelta(1), merchant="Top up")

        assert pairs(a_move(1, BANK, -300_000, merchant="TRSF KE GOPAY"), salary, top_up) == [(1, 3)]

    @pytest.mark.parametrize("merchant", ["TRSF E-BANKING CR", "Dari BCA", "topup"])
    def test_prefers_a_text_that_speaks_of_it_on_the_same_day(self, merchant: str) -> None:
        silent, speaking = a_move(2, CASH, 9), a_move(3, WALLET, 9, merchant=merchant)

        assert pairs(a_move(1, BANK, -9), silent, speaking) == [(1, 3)]

    def test_says_whether_a_text_speaks_of_it(self) -> None:
        moves = [a_move(1, BANK, -9, merchant="GOPAY 0812"), a_move(2, WALLET, 9)]
        named = find_transfers(moves, accounts=ACCOUNTS, days_apart=4)
        silent = find_transfers(moves, accounts=(), days_apart=4)

        assert [offer.hinted for offer in (*named, *silent)] == [True, False]

    def test_offers_no_more_what_was_put_aside(self) -> None:
        moves = [a_move(1, BANK, -9), a_move(2, WALLET, 9), a_move(3, CASH, 9, day=DAY + timedelta(1))]
        (first,) = find_transfers(moves, accounts=ACCOUNTS, days_apart=4)

        assert pairs(*moves, dismissed=(first.key,)) == [(1, 3)]

    def test_reaches_the_first_and_the_last_day_there_is(self) -> None:
        moves = [a_move(1, BANK, -9, day=date.min), a_move(2, WALLET, 9, day=date.min)]
        moves += [a_move(3, BANK, -9, day=date.max), a_move(4, WALLET, 9, day=date.max)]

        assert pairs(*moves) == [(1, 2), (3, 4)]


happenings = st.lists(
    st.tuples(
        st.sampled_from(ACCOUNTS),
        st.sampled_from([-2, -1, 1, 2]),
        st.integers(0, 9),
        st.sampled_from([None, "transfer", "GoPay", "kopi"]),
    ),
    max_size=14,
)


def moves_of(told: list[tuple[Account, int, int, str | None]]) -> list[Move]:
    return [
        a_move(number, account, amount, day=DAY + timedelta(days), merchant=merchant)
        for number, (account, amount, days, merchant) in enumerate(told)
    ]


moves_of_a_week = happenings.map(moves_of)


class TestWhateverHappened:
    @given(moves_of_a_week)
    def test_each_transaction_is_in_one_offer_at_most_and_no_money_appears(self, moves: list[Move]) -> None:
        offers = find_transfers(moves, accounts=ACCOUNTS, days_apart=4)
        legs = [leg.id for offer in offers for leg in (offer.out, offer.into)]

        assert len(legs) == len(set(legs))
        assert set(legs) <= {move.id for move in moves}
        for offer in offers:
            assert offer.out.amount < 0
            assert offer.out.amount + offer.into.amount == 0
            assert offer.out.account_id != offer.into.account_id
            assert offer.days_apart <= 4

    @given(moves_of_a_week.flatmap(lambda moves: st.tuples(st.just(moves), st.permutations(moves))))
    def test_the_order_they_come_in_does_not_matter(self, orders: tuple[list[Move], list[Move]]) -> None:
        first, second = (find_transfers(moves, accounts=ACCOUNTS, days_apart=4) for moves in orders)

        assert first == second

    @given(moves_of_a_week)
    def test_no_pair_is_left_that_could_be_offered(self, moves: list[Move]) -> None:
        offers = find_transfers(moves, accounts=ACCOUNTS, days_apart=4)
        taken = {leg.id for offer in offers for leg in (offer.out, offer.into)}

        assert [
            pair for pair in product(moves, moves) if alike(*pair) and not {pair[0].id, pair[1].id} & taken
        ] == []

    @given(moves_of_a_week)
    def test_offers_are_those_of_a_slow_search(self, moves: list[Move]) -> None:
        found = find_transfers(moves, accounts=ACCOUNTS, days_apart=4)

        assert [(offer.out.id, offer.into.id) for offer in found] == slow_search(moves)


def alike(out: Move, into: Move) -> bool:
    near = abs((out.booked_on - into.booked_on).days) <= 4
    return out.amount < 0 and out.amount == -into.amount and out.account_id != into.account_id and near


def slow_search(moves: list[Move]) -> list[tuple[UUID, UUID]]:
    """Take the best pair of all that are left, again and again."""
    left, taken = list(moves), list[tuple[UUID, UUID]]()
    while candidates := [pair for pair in product(left, left) if alike(*pair)]:
        out, into = min(candidates, key=lambda pair: rank(*pair))
        taken.append((out.id, into.id))
        left = [move for move in left if move.id not in (out.id, into.id)]
    return taken


def rank(out: Move, into: Move) -> tuple[object, ...]:
    hinted = TransferOffer(out, into, hinted=speaks(out, into)).hinted
    days = abs((out.booked_on - into.booked_on).days)
    return days, not hinted, out.booked_on, str(out.id), str(into.id)


def speaks(out: Move, into: Move) -> bool:
    texts = {out.merchant, into.merchant}
    named = (out.merchant == "GoPay" and into.account_id == WALLET.id) or (
        into.merchant == "GoPay" and out.account_id == WALLET.id
    )
    return "transfer" in texts or named
