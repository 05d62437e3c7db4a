"""What rules for debts are called, and the warnings where one is broken, by their codes."""

from collections.abc import Mapping

from shared.words import Words

WARNINGS: Mapping[str, Words] = {
    "unlicensed_lender": Words(
        id=(
            "Pemberi pinjaman {debt} tidak berizin. Jangan pinjam lagi di sana; laporkan ke Satgas PASTI "
            "atau OJK di 157, juga kalau kamu diancam."
        ),
        en=(
            "The lender of {debt} has no licence. Borrow nothing more there; report it to Satgas PASTI or "
            "OJK at 157, also when you are threatened."
        ),
    ),
    "licence_unknown": Words(
        id="Apakah pemberi pinjaman {debt} berizin OJK? Cek di ojk.go.id atau tanya 157, lalu isi.",
        en="Is the lender of {debt} licensed by OJK? Check at ojk.go.id or ask 157, then fill in the answer.",
    ),
    "daily_rate_above_cap": Words(
        id=(
            "Biaya {debt} {value} sehari, di atas batas OJK {threshold}. Pemberi pinjaman berizin tidak "
            "boleh menagih lebih dari itu; tanyakan ke OJK di 157."
        ),
        en=(
            "{debt} costs {value} a day, above OJK's cap of {threshold}. A licensed lender may not charge "
            "more; ask OJK at 157."
        ),
    ),
    "charges_above_cap": Words(
        id="Bunga dan biaya {debt} mencapai {value} dari pinjamannya; batas OJK {threshold}.",
        en="Interest and fees of {debt} come to {value} of the loan; OJK's cap is {threshold}.",
    ),
    "charges_without_limit": Words(
        id=(
            "Biaya {debt} di sini adalah yang paling kecil: pemberi pinjaman tanpa izin tidak terikat batas "
            "OJK, jadi bunga dan dendanya bisa jauh lebih besar."
        ),
        en=(
            "What {debt} costs here is the least it can be: OJK's caps do not hold a lender without a "
            "licence, so its interest and penalties may be far higher."
        ),
    ),
    "online_penalty_above_cap": Words(
        id="Denda telat {debt} {value} sehari, di atas batas OJK {threshold} dari pokok yang belum dibayar.",
        en="The late penalty of {debt} is {value} a day, above OJK's cap of {threshold} of what is left.",
    ),
    "late_cost_unknown": Words(
        id=(
            "Di rencana ini {debt} kadang telat dibayar, tetapi dendanya belum kamu isi. Biaya sebenarnya "
            "lebih besar dari angka di sini."
        ),
        en=(
            "In these plans {debt} is paid late at times, but you have not told its late penalty. It really "
            "costs more than is shown here."
        ),
    ),
    "paylater_without_cap": Words(
        id=(
            "Belum ada batas biaya paylater yang kami temukan (dicek {checked}): POJK 32/2025 memberi OJK "
            "wewenang menetapkannya. Batas pinjol di sini hanya pembanding."
        ),
        en=(
            "We found no cap on what paylater may cost (checked in {checked}): POJK 32/2025 lets OJK set "
            "one. The caps on online loans only serve to compare."
        ),
    ),
    "paylater_above_online_cap": Words(
        id=(
            "Biaya {debt} {value} sehari, lebih mahal dari yang boleh ditagih pinjol ({threshold}). Lunasi "
            "dulu, jangan tambah."
        ),
        en=(
            "{debt} costs {value} a day, more than an online lender may charge ({threshold}). Pay it off "
            "early and add nothing to it."
        ),
    ),
    "paylater_charges_above_online_cap": Words(
        id="Bunga dan biaya {debt} mencapai {value} dari pinjamannya; pinjol hanya boleh {threshold}.",
        en="Interest and fees of {debt} come to {value} of the loan; online loans may reach {threshold}.",
    ),
    "card_rate_above_cap": Words(
        id="Bunga {debt} {value} sebulan, di atas batas Bank Indonesia {threshold}. Tanyakan ke banknya.",
        en="{debt} charges {value} a month, above Bank Indonesia's cap of {threshold}. Ask the issuing bank.",
    ),
    "card_penalty_above_cap": Words(
        id="Denda telat {debt} {value}, di atas batas Bank Indonesia {threshold}.",
        en="The late penalty of {debt} is {value}, above Bank Indonesia's cap of {threshold}.",
    ),
    "too_many_online_lenders": Words(
        id="Kamu meminjam di {value} pinjol sekaligus; batas OJK {threshold}.",
        en="You borrow from {value} online lenders at a time; OJK's limit is {threshold}.",
    ),
    "instalments_too_high": Words(
        id="Pembayaran minimum semua utang {value} dari pemasukan, di atas {threshold}. Jangan tambah utang.",
        en="The minimums of all debts are {value} of income, above {threshold}. Take on no new debt.",
    ),
    "instalments_near_limit": Words(
        id="Pembayaran minimum semua utang {value} dari pemasukan, lewat batas sehat {threshold}.",
        en="The minimums of all debts are {value} of income, past the healthy {threshold}.",
    ),
    "online_payments_too_high": Words(
        id="Pembayaran pinjol konsumtif {value} dari pemasukan; batas OJK {threshold}.",
        en="Payments on online loans for consumption are {value} of income; OJK's limit is {threshold}.",
    ),
}

