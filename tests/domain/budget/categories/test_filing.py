"""Proposals from a sentence are filed by the person's own rules first, and become entries once clear."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from shared.domain.budget.categories.categorizer import Categorizer
from shared.domain.budget.categories.filing import FiledAs, FiledProposal, file_proposal
from shared.domain.budget.sentences.model import Direction, Part, Proposal, Unclear
from shared.domain.budget.transactions import TransactionSource
from shared.words import Words
from tests.builders.bookkeeping import a_book, a_choice, a_rule, an_account, category_id, code_of

BANK, WALLET = an_account("BCA"), an_account("GoPay")


def asked(part: Part) -> Unclear:
    return Unclear(code=f"which_{part}", part=part, says=Words(id="Yang mana?", en="Which one?"))


def a_proposal(**told: Any) -> Proposal:
    usual: dict[str, Any] = {
        "start": 0,
        "end": 10,
        "amount": -35_000,
        "magnitude": 35_000,
        "direction": Direction.OUT,
        "booked_on": date(2026, 11, 22),
        "account_id": BANK.id,
        "to_account_id": None,
        "category_id": category_id("wants.coffee"),
        "category_code": "wants.coffee",
        "merchant": "Kopi Tuku",
        "note": None,
        "confidence": Decimal(1),
        "doubts": (),
        "understood": (),
        "unclear": (),
    }
    return Proposal.model_validate(usual | told)


def filed(proposal: Proposal, *rules: Any, text: str = "ngopi 35rb", choices: Any = ()) -> FiledProposal:
    return file_proposal(proposal, text=text, categorizer=Categorizer(a_book(*rules, choices=choices)))


class TestFiling:
    def test_keeps_what_the_sentence_said(self) -> None:
        found = filed(a_proposal())

        assert (code_of(found.proposal.category_id), found.filed_as) == ("wants.coffee", FiledAs.SENTENCE)

    @pytest.mark.parametrize("pattern", ["kopi tuku", "ngopi"])
    def test_lets_own_rules_win_over_it(self, pattern: str) -> None:
        found = filed(a_proposal(), a_rule(pattern, "wants.gift"))

        assert (code_of(found.proposal.category_id), found.filed_as) == ("wants.gift", FiledAs.RULE)
        assert found.entry is not None
        assert found.entry.category_id == category_id("wants.gift")

    def test_suggests_where_the_sentence_said_nothing(self) -> None:
        silent = {"category_id": None, "category_code": None}
        before = (a_choice("bu sri", "needs.eating"),)

        known = filed(a_proposal(**silent, merchant="Indomaret"))
        done_before = filed(a_proposal(**silent, merchant="Bu Sri"), choices=before)
        nothing = filed(a_proposal(**silent, merchant=None), text="35rb")

        assert (code_of(known.proposal.category_id), known.filed_as) == ("needs.groceries", FiledAs.MERCHANT)
        assert (code_of(done_before.proposal.category_id), done_before.filed_as) == (
            "needs.eating",
            FiledAs.SUGGESTION,
        )
        assert (nothing.proposal.category_id, nothing.filed_as) == (None, None)

    def test_answers_the_question_about_the_category_with_a_rule(self) -> None:
        unclear = (asked(Part.CATEGORY), asked(Part.ACCOUNT))

        found = filed(a_proposal(category_id=None, unclear=unclear), a_rule("kopi tuku", "wants.gift"))

        assert [question.part for question in found.proposal.unclear] == [Part.ACCOUNT]
        assert found.entry is None

    def test_knows_the_direction_while_the_amount_is_asked(self) -> None:
        told = {"amount": None, "unclear": (asked(Part.AMOUNT),), "merchant": "PT Maju", "category_id": None}
        rule = a_rule("pt maju", "income.salary")

        incoming, outgoing = (
            filed(a_proposal(**told, direction=way), rule) for way in (Direction.IN, Direction.OUT)
        )

        assert (incoming.filed_as, outgoing.filed_as) == (FiledAs.RULE, None)

    def test_leaves_a_transfer_without_a_category(self) -> None:
        told = {"direction": Direction.TRANSFER, "to_account_id": WALLET.id, "category_id": None}

        found = filed(a_proposal(**told), a_rule("kopi tuku", "wants.gift"))

        assert found.entry is not None
        assert (found.entry.category_id, found.entry.to_account_id) == (None, WALLET.id)


class TestTheEntry:
    def test_is_what_saving_would_send(self) -> None:
        entry = filed(a_proposal(note="bareng Rina")).entry

        assert entry is not None
        assert (entry.account_id, entry.amount, entry.booked_on) == (BANK.id, -35_000, date(2026, 11, 22))
        assert (entry.merchant, entry.note, entry.source) == (
            "Kopi Tuku",
            "bareng Rina",
            TransactionSource.SENTENCE,
        )

    @pytest.mark.parametrize(
        "told",
        [
            {"unclear": (asked(Part.ENTRY),)},
            {"amount": None},
            {"account_id": None},
            {"booked_on": None},
            {"direction": Direction.TRANSFER},
        ],
    )
    def test_waits_until_everything_is_known(self, told: dict[str, Any]) -> None:
        assert filed(a_proposal(**told)).entry is None

    def test_holds_one_line_of_bounded_length(self) -> None:
        entry = filed(a_proposal(merchant="a\u2028b" + "x" * 200, note="satu\ndua")).entry

        assert entry is not None
        assert entry.merchant is not None
        assert (entry.note, len(entry.merchant), entry.merchant[:3]) == ("satu dua", 120, "a b")
