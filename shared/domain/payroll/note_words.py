"""The notes of a year of pay as sentences; placeholders are `months`, `amount`, `limit` and `over`."""

from collections.abc import Mapping

from shared.domain.payroll.result import NoteCode
from shared.words import Words

NOTES: Mapping[NoteCode, Words] = {
    NoteCode.TER_EDGE: Words(
        id="{months}: penghasilan bruto {over} di atas batas {limit}, sehingga tarif yang lebih "
        "tinggi kena ke seluruhnya: pajaknya {amount} lebih besar daripada tepat di batas, jadi "
        "yang dibawa pulang lebih kecil. Pajak setahun dihitung ulang di bulan terakhir, jadi "
        "selisih ini tidak hilang.",
        en="{months}: gross income is {over} above the edge of {limit}, so that the higher rate "
        "takes all of it: the tax is {amount} more than exactly at the edge, and less is taken "
        "home. The last month works the year out anew, so this is not lost.",
    ),
    NoteCode.OVER_WITHHELD: Words(
        id="Sepanjang tahun dipotong lebih banyak dari pajak setahun. Pemberi kerja wajib "
        "mengembalikan {amount} kepadamu; di sini dihitung bersama gaji {months}.",
        en="Through the year more was withheld than the year's tax. The employer has to return "
        "{amount} to you; here it comes with the pay of {months}.",
    ),
    NoteCode.KEPT_BY_STATE: Words(
        id="Dari yang lebih dipotong, {amount} tidak dikembalikan kepadamu: pajak itu ditanggung "
        "pemerintah, bukan kamu.",
        en="Of what was withheld too much, {amount} is not returned to you: the state bore that "
        "tax, not you.",
    ),
    NoteCode.SETTLEMENT_HEAVY: Words(
        id="{months} memotong {amount}, lebih besar dari bulan mana pun sebelumnya (paling banyak "
        "{limit}): di bulan terakhir pajak setahun dihitung ulang, dan semua yang belum "
        "dipotong masuk ke bulan itu.",
        en="{months} withholds {amount}, more than any month before (at most {limit}): the last "
        "month works the year's tax out anew and takes all that was not withheld yet.",
    ),
    NoteCode.SETTLEMENT_EXCEEDS_PAY: Words(
        id="Di {months} potongannya {amount} lebih besar daripada yang dibayarkan; bicarakan cara "
        "melunasinya dengan pemberi kerja.",
        en="In {months} what is deducted is {amount} more than what is paid; agree with the "
        "employer how to settle it.",
    ),
    NoteCode.ALLOWANCE_TAKEN_BACK: Words(
        id="Yang sudah diberikan pemberi kerja untuk pajakmu {amount} lebih banyak daripada yang "
        "diperlukan untuk setahun. Hitungan ini menganggap pemberi kerja menariknya kembali di "
        "{months}, sehingga gaji bersih tetap; peraturan hanya menyebut kelebihan dikembalikan, "
        "jadi kesepakatan kerja bisa berbeda.",
        en="What the employer gave for your tax is {amount} more than the year needs. This takes "
        "it that the employer takes it back in {months}, so that net pay stays the same; the "
        "rules only say that too much is returned, so your agreement may differ.",
    ),
    NoteCode.EARLIER_TAX_RETURNED: Words(
        id="Pemberi kerja sebelumnya memotong {amount} lebih banyak daripada pajak setahun. "
        "Kelebihan itu milikmu dan di sini dikembalikan bersama gaji {months}.",
        en="The earlier employer withheld {amount} more than the tax of the whole year. That is "
        "yours; here it is returned with the pay of {months}.",
    ),
    NoteCode.TAX_BORNE_IS_INCOME: Words(
        id="Sejak 2024 pajak yang ditanggung pemberi kerja ikut menjadi penghasilanmu, jadi pajaknya "
        "dihitung atas gaji ditambah pajak itu sendiri.",
        en="Since 2024 tax that the employer bears is income of yours, so the tax is taken of the pay and of"
        " that tax itself.",
    ),
    NoteCode.STATE_BEARS: Words(
        id="{months}: pemerintah menanggung {amount} PPh 21 karena gaji tetapmu di bulan kerja "
        "pertama tahun itu tidak lebih dari {limit}: pajaknya dipotong dan dibayarkan kembali "
        "tunai. Ini berlaku bila bidang usaha pemberi kerja tercantum di lampiran peraturannya.",
        en="{months}: the state bears {amount} of tax because your fixed pay of the first month "
        "worked that year is not above {limit}: it is withheld and paid out in cash. This holds "
        "where the employer's line of business is listed in the rule's annex.",
    ),
    NoteCode.STATE_BEARS_NOTHING: Words(
        id="Pemerintah tidak menanggung PPh 21 ini: gaji tetapmu di bulan kerja pertama tahun itu "
        "{amount}, di atas batas {limit}.",
        en="The state does not bear this tax: your fixed pay of the first month worked that year "
        "is {amount}, above the limit of {limit}.",
    ),
    NoteCode.STATE_RULE_ABSENT: Words(
        id="Untuk bidang usaha ini belum ada aturan PPh 21 ditanggung pemerintah di bulan-bulan itu.",
        en="There is no rule by which the state bears the tax of this sector in those months.",
    ),
    NoteCode.STATE_NEEDS_NUMBER: Words(
        id="Pemerintah hanya menanggung PPh 21 bila NPWP atau NIK-mu dikenal DJP.",
        en="The state bears this tax only where the tax office knows your NPWP or NIK.",
    ),
    NoteCode.WITHOUT_NUMBER: Words(
        id="Tanpa NPWP maupun NIK yang dikenal DJP, pajaknya dipotong lebih tinggi. Mencocokkan NIK di situs"
        " pajak menghentikan tambahan ini.",
        en="Without an NPWP or an NIK that the tax office knows, more tax is withheld. Having your NIK "
        "matched on the tax office's site ends the surcharge.",
    ),
    NoteCode.OTHER_JOB: Words(
        id="Kamu mulai di tengah tahun. Bila sebelumnya bekerja di tempat lain tahun ini, berikan "
        "bukti potongnya ke pemberi kerja dan isi juga di sini (earlier_job); tanpa itu "
        "keduanya baru digabung di SPT tahunan dan pajaknya bisa kurang bayar.",
        en="You begin in mid-year. If you worked elsewhere this year, hand that certificate to the "
        "employer and enter it here too (earlier_job); without it both are joined in the annual "
        "return only, and tax may be left to pay.",
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