RULES: Mapping[str, Words] = {
    "online_rate_consumption_short": Words(
        id="Batas biaya pinjol konsumtif per hari, sampai 6 bulan",
        en="Cap a day, consumption, up to 6 months",
    ),
    "online_rate_consumption_long": Words(
        id="Batas biaya pinjol konsumtif per hari, lebih dari 6 bulan",
        en="Cap a day, consumption, over 6 months",
    ),
    "online_rate_micro_short": Words(
        id="Batas biaya pinjol usaha mikro per hari, sampai 6 bulan",
        en="Cap a day, micro businesses, up to 6 months",
    ),
    "online_rate_micro_long": Words(
        id="Batas biaya pinjol usaha mikro per hari, lebih dari 6 bulan",
        en="Cap a day, micro businesses, over 6 months",
    ),
    "online_rate_business": Words(
        id="Batas biaya pinjol usaha kecil dan menengah per hari", en="Cap a day, small and medium businesses"
    ),
    "online_total": Words(
        id="Batas seluruh bunga, biaya, dan denda pinjol", en="Cap on all charges of an online loan"
    ),
    "online_late_consumption": Words(
        id="Denda telat pinjol konsumtif per hari, sebesar batas OJK",
        en="Late penalty of an online loan a day, at OJK's cap",
    ),
    "online_late_business": Words(
        id="Denda telat pinjol produktif per hari, sebesar batas OJK",
        en="Late penalty of a business's online loan a day, at OJK's cap",
    ),
    "paylater_caps": Words(
        id="Jumlah batas biaya paylater yang ditetapkan OJK", en="Caps on paylater that OJK has set"
    ),
    "online_lenders": Words(id="Batas jumlah pinjol sekaligus", en="Most online lenders at a time"),
    "online_payments_to_income": Words(
        id="Batas pembayaran pinjol dari pemasukan", en="Most of income for online loans"
    ),
    "card_rate": Words(id="Batas bunga kartu kredit per bulan", en="Cap on card interest a month"),
    "card_minimum": Words(id="Pembayaran minimum kartu kredit", en="Minimum payment of a card"),
    "card_minimum_floor": Words(
        id="Pembayaran minimum kartu kredit dalam rupiah", en="Least minimum payment of a card"
    ),
    "card_late_fraction": Words(id="Batas denda telat kartu kredit", en="Cap on a card's late penalty"),
    "card_late_amount": Words(
        id="Batas denda telat kartu kredit dalam rupiah", en="Cap on a card's late penalty in rupiah"
    ),
}
