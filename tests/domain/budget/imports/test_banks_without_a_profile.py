"""Files of banks and wallets without a profile."""

import pytest

from shared.domain.budget.imports.amounts import DecimalMark
from shared.domain.budget.imports.dates import DateOrder
from shared.domain.budget.imports.mapping import Mapping
from tests.domain.budget.imports.files import asked, booked, looked_at


class TestBanksWithoutAProfile:
    """Shapes that BNI, Jago, GoPay, OVO and DANA may give: none is public, the headings tell."""

    def test_bni_direct(self) -> None:
        file = looked_at(
            "Post Date,Value Date,Branch,Journal No.,Description,Debit,Credit,\n"
            '24/01/26 10.16.54,24/01/26,0996,003215,TRANSFER KE | BU RATNA | KOS,"1,250,000.00",.00,\n'
            '25/01/26 08.00.00,25/01/26,0996,003299,TRANSFER DARI | PT MAJU | GAJI,.00,"7,500,000.00",\n'
        )

        assert asked(file) == ["date_order"]  # 24/01/26 may be a day of 2024
        told = Mapping(date=0, description=(4,), debit=5, credit=6, date_order=DateOrder.DMY)
        assert booked(looked_at(_bni(), told=told)) == [
            ("2026-01-24", -1_250_000, "TRANSFER KE | BU RATNA | KOS"),
            ("2026-01-25", 7_500_000, "TRANSFER DARI | PT MAJU | GAJI"),
        ]

    def test_bni_history(self) -> None:
        file = looked_at(
            "Tanggal Transaksi;Uraian Transaksi;Tipe;Nominal;Saldo\n"
            "24/01/2026;Kos;D;1.250.000,00;6.250.000,00\n25/01/2026;Gaji;K;7.500.000,00;13.750.000,00\n"
        )

        assert [amount for _, amount, _ in booked(file)] == [-1_250_000, 7_500_000]
        assert file.balance is not None
        assert file.balance.disagreeing == ()

    def test_jago(self) -> None:
        file = looked_at(
            "Date & Time;Source/Destination;Transaction Details;Notes;Amount;Balance\n"
            "13 Apr 2026 11:33;Jago 100;RDN Disbursement;WD;+221.861;245.210\n"
            "13 Apr 2026 11:55;KOPI KENANGAN;QRIS;;-35.000;210.210\n"
        )

        assert asked(file) == ["decimal_mark"]
        told = Mapping(
            date=0, description=(1, 2), note=3, amount=4, balance=5, decimal_mark=DecimalMark.COMMA
        )
        assert booked(looked_at(_jago(), told=told)) == [
            ("2026-04-13", 221_861, "Jago 100 RDN Disbursement"),
            ("2026-04-13", -35_000, "KOPI KENANGAN QRIS"),
        ]

    @pytest.mark.parametrize("wallet", ["GoPay", "OVO", "DANA"])
    def test_wallets(self, wallet: str) -> None:
        file = looked_at(
            f"Riwayat {wallet}\nTanggal|Transaksi|Jenis|Nominal\n"
            "25 Feb 2026, 10:00|Bayar ke Warteg|Keluar|Rp22.000,00\n"
            "26 Feb 2026, 09:00|Top up|Masuk|Rp1.100.000,00\n"
        )

        assert [amount for _, amount, _ in booked(file)] == [-22_000, 1_100_000]


def _bni() -> str:
    return (
        "Post Date,Value Date,Branch,Journal No.,Description,Debit,Credit,\n"
        '24/01/26 10.16.54,24/01/26,0996,003215,TRANSFER KE | BU RATNA | KOS,"1,250,000.00",.00,\n'
        '25/01/26 08.00.00,25/01/26,0996,003299,TRANSFER DARI | PT MAJU | GAJI,.00,"7,500,000.00",\n'
    )


def _jago() -> str:
    return (
        "Date & Time;Source/Destination;Transaction Details;Notes;Amount;Balance\n"
        "13 Apr 2026 11:33;Jago 100;RDN Disbursement;WD;+221.861;245.210\n"
        "13 Apr 2026 11:55;KOPI KENANGAN;QRIS;;-35.000;210.210\n"
    )
