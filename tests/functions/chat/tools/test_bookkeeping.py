"""Booking, budgets and rules: proposed first, written after a yes, and the same rows however often."""

from datetime import date
from uuid import uuid4

import pytest

from shared.domain.budget.budgets import BudgetRefused
from shared.domain.budget.entries import EntriesRefused
from shared.domain.budget.transactions import TransactionSource
from shared.domain.conversation.proposals import ProposalState
from shared.domain.months import Month
from shared.gateways.advisor.protocol import ToolCall
from tests.builders.bookings import named_id
from tests.builders.bookkeeping import category_id
from tests.functions.chat.tools.deciding import confirmed, proposed, written_twice
from tests.functions.chat.tools.household import Household, said, values


class TestRecordTransactions:
    async def test_a_sentence_is_booked_after_a_yes(self, household: Household) -> None:
        made = await proposed(household, "record_transactions", text="ngopi 35rb pakai tunai")

        done = await confirmed(household, made)

        (row,) = household.ledger.books_of(household.caller).transactions.values()
        assert (row.amount, row.account_id, row.source) == (
            -35_000,
            named_id("Tunai"),
            TransactionSource.SENTENCE,
        )
        assert done.result is not None
        await written_twice(household, made)

    async def test_its_words_say_what_will_be_booked(self, household: Household) -> None:
        made = await proposed(household, "record_transactions", text="ngopi 35rb pakai tunai kemarin")

        assert "Rp35.000 keluar dari Tunai, 21 November 2026" in made.summary
        assert [figure.text for figure in made.details] == ["Rp35.000"]

    async def test_several_are_one_proposal(self, household: Household) -> None:
        text = "makan siang 25rb pakai tunai, parkir 2rb pakai tunai"
        made = await proposed(household, "record_transactions", text=text)

        await confirmed(household, made)

        rows = household.ledger.books_of(household.caller).transactions.values()
        assert sorted(row.amount for row in rows) == [-25_000, -2_000]
        await written_twice(household, made)

    async def test_a_transfer_has_two_legs(self, household: Household) -> None:
        made = await proposed(household, "record_transactions", text="tarik tunai 200rb dari bank ke tunai")

        await confirmed(household, made)

        rows = household.ledger.books_of(household.caller).transactions.values()
        assert sorted(row.amount for row in rows) == [-200_000, 200_000]
        await written_twice(household, made)

    @pytest.mark.parametrize("text", ["ngopi 35rb", "bayar kos pakai tunai", "halo apa kabar"])
    async def test_what_is_not_clear_is_asked_and_not_proposed(self, text: str, household: Household) -> None:
        outcome = await household.call("record_transactions", text=text)

        assert outcome.proposal is None
        assert outcome.result.missing
        assert household.proposals.kept == {}

    async def test_a_question_comes_with_its_choices(self, household: Household) -> None:
        found = await household.found("record_transactions", text="ngopi 35rb")

        (gap,) = found.missing
        assert "bank, Tunai, Darurat" in gap.hint
        assert found.data["questions"] == [
            {"about": "account_id", "candidates": ["bank", "Tunai", "Darurat"]}
        ]

    async def test_one_unclear_entry_holds_all_of_them(self, household: Household) -> None:
        outcome = await household.call("record_transactions", text="ngopi 35rb pakai tunai, makan siang 20rb")

        assert outcome.proposal is None
        assert household.proposals.kept == {}

    async def test_without_accounts_it_says_so(self, newcomer: Household) -> None:
        found = await newcomer.found("record_transactions", text="ngopi 35rb")

        assert [gap.name for gap in found.missing] == ["accounts"]

    async def test_a_refusal_of_the_write_leaves_the_proposal_waiting(self, household: Household) -> None:
        made = await proposed(household, "record_transactions", text="ngopi 35rb pakai tunai")
        books = household.ledger.books_of(household.caller)
        books.closed_until = date(2026, 11, 30)

        with pytest.raises(EntriesRefused):
            await confirmed(household, made)
        books.closed_until = None
        done = await confirmed(household, made)

        assert done.state is ProposalState.CONFIRMED
        assert len(books.transactions) == 1


