"""Goals in words: where one stands and why, and what the plan can and cannot do for it."""

from collections.abc import Mapping

from shared.domain.conversation.figures import format_date
from shared.domain.goals.model import GoalKind, GoalState
from shared.domain.goals.plan import Outcome, PlannedGoal, WhyNot
from shared.domain.goals.standing import Reason, Remedies, Standing, Track
from shared.domain.money import format_rupiah
from shared.words import Language, Words

KINDS: Mapping[GoalKind, Words] = {
    GoalKind.EMERGENCY_FUND: Words(id="Dana darurat", en="Emergency fund"),
    GoalKind.PURCHASE: Words(id="Pembelian", en="Purchase"),
    GoalKind.WEDDING: Words(id="Pernikahan", en="Wedding"),
    GoalKind.HOUSE: Words(id="Rumah", en="House"),
    GoalKind.EDUCATION: Words(id="Pendidikan", en="Education"),
    GoalKind.HAJJ: Words(id="Haji", en="Hajj"),
    GoalKind.UMRAH: Words(id="Umrah", en="Umrah"),
    GoalKind.RETIREMENT: Words(id="Pensiun", en="Retirement"),
    GoalKind.DEBT_FREE: Words(id="Bebas utang", en="Debt-free"),
    GoalKind.OWN: Words(id="Tujuan sendiri", en="Own goal"),
}
STATES: Mapping[GoalState, Words] = {
    GoalState.ACTIVE: Words(id="Berjalan", en="Active"),
    GoalState.PAUSED: Words(id="Dijeda", en="Paused"),
    GoalState.ACHIEVED: Words(id="Tercapai", en="Achieved"),
    GoalState.SPENT: Words(id="Sudah dipakai", en="Spent"),
    GoalState.DROPPED: Words(id="Dibatalkan", en="Dropped"),
}
TRACKS: Mapping[Track, Words] = {
    Track.AHEAD: Words(id="Lebih cepat dari rencana", en="Ahead"),
    Track.ON_TRACK: Words(id="Sesuai rencana", en="On track"),
    Track.BEHIND: Words(id="Tertinggal", en="Behind"),
    Track.REACHED: Words(id="Target tercapai", en="Reached"),
    Track.NO_DATE: Words(id="Tanpa tanggal", en="No date"),
    Track.IMPOSSIBLE: Words(id="Tidak mungkin tepat waktu", en="Impossible in time"),
    Track.UNKNOWN: Words(id="Belum bisa dihitung", en="Cannot be told yet"),
}
REASONS: Mapping[Reason, Words] = {
    Reason.COVERED: Words(
        id="Yang terkumpul {counted} sudah menutup target {asked}.",
        en="The {counted} you have covers the target of {asked}.",
    ),
    Reason.NOTHING_OWED: Words(id="Tidak ada utang tersisa.", en="Nothing is owed any more."),
    Reason.EXPENSES_UNKNOWN: Words(
        id="Target ini mengikuti pengeluaran bulananmu, dan itu belum diketahui. Isi atau catat dulu.",
        en="This target follows your monthly spending, which is not known yet. Fill it in or track it.",
    ),
    Reason.DEBT_UNKNOWN: Words(
        id="Target ini mengikuti sisa utangmu, dan itu belum diketahui. Isi dulu daftar utang.",
        en="This target follows what you owe, which is not known yet. List your debts first.",
    ),
    Reason.DATE_PASSED: Words(
        id="Tanggalnya sudah tiba dan masih kurang {lacking}.",
        en="Its date has come and {lacking} is still missing.",
    ),
    Reason.REQUIRED_EXCEEDS_SURPLUS: Words(
        id="Perlu {required} sebulan, lebih besar dari sisa uangmu {surplus} sebulan.",
        en="It takes {required} a month, more than the {surplus} you have left over.",
    ),
    Reason.JUST_STARTED: Words(
        id="Baru dimulai. Perlu {required} sebulan supaya tercapai tepat waktu.",
        en="Only just begun. It takes {required} a month to get there in time.",
    ),
    Reason.NOTHING_SET_ASIDE_LATELY: Words(
        id="Dalam {pace_days} hari terakhir tidak ada tambahan. Masih kurang {lacking}.",
        en="Nothing was added in the last {pace_days} days. {lacking} is still missing.",
    ),
    Reason.TARGET_OUTGROWS_SAVINGS: Words(
        id="Harganya naik lebih cepat daripada tabunganmu: dengan {pace} sebulan, target ini tidak terkejar.",
        en="Its price grows faster than your savings: at {pace} a month this target is never reached.",
    ),
    Reason.TOO_SLOW: Words(
        id="Dengan {pace} sebulan, target ini perlu lebih dari 50 tahun.",
        en="At {pace} a month this target takes more than 50 years.",
    ),
    Reason.PACE_BELOW_REQUIRED: Words(
        id="Kamu menyisihkan {pace} sebulan, perlu {required}. Dengan laju ini tercapai {reached_on}.",
        en="You set aside {pace} a month and need {required}. At this pace you get there on {reached_on}.",
    ),
    Reason.PACE_MEETS_REQUIRED: Words(
        id="Kamu menyisihkan {pace} sebulan, cukup untuk {required} yang diperlukan.",
        en="You set aside {pace} a month, enough for the {required} it takes.",
    ),
    Reason.PACE_BEYOND_REQUIRED: Words(
        id="Kamu menyisihkan {pace} sebulan, lebih dari {required}: tercapai {reached_on}, lebih cepat.",
        en="You set aside {pace} a month, more than {required}: there by {reached_on}, ahead of time.",
    ),
    Reason.GETS_THERE: Words(
        id="Dengan {pace} sebulan, tercapai {reached_on}.",
        en="At {pace} a month you get there on {reached_on}.",
    ),
}
"""Each reason in words; the placeholders are figures of the standing."""

