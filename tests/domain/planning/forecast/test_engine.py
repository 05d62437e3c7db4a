"""The next 90 days of cash."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given

from shared.domain.planning.forecast.model import DAYS, DueKind
from shared.domain.planning.forecast.words import forecast_words
from shared.domain.planning.model import PlannedDebt
from tests.builders.bookings import TODAY, Entry, Purse, monthly
from tests.builders.ledger import Ledger
from tests.builders.months import ledgers
from tests.domain.planning.forecast.lives import (
    PAY,
    RENT,
    TOMORROW,
    YEAR_OF_BILLS,
    bills_until,
    debt,
    due_on,
    even_life,
    rule,
    told,
    with_bills,
)
from tests.domain.planning.plans import effective_debt


class TestCash:
    def test_begins_with_what_may_be_spent_today(self) -> None:
        ledger = even_life(opening=5_000_000)
        purses = {**ledger.accounts, "darurat": Purse(opening=9_000_000, for_emergencies=True)}

        found = told(Ledger(accounts=purses, entries=ledger.entries))

        assert (found.opening, found.emergency_fund) == (5_000_000, 9_000_000)
        assert len(found.days) == DAYS
        assert found.days[0].day == TOMORROW

    def test_of_even_days_goes_down_evenly_and_surely(self) -> None:
        found = told(even_life(a_day=70_000, opening=20_000_000))

        assert [it.cash for it in found.days] == [20_000_000 - 70_000 * day for day in range(1, 91)]
        assert all(it.low == it.cash == it.high for it in found.days)
        assert found.everyday.a_week == -490_000
        assert found.everyday.by_weekday == (-70_000,) * 7

    def test_rises_with_pay_and_falls_with_rent(self) -> None:
        found = told(with_bills(even_life(), opening=3_000_000))

        assert due_on(found) == {
            "2026-11-25": PAY,
            "2026-12-03": -RENT,
            "2026-12-25": PAY,
            "2027-01-03": -RENT,
            "2027-01-25": PAY,
            "2027-02-03": -RENT,
        }
        bills = bills_until(90)
        assert [it.cash for it in found.days] == [
            3_000_000 + bills[day - 1] - 70_000 * day for day in range(1, 91)
        ]
        assert {it.name for it in found.due} == {"PT Maju", "Kos Bu Tini"}

    def test_knows_weekdays(self) -> None:
        ledger = even_life()
        saturdays = tuple(
            Entry(day, -300_000, "wants.shopping", merchant=None)
            for day in (TODAY - timedelta(days=back) for back in range(84))
            if day.weekday() == 5
        )

        found = told(ledger.with_entries(*saturdays))

        assert found.everyday.by_weekday == (-70_000,) * 5 + (-370_000, -70_000)
        steps = [(later.day.weekday(), later.cash - it.cash) for it, later in pairwise(found.days)]
        assert {step for weekday, step in steps if weekday == 5} == {-370_000}
        assert {step for weekday, step in steps if weekday != 5} == {-70_000}

    @given(ledgers())
    def test_of_any_books_adds_up(self, ledger: Ledger) -> None:
        found = told(ledger, debt())

        due = {it.day: 0 for it in found.days}
        for it in found.due:
            due[it.day] += it.amount
        assert all(it.due == due[it.day] for it in found.days)
        assert all(it.low is None or it.high is None or it.low <= it.cash <= it.high for it in found.days)
        assert forecast_words(found, "id")
        assert forecast_words(found, "en")


class TestDue:
    def test_holds_rules_until_the_last_day(self) -> None:
        ledger = Ledger(
            accounts={"bank": Purse(opening=9_000_000)}, recurring=(rule(-250_000, merchant="Indihome"),)
        )

        found = told(ledger)

        # The 5th of November was neither booked nor skipped: it waits.
        assert due_on(found) == {
            str(day): -250_000 for day in (TOMORROW, date(2026, 12, 5), date(2027, 1, 5), date(2027, 2, 5))
        }
        assert {it.name for it in found.due} == {"Indihome"}

    def test_holds_what_is_booked_ahead(self) -> None:
        ahead = Entry(date(2026, 11, 28), -400_000, "wants.shopping", "Tokopedia")

        [due] = told(even_life().with_entries(ahead)).due

        assert (due.day, due.amount, due.kind, due.name) == (ahead.day, -400_000, DueKind.BOOKED, "Tokopedia")

    def test_holds_instalments_on_their_days_until_the_debt_ends(self) -> None:
        found = told(even_life(), debt(balance=1_000_000, months_left=2))

        assert [(str(it.day), it.amount, it.kind) for it in found.due] == [
            ("2026-12-10", -510_000, DueKind.DEBT),
            ("2027-01-10", -510_000, DueKind.DEBT),
        ]

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (30, ["2026-11-30", "2026-12-30", "2027-01-30"]),
            (31, ["2026-11-30", "2026-12-31", "2027-01-31"]),
            (22, ["2026-12-22", "2027-01-22"]),
            (23, ["2026-11-23", "2026-12-23", "2027-01-23"]),
            (None, ["2026-11-30", "2026-12-31", "2027-01-31"]),
        ],
    )
    def test_knows_short_months_and_the_edges(self, day: int | None, expected: list[str]) -> None:
        assert [str(it.day) for it in told(even_life(), debt(day)).due] == expected

    def test_holds_an_instalment_once_where_it_comes_back_in_the_transactions(self) -> None:
        paid = monthly(-600_000, day=9, months=YEAR_OF_BILLS, category="needs.rent", merchant="Adira")

        found = told(even_life().with_entries(*paid), debt(10))

        assert [(str(it.day), it.name) for it in found.due] == [
            ("2026-12-09", "Adira"),
            ("2027-01-09", "Adira"),
            ("2027-02-09", "Adira"),
        ]

    def test_keeps_two_debts_of_the_same_amount_apart(self) -> None:
        found = told(even_life(), debt(), debt(key="other"))

        assert [it.amount for it in found.due] == [-600_000] * 6

    def test_of_a_debt_that_grows_goes_on(self) -> None:
        growing = PlannedDebt.model_validate(
            {**effective_debt(months_left=None, instalment=50_000), "due_day": 1}
        )

        assert [it.amount for it in told(even_life(), growing).due] == [-50_000] * 3


class TestShort:
    def test_is_the_first_day_that_ends_below_zero(self) -> None:
        found = told(with_bills(even_life(a_day=200_000), opening=300_000))

        assert found.short is not None
        assert (found.short.day, found.short.lacking) == (date(2026, 11, 24), 100_000)
        assert (found.short.because, found.short.everyday) == ((), 400_000)
        assert found.days[2].cash == PAY - 300_000

    def test_is_tomorrow_where_accounts_are_overdrawn(self) -> None:
        found = told(with_bills(even_life(a_day=10_000), opening=-6_000_000))

        assert found.short is not None
        assert found.short.day == TOMORROW

    def test_comes_when_a_bill_is_more_than_what_is_left(self) -> None:
        rent = monthly(-RENT, day=3, months=YEAR_OF_BILLS, category="needs.rent", merchant="Kos Bu Tini")
        entries = (*even_life(a_day=50_000).entries, *rent)
        opening = 2_500_000 - sum(entry.amount for entry in entries)

        found = told(Ledger(accounts={"bank": Purse(opening=opening)}, entries=entries), debt(1))

        short = found.short
        assert short is not None
        # 2.5 million less 11 days of 50,000, an instalment of 600,000 on the 1st and rent on the 3rd.
        assert (short.day, short.lacking) == (date(2026, 12, 3), 150_000)
        assert [(it.name, it.amount) for it in short.because] == [("Kos Bu Tini", -RENT), ("bike", -600_000)]
        assert short.everyday == 11 * 50_000
        assert forecast_words(found, "id") == (
            "Uang tunaimu diperkirakan kurang mulai 3 Desember 2026, sebesar Rp150.000, dan paling banyak "
            "Rp8.300.000 pada 20 Februari 2027. Jatuh tempo sampai saat itu: Kos Bu Tini Rp1.500.000 (3/12), "
            "bike Rp600.000 (1/12). Pengeluaran sehari-hari sampai saat itu sekitar Rp550.000."
        )

    def test_later_on_tells_of_the_two_weeks_before(self) -> None:
        found = told(even_life(a_day=100_000, opening=2_500_000), debt(day=10))

        # Of 2.5 million 600,000 are paid on the 10th of December, and 100,000 every day.
        assert forecast_words(found, "en") == (
            "Your cash is expected to fall short from 12 December 2026, by Rp100,000, and at worst by "
            "Rp8,300,000 on 20 February 2027. Due in the two weeks before: bike Rp600,000 (10/12). Everyday "
            "spending in the two weeks before is about Rp1,400,000."
        )

    def test_is_nothing_where_the_money_lasts(self) -> None:
        found = told(with_bills(even_life(), opening=20_000_000))

        assert found.short is found.may_be_short is None
        assert forecast_words(found, "en") == (
            "Your cash lasts the next 90 days: it is never below Rp19,860,000 (24 November 2026)."
        )

    def test_may_be_earlier_than_it_is_expected(self) -> None:
        uneven = tuple(
            Entry(
                TODAY - timedelta(days=7 * week),
                -(200_000 + 100_000 * (week % 5)),
                "needs.eating",
                f"A{week}",
            )
            for week in range(20)
        )
        spent = sum(entry.amount for entry in uneven)

        found = told(Ledger(accounts={"bank": Purse(opening=3_000_000 - spent)}, entries=uneven))

        assert found.short is not None
        assert found.may_be_short is not None
        assert found.may_be_short.day < found.short.day

    @pytest.mark.parametrize(
        ("more", "beyond", "said"),
        [
            (1_000_000, 0, "covers it. Everyday"),
            (0, 0, "covers it. If you spend more than usual, even the emergency fund may lack"),
            (-1, 1, "and at worst Rp1 is still lacking."),
        ],
    )
    def test_tells_whether_the_emergency_fund_covers_it(self, more: int, beyond: int, said: str) -> None:
        """`more` is what the fund holds beyond what is lacking at the worst."""
        weeks = [
            Entry(TODAY - timedelta(days=7 * week), -210_000 + 9_000 * (week % 3), "needs.eating", f"A{week}")
            for week in range(21)
        ]
        bank = {"bank": Purse(opening=300_000 - sum(entry.amount for entry in weeks))}
        alone = told(Ledger(accounts=bank, entries=tuple(weeks))).short
        assert alone is not None
        assert alone.beyond_fund == alone.most
        fund = {"darurat": Purse(opening=alone.most + more, for_emergencies=True)}

        found = told(Ledger(accounts=bank | fund, entries=tuple(weeks)))

        assert found.short is not None
        assert (found.short.day, found.short.most) == (alone.day, alone.most)
        assert found.short.beyond_fund == beyond
        assert (found.short.beyond_on is None) == (beyond == 0)
        assert said in forecast_words(found, "en")
