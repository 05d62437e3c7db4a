"""How amounts were taken and what lines are called, in both languages."""

from decimal import Decimal
from typing import Any

import pytest

from shared.domain.payroll.engine import take_home
from shared.domain.payroll.how import REMARKS, line_how, step_how
from shared.domain.payroll.lines import Line, LineCode, Remark, SettlementCode, SettlementLine
from shared.domain.payroll.result import TakeHome
from shared.domain.payroll.words import line_words, step_words
from tests.domain.payroll.employments import employment, insured

THR = {"month": "2026-03", "months_of_service": 8}


def line(pay: TakeHome, code: LineCode, *, month: int = 1) -> Line:
    """The line of a month, told by its place among the months worked."""
    return next(line for line in pay.months[month].lines if line.code is code)


def step(pay: TakeHome, code: SettlementCode) -> SettlementLine:
    """The first step of that kind."""
    return next(step for step in pay.settlement if step.code is code)


class TestLines:
    def test_say_the_rate_and_what_it_was_taken_of(self) -> None:
        tax = line(take_home(insured(salary=9_000_000)), LineCode.WITHHELD)

        assert line_how(tax, "id") == "1,75% dari Rp9.408.600"
        assert line_how(tax, "en") == "1.75% of Rp9,408,600"

    def test_say_nothing_of_what_was_agreed(self) -> None:
        assert line_how(line(take_home(insured()), LineCode.SALARY), "id") is None

    @pytest.mark.parametrize(
        ("terms", "code", "told"),
        [
            ({"thr": THR}, LineCode.THR, "8/12 dari Rp8.000.000"),
            ({"salary": 15_000_000}, LineCode.HEALTH_WORKER, "1% dari Rp12.000.000 (batas upahnya)"),
            ({"salary": 12_000_000}, LineCode.HEALTH_WORKER, "1% dari Rp12.000.000"),
            ({"salary": 15_000_000}, LineCode.JP_EMPLOYER, "2% dari Rp11.086.300 (batas upahnya)"),
            (
                {"salary": 4_000_000, "bpjs": {"minimum_wage": 5_000_000}},
                LineCode.HEALTH_EMPLOYER,
                "4% dari Rp5.000.000 (upah minimum)",
            ),
            (
                {"tax_number": "NONE", "salary": 10_000_000},
                LineCode.WITHHELD,
                "3% dari Rp10.454.000 (termasuk tambahan tanpa NPWP)",
            ),
            ({"tax_number": "NIK", "salary": 10_000_000}, LineCode.WITHHELD, "2,5% dari Rp10.454.000"),
            ({"tax_number": "NONE", "salary": 4_000_000}, LineCode.WITHHELD, "0% dari Rp4.181.600"),
            (
                {"zakat": {"base": "NET", "through_employer": True}, "salary": 10_000_000},
                LineCode.ZAKAT,
                "2,5% dari Rp9.338.650 (sisa gaji setelah iuran dan pajak)",
            ),
            (
                {"zakat": {"through_employer": True}, "salary": 10_000_000},
                LineCode.ZAKAT,
                "2,5% dari Rp10.000.000",
            ),
            (
                {"sector": "LABOUR_INTENSIVE", "year": 2025},
                LineCode.ACCIDENT,
                "0,12% dari Rp8.000.000 (dengan keringanan padat karya)",
            ),
            ({"sector": "LABOUR_INTENSIVE"}, LineCode.ACCIDENT, "0,24% dari Rp8.000.000"),
            ({"method": "NET"}, LineCode.TAX_BORNE_BY_EMPLOYER, "sebesar PPh 21 yang dipotong bulan ini"),
            ({"sector": "TOURISM"}, LineCode.TAX_BORNE_BY_STATE, "sebesar PPh 21 yang dipotong bulan ini"),
        ],
    )
    def test_say_what_is_to_be_known_of_it(self, terms: dict[str, Any], code: LineCode, told: str) -> None:
        thr = terms.get("thr")
        month = 2 if thr or code is LineCode.JP_EMPLOYER else 1

        assert line_how(line(take_home(insured(**terms)), code, month=month), "id") == told

    def test_of_the_last_month_say_the_tax_of_the_year_and_what_was_withheld(self) -> None:
        pay = take_home(employment())

        due = line(pay, LineCode.WITHHELD, month=-1)
        assert line_how(due, "id") == "pajak setahun Rp1.860.000, sudah dipotong Rp1.320.000"
        assert line_how(due, "en") == "tax of the year Rp1,860,000, withheld before Rp1,320,000"

    def test_of_the_last_month_say_what_the_state_keeps(self) -> None:
        pay = take_home(employment(sector="TOURISM", salary=9_000_000, first_month="2026-09"))

        assert line(pay, LineCode.WITHHELD, month=-1).amount == 0
        assert line_how(line(pay, LineCode.WITHHELD, month=-1), "id") == (
            "pajak setahun Rp0, sudah dipotong Rp472.500 (yang ditanggung pemerintah tidak dikembalikan)"
        )

    @pytest.mark.parametrize(
        ("method", "code", "named"),
        [
            ("GROSS_UP", LineCode.TAX_ALLOWANCE, "Tunjangan pajak ditarik kembali"),
            ("NET", LineCode.TAX_BORNE_BY_EMPLOYER, "PPh 21 yang ditanggung pemberi kerja ditarik kembali"),
        ],
    )
    def test_that_are_taken_back_are_called_so(self, method: str, code: LineCode, named: str) -> None:
        pay = take_home(employment(salary=20_000_000, method=method, first_month="2026-09"))

        given = sum(line(pay, code, month=month).amount for month in range(3))
        taken = line(pay, code, month=-1)
        assert line_words(taken, "id") == named
        assert line_words(line(pay, code), "id") != named
        told = f"{given:,}".replace(",", ".")
        assert line_how(taken, "id") == f"dari Rp{told} yang sudah diberikan"

    def test_have_words_for_every_remark(self) -> None:
        assert set(REMARKS) == set(Remark)


