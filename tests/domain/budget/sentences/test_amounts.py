"""Amounts: any amount in any notation reads back as itself, or is asked; never as another."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.sentences.model import Part, Proposal
from shared.domain.money import MAX_RUPIAH
from tests.builders.sentences import only_proposal, questions
from tests.domain.budget.sentences.spelling import english_words, indonesian_words


def with_zeros(digits: int, zeros: int) -> int:
    return digits * 10**zeros


def at_least(least: int) -> st.SearchStrategy[int]:
    return AMOUNTS.filter(lambda amount: amount >= least)


ROUND: st.SearchStrategy[int] = st.builds(with_zeros, st.integers(1, 9999), st.integers(0, 11))
AMOUNTS: st.SearchStrategy[int] = st.one_of(st.integers(1, MAX_RUPIAH), ROUND, st.integers(1, 2_000_000))
THOUSANDS = st.one_of(st.integers(1, MAX_RUPIAH // 1000), st.integers(1, 9999)).map(
    lambda number: number * 1000
)


def dotted(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def scaled(amount: int, scale: int, mark: str) -> str:
    """An amount as a decimal number of its scale: 1250000 is `1,25` juta."""
    number = f"{(Decimal(amount) / scale).normalize():f}"
    return number.replace(".", mark)


def assert_never_another(proposal: Proposal, amount: int) -> None:
    """The amount itself, or a question about it."""
    if proposal.amount is None:
        assert questions(proposal, Part.AMOUNT), proposal
    else:
        assert proposal.amount == -amount or questions(proposal, Part.AMOUNT) == ["amount_approximate"]


def assert_exactly(proposal: Proposal, amount: int) -> None:
    assert (proposal.amount, questions(proposal, Part.AMOUNT)) == (-amount, [])


class TestFigures:
    @given(at_least(1000))
    def test_dots_part_thousands(self, amount: int) -> None:
        assert_exactly(only_proposal(f"beli kopi {dotted(amount)}"), amount)

    @given(at_least(1000))
    def test_commas_part_thousands(self, amount: int) -> None:
        assert_exactly(only_proposal(f"beli kopi {amount:,}"), amount)

    @given(at_least(100))
    def test_a_currency_makes_any_number_certain(self, amount: int) -> None:
        for written in (f"Rp{dotted(amount)}", f"Rp {amount}", f"IDR {amount:,}", f"{dotted(amount)} rupiah"):
            assert_exactly(only_proposal(f"beli kopi {written}"), amount)

    @given(AMOUNTS)
    def test_plain_digits_are_themselves_or_asked(self, amount: int) -> None:
        proposal = only_proposal(f"beli kopi {amount}")

        assert_never_another(proposal, amount)
        assert (proposal.amount is None) is (amount < 1000 or amount >= 10**9)

    @given(AMOUNTS, st.sampled_from([",00", ".00", ",-", ".-"]))
    def test_endings_change_nothing(self, amount: int, ending: str) -> None:
        written = f"{amount:,}" if ending == ".00" else dotted(amount)

        assert_never_another(only_proposal(f"beli kopi Rp{written}{ending}"), amount)


class TestScales:
    @given(THOUSANDS, st.sampled_from(["rb", " rb", "ribu", " ribu", "k", "K", " rebu"]))
    def test_thousands(self, amount: int, scale: str) -> None:
        proposal = only_proposal(f"beli kopi {amount // 1000}{scale}")

        assert_never_another(proposal, amount)
        if amount < 1_000_000:
            assert_exactly(proposal, amount)

    @given(
        AMOUNTS,
        st.sampled_from([",", "."]),
        st.sampled_from([("jt", 10**6), (" juta", 10**6), ("rb", 1000), ("k", 1000), (" miliar", 10**9)]),
    )
    def test_decimals(self, amount: int, mark: str, scale: tuple[str, int]) -> None:
        word, size = scale

        assert_never_another(only_proposal(f"beli kopi {scaled(amount, size, mark)}{word}"), amount)

    @given(st.integers(1, 99), st.integers(1, 999))
    def test_two_scales_add_up(self, millions: int, thousands: int) -> None:
        for written in (
            f"{millions}jt {thousands}rb",
            f"{millions}jt{thousands}rb",
            f"{millions} juta {thousands} ribu",
        ):
            assert_exactly(only_proposal(f"beli kopi {written}"), millions * 10**6 + thousands * 1000)

    @given(st.integers(1, 999))
    def test_m_is_always_asked(self, number: int) -> None:
        for written in (f"{number}M", f"{number} m", f"Rp{number}m"):
            proposal = only_proposal(f"beli rumah {written}")

            assert proposal.amount is None
            assert questions(proposal, Part.AMOUNT) == ["amount_ambiguous"]
            offered = [
                candidate.value
                for one in proposal.unclear
                if one.part is Part.AMOUNT
                for candidate in one.candidates
            ]
            assert offered == [str(-number * 10**9), str(-number * 10**6)]


class TestWords:
    @given(AMOUNTS)
    def test_indonesian(self, amount: int) -> None:
        proposal = only_proposal(f"{indonesian_words(amount)} rupiah buat beli kopi")

        assert_never_another(proposal, amount)

    @given(THOUSANDS.filter(lambda amount: amount < 10**15))
    def test_indonesian_thousands_are_certain(self, amount: int) -> None:
        assert_exactly(only_proposal(f"beli kopi {indonesian_words(amount)}"), amount)

    @given(AMOUNTS)
    def test_english(self, amount: int) -> None:
        assert_never_another(only_proposal(f"paid {english_words(amount)} for coffee"), amount)

    @given(THOUSANDS.filter(lambda amount: amount < 10**15))
    def test_english_thousands_are_certain(self, amount: int) -> None:
        assert_exactly(only_proposal(f"paid {english_words(amount)} for coffee"), amount)

    @given(st.integers(1, 9), st.integers(1, 9))
    def test_shortened_words_are_asked_with_both(self, millions: int, hundreds: int) -> None:
        proposal = only_proposal(
            f"beli kopi {indonesian_words(millions * 10**6)} {indonesian_words(hundreds * 100)}"
        )

        (asked,) = [one for one in proposal.unclear if one.part is Part.AMOUNT]
        assert {candidate.value for candidate in asked.candidates} == {
            str(-(millions * 10**6 + hundreds * 10**5)),
            str(-(millions * 10**6 + hundreds * 100)),
        }


class TestNeverGuessed:
    @pytest.mark.parametrize(
        "written",
        [
            *(
                "1.25.000",
                "12.50.0",
                "1,2,3",
                "0812345678",
                "007",
                "1.250,000",
                "1.000.00.000",
                "20/25",
                "5²",
                "\u0663\u0665rb",
            ),
            *(
                ".5jt",
                ",5jt",
                "1'250'000",
                "1 250 000",
                "12.345jt",
                "1.500rb",
                "20.000k",
                "1jt5",
                "25rb5",
                "5e3",
            ),
            *(
                "dua lima ribu",
                "satu lima belas",
                "lima tujuh",
                "1,5",
                "2.5",
                "0",
                "0rb",
                "$5",
                "5 usd",
                "k24",
            ),
            *(
                "10000000000000000",
                "9.999.999.999.999.999",
                "99999999 juta",
                "1000000 miliar",
                "15",
                "999",
                "lima",
            ),
        ],
    )
    def test_doubtful_numbers_are_asked(self, written: str) -> None:
        proposal = only_proposal(f"beli kopi {written}")

        assert proposal.amount is None
        assert questions(proposal, Part.AMOUNT)
