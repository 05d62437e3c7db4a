"""Accounts: which of the person's own is meant, and a question wherever it may be two or none."""

from uuid import UUID

import pytest

from shared.domain.budget.sentences.model import Part, Proposal
from shared.domain.budget.transactions import Account, AccountKind
from tests.builders.sentences import account, only_proposal, questions

BANK, WALLET, CASH, CARD = AccountKind.BANK, AccountKind.E_WALLET, AccountKind.CASH, AccountKind.CREDIT_CARD
GAJI = account("BCA Gaji", BANK, "BCA", number=1)
TABUNGAN = account("BCA Tabungan", BANK, "BCA", number=2)
DOMPET = account("Dompet", CASH, number=3)
GOPAY = account("GoPay", WALLET, "GoPay", number=4)
DARURAT = account("Dana Darurat", BANK, "SeaBank", number=5)
CC = account("Kartu BCA", CARD, "BCA", number=6)
VISA = account("Visa Mandiri", CARD, number=9)
MANDIRI = account("Mandiri", BANK, number=10)
CELENGAN = account("Celengan", CASH, number=7)


def offered(proposal: Proposal, part: Part = Part.ACCOUNT) -> set[UUID]:
    return {
        UUID(candidate.value) for one in proposal.unclear if one.part is part for candidate in one.candidates
    }


class TestOneOfSeveral:
    def test_two_accounts_at_one_bank_are_asked(self) -> None:
        proposal = only_proposal("kopi 20rb pakai bca", accounts=(GAJI, TABUNGAN, GOPAY))

        assert proposal.account_id is None
        assert questions(proposal) == ["account_ambiguous"]
        assert offered(proposal) == {GAJI.id, TABUNGAN.id}

    @pytest.mark.parametrize(
        "written", ["pakai bca gaji", "dari BCA Gaji", "bca gaji", "via rekening bca gaji"]
    )
    def test_the_whole_name_tells(self, written: str) -> None:
        assert only_proposal(f"kopi 20rb {written}", accounts=(GAJI, TABUNGAN, GOPAY)).account_id == GAJI.id

    def test_a_bank_means_its_bank_account_and_not_its_card(self) -> None:
        accounts = (GAJI, CC, GOPAY)

        assert only_proposal("kopi 20rb pakai bca", accounts=accounts).account_id == GAJI.id
        assert only_proposal("kopi 20rb pakai cc bca", accounts=accounts).account_id == CC.id
        assert only_proposal("kopi 20rb pakai kartu kredit", accounts=accounts).account_id == CC.id

    def test_no_account_named_is_asked_with_all(self) -> None:
        proposal = only_proposal("kopi 20rb", accounts=(GAJI, GOPAY))

        assert (proposal.account_id, questions(proposal)) == (None, ["account_missing"])
        assert offered(proposal) == {GAJI.id, GOPAY.id}


class TestCards:
    ACCOUNTS = (GAJI, MANDIRI, CC, VISA, GOPAY)

    @pytest.mark.parametrize("verb", ["bayar", "byr", "lunasin", "bayar tagihan"])
    def test_a_named_one_of_several_is_paid_off(self, verb: str) -> None:
        proposal = only_proposal(f"{verb} cc mandiri 300rb dari bca gaji", accounts=self.ACCOUNTS)

        assert (proposal.direction, proposal.account_id, proposal.to_account_id) == (
            "TRANSFER",
            GAJI.id,
            VISA.id,
        )

    def test_which_of_several_is_paid_off_is_asked(self) -> None:
        proposal = only_proposal("bayar kartu kredit 300rb dari bca gaji", accounts=self.ACCOUNTS)

        assert (proposal.direction, questions(proposal)) == ("TRANSFER", ["to_account_ambiguous"])
        assert offered(proposal, Part.TO_ACCOUNT) == {CC.id, VISA.id}

    @pytest.mark.parametrize(
        ("written", "expected"),
        [("with Mandiri credit card", VISA), ("pakai cc bca", CC), ("gesek kartu kredit mandiri", VISA)],
    )
    def test_a_bank_beside_it_tells_which(self, written: str, expected: Account) -> None:
        assert only_proposal(f"kopi 20rb {written}", accounts=self.ACCOUNTS).account_id == expected.id

    def test_a_card_whose_bank_is_not_known_may_be_of_any(self) -> None:
        plain = account("Kartu Kredit", CARD, number=8)

        proposal = only_proposal("kopi 20rb pakai cc mandiri", accounts=(MANDIRI, plain))

        assert proposal.account_id == plain.id

    def test_without_such_an_account_it_is_spending(self) -> None:
        proposal = only_proposal("bayar paylater 300rb dari gopay", accounts=(GAJI, GOPAY))

        assert (proposal.amount, proposal.direction, proposal.account_id) == (-300_000, "OUT", GOPAY.id)