class TestSteps:
    @pytest.mark.parametrize(
        ("code", "id_words", "en_words"),
        [
            (SettlementCode.GROSS, "jumlah 12 bulan", "the sum of 12 months"),
            (
                SettlementCode.POSITION_COST,
                "5% dari Rp240.000.000, paling banyak Rp500.000 untuk tiap bulan kerja: "
                "Rp6.000.000 untuk 12 bulan",
                "5% of Rp240,000,000, at most Rp500,000 for each month worked: Rp6,000,000 for 12 months",
            ),
            (SettlementCode.PENSION_CONTRIBUTIONS, None, None),
            (
                SettlementCode.NET,
                "bruto dikurangi ketiga baris di atas",
                "gross income less the three lines above",
            ),
            (SettlementCode.PTKP, "status TK/0 pada 1 Januari", "status TK/0 on 1 January"),
            (
                SettlementCode.TAXABLE,
                "Rp180.000.000 di atas PTKP, dibulatkan ke bawah ke kelipatan Rp1.000",
                "Rp180,000,000 above the PTKP, rounded down to a multiple of Rp1,000",
            ),
            (SettlementCode.BRACKET, "5% dari Rp60.000.000", "5% of Rp60,000,000"),
            (SettlementCode.SURCHARGE, "20% dari Rp21.000.000", "20% of Rp21,000,000"),
            (
                SettlementCode.DUE,
                "pajak setahun Rp25.200.000, sudah dipotong Rp23.760.000",
                "tax of the year Rp25,200,000, withheld before Rp23,760,000",
            ),
        ],
    )
    def test_say_how_they_were_taken(
        self, code: SettlementCode, id_words: str | None, en_words: str | None
    ) -> None:
        found = step(take_home(employment(salary=20_000_000, tax_number="NONE")), code)

        assert (step_how(found, "id"), step_how(found, "en")) == (id_words, en_words)

    def test_say_the_cap_that_is_in_force(self) -> None:
        cost = SettlementLine(
            code=SettlementCode.POSITION_COST,
            amount=2_100_000,
            base=60_000_000,
            rate=Decimal("0.06"),
            limit=700_000,
            months=3,
        )

        assert step_how(cost, "id") == (
            "6% dari Rp60.000.000, paling banyak Rp700.000 untuk tiap bulan kerja: Rp2.100.000 untuk 3 bulan"
        )

    @pytest.mark.parametrize(
        ("first", "named"),
        [("2026-01", "Masih dipotong di bulan terakhir"), ("2026-09", "Lebih dipotong dari pajak setahun")],
    )
    def test_call_what_is_due_by_its_sign(self, first: str, named: str) -> None:
        due = step(take_home(employment(first_month=first)), SettlementCode.DUE)

        assert (due.amount < 0) is (first == "2026-09")
        assert step_words(due, "id") == named
