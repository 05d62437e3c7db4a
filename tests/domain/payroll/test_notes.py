"""What may surprise, and that it is said in both languages."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.assumptions.provenance import cite_all
from shared.domain.months import Month
from shared.domain.payroll.engine import take_home
from shared.domain.payroll.lines import LineCode, SettlementCode
from shared.domain.payroll.model import Employment, Method, Sector
from shared.domain.payroll.note_words import NOTES
from shared.domain.payroll.result import LineReason, Note, NoteCode
from shared.domain.payroll.words import LAWS, LINES, REASONS, STEPS, months_words, note_words
from shared.words import Language
from tests.domain.payroll.employments import employment, insured
from tests.domain.payroll.test_year import earlier_jobs, years


def notes(**terms: Any) -> dict[NoteCode, Note]:
    """The notes of some terms."""
    return {note.code: note for note in take_home(employment(**terms)).notes}


TOO_MUCH = {
    NoteCode.ALLOWANCE_TAKEN_BACK,
    NoteCode.OVER_WITHHELD,
    NoteCode.EARLIER_TAX_RETURNED,
    NoteCode.KEPT_BY_STATE,
}


@st.composite
def settled_years(draw: st.DrawFn) -> Employment:
    """A year in any sector with pay around what the state bears, after another job or not."""
    year = draw(years())
    sector = draw(st.sampled_from(Sector)) if year.method is Method.GROSS else Sector.OTHER
    return year.model_copy(
        update={
            "salary": draw(st.integers(5_000_000, 12_000_000)),
            "fixed_allowances": 0,
            "sector": sector,
            "earlier_job": draw(st.none() | earlier_jobs()),
        }
    )


class TestNotes:
    def test_say_nothing_about_a_plain_year(self) -> None:
        assert notes(salary=4_500_000) == {}

    def test_say_where_a_rupiah_over_an_edge_takes_home_less(self) -> None:
        """2 % of Rp10,050,000 at the edge, 2.25 % of a rupiah more above it."""
        note = notes(salary=10_050_001)[NoteCode.TER_EDGE]

        assert (note.amount, note.limit, note.over) == (25_125, 10_050_000, 1)
        assert note.months == tuple(Month(2026, month) for month in range(1, 12))

    @pytest.mark.parametrize("salary", [10_050_000, 10_075_800])
    def test_do_not_where_more_is_left_than_at_the_edge(self, salary: int) -> None:
        assert NoteCode.TER_EDGE not in notes(salary=salary)

    def test_say_what_comes_back(self) -> None:
        note = notes(salary=15_500_000, pension_fund=100_000, first_month="2026-09")[NoteCode.OVER_WITHHELD]

        assert (note.amount, note.months) == (2_975_000, (Month(2026, 12),))

    def test_tell_what_an_earlier_employer_withheld_too_much(self) -> None:
        """Tax of the year Rp2,130,000; the earlier employer withheld Rp3,000,000, this one Rp600,000."""
        earlier = {"net": 51_000_000, "withheld": 3_000_000}
        told = notes(first_month="2026-07", earlier_job=earlier)

        assert told[NoteCode.OVER_WITHHELD].amount == 600_000
        assert told[NoteCode.EARLIER_TAX_RETURNED].amount == 870_000

    @given(settled_years())
    def test_share_out_all_that_was_withheld_too_much(self, year: Employment) -> None:
        pay = take_home(year)

        shares = [note.amount or 0 for note in pay.notes if note.code in TOO_MUCH]
        assert all(share > 0 for share in shares)
        assert sum(shares) == max(0, -pay.settlement[-1].amount)

    def test_say_where_the_last_month_is_heaviest(self) -> None:
        note = notes(salary=8_000_000)[NoteCode.SETTLEMENT_HEAVY]

        assert (note.amount, note.limit) == (540_000, 120_000)

    @pytest.mark.parametrize("terms", [{"sector": "TOURISM"}, {"method": "NET"}, {"method": "GROSS_UP"}])
    def test_do_not_where_somebody_else_bears_the_last_month(self, terms: dict[str, Any]) -> None:
        assert NoteCode.SETTLEMENT_HEAVY not in notes(**terms)

    def test_tell_what_comes_back_from_what_the_state_bore(self) -> None:
        """Rp1,425,000 was withheld too much, of which the state bore Rp225,000 in October and November."""
        bonus = [{"month": "2025-03", "kind": "BONUS", "amount": 18_000_000}]
        told = notes(year=2025, ptkp="K/3", salary=9_000_000, sector="TOURISM", extra_pay=bonus)

        assert told[NoteCode.OVER_WITHHELD].amount == 1_200_000
        assert told[NoteCode.KEPT_BY_STATE].amount == 225_000
        assert told[NoteCode.STATE_BEARS].months == (Month(2025, 10), Month(2025, 11))

    def test_say_where_the_settlement_exceeds_the_pay(self) -> None:
        low = {"changes": [{"from_month": "2026-12", "salary": 100_000}]}

        assert notes(salary=8_000_000, **low)[NoteCode.SETTLEMENT_EXCEEDS_PAY].amount == 64_750

    @pytest.mark.parametrize(
        ("terms", "code"),
        [
            ({"year": 2026, "salary": 10_000_000}, NoteCode.STATE_BEARS),
            ({"year": 2026, "salary": 10_000_001}, NoteCode.STATE_BEARS_NOTHING),
            (
                {"year": 2026, "salary": 9_000_000, "fixed_allowances": 1_000_001},
                NoteCode.STATE_BEARS_NOTHING,
            ),
            ({"year": 2026, "tax_number": "NONE"}, NoteCode.STATE_NEEDS_NUMBER),
            ({"year": 2024}, NoteCode.STATE_RULE_ABSENT),
            ({"year": 2027}, NoteCode.STATE_RULE_ABSENT),
        ],
    )
    def test_say_what_the_state_bears(self, terms: dict[str, Any], code: NoteCode) -> None:
        told = notes(sector="LABOUR_INTENSIVE", **terms)

        assert [one for one in told if one.startswith("STATE_")] == [code]

    def test_say_nothing_of_the_state_where_there_is_no_tax_to_bear(self) -> None:
        assert notes(sector="LABOUR_INTENSIVE", salary=4_000_000) == {}

    def test_say_it_for_the_months_of_a_rule_only(self) -> None:
        pay = take_home(employment(year=2025, sector="TOURISM"))

        borne = [month.month.month for month in pay.months if month.take_home == 8_000_000]
        assert borne == [10, 11, 12]

    @pytest.mark.parametrize(
        ("terms", "code"),
        [
            ({"method": "NET"}, NoteCode.TAX_BORNE_IS_INCOME),
            ({"tax_number": "NONE"}, NoteCode.WITHOUT_NUMBER),
            ({"first_month": "2026-05"}, NoteCode.OTHER_JOB),
            ({"bpjs": {"employer_pays_worker_share": True}}, NoteCode.SHARE_PAID_BY_EMPLOYER),
            ({"salary": 5_000_000, "zakat": {}}, NoteCode.BELOW_NISAB),
            ({"zakat": {}}, NoteCode.ZAKAT_ON_ONES_OWN),
        ],
    )
    def test_say_what_terms_bring(self, terms: dict[str, Any], code: NoteCode) -> None:
        assert code in notes(**terms)
        assert code not in notes()

    @pytest.mark.parametrize("terms", [{"method": "NET"}, {"tax_number": "NONE"}])
    def test_say_nothing_of_a_tax_that_is_nil(self, terms: dict[str, Any]) -> None:
        assert notes(salary=4_000_000, **terms) == {}

    def test_say_nothing_of_shares_that_nobody_pays(self) -> None:
        off = {"health": False, "jht": False, "jp": False, "employer_pays_worker_share": True}

        assert NoteCode.SHARE_PAID_BY_EMPLOYER not in notes(bpjs=off)


class TestWords:
    @pytest.mark.parametrize(
        ("words", "codes"),
        [
            (LINES, LineCode),
            (LAWS, LineCode),
            (STEPS, SettlementCode),
            (NOTES, NoteCode),
            (REASONS, LineReason),
        ],
    )
    def test_are_there_for_everything(self, words: dict[Any, Any], codes: Any) -> None:
        assert set(words) == set(codes)

    @pytest.mark.parametrize("code", NoteCode)
    def test_name_figures_of_both_languages_alike(self, code: NoteCode) -> None:
        whole = Note(code=code, months=(Month(2026, 3), Month(2026, 4)), amount=25_124, limit=10, over=1)

        told: dict[Language, str] = {"id": "Maret, April 2026", "en": "March, April 2026"}
        for language, month in told.items():
            said = note_words(whole, language)
            assert "{" not in said
            assert ("{months}" in NOTES[code].into(language)) == (month in said)

    @pytest.mark.parametrize(
        ("numbers", "id_words", "en_words"),
        [
            ((), "", ""),
            ((3,), "Maret 2026", "March 2026"),
            ((1, 2, 12), "Januari, Februari, Desember 2026", "January, February, December 2026"),
            (
                (1, 2, 3, 5, 6, 7, 8),
                "Januari sampai Maret, Mei sampai Agustus 2026",
                "January to March, May to August 2026",
            ),
        ],
    )
    def test_name_months_in_a_row_by_the_first_and_the_last(
        self, numbers: tuple[int, ...], id_words: str, en_words: str
    ) -> None:
        months = [Month(2026, number) for number in numbers]

        assert (months_words(months, "id"), months_words(months, "en")) == (id_words, en_words)


class TestUsed:
    def test_holds_all_that_lines_rest_on(self) -> None:
        pay = take_home(insured(thr={"month": "2026-03", "months_of_service": 3}, zakat={}))

        cited = {one.id for one in cite_all(pay.used, today=Month(2026, 11).first_day)}
        named = {name for month in pay.months for line in month.lines for name in line.rests_on}
        named |= {name for step in pay.settlement for name in step.rests_on}
        assert named <= cited
        assert {"income_tax.ter_a", "income_tax.pasal_17", "bpjs.jp_wage_max", "zakat.rate"} <= cited

    def test_holds_each_value_that_was_in_force(self) -> None:
        pay = take_home(insured())

        caps = [
            one.value
            for one in cite_all(pay.used, today=Month(2026, 11).first_day)
            if one.id == "bpjs.jp_wage_max"
        ]
        assert caps == [10_547_400, 11_086_300]