class TestTakenBack:
    @pytest.mark.parametrize(
        "written",
        [
            "pakai gopay eh dompet",
            "pakai gopay eh salah pakai dompet",
            "dari gopay atau dompet",
            "gopay, eh dompet",
        ],
    )
    def test_both_accounts_are_offered(self, written: str) -> None:
        proposal = only_proposal(f"kopi 20rb {written}", accounts=(GAJI, GOPAY, DOMPET))

        assert (proposal.account_id, questions(proposal)) == (None, ["account_ambiguous"])
        assert offered(proposal) == {GOPAY.id, DOMPET.id}

    def test_with_one_the_person_lacks_all_are_offered(self) -> None:
        proposal = only_proposal("kopi 20rb pakai gopay eh ovo", accounts=(GAJI, GOPAY, DOMPET))

        assert (proposal.account_id, questions(proposal)) == (None, ["account_unknown"])
        assert offered(proposal) == {GAJI.id, GOPAY.id, DOMPET.id}

    def test_the_target_of_a_transfer(self) -> None:
        proposal = only_proposal(
            "transfer 50rb dari bca gaji ke gopay eh dompet", accounts=(GAJI, GOPAY, DOMPET)
        )

        assert (proposal.account_id, questions(proposal)) == (GAJI.id, ["to_account_ambiguous"])
        assert offered(proposal, Part.TO_ACCOUNT) == {GOPAY.id, DOMPET.id}


class TestOnlyOne:
    def test_the_only_account_is_taken(self) -> None:
        proposal = only_proposal("kopi 20rb", accounts=(GOPAY,))

        assert (proposal.account_id, proposal.unclear) == (GOPAY.id, ())
        assert [one.code for one in proposal.doubts] == ["date_assumed", "account_assumed"]

    def test_an_archived_account_is_not_there(self) -> None:
        gone = GOPAY.model_copy(update={"archived": True})

        assert questions(only_proposal("kopi 20rb pakai gopay", accounts=(gone, GAJI))) == ["account_unknown"]

    def test_without_accounts_nothing_can_be_offered(self) -> None:
        (question,) = only_proposal("kopi 20rb", accounts=()).unclear

        assert (question.code, question.candidates) == ("account_missing", ())

    def test_the_only_cash_is_where_withdrawn_money_goes(self) -> None:
        proposal = only_proposal("tarik tunai 100rb", accounts=(GAJI, DOMPET))

        assert (proposal.account_id, proposal.to_account_id) == (GAJI.id, DOMPET.id)


class TestNamesThatMeanOtherThings:
    @pytest.mark.parametrize(
        ("sentence", "expected"),
        [
            ("gaji 5jt", None),
            ("dari dompet 20rb buat kopi", DOMPET),
            ("beli dompet 200rb", None),
            ("kopi 20rb pakai dana darurat", DARURAT),
            ("galang dana 50rb", None),
        ],
    )
    def test_an_own_name_needs_its_place(self, sentence: str, expected: Account | None) -> None:
        proposal = only_proposal(sentence, accounts=(GAJI, DOMPET, DARURAT))

        assert proposal.account_id == (expected.id if expected else None)

    def test_saving_into_an_account_of_that_name_is_a_transfer(self) -> None:
        proposal = only_proposal("nabung 500rb ke dana darurat dari bca gaji", accounts=(GAJI, DARURAT))

        assert (proposal.account_id, proposal.to_account_id) == (GAJI.id, DARURAT.id)

    def test_one_telling_word_of_a_name_is_enough_behind_ke(self) -> None:
        proposal = only_proposal("masukin 50rb ke celengan", accounts=(GAJI, CELENGAN))

        assert proposal.to_account_id == CELENGAN.id


class TestSomebodyElses:
    @pytest.mark.parametrize(
        "sentence",
        [
            "kirim 500rb ke bca ibu",
            "transfer 500rb ke rekening bca budi",
            "top up gopay adik 500rb",
            "tf ke bca a.n. siti 500rb",
        ],
    )
    def test_an_account_with_its_owner_behind_it_is_not_ones_own(self, sentence: str) -> None:
        proposal = only_proposal(sentence, accounts=(GAJI, GOPAY))

        assert (proposal.amount, proposal.direction, proposal.to_account_id) == (-500_000, "OUT", None)
        assert proposal.account_id is None
