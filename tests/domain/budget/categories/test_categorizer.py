"""Own rules, then known merchants, then a guess that says so; money in is not money out."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.categories.categorizer import Categorizer
from shared.domain.budget.categories.model import (
    Bookkeeping,
    CategoryRule,
    RuleMatch,
    Suggestion,
    SuggestionOrigin,
)
from shared.domain.budget.categories.wording import words_of
from tests.builders.bookkeeping import a_book, a_choice, a_rule, code_of, system_categories

OUT, IN = -35_000, 35_000
EXACT = RuleMatch.EXACT


def told(suggestion: Suggestion | None) -> tuple[str | None, str | None, str | None]:
    """Category, origin and merchant of a suggestion."""
    if suggestion is None:
        return None, None, None
    return code_of(suggestion.category_id), suggestion.origin.value, suggestion.merchant


class TestKnownMerchants:
    @pytest.mark.parametrize(
        ("description", "code", "merchant"),
        [
            ("TRSF E-BANKING DB 2511/FTSCY/WS95031 INDOMARET", "needs.groceries", "Indomaret"),
            ("TRANSAKSI DEBIT TGL: 09/04 QR 008 00000.00IDM INDOMA", "needs.groceries", "Indomaret"),
            ("TRANSAKSI DEBIT TGL: 09/04 QR 008 00000.00KOPI KENAN", "wants.coffee", "Kopi Kenangan"),
            ("TRANSAKSI DEBIT TGL: 09/04 QR 014 00000.00FORE COFFE", "wants.coffee", "Fore Coffee"),
            ("PEMBAYARAN QR KE IDM QRIS LIVIN 624827123587", "needs.groceries", "Indomaret"),
            ("KARTU DEBIT ALFAMART2511JKT", "needs.groceries", "Alfamart"),
            ("BYR VIA E-BANKING 30/06 WSID95 0404 UNIV. BINUS", "needs.education", "BINUS University"),
            ("PLN PREPAID 12345678901", "needs.utilities", "PLN"),
            ("BPJS KES 0001234567890", "needs.insurance", "BPJS Kesehatan"),
            ("SHOPEE.CO.ID 0%*AP1260624 JAKARTA BARAT ID", "wants.shopping", "Shopee"),
            ("Grab* A-9JKXRLIWWND8AV South Jakarta ID", "needs.transport", "Grab"),
            ("GRAB*FOOD A-9JK", "wants.dining", "GrabFood"),
            ("APPLE.COM/BILL", "wants.subscriptions", "Apple"),
            ("TOKOPEDIA PLN PREPAID", "needs.utilities", "PLN"),
            ("GOPAY TOKOPEDIA", "wants.shopping", "Tokopedia"),
            ("TRX QRIS GOPAY - KOPI KENANGAN", "wants.coffee", "Kopi Kenangan"),
            ("bpjs tk november", "needs.insurance", "BPJamsostek"),
        ],
    )
    def test_are_recognised_in_what_banks_print(self, description: str, code: str, merchant: str) -> None:
        assert told(Categorizer(a_book()).suggest(description, OUT)) == (code, "MERCHANT", merchant)

    @pytest.mark.parametrize(
        "description", ["BANK DANAMON", "TOKOPEDIAKU", "SHELLY", "GRABAG MAGELANG", "PLNKU", "XINDOMARET"]
    )
    def test_are_compared_by_whole_words(self, description: str) -> None:
        found = Categorizer(a_book()).suggest(description, OUT)

        assert found is None or found.origin is not SuggestionOrigin.MERCHANT

    def test_that_are_only_paid_through_say_nothing(self) -> None:
        categorizer = Categorizer(a_book())

        assert categorizer.suggest("GOPAY TOPUP 081234567890", OUT) is None
        assert categorizer.merchant_of("GOPAY TOPUP 081234567890") == "GoPay"

    def test_need_their_category(self) -> None:
        categories = tuple(each for each in system_categories() if each.code != "needs.groceries")

        assert Categorizer(Bookkeeping(categories=categories)).suggest("INDOMARET", OUT) is None


class TestMoneyIn:
    def test_is_a_refund_where_the_text_says_so(self) -> None:
        found = Categorizer(a_book()).suggest("REFUND TOKOPEDIA INV/2026", IN)

        assert told(found) == ("wants.shopping", "MERCHANT", "Tokopedia")

    def test_from_a_merchant_is_only_guessed_to_be_one(self) -> None:
        assert told(Categorizer(a_book()).suggest("TOKOPEDIA", IN)) == (
            "wants.shopping",
            "SUGGESTION",
            "Tokopedia",
        )

    @pytest.mark.parametrize(
        ("description", "code"),
        [
            ("PAYROLL PT MAJU JAYA NOV", "income.salary"),
            ("BUNGA", "income.interest"),
            ("THR 2026", "income.bonus"),
            ("TOKOPEDIA DISBURSEMENT", "income.business"),
            ("CASHBACK GOPAY", "income.other"),
        ],
    )
    def test_is_guessed_by_words_of_income(self, description: str, code: str) -> None:
        found = Categorizer(a_book()).suggest(description, IN)

        assert found is not None
        assert (code_of(found.category_id), found.origin) == (code, SuggestionOrigin.SUGGESTION)

    def test_and_money_out_are_guessed_apart(self) -> None:
        categorizer = Categorizer(a_book())

        assert told(categorizer.suggest("PAJAK BUNGA", OUT))[0] == "needs.tax"
        assert told(categorizer.suggest("GAJI", OUT))[0] is None

    def test_of_a_refund_without_a_merchant_goes_back_where_it_came_from(self) -> None:
        assert told(Categorizer(a_book()).suggest("refund tiket pesawat", IN))[0] == "wants.travel"


class TestRules:
    def test_go_before_known_merchants(self) -> None:
        found = Categorizer(a_book(a_rule("indomaret", "needs.household"))).suggest("IDM INDOMARET T1", OUT)

        assert told(found) == ("needs.household", "RULE", "Indomaret")

    def test_meet_the_merchants_name_too(self) -> None:
        book = a_book(a_rule("indomaret", "needs.household", match=EXACT))

        assert told(Categorizer(book).suggest("QR 008 00000.00IDM INDOMA", OUT))[0] == "needs.household"

    @pytest.mark.parametrize("description", ["BANK DANAMON", "DANAKU", "PENDANA"])
    def test_meet_whole_words_only(self, description: str) -> None:
        assert Categorizer(a_book(a_rule("dana", "wants.other"))).by_rule(description, OUT) is None

    @pytest.mark.parametrize(
        ("rules", "code"),
        [
            (
                [a_rule("kopi tuku", "wants.gift", match=EXACT), a_rule("kopi", "wants.hobby", priority=9)],
                "wants.gift",
            ),
            ([a_rule("kopi", "wants.hobby", priority=1), a_rule("kopi tuku", "wants.gift")], "wants.hobby"),
            ([a_rule("kopi", "wants.hobby"), a_rule("kopi tuku", "wants.gift")], "wants.gift"),
            ([a_rule("kopi", "wants.hobby"), a_rule("tuku", "wants.gift")], "wants.hobby"),
            ([a_rule("tuku", "wants.gift"), a_rule("kopi", "wants.hobby")], "wants.gift"),
        ],
        ids=["exact first", "then priority", "then the longer", "then the older", "whichever it is"],
    )
    def test_speak_in_order(self, rules: list[CategoryRule], code: str) -> None:
        assert told(Categorizer(a_book(*rules)).suggest("Kopi Tuku", OUT))[0] == code

    def test_to_income_are_silent_about_money_out(self) -> None:
        categorizer = Categorizer(a_book(a_rule("pt maju", "income.salary")))

        assert told(categorizer.suggest("PT Maju", IN))[:2] == ("income.salary", "RULE")
        assert categorizer.by_rule("PT Maju", OUT) is None

    def test_to_spending_take_refunds(self) -> None:
        categorizer = Categorizer(a_book(a_rule("warung sri", "needs.eating")))

        assert told(categorizer.suggest("Warung Sri", IN))[:2] == ("needs.eating", "RULE")

    def test_to_a_category_that_is_gone_are_silent(self) -> None:
        book = Bookkeeping(rules=(a_rule("indomaret", "needs.household"),))

        assert Categorizer(book).suggest("INDOMARET", OUT) is None

    @given(
        rules=st.lists(
            st.builds(
                a_rule,
                st.sampled_from(["kopi", "kopi tuku", "tuku cipete", "bank", "dana", "a"]),
                st.sampled_from(["wants.coffee", "wants.gift", "income.salary", "needs.rent"]),
                match=st.sampled_from(RuleMatch),
                priority=st.integers(-2, 2),
            ),
            max_size=8,
        ),
        words=st.lists(
            st.sampled_from(["kopi", "tuku", "cipete", "bank", "dana", "danamon", "a"]), max_size=4
        ),
        amount=st.sampled_from([OUT, IN]),
    )
    def test_speak_as_a_slow_reading_says(
        self, rules: list[CategoryRule], words: list[str], amount: int
    ) -> None:
        text = " ".join(words)

        assert Categorizer(a_book(*rules)).by_rule(text, amount) == slow_reading(rules, text, amount)


def slow_reading(rules: Sequence[CategoryRule], text: str, amount: int) -> object:
    """The category of the first rule in order whose words stand in the text."""
    ordered = sorted(rules, key=lambda rule: (rule.match is not EXACT, -rule.priority, -len(rule.pattern)))
    name = words_of(Categorizer(a_book()).merchant_of(text) or "")
    for rule in ordered:
        met = any(
            candidate == rule.pattern if rule.match is EXACT else f" {rule.pattern} " in f" {candidate} "
            for candidate in (text, name)
        )
        if met and (amount > 0 or not str(code_of(rule.category_id)).startswith("income.")):
            return rule.category_id
    return None


class TestGuesses:
    def test_begin_with_what_the_person_did_before(self) -> None:
        book = a_book(choices=(a_choice("warung bu sri", "wants.dining"),))

        found = Categorizer(book).suggest("KARTU DEBIT WARUNG BU SRI JAKARTA SELATID", OUT)

        assert told(found) == ("wants.dining", "SUGGESTION", "Warung Bu Sri")

    def test_know_the_direction_of_what_was_done_before(self) -> None:
        book = a_book(choices=(a_choice("pt maju", "income.salary", incoming=True),))

        assert told(Categorizer(book).suggest("PT MAJU", IN))[0] == "income.salary"
        assert Categorizer(book).suggest("PT MAJU", OUT) is None

    def test_leave_what_was_done_before_to_a_known_merchant(self) -> None:
        book = a_book(choices=(a_choice("indomaret", "needs.household"),))

        assert told(Categorizer(book).suggest("INDOMARET", OUT))[:2] == ("needs.groceries", "MERCHANT")

    @pytest.mark.parametrize(
        ("description", "code"),
        [
            ("Warung Bu Sri", "needs.eating"),
            ("BIAYA ADM", "needs.fees"),
            ("makan kucing di pet shop", "wants.hobby"),
            ("Dana darurat November", "saving.emergency"),
            ("parkir motor", "needs.fuel"),
            ("kondangan Rina", "wants.gift"),
        ],
    )
    def test_follow_words(self, description: str, code: str) -> None:
        found = Categorizer(a_book()).suggest(description, OUT)

        assert found is not None
        assert (code_of(found.category_id), found.origin) == (code, SuggestionOrigin.SUGGESTION)

    @pytest.mark.parametrize("description", ["", "-", "0812345678", "SITI AMINAH"])
    def test_are_not_made_of_nothing(self, description: str) -> None:
        assert Categorizer(a_book()).suggest(description, OUT) is None


class TestManyDescriptions:
    def test_are_answered_the_same_in_any_order(self) -> None:
        book = a_book(a_rule("kopi", "wants.gift"), choices=(a_choice("siti", "needs.family"),))
        texts = ["INDOMARET", "KOPI TUKU", "SITI", "QRIS WARTEG", "GOPAY", "xyz", "TOKOPEDIA REFUND"]
        mixed = [text for text in texts for _ in range(20)]
        random.Random(7).shuffle(mixed)
        categorizer = Categorizer(book)

        assert {text: categorizer.suggest(text, OUT) for text in mixed} == {
            text: Categorizer(book).suggest(text, OUT) for text in texts
        }
