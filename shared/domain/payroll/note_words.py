"""The notes of a year of pay as sentences; placeholders are `months`, `amount`, `limit` and `over`."""

from collections.abc import Mapping

from shared.domain.payroll.result import NoteCode
from shared.words import Words

NOTES: Mapping[NoteCode, Words] = {
    NoteCode.TER_EDGE: Words(
        id="{months}: penghasilan bruto {over} di atas batas {limit}, sehingga tarif yang lebih tinggi kena "
        "ke seluruhnya dan yang dibawa pulang {amount} lebih kecil daripada tepat di batas. Di bulan "
        "terakhir pajaknya dihitung ulang setahun, jadi selisih ini tidak hilang.",
        en="{months}: gross income is {over} above the edge of {limit}, so that the higher rate takes all of"
        " it and take-home pay is {amount} less than exactly at the edge. The last month works the year "
        "out anew, so this is not lost.",
    ),
    NoteCode.OVER_WITHHELD: Words(
        id="Sepanjang tahun dipotong {amount} lebih banyak dari pajak setahun. Pemberi kerja wajib "
        "mengembalikannya bersama gaji {months}.",
        en="Through the year {amount} more was withheld than the year's tax. The employer has to return it "
        "with the pay of {months}.",
    ),
    NoteCode.KEPT_BY_STATE: Words(
        id="{amount} yang lebih dipotong tidak dikembalikan kepadamu: pajaknya sudah dibayar pemerintah.",
        en="{amount} withheld too much is not returned to you: the state had borne that tax.",
    ),
    NoteCode.SETTLEMENT_HEAVY: Words(
        id="{months} memotong {amount}, lebih besar dari bulan mana pun (paling banyak {limit}): tarif "
        "bulanan ternyata lebih kecil dari pajak setahun, dan sisanya dipotong di bulan terakhir.",
        en="{months} withholds {amount}, more than any other month (at most {limit}): the monthly rates came"
        " to less than the year's tax, and the rest is due in the last month.",
    ),
    NoteCode.SETTLEMENT_EXCEEDS_PAY: Words(
        id="Di {months} potongan melebihi gaji sebesar {amount}; bicarakan cara membayarnya dengan pemberi "
        "kerja.",
        en="In {months} what is deducted is {amount} more than what is paid; agree with the employer how to "
        "pay it.",
    ),
    NoteCode.ALLOWANCE_TAKEN_BACK: Words(
        id="Tunjangan pajak sepanjang tahun {amount} lebih besar dari pajak setahun. Hitungan ini menganggap"
        " pemberi kerja menariknya kembali di {months}, sehingga gaji bersih tetap; peraturan hanya "
        "menyebut kelebihan dikembalikan, jadi kesepakatan kerja bisa berbeda.",
        en="Through the year the tax allowance came to {amount} more than the year's tax. This takes it that"
        " the employer takes it back in {months}, so that net pay stays the same; the rules only say that"
        " too much is returned, so your agreement may differ.",
    ),
    NoteCode.TAX_BORNE_IS_INCOME: Words(
        id="Sejak 2024 pajak yang ditanggung pemberi kerja ikut menjadi penghasilanmu, jadi pajaknya "
        "dihitung atas gaji ditambah pajak itu sendiri.",
        en="Since 2024 tax that the employer bears is income of yours, so the tax is taken of the pay and of"
        " that tax itself.",
    ),
    NoteCode.STATE_BEARS: Words(
        id="Pemerintah menanggung {amount} PPh 21 karena gaji tetapmu tidak lebih dari {limit} sebulan: "
        "pajaknya dipotong dan dibayarkan kembali tunai. Ini berlaku bila bidang usaha pemberi kerja "
        "tercantum di lampiran peraturannya.",
        en="The state bears {amount} of tax because your fixed pay is not above {limit} a month: it is "
        "withheld and paid out in cash. This holds where the employer's line of business is listed in the"
        " rule's annex.",
    ),
    NoteCode.STATE_BEARS_NOTHING: Words(
        id="Pemerintah tidak menanggung PPh 21 ini: gaji tetap di bulan pertama {amount}, batasnya {limit} "
        "(nol bila tidak ada aturannya), dan nomor pajak harus dikenal.",
        en="The state does not bear this tax: fixed pay of the first month is {amount}, the limit {limit} "
        "(nil where there is no rule), and the tax office must know your number.",
    ),
    NoteCode.WITHOUT_NUMBER: Words(
        id="Tanpa NPWP maupun NIK yang dikenal DJP, pajaknya dipotong lebih tinggi. Mencocokkan NIK di situs"
        " pajak menghentikan tambahan ini.",
        en="Without an NPWP or an NIK that the tax office knows, more tax is withheld. Having your NIK "
        "matched on the tax office's site ends the surcharge.",
    ),
    NoteCode.OTHER_JOB: Words(
        id="Kamu mulai di tengah tahun. Bila tahun ini sudah bekerja di tempat lain, berikan bukti potongnya"
        " ke pemberi kerja (earlier_job); tanpa itu pajak digabung baru di SPT tahunan dan bisa kurang "
        "bayar.",
        en="You begin in mid-year. If you worked elsewhere this year, hand that certificate to the employer "
        "(earlier_job); without it both are joined in the annual return only, and tax may be left to pay.",
    ),
    NoteCode.SHARE_PAID_BY_EMPLOYER: Words(
        id="Iuran pekerja dibayar pemberi kerja: menurut bunyi aturan, JHT dan JP tidak menambah penghasilan"
        " dan tidak mengurangi pajak, sedangkan iuran kesehatan menambah penghasilan. Tidak ada contoh "
        "resminya.",
        en="The employer pays the worker's share: by the letter of the rule JHT and JP neither add to income"
        " nor lower the tax, while health insurance adds to income. There is no official example of it.",
    ),
    NoteCode.NO_THR_YET: Words(
        id="THR baru ada setelah satu bulan bekerja.",
        en="There is no THR before a month of service.",
    ),
    NoteCode.BELOW_NISAB: Words(
        id="{months}: penghasilan di bawah nisab {limit} sebulan, jadi tidak ada zakat penghasilan.",
        en="{months}: income is below the nisab of {limit} a month, so there is no zakat on income.",
    ),
    NoteCode.ZAKAT_ON_ONES_OWN: Words(
        id="Zakat {amount} yang kamu bayar sendiri tidak mengurangi potongan pajak. Lewat lembaga resmi, "
        "masukkan di SPT tahunan; lewat pemberi kerja, langsung dihitung di bulan terakhir.",
        en="Zakat of {amount} that you pay yourself does not lower what is withheld. Paid to an approved "
        "body it goes into the annual return; through the employer it counts in the last month.",
    ),
}
