"""What may surprise, and that it is said in both languages."""

from typing import Any

import pytest

from shared.domain.assumptions.provenance import cite_all
from shared.domain.months import Month
from shared.domain.payroll.engine import take_home
from shared.domain.payroll.lines import LineCode, SettlementCode
from shared.domain.payroll.note_words import NOTES
from shared.domain.payroll.result import LineReason, Note, NoteCode
from shared.domain.payroll.words import LAWS, LINES, REASONS, STEPS, how_words, months_words, note_words
from shared.words import Language
from tests.domain.payroll.employments import employment, insured


def notes(**terms: Any) -> dict[NoteCode, Note]:
    """The notes of some terms."""
    return {note.code: note for note in take_home(employment(**terms)).notes}


class TestNotes:
    def test_say_nothing_about_a_plain_year(self) -> None:
        assert notes(salary=4_500_000) == {}

    def test_say_where_a_rupiah_over_an_edge_takes_home_less(self) -> None:
        note = notes(salary=10_050_001)[NoteCode.TER_EDGE]

        assert (note.amount, note.limit, note.over) == (25_124, 10_050_000, 1)
        assert note.months == tuple(Month(2026, month) for month in range(1, 12))

    @pytest.mark.parametrize("salary", [10_050_000, 10_075_800])
    def test_do_not_where_more_is_left_than_at_the_edge(self, salary: int) -> None:
        assert NoteCode.TER_EDGE not in notes(salary=salary)

    def test_say_what_comes_back(self) -> None:
        note = notes(salary=15_500_000, pension_fund=100_000, first_month="2026-09")[NoteCode.OVER_WITHHELD]

        assert (note.amount, note.months) == (2_975_000, (Month(2026, 12),))

    def test_say_where_the_last_month_is_heaviest(self) -> None:
        note = notes(salary=8_000_000)[NoteCode.SETTLEMENT_HEAVY]

        assert (note.amount, note.limit) == (540_000, 120_000)

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
            ({"year": 2026, "tax_number": "NONE"}, NoteCode.STATE_BEARS_NOTHING),
            ({"year": 2024}, NoteCode.STATE_BEARS_NOTHING),
            ({"year": 2027}, NoteCode.STATE_BEARS_NOTHING),
        ],
    )
    def test_say_what_the_state_bears(self, terms: dict[str, Any], code: NoteCode) -> None:
        assert code in notes(sector="LABOUR_INTENSIVE", **terms)

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

    def test_say_how_an_amount_was_taken(self) -> None:
        pay = take_home(insured(salary=9_000_000))
        tax = next(line for line in pay.months[1].lines if line.code is LineCode.WITHHELD)

        assert how_words(tax, "id") == "1,75% dari Rp9.408.600"
        assert how_words(tax, "en") == "1.75% of Rp9,408,600"
        assert how_words(pay.months[1].lines[0], "id") is None

    def test_say_how_many_twelfths_a_holiday_allowance_is(self) -> None:
        pay = take_home(employment(thr={"month": "2026-03", "months_of_service": 8}))
        thr = next(line for line in pay.months[2].lines if line.code is LineCode.THR)

        assert how_words(thr, "id") == "8/12 dari Rp8.000.000"

    def test_name_no_months_where_there_are_none(self) -> None:
        assert months_words((), "id") == ""


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