class TestSetBudget:
    async def test_a_budget_is_kept_after_a_yes(self, household: Household) -> None:
        made = await proposed(household, "set_budget", category="coffee", amount=400_000)

        await confirmed(household, made)

        kept = household.budgets.of(household.caller).rows[category_id("wants.coffee"), Month(2026, 11)]
        assert kept.amount == 400_000
        assert "dari Rp500.000 menjadi Rp400.000" in made.summary
        await written_twice(household, made)

    async def test_another_month_is_named(self, household: Household) -> None:
        made = await proposed(household, "set_budget", category="rent", amount=1_600_000, month="2026-12")

        assert made.summary == "Anggarkan Rp1.600.000 untuk needs.rent di Desember 2026."

    async def test_income_is_not_budgeted(self, household: Household) -> None:
        code, hint = await household.refused("set_budget", "en", category="salary", amount=1)

        assert code == "budget_refused"
        assert "category_id: Income is not budgeted." in hint

    async def test_a_month_closed_meanwhile_is_refused_and_may_be_tried_again(
        self, household: Household
    ) -> None:
        made = await proposed(household, "set_budget", category="coffee", amount=400_000)
        budgets = household.budgets.of(household.caller)
        budgets.closed_until = Month(2026, 11)

        with pytest.raises(BudgetRefused):
            await confirmed(household, made)
        budgets.closed_until = None

        assert (await confirmed(household, made)).state is ProposalState.CONFIRMED


class TestAddCategoryRule:
    async def test_a_rule_is_kept_after_a_yes(self, household: Household) -> None:
        made = await proposed(household, "add_category_rule", pattern="Kopi  Tuku", category="coffee")

        await confirmed(household, made)

        (rule,) = household.ledger.books_of(household.caller).rules.values()
        assert (rule.pattern, rule.category_id) == ("kopi tuku", category_id("wants.coffee"))
        await written_twice(household, made)

    async def test_it_reaches_the_past_where_that_was_asked_for(self, household: Household) -> None:
        booked = await proposed(household, "record_transactions", text="beli kopi tuku 35rb pakai tunai")
        await confirmed(household, booked)

        made = await proposed(
            household, "add_category_rule", pattern="kopi tuku", category="dining", apply_to_past=True
        )
        done = await confirmed(household, made)

        assert "Transaksi lama yang cocok ikut dipindah." in made.summary
        assert done.result is not None
        assert "effect" in done.result
        await written_twice(household, made)

    async def test_one_of_the_same_pattern_is_said_to_be_replaced(self, household: Household) -> None:
        await confirmed(
            household, await proposed(household, "add_category_rule", pattern="kopi", category="coffee")
        )

        made = await proposed(household, "add_category_rule", pattern="kopi", category="dining")

        assert made.summary == 'Ganti aturan "kopi": dari wants.coffee menjadi wants.dining.'

    async def test_how_many_transactions_it_speaks_about_is_told(self, household: Household) -> None:
        found = await household.found("add_category_rule", pattern="kopi tuku", category="coffee")

        assert values(found)["add_rule.matching"] == 12


class TestProposals:
    async def test_outside_a_conversation_nothing_is_proposed(self, household: Household) -> None:
        asked = ToolCall(id="1", name="set_budget", arguments={"category": "coffee", "amount": 1})
        setting = household.setting().model_copy(update={"session_id": None})

        (outcome,) = await household.toolbox.run_all([asked], setting=setting)

        assert outcome.proposal is None
        assert outcome.result.failure is not None
        assert household.proposals.kept == {}

    async def test_the_advisor_is_told_that_nothing_is_saved_yet(self, household: Household) -> None:
        outcome = await household.call("set_budget", "en", category="coffee", amount=1)

        assert outcome.proposal is not None
        assert "Nothing is saved yet" in said(outcome.result)
        assert outcome.result.data["proposal"] == {
            "summary": outcome.proposal.summary,
            "expires_at": outcome.proposal.expires_at.isoformat(),
        }

    async def test_a_proposal_belongs_to_its_session(self, household: Household) -> None:
        made = await proposed(household, "set_budget", category="coffee", amount=1)

        assert made.session_id == household.session_id
        assert made.user_id == household.caller.id
        assert await household.services.proposals().waiting(uuid4(), now=household.now) == ()
