"""A correction by its owner is offered as a rule, once a merchant, and never forced on anybody."""

import pytest
from psycopg import Connection

from tests.database.categories.bookkeeping import COFFEE, GROCERIES, HOUSEHOLD, OTHER, SALARY, Bookkeeper


def proposals(owner: Bookkeeper) -> list[tuple[str, object]]:
    return [(pattern, category) for pattern, _, category, status, _ in owner.rules() if status == "PROPOSED"]


class TestACorrection:
    def test_is_offered_as_a_rule_for_its_merchant(self, owner: Bookkeeper) -> None:
        coffee = owner.book("KOPI KENANGAN, Senopati", category_id=OTHER)

        owner.file(coffee, COFFEE)

        assert owner.rules() == [("kopi kenangan senopati", "EXACT", COFFEE, "PROPOSED", "CORRECTION")]

    def test_teaches_when_there_was_no_category_before(self, owner: Bookkeeper) -> None:
        owner.file(owner.book("Indomaret"), GROCERIES)

        assert proposals(owner) == [("indomaret", GROCERIES)]

    def test_moves_the_proposal_that_waits(self, owner: Bookkeeper) -> None:
        shop = owner.book("Indomaret")
        owner.file(shop, GROCERIES)

        owner.file(shop, HOUSEHOLD)

        assert owner.rules() == [("indomaret", "EXACT", HOUSEHOLD, "PROPOSED", "CORRECTION")]

    def test_of_many_rows_at_once_is_one_proposal_a_merchant(self, owner: Bookkeeper) -> None:
        for merchant in ("Indomaret", "INDOMARET", "indomaret ", "Alfamart"):
            owner.book(merchant)

        owner.ask("update public.transactions set category_id = %s", GROCERIES)

        assert proposals(owner) == [("alfamart", GROCERIES), ("indomaret", GROCERIES)]

    def test_stops_at_a_hundred_waiting(self, owner: Bookkeeper) -> None:
        for number in range(120):
            owner.book(f"Toko {number:03}")

        owner.ask("update public.transactions set category_id = %s", OTHER)
        owner.file(owner.book("Toko Lain"), OTHER)

        assert len(proposals(owner)) == 100

    def test_is_forgotten_once_it_was_dismissed(self, owner: Bookkeeper) -> None:
        shop = owner.book("Indomaret")
        owner.file(shop, GROCERIES)
        owner.ask("update public.category_rules set status = 'DISMISSED'")

        owner.file(shop, HOUSEHOLD)

        assert owner.rules() == [("indomaret", "EXACT", GROCERIES, "DISMISSED", "CORRECTION")]

    @pytest.mark.parametrize(("pattern", "match"), [("kopi", "CONTAINS"), ("kopi kenangan", "EXACT")])
    def test_says_nothing_that_an_active_rule_says_already(
        self, owner: Bookkeeper, pattern: str, match: str
    ) -> None:
        owner.rule(pattern, COFFEE, match=match)

        owner.file(owner.book("Kopi Kenangan"), COFFEE)

        assert proposals(owner) == []

    def test_leaves_an_accepted_rule_as_it_is(self, owner: Bookkeeper) -> None:
        owner.rule("indomaret", GROCERIES, match="EXACT")

        owner.file(owner.book("Indomaret"), HOUSEHOLD)

        assert owner.rules() == [("indomaret", "EXACT", GROCERIES, "ACTIVE", "PERSON")]

    def test_beside_a_wider_rule_is_offered_as_its_exception(self, owner: Bookkeeper) -> None:
        owner.rule("indomaret", GROCERIES)

        owner.file(owner.book("Indomaret"), HOUSEHOLD)

        assert proposals(owner) == [("indomaret", HOUSEHOLD)]

    def test_is_only_one_when_the_category_changes(self, owner: Bookkeeper) -> None:
        shop = owner.book("Indomaret", category_id=GROCERIES)

        owner.ask("update public.transactions set note = 'Beras', merchant = 'Alfamart' where id = %s", shop)
        owner.file(shop, GROCERIES)
        owner.file(shop, None)

        assert owner.rules() == []

    def test_needs_a_merchant_with_a_name(self, owner: Bookkeeper) -> None:
        for merchant in (None, "-", "*"):
            owner.file(owner.book(merchant), GROCERIES)

        assert owner.rules() == []

    @pytest.mark.parametrize(
        "merchant",
        ["TRSF E-BANKING DB 1234567", "BI-FAST DB", "QRIS 99887766", "12345678", "Transfer ke Bank"],
    )
    def test_is_not_about_what_a_bank_writes_around_a_name(self, owner: Bookkeeper, merchant: str) -> None:
        owner.file(owner.book(merchant), GROCERIES)

        assert owner.rules() == []

    @pytest.mark.parametrize(
        ("merchant", "pattern", "match"),
        [
            ("TRSF E-BANKING DB 0104/FTSCY/WS95031 50000.00 CAROLINE ANG", "caroline ang", "CONTAINS"),
            ("INDOMARET 12345", "indomaret", "CONTAINS"),
            ("7-Eleven", "7 eleven", "EXACT"),
            ("Bank Sampah", "bank sampah", "EXACT"),
        ],
    )
    def test_teaches_a_name_and_no_reference_number(
        self, owner: Bookkeeper, merchant: str, pattern: str, match: str
    ) -> None:
        owner.file(owner.book(merchant), GROCERIES)

        assert owner.rules() == [(pattern, match, GROCERIES, "PROPOSED", "CORRECTION")]

    def test_moves_the_proposal_of_a_name_too(self, owner: Bookkeeper) -> None:
        owner.file(owner.book("INDOMARET 12345"), GROCERIES)
        owner.file(owner.book("INDOMARET 67890"), HOUSEHOLD)

        assert owner.rules() == [("indomaret", "CONTAINS", HOUSEHOLD, "PROPOSED", "CORRECTION")]

    def test_is_nothing_that_a_rule_could_never_do(self, owner: Bookkeeper) -> None:
        owner.file(owner.book("PT Maju", amount=-5), SALARY)

        assert owner.rules() == []

    def test_is_none_when_somebody_else_changes_the_row(self, owner: Bookkeeper, replica: Connection) -> None:
        shop = owner.book("Indomaret")

        replica.execute("select set_config('request.jwt.claims', '', true)")
        replica.execute(
            "update public.transactions set category_id = %s where user_id = %s and id = %s",
            (GROCERIES, owner.person, shop),
        )

        assert owner.rules() == []

    def test_stays_with_its_owner(self, owner: Bookkeeper, stranger: Bookkeeper) -> None:
        owner.file(owner.book("Indomaret"), GROCERIES)

        assert stranger.rules() == []

    def test_is_accepted_by_its_owner(self, owner: Bookkeeper) -> None:
        owner.file(owner.book("Indomaret"), GROCERIES)

        owner.ask("update public.category_rules set status = 'ACTIVE'")

        assert owner.rules() == [("indomaret", "EXACT", GROCERIES, "ACTIVE", "CORRECTION")]

    def test_depends_on_the_trigger(self, owner: Bookkeeper, replica: Connection) -> None:
        replica.execute("drop trigger propose_category_rules on public.transactions")

        owner.file(owner.book("Indomaret"), GROCERIES)

        assert owner.rules() == []
