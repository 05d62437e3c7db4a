"""A rule reaches the past when its owner asks: what it means, and nothing that is closed or not meant."""

from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import Connection

from tests.database.categories.bookkeeping import COFFEE, GROCERIES, HOUSEHOLD, OTHER, SALARY, Bookkeeper


class TestApplying:
    def test_files_what_the_pattern_meets_and_counts_it(self, owner: Bookkeeper) -> None:
        meant = [owner.book("INDOMARET 2511"), owner.book("Indomaret", category_id=OTHER)]
        already = owner.book("indomaret", category_id=GROCERIES)
        others = [owner.book("Indomaretku"), owner.book("Alfamart"), owner.book(None)]

        changed = owner.apply(owner.rule("indomaret", GROCERIES))

        assert changed == (2, 0)
        assert {owner.category_of(each) for each in [*meant, already]} == {GROCERIES}
        assert {owner.category_of(each) for each in others} == {None}

    def test_again_changes_nothing(self, owner: Bookkeeper) -> None:
        owner.book("Indomaret")
        rule = owner.rule("indomaret", GROCERIES)
        owner.apply(rule)

        assert owner.apply(rule) == (0, 0)

    def test_looks_at_the_note_too(self, owner: Bookkeeper) -> None:
        noted = owner.book(None, note="TRSF E-BANKING DB 2511/FTSCY INDOMARET")

        assert owner.apply(owner.rule("indomaret", GROCERIES)) == (1, 0)
        assert owner.category_of(noted) == GROCERIES

    def test_takes_exact_rules_exactly(self, owner: Bookkeeper) -> None:
        exact, longer = owner.book("Kopi Tuku"), owner.book("Kopi Tuku Cipete")

        assert owner.apply(owner.rule("kopi tuku", COFFEE, match="EXACT")) == (1, 0)
        assert (owner.category_of(exact), owner.category_of(longer)) == (COFFEE, None)

    def test_leaves_closed_months_and_counts_what_it_left(
        self, owner: Bookkeeper, replica: Connection
    ) -> None:
        before, after = (
            owner.book("Indomaret", booked_on="2026-09-30"),
            owner.book("Indomaret", booked_on="2026-10-01"),
        )
        replica.execute(
            "insert into public.closed_months (user_id, month, first_day, last_day) "
            "values (%s, '2026-09', '2026-09-01', '2026-09-30')",
            (owner.person,),
        )

        assert owner.apply(owner.rule("indomaret", GROCERIES)) == (1, 1)
        assert (owner.category_of(before), owner.category_of(after)) == (None, GROCERIES)

    def test_leaves_transfers_splits_and_adjustments(self, owner: Bookkeeper, replica: Connection) -> None:
        transfer = uuid4()
        legs = [
            owner.book("GoPay", amount=-5, transfer_id=transfer),
            owner.book("GoPay", amount=5, transfer_id=transfer, account_id=owner.wallet),
        ]
        split = owner.book("GoPay", amount=-3)
        for amount in (-1, -2):
            owner.ask(
                "insert into public.transaction_parts (transaction_id, amount) values (%s, %s)", split, amount
            )
        adjustment = uuid4()
        replica.execute(
            "insert into public.transactions (id, user_id, account_id, booked_on, amount, merchant, source) "
            "values (%s, %s, %s, '2026-11-10', -4, 'GoPay', 'RECONCILIATION')",
            (adjustment, owner.person, owner.bank),
        )

        assert owner.apply(owner.rule("gopay", OTHER)) == (0, 0)
        assert {owner.category_of(each) for each in [*legs, split, adjustment]} == {None}

    def test_of_income_leaves_what_went_out(self, owner: Bookkeeper) -> None:
        pay, back = owner.book("PT Maju", amount=5_000_000), owner.book("PT Maju", amount=-10)

        assert owner.apply(owner.rule("pt maju", SALARY)) == (1, 0)
        assert (owner.category_of(pay), owner.category_of(back)) == (SALARY, None)

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ({"pattern": "kopi", "match": "EXACT"}, {"pattern": "kopi", "priority": 9}),
            ({"pattern": "kopi", "priority": 1}, {"pattern": "kopi tuku"}),
            ({"pattern": "kopi tuku"}, {"pattern": "kopi"}),
        ],
    )
    def test_gives_way_to_a_rule_that_speaks_first(
        self, owner: Bookkeeper, first: dict[str, object], second: dict[str, object]
    ) -> None:
        merchant = "Kopi" if first.get("match") else "Kopi Tuku"
        coffee = owner.book(merchant)
        stronger = owner.rule(str(first.pop("pattern")), COFFEE, **first)
        weaker = owner.rule(str(second.pop("pattern")), HOUSEHOLD, **second)

        assert owner.apply(weaker) == (0, 0)
        assert owner.apply(stronger) == (1, 0)
        assert owner.category_of(coffee) == COFFEE

    def test_gives_way_to_whichever_of_many_rules_speaks_first(self, owner: Bookkeeper) -> None:
        for number in range(30):
            owner.rule(f"kopi toko nomor {number}", HOUSEHOLD)
        other, own = owner.book("KOPI TOKO NOMOR 7"), owner.book("Kopi Toko", note="nomor 7")

        assert owner.apply(owner.rule("kopi", COFFEE)) == (1, 0)
        assert (owner.category_of(other), owner.category_of(own)) == (None, COFFEE)

    def test_may_take_as_long_as_booking_an_import(self, replica: Connection) -> None:
        row = replica.execute(
            "select proconfig from pg_proc where proname = 'apply_category_rule'"
        ).fetchone()

        assert row is not None
        assert "statement_timeout=30s" in row[0]

    def test_proposes_nothing(self, owner: Bookkeeper) -> None:
        owner.book("Kopi Tuku")
        owner.apply(owner.rule("kopi", COFFEE))
        owner.file(owner.book("Alfamart"), GROCERIES)

        assert [rule[0] for rule in owner.rules()] == ["alfamart", "kopi"]

    def test_leaves_everybody_else_alone(self, owner: Bookkeeper, stranger: Bookkeeper) -> None:
        theirs = stranger.book("Indomaret")

        assert owner.apply(owner.rule("indomaret", GROCERIES)) == (0, 0)
        assert stranger.category_of(theirs) is None


class TestReviewing:
    def test_counts_without_changing(self, owner: Bookkeeper) -> None:
        shop = owner.book("Indomaret")
        rule = owner.rule("indomaret", GROCERIES, status="PROPOSED")

        assert owner.apply(rule, preview=True) == (1, 0)
        assert owner.category_of(shop) is None

    def test_comes_before_applying(self, owner: Bookkeeper) -> None:
        rule = owner.rule("indomaret", GROCERIES, status="PROPOSED")

        with pytest.raises(psycopg.errors.CheckViolation, match='"category_rule_active"'):
            owner.apply(rule)

    @pytest.mark.parametrize("whose", ["nobody", "stranger"])
    def test_finds_only_ones_own_rules(self, owner: Bookkeeper, stranger: Bookkeeper, whose: str) -> None:
        rule: UUID = uuid4() if whose == "nobody" else stranger.rule("indomaret", GROCERIES)

        with pytest.raises(psycopg.DatabaseError, match="no such rule") as refusal:
            owner.apply(rule, preview=True)

        assert refusal.value.sqlstate == "PT404"
