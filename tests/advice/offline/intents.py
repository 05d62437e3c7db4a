"""One way to say each of the things that somebody may want, in both languages."""

from collections.abc import Mapping

from shared.gateways.advisor.understanding.intents import Intent
from shared.words import Words

SAID: Mapping[Intent, Words] = {
    Intent.AFFORD: Words("sanggup beli sepeda 4 juta bulan depan?", "can i afford a 4 million bicycle?"),
    Intent.WHAT_IF: Words("kalau kena phk 4 bulan gimana?", "what if i lose my job for 4 months?"),
    Intent.FORECAST: Words("uangku cukup sampai gajian?", "will my money last until payday?"),
    Intent.TAKE_HOME: Words("gaji kotor 9 juta bersihnya berapa?", "what is left of 9 million gross?"),
    Intent.RECORD: Words("catat makan siang 25rb tunai", "record lunch 25k cash"),
    Intent.SET_BUDGET: Words("pasang anggaran kopi 400 ribu", "set a coffee budget of 400k"),
    Intent.ADD_RULE: Words("alfamart selalu masuk belanja dapur ya", "always file alfamart under groceries"),
    Intent.NEW_GOAL: Words("mau nabung buat kamera 6 juta", "i want to save 6 million for a camera"),
    Intent.CHANGE_GOAL: Words("ubah target laptop jadi 14 juta", "change my laptop goal to 14 million"),
    Intent.GOALS: Words("tujuan tabunganku sudah sampai mana?", "how are my goals doing?"),
    Intent.GOAL_PLAN: Words("bagi sisa uangku ke semua target", "split what is left between my goals"),
    Intent.DEBTS: Words("total utangku berapa sekarang?", "how much debt do i have?"),
    Intent.DEBT_LOAD: Words("cicilanku terlalu berat nggak?", "is my debt burden too high?"),
    Intent.PAYOFF: Words("utang mana yang dilunasi dulu?", "what is the fastest way to pay off my debts?"),
    Intent.SAFE: Words("hari ini aman belanja berapa?", "how much is safe to spend today?"),
    Intent.LEFT: Words("sisa anggaran makanku berapa?", "how much is left of my food budget?"),
    Intent.MONTH: Words("bulan ini habis berapa?", "how much did i spend last month?"),
    Intent.FIND: Words("kapan terakhir bayar kos?", "how much did i spend on coffee this month?"),
    Intent.RECURRING: Words("langgananku apa aja?", "what subscriptions am i paying for?"),
    Intent.PATTERNS: Words("uangku biasanya lari ke mana?", "where does my money usually go?"),
    Intent.HEALTH: Words("keuanganku sehat nggak?", "are my finances healthy?"),
    Intent.OVERVIEW: Words("kondisi keuanganku gimana?", "how am i doing financially?"),
    Intent.EMERGENCY: Words("dana daruratku cukup?", "is my emergency fund enough?"),
    Intent.SAVING_RATE: Words("idealnya nabung berapa persen gaji?", "how much of my income should i save?"),
    Intent.ADVICE: Words("kasih saran biar bisa hemat", "give me tips to manage my money"),
    Intent.FIGURES: Words("tabunganku berapa sekarang?", "what is my net worth?"),
    Intent.INVEST: Words("investasi apa yang cocok buat pemula?", "should i start investing now?"),
    Intent.RISK: Words("profil risikoku apa?", "what is my risk profile?"),
    Intent.DEFINE: Words("apa itu obligasi?", "what is a mutual fund?"),
    Intent.CONSULTANT: Words("carikan konsultan keuangan dong", "i want to talk to a human advisor"),
    Intent.COMFORT: Words("stres banget mikirin uang", "i am so stressed about money"),
    Intent.PRIVACY: Words("dataku aman nggak di sini?", "who can see my data?"),
    Intent.IDENTITY: Words("kamu siapa?", "are you a robot?"),
    Intent.ABILITIES: Words("kamu bisa apa aja?", "what can you do?"),
    Intent.GREETING: Words("halo, selamat pagi", "good morning!"),
    Intent.THANKS: Words("makasih ya", "thank you so much"),
    Intent.OUTSIDE: Words("resep nasi goreng dong", "what is the weather tomorrow?"),
}
