"""Recurring charges, by tables and against the plainest way to find them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.limits import Limits
from shared.domain.budget.month.analysis import Cadence
from shared.domain.budget.month.charges import charge_of, find_series, subject_of
from shared.domain.budget.month.model import Item
from shared.domain.budget.recurrence import RecurringRule
from tests.builders.bookings import CATEGORIES, TODAY, named_id

LIMITS = Limits(day=TODAY, topic="month")
PLAIN_PERIODS = {
    "weekly": (relativedelta(weeks=1), 1),
    "fortnightly": (relativedelta(weeks=2), 2),
    "monthly": (relativedelta(months=1), 4),
    "yearly": (relativedelta(years=1), 10),
}


def paid(*written: tuple[str, int], merchant: str | None = "Netflix", rule: UUID | None = None) -> list[Item]:
    """Payments by day; positive amounts went out."""
    return [
        Item(
            booked_on=date.fromisoformat(day),
            amount=-amount,
            category_id=CATEGORIES["wants.subscriptions"].id,
            merchant=merchant,
            recurring_id=rule,
            transaction_id=named_id(f"{merchant}/{day}/{amount}/{number}"),
        )
        for number, (day, amount) in enumerate(written)
    ]


def each_month(amount: int, *, day: int = 10, merchant: str = "Netflix", last: int = 11) -> list[Item]:
    """The same payment from June to the month `last` of 2026."""
    return paid(*((f"2026-{month:02}-{day:02}", amount) for month in range(6, last + 1)), merchant=merchant)


def a_rule(merchant: str | None, amount: int) -> RecurringRule:
    return RecurringRule(
        id=named_id("rule"),
        account_id=named_id("bank"),
        merchant=merchant,
        amount=amount,
        rrule="FREQ=MONTHLY;BYMONTHDAY=10",
        starts_on=date(2026, 1, 1),
    )


class TestSubjectOf:
    @pytest.mark.parametrize(
        ("merchant", "subject"),
        [
            ("Netflix", "netflix"),
            ("NETFLIX.COM 8765432", "netflix-com"),
            ("  Kos   Bu Tini ", "kos-bu-tini"),
            ("K24", "k24"),
            ("12345", "12345"),
            ("🍜", "🍜"),
            ("...", None),
            (None, None),
            ("x" * 120, "x" * 60),
        ],
    )
    def test_is_the_merchant_without_what_banks_add(self, merchant: str | None, subject: str | None) -> None:
        assert subject_of(merchant) == subject


class TestFindSeries:
    def test_needs_three_occurrences(self) -> None:
        assert find_series(each_month(54_000, last=7), LIMITS) == ()
        assert [it.cadence for it in find_series(each_month(54_000, last=8), LIMITS)] == [Cadence.MONTHLY]

    def test_takes_different_spellings_of_a_merchant_as_one(self) -> None:
        items = [
            *paid(("2026-09-10", 54_000), merchant="NETFLIX.COM 123456"),
            *paid(("2026-10-10", 54_000), merchant="Netflix.com"),
            *paid(("2026-11-10", 54_000), merchant="netflix com"),
        ]

        assert [it.subject for it in find_series(items, LIMITS)] == ["netflix-com"]

    def test_keeps_money_in_and_out_apart(self) -> None:
        back = [item.model_copy(update={"amount": -item.amount}) for item in each_month(54_000, day=12)]
        back = [item.model_copy(update={"transaction_id": named_id(str(item))}) for item in back]

        found = find_series([*each_month(54_000), *back], LIMITS)

        assert sorted((it.subject, it.incoming) for it in found) == [("netflix", False), ("netflix", True)]

    def test_finds_two_subscriptions_at_one_merchant(self) -> None:
        items = [
            *each_month(27_000, day=3, merchant="Google"),
            *each_month(59_000, day=15, merchant="Google"),
        ]

        found = find_series(items, LIMITS)

        assert [(it.subject, it.occurrences[0].amount) for it in found] == [
            ("google", 27_000),
            ("google.2", 59_000),
        ]

    def test_finds_a_package_among_other_payments_to_the_same_merchant(self) -> None:
        others = paid(
            ("2026-07-02", 15_000), ("2026-08-29", 26_000), ("2026-10-19", 51_000), merchant="Telkom"
        )

        [found] = find_series([*each_month(100_000, merchant="Telkom"), *others], LIMITS)

        assert {it.amount for it in found.occurrences} == {100_000}

    def test_adds_up_the_parts_of_a_split_payment(self) -> None:
        whole = each_month(60_000)
        parts = [
            item.model_copy(update={"amount": amount, "category_id": CATEGORIES[code].id})
            for item in whole
            for amount, code in ((-45_000, "wants.subscriptions"), (-15_000, "wants.coffee"))
        ]

        [found] = find_series(parts, LIMITS)

        assert {it.amount for it in found.occurrences} == {60_000}
        assert {it.category_id for it in found.occurrences} == {CATEGORIES["wants.subscriptions"].id}

    @pytest.mark.parametrize(
        ("amounts", "found"),
        [
            ([54, 54, 54], True),
            ([54, 64, 54], True),
            ([50, 60, 72], True),
            ([50, 61, 61], False),
            ([50, 50, 50, 90], True),
            ([50, 90, 50, 90], False),
            ([50, 50, 90, 90, 140, 140, 140], True),
        ],
    )
    def test_lets_an_amount_move_by_a_fifth_and_change_its_price_now_and_then(
        self, amounts: list[int], found: bool
    ) -> None:
        items = paid(*((f"2026-{month:02}-10", amount) for month, amount in enumerate(amounts, start=1)))

        assert bool(find_series(items, LIMITS)) is found

    def test_is_not_fooled_by_everyday_shopping(self) -> None:
        days = [("2026-11-02", 30), ("2026-11-03", 32), ("2026-11-07", 31), ("2026-11-12", 30)]

        assert find_series(paid(*days, merchant="Indomaret"), LIMITS) == ()

    def test_says_nothing_of_payments_without_a_merchant(self) -> None:
        items = [item.model_copy(update={"merchant": None}) for item in each_month(54_000)]

        assert find_series(items, LIMITS) == ()


class TestChargeOf:
    def test_tells_the_amount_of_today_and_the_day_it_comes_next(self) -> None:
        items = [*each_month(54_000, last=9), *paid(("2026-10-10", 65_000), ("2026-11-10", 65_000))]
        [series] = find_series(items, LIMITS)

        charge = charge_of(series, (), day=TODAY, limits=LIMITS)

        assert (charge.amount, charge.monthly_amount, charge.occurrences) == (65_000, 65_000, 6)
        assert (charge.first_on, charge.last_on) == (date(2026, 6, 10), date(2026, 11, 10))
        assert (charge.next_on, charge.active, charge.known) == (date(2026, 12, 10), True, False)

    @pytest.mark.parametrize(
        ("amounts", "amount"),
        [
            ([49_990] * 7 + [54_990] * 5, 54_990),
            ([49_990] * 10 + [54_990] * 2, 54_990),
            ([54_990] * 10 + [49_990] * 2, 49_990),
            ([49_990] * 11 + [54_990], 49_990),
            ([54_990] * 11 + [540_000], 54_990),
            ([54_990] * 10 + [58_000, 54_990], 54_990),
            ([49_990] * 6 + [54_990] * 4 + [1_000, 54_990], 54_990),
            ([49_990] * 6 + [54_990, 59_000, 54_990], 54_990),
            ([300_000, 320_000, 290_000, 310_000, 305_000], 305_000),
        ],
        ids=[
            "dearer",
            "dearer for the second time",
            "cheaper",
            "seen once",
            "one much too high",
            "one a bit too high",
            "one much too low",
            "odd right after a rise",
            "metered",
        ],
    )
    def test_tells_the_price_of_today_whatever_one_odd_payment_says(
        self, amounts: list[int], amount: int
    ) -> None:
        months = [f"{2025 + number // 12}-{number % 12 + 1:02}-12" for number in range(24 - len(amounts), 24)]
        [series] = find_series(paid(*zip(months, amounts, strict=True), merchant="Spotify"), LIMITS)

        charge = charge_of(series, (), day=date(2026, 12, 22), limits=LIMITS)

        assert (charge.amount, charge.monthly_amount) == (amount, amount)

    @pytest.mark.parametrize(("day", "active"), [("2026-12-14", True), ("2026-12-15", False)])
    def test_lapses_when_its_tolerance_has_passed(self, day: str, active: bool) -> None:
        [series] = find_series(each_month(54_000), LIMITS)

        assert charge_of(series, (), day=date.fromisoformat(day), limits=LIMITS).active is active

    @pytest.mark.parametrize(
        ("rule", "known"),
        [
            (a_rule("NETFLIX 889900", -54_000), True),
            (a_rule("Netflix", 54_000), False),
            (a_rule("Spotify", -54_000), False),
            (a_rule(None, -54_000), False),
        ],
        ids=["same merchant", "other direction", "other merchant", "no merchant"],
    )
    def test_is_known_where_a_rule_is_about_it(self, rule: RecurringRule, known: bool) -> None:
        [series] = find_series(each_month(54_000), LIMITS)

        assert charge_of(series, (rule,), day=TODAY, limits=LIMITS).known is known

    def test_is_known_where_a_rule_proposed_its_payments(self) -> None:
        rule = a_rule(None, -54_000)
        [series] = find_series(
            [*each_month(54_000, last=10), *paid(("2026-11-10", 54_000), rule=rule.id)], LIMITS
        )

        assert charge_of(series, (rule,), day=TODAY, limits=LIMITS).known
        assert not charge_of(series, (), day=TODAY, limits=LIMITS).known


def plainly_regular(payments: Sequence[tuple[date, int]]) -> str | None:
    """The rhythm of ordered payments, looked for day by day."""
    if len(payments) < 3:
        return None
    far = [abs(new - old) * 5 > old for (_, old), (_, new) in pairwise(payments)]
    if far.count(True) * 3 >= len(payments):
        return None
    for name, (period, slack) in PLAIN_PERIODS.items():
        skips: list[int | None] = []
        for (earlier, _), (later, _) in pairwise(payments):
            near = [
                times - 1
                for times in (1, 2)
                for off in range(-slack, slack + 1)
                if earlier + period * times + timedelta(days=off) == later
            ]
            skips.append(near[0] if near else None)
        if None not in skips and skips.count(0) > len(skips) / 2:
            return name
    return None


def plainly_found(items: Sequence[Item]) -> list[tuple[str, list[date]]]:
    """Series of one merchant: all payments together, else those between which no gap of amounts is wide."""
    payments = sorted((item.booked_on, -item.amount, item.transaction_id) for item in items)
    whole = plainly_regular([(day, amount) for day, amount, _ in payments])
    if whole:
        return [(whole, [day for day, _, _ in payments])]
    groups: dict[int, list[tuple[date, int]]] = defaultdict(list)
    number, last = 0, 0
    for amount, day, _ in sorted((amount, day, key) for day, amount, key in payments):
        number += last > 0 and (amount - last) * 5 > last
        groups[number].append((day, amount))
        last = amount
    found = [(plainly_regular(sorted(group)), [day for day, _ in sorted(group)]) for group in groups.values()]
    return [(name, seen) for name, seen in found if name]


class TestAgainstThePlainWay:
    @given(
        st.lists(st.tuples(st.integers(0, 300), st.sampled_from([20, 24, 29, 40, 90, 91])), max_size=14),
        st.sampled_from([0, 7, 14, 30, 31]),
        st.integers(0, 8),
    )
    def test_finds_the_same(self, odd: list[tuple[int, int]], step: int, times: int) -> None:
        start = date(2026, 1, 5)
        steady = [(start + timedelta(days=step * number), 50) for number in range(times if step else 0)]
        seen = [*steady, *((start + timedelta(days=back), amount) for back, amount in odd)]
        items = paid(*((day.isoformat(), amount) for day, amount in seen))

        found = find_series(items, LIMITS)

        plain = sorted((days, name) for name, days in plainly_found(items))
        assert sorted(([it.day for it in one.occurrences], one.cadence.value) for one in found) == plain