OUTCOMES: Mapping[Outcome, Words] = {
    Outcome.ALREADY_REACHED: Words(id="Sudah tercapai", en="Reached already"),
    Outcome.ON_TIME: Words(id="Tepat waktu", en="On time"),
    Outcome.LATE: Words(id="Terlambat", en="Late"),
    Outcome.REACHED: Words(id="Tercapai", en="Reached"),
    Outcome.NOT_REACHED: Words(id="Belum tercapai", en="Not reached"),
    Outcome.UNKNOWN: Words(id="Belum bisa dihitung", en="Cannot be told yet"),
}
WHY_NOT: Mapping[WhyNot, Words] = {
    WhyNot.TARGET_UNKNOWN: Words(
        id="Targetnya belum diketahui, jadi belum masuk rencana.",
        en="Its target is not known yet, so it is not in the plan.",
    ),
    WhyNot.NO_MONEY_IN_TIME: Words(
        id="Tanggalnya datang sebelum sisa uang bulan ini terkumpul; masih kurang {short}.",
        en="Its date comes before this month's money is there; {short} is missing.",
    ),
    WhyNot.NO_SURPLUS: Words(
        id="Tidak ada sisa uang untuk disisihkan. Mulai dari menambah pemasukan atau mengurangi pengeluaran.",
        en="Nothing is left over to set aside. Begin by earning more or spending less.",
    ),
    WhyNot.GOALS_ABOVE_COME_FIRST: Words(
        id="Cukup kalau sendirian, tapi uangnya dipakai tujuan dengan prioritas lebih tinggi.",
        en="There is enough for it alone, but goals of higher priority come first.",
    ),
    WhyNot.SURPLUS_TOO_SMALL: Words(
        id="Sisa uangmu tidak cukup sampai tanggalnya: masih kurang {short}.",
        en="What is left over is not enough by its date: {short} is missing.",
    ),
    WhyNot.TARGET_OUTGROWS_SURPLUS: Words(
        id="Harganya naik lebih cepat daripada seluruh sisa uangmu, jadi tidak terkejar.",
        en="Its price grows faster than all you have left over, so it is never reached.",
    ),
    WhyNot.BEYOND_THE_MONTHS: Words(
        id="Belum tercapai dalam {months} bulan yang dihitung.",
        en="Not reached within the {months} months looked at.",
    ),
}
"""Each reason of the plan in words."""

MORE = Words(id="sisihkan {more} lebih banyak sebulan", en="set aside {more} more a month")
LATER = Words(id="mundurkan tanggalnya {months} bulan", en="move its date {months} months later")
SMALLER = Words(id="turunkan targetnya menjadi {target}", en="lower its target to {target}")
EITHER = Words(id="Supaya tercapai: {ways}.", en="To get there: {ways}.")
OR = Words(id=", atau ", en=", or ")


def standing_words(standing: Standing, *, surplus: int | None, language: Language) -> str:
    """Why a goal stands where it does, with its figures."""
    asked = standing.target_then if standing.target_then is not None else standing.target
    amounts = {
        "counted": standing.counted,
        "asked": asked,
        "lacking": standing.lacking,
        "required": standing.required,
        "pace": standing.pace,
        "surplus": max(0, surplus or 0),
    }
    told = {name: format_rupiah(amount or 0, language) for name, amount in amounts.items()}
    reached = format_date(standing.reached_on, language) if standing.reached_on else ""
    days = max(standing.pace_days, 1)
    return REASONS[standing.reason].into(language, **told, pace_days=days, reached_on=reached)


def plan_words(planned: PlannedGoal, *, months: int, language: Language) -> str | None:
    """Why a goal is not met in the plan, with its figures; None where it is."""
    if planned.why_not is None:
        return None
    return WHY_NOT[planned.why_not].into(
        language, short=format_rupiah(planned.short, language), months=months
    )


def outcome_words(outcome: Outcome, language: Language) -> str:
    """What becomes of a goal in the plan."""
    return OUTCOMES[outcome].into(language)


def remedy_words(remedies: Remedies, language: Language) -> str | None:
    """What would meet a goal, each on its own; None where nothing would."""
    ways: list[str] = []
    if remedies.more_per_month:
        ways.append(MORE.into(language, more=format_rupiah(remedies.more_per_month, language)))
    if remedies.months_later:
        ways.append(LATER.into(language, months=remedies.months_later))
    if remedies.fitting_target:
        ways.append(SMALLER.into(language, target=format_rupiah(remedies.fitting_target, language)))
    return EITHER.into(language, ways=OR.into(language).join(ways)) if ways else None
