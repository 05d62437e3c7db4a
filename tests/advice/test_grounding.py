"""Each figure of an answer must follow from facts, and says from which."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.advice.grounding import MOST_STATED, check, stated_facts
from shared.domain.conversation.figures import format_fact
from shared.domain.conversation.model import Basis, Derivation, Fact, FactUnit
from shared.words import Language
from tests.advice.honest import HONEST
from tests.advice.invented import INVENTED, KNOWN
from tests.builders.facts import NOON, a_fact, income, months, rate, spending

FACTS = (income(), spending(), rate(), months())


def labelled(label: str, amount: int) -> Fact:
    """An amount that is called so."""
    return a_fact(f"id {label} {amount}", amount).model_copy(update={"label": label})


class TestCheck:
    @pytest.mark.parametrize(
        ("text", "fact_ids", "derivation"),
        [
            ("Pemasukanmu Rp5.000.000", ("income",), Derivation.QUOTED),
            ("Pemasukanmu 5 juta", ("income",), Derivation.QUOTED),
            ("You earn Rp5 million", ("income",), Derivation.QUOTED),
            ("Pengeluaran sekitar 4,3 juta", ("spending",), Derivation.ROUNDED),
            ("Rasio 15%", ("rate",), Derivation.QUOTED),
            ("Rasio lima belas persen", ("rate",), Derivation.QUOTED),
            ("Cukup 1,4 bulan", ("months",), Derivation.QUOTED),
            ("Per 22 November 2026", ("income",), Derivation.QUOTED),
        ],
    )
    def test_finds_the_fact_behind_a_figure(
        self, text: str, fact_ids: tuple[str, ...], derivation: Derivation
    ) -> None:
        grounding = check(text, FACTS)

        (figure,) = grounding.provenance.figures
        assert (figure.fact_ids, figure.derivation) == (fact_ids, derivation)
        assert text[figure.start : figure.end] == figure.text
        assert grounding.confidence == 1

    @pytest.mark.parametrize(
        ("figure", "derivation"),
        [
            ("Rp750.000", Derivation.DIFFERENCE),
            ("Rp9.250.000", Derivation.SUM),
            ("Rp60.000.000", Derivation.PER_YEAR),
            ("85%", Derivation.RATIO),
        ],
    )
    def test_follows_simple_sums_over_what_the_answer_quotes(
        self, figure: str, derivation: Derivation
    ) -> None:
        grounding = check(f"Dari Rp5.000.000 dan Rp4.250.000 didapat {figure}.", FACTS)

        assert grounding.unmatched == ()
        assert grounding.provenance.figures[-1].derivation is derivation

    def test_follows_a_share_of_an_amount(self) -> None:
        grounding = check("15% dari Rp5 juta adalah Rp750 ribu", (income(), rate()))

        assert grounding.provenance.figures[-1].derivation is Derivation.PRODUCT

    def test_follows_the_remainder_of_a_share(self) -> None:
        grounding = check("Kamu sisakan 15%, jadi 85% terpakai", (rate(),))

        assert grounding.provenance.figures[-1].derivation is Derivation.REMAINDER

    @pytest.mark.parametrize(
        "text",
        [
            "Tabunganmu Rp9.999.999",
            "Cuma Rp750.000",  # a difference of facts that the answer does not show
            "Pengeluaran sekitar 4 juta",  # rounded too far
            "Rasio 14%",
            "Cukup 1 bulan",
            "Sampai Maret 2030",
            "lima ratus juta rupiah",
            "Skor 15 poin",  # a share is no score
            "5.000.000%",  # nor an amount a share
        ],
    )
    def test_refuses_what_no_fact_says(self, text: str) -> None:
        grounding = check(text, FACTS)

        assert len(grounding.unmatched) == 1
        assert grounding.confidence == 0

    def test_has_no_confidence_without_figures(self) -> None:
        assert check("Semangat ya!", FACTS).confidence is None

    def test_tells_the_share_that_matches(self) -> None:
        assert check("Rp5 juta, 15%, Rp1 dan 7%", FACTS).confidence == Decimal("0.5")

    def test_names_only_the_facts_it_used(self) -> None:
        grounding = check("Rasio 15%", FACTS)

        assert [fact.id for fact in grounding.provenance.facts] == ["rate"]

    def test_reads_days_as_people_in_indonesia_do(self) -> None:
        late = a_fact("late", 1).model_copy(update={"as_of": NOON.replace(hour=20)})

        assert check("Per 23 November 2026", (late,)).unmatched == ()

    def test_finds_dates_among_facts(self) -> None:
        due = a_fact("due", date(2027, 3, 1), FactUnit.DATE)

        assert check("Lunas 1 Maret 2027", (due,)).provenance.figures[0].fact_ids == ("due",)

    @given(
        amount=st.integers(-(10**12), 10**12),
        share=st.decimals(0, 3, places=4),
        duration=st.decimals(0, 60, places=1),
        language=st.sampled_from(["id", "en"]),
    )
    def test_finds_every_fact_that_code_wrote(
        self, amount: int, share: Decimal, duration: Decimal, language: Language
    ) -> None:
        facts = (
            a_fact("amount", amount),
            a_fact("share", share, FactUnit.FRACTION),
            a_fact("duration", duration, FactUnit.MONTHS),
        )
        text = "; ".join(format_fact(fact, language) for fact in facts)

        grounding = check(text, facts)

        assert grounding.unmatched == ()
        assert [figure.fact_ids for figure in grounding.provenance.figures] == [(fact.id,) for fact in facts]

    @given(st.text(max_size=300))
    def test_never_fails(self, text: str) -> None:
        check(text, FACTS)


class TestHonestWords:
    @pytest.mark.parametrize(("text", "facts"), HONEST, ids=[text for text, _ in HONEST])
    def test_are_not_objected_to(self, text: str, facts: tuple[Fact, ...]) -> None:
        assert [figure.text for figure in check(text, facts).unmatched] == []

    @pytest.mark.parametrize(
        "text", [text for text, facts in HONEST if facts], ids=[text for text, facts in HONEST if facts]
    )
    def test_rest_on_their_facts(self, text: str) -> None:
        other = a_fact("other", 987_654_321)

        assert check(text, (other,)).unmatched != ()


class TestInventedFigures:
    @pytest.mark.parametrize("text", INVENTED, ids=INVENTED)
    def test_are_found_however_they_are_written(self, text: str) -> None:
        assert check(text, KNOWN).unmatched != ()


class TestLabels:
    FACTS = (
        labelled("Pemasukan per bulan", 9_500_000),
        labelled("Total utang", 7_400_000),
        labelled("Sisa uang per bulan", 1_521_000),
        labelled("Nikah: terkumpul", 5_000_000),
        labelled("Nikah: target", 40_000_000),
        labelled("Nikah: kurang", 35_000_000),
    )

    @pytest.mark.parametrize(
        "text",
        [
            "Pemasukan per bulan: Rp7.400.000.",
            "**Pemasukan per bulan**: Rp7.400.000.",
            "- Pemasukan per bulan: 7,4 juta",
            "| Pemasukan per bulan | Rp7.400.000 |",
            "Pemasukanmu per bulan adalah Rp7.400.000.",
            "Jadi, pemasukan per bulan sekitar Rp7.400.000.",
            "Oke. Total utang kamu Rp9.500.000.",
            "Sisa uang per bulan: -Rp1.521.000.",
            "Sisa uang per bulan: minus Rp1.521.000.",
            # the sum of the other two
            "Nikah: terkumpul: Rp75.000.000. Nikah: target: Rp40.000.000. Nikah: kurang: Rp35.000.000.",
        ],
    )
    def test_a_figure_told_as_the_value_of_a_fact_has_to_be_its_own(self, text: str) -> None:
        assert len(check(text, self.FACTS).unmatched) == 1

    @pytest.mark.parametrize(
        "text",
        [
            "Pemasukan per bulan: Rp9.500.000.",
            "Pemasukan per bulan: Rp9,5 juta; total utang: Rp7,4 juta.",
            "Pemasukan per bulan: Rp9.500.000 - Rp7.400.000 = Rp2.100.000.",
            "Pemasukan per bulan naik dari Rp5.000.000.",
            "Total utang: Rp7.400.000 dari Rp40.000.000.",
        ],
    )
    def test_and_then_it_stands(self, text: str) -> None:
        assert check(text, self.FACTS).unmatched == ()

    def test_are_also_seen_at_the_end_of_what_stands_before(self) -> None:
        goes_on = check(" Rp7.400.000.", self.FACTS, before="Ini datamu. Pemasukan per bulan:")

        assert [figure.text for figure in goes_on.unmatched] == ["Rp7.400.000"]

    def test_of_a_name_may_belong_to_several_facts(self) -> None:
        facts = (labelled("Dana darurat", 12), labelled("Dana darurat", 15))

        assert check("Dana darurat: Rp15", facts).unmatched == ()

    def test_tell_dates_that_an_answer_may_repeat_and_no_amounts(self) -> None:
        fact = labelled("Toko \u201cbilang Rp1.000\u201d Juni 2026", 7_729_000)

        found = check("Di Juni 2026 ada Rp7.729.000 dan Rp1.000.", (fact,))

        assert [figure.text for figure in found.unmatched] == ["Rp1.000"]


class TestStatedFacts:
    def test_keeps_what_a_person_wrote_themselves(self) -> None:
        facts = stated_facts("Mau nabung 2 juta sebulan, 20% gaji, 6 bulan", now=NOON, language="id")

        assert [fact.value for fact in facts] == [2_000_000, Decimal("0.20"), Decimal(6)]
        assert {fact.basis for fact in facts} == {Basis.STATED}

    @pytest.mark.parametrize(
        ("message", "answer"),
        [
            ("Gajianku tanggal 25", "Karena gajianmu tanggal 25, mulai hari itu."),
            ("Mau nikah Juni 2028", "Sampai Juni 2028 masih lama."),
            ("Uangku cukup 10 hari lagi", "Untuk 10 hari itu, catat dulu."),
            ("Aku punya 4 langganan", "Dari 4 langganan itu, mana yang jarang dipakai?"),
            ("Setengah gajiku buat ortu", "Setengah gajimu untuk orang tua."),
            ("Jatuh tempo 27 Desember", "Sebelum 27 Desember."),
            ("Cicil 12x ya", "Kalau dicicil 12x."),
        ],
    )
    def test_may_be_repeated_whatever_they_count(self, message: str, answer: str) -> None:
        stated = stated_facts(message, now=NOON, language="id")

        assert check(answer, stated).unmatched == ()
        assert check(answer, ()).unmatched != ()

    def test_leaves_out_what_no_fact_can_hold(self) -> None:
        huge = "9" * 400

        assert stated_facts(f"Rp{huge} dan 0,{huge}%", now=NOON, language="id") == ()

    def test_are_not_endless(self) -> None:
        message = " ".join(f"{number}rb" for number in range(1, 500))

        assert len(stated_facts(message, now=NOON, language="id")) == MOST_STATED
