"""Goals in words: what they are, where one stands and why, and what would meet it."""

from collections.abc import Iterator, Mapping

from shared.domain.conversation.figures import format_date
from shared.domain.goals.model import GoalKind, GoalState
from shared.domain.goals.standing import Reason, Standing, Track
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
    Track.TOO_EARLY: Words(id="Terlalu dini untuk dinilai", en="Too early to tell"),
    Track.PAUSED: Words(id="Dijeda", en="Paused"),
    Track.IMPOSSIBLE: Words(id="Tidak terkejar tepat waktu", en="Not reachable in time"),
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
    Reason.PAUSED: Words(
        id="Dijeda, jadi tidak ikut rencana. Sudah terkumpul {counted}, masih kurang {lacking}.",
        en="Paused, so it is not in the plan. {counted} is there, {lacking} is missing.",
    ),
    Reason.DATE_PASSED: Words(
        id="Tanggalnya sudah tiba, masih kurang {lacking}. Pilih tanggal baru atau sisihkan kekurangannya.",
        en="Its date has come and {lacking} is missing. Choose a new date or set aside what is missing.",
    ),
    Reason.NOTHING_LEFT_OVER: Words(
        id="Sudah terkumpul {counted} dari {asked}. Perlu {needs}, padahal tidak ada sisa uang.",
        en="{counted} of {asked} is there. It takes {needs}, but nothing is left over.",
    ),
    Reason.REQUIRED_EXCEEDS_SURPLUS: Words(
        id="Sudah terkumpul {counted} dari {asked}. Perlu {needs}, sisa uangmu hanya {surplus} sebulan.",
        en="{counted} of {asked} is there. It takes {needs}, and only {surplus} a month is left over.",
    ),
    Reason.JUST_STARTED: Words(
        id="{begun}, terlalu dini untuk menilai lajunya. Sudah terkumpul {counted} dari {asked}.",
        en="{begun}: too early to judge the pace. {counted} of {asked} is there so far.",
    ),
    Reason.NOTHING_SET_ASIDE_LATELY: Words(
        id="Dalam {days} terakhir tidak ada tambahan. {gap}",
        en="Nothing was added in the last {days}. {gap}",
    ),
    Reason.MORE_TAKEN_BACK: Words(
        id="Dalam {days} terakhir lebih banyak yang diambil lagi daripada yang disisihkan. {gap}",
        en="More was taken back than set aside in the last {days}. {gap}",
    ),
    Reason.TARGET_OUTGROWS_SAVINGS: Words(
        id="Harganya terus naik: dengan {pace} sebulan, target ini tidak akan terkejar.",
        en="Its price keeps growing: at {pace} a month this target is never reached.",
    ),
    Reason.TOO_SLOW: Words(
        id="Dengan {pace} sebulan, target ini tidak tercapai dalam 50 tahun.",
        en="At {pace} a month this target is not reached within 50 years.",
    ),
    Reason.PACE_BELOW_REQUIRED: Words(
        id="Kamu menyisihkan {pace} sebulan, perlu {needs}. Dengan laju ini tercapai {reached_on}.",
        en="You set aside {pace} a month and need {needs}. At this pace you get there on {reached_on}.",
    ),
    Reason.PACE_MEETS_REQUIRED: Words(
        id="Kamu menyisihkan {pace} sebulan, perlu {needs}. Dengan laju ini tercapai {reached_on}.",
        en="You set aside {pace} a month and need {needs}. At this pace you get there on {reached_on}.",
    ),
    Reason.PACE_BEYOND_REQUIRED: Words(
        id="Kamu menyisihkan {pace} sebulan, perlu {needs}. Dengan laju ini sudah tercapai {reached_on}.",
        en="You set aside {pace} a month and need {needs}. At this pace you are there by {reached_on}.",
    ),
    Reason.GETS_THERE: Words(
        id="Kamu menyisihkan {pace} sebulan. Dengan laju ini tercapai {reached_on}.",
        en="You set aside {pace} a month. At this pace you get there on {reached_on}.",
    ),
}
"""Each reason in words; the placeholders are figures of the standing."""

A_MONTH = Words(id="{amount} sebulan", en="{amount} a month")
WITHIN = Words(id="{amount} dalam {days}", en="{amount} within {days}")
NEEDS = Words(id="Perlu {needs} supaya tepat waktu.", en="It takes {needs} to be in time.")
LACKS = Words(id="Masih kurang {lacking}.", en="{lacking} is still missing.")
TAKEN_UP = Words(id="Kalau dilanjutkan hari ini, perlu {needs}.", en="Taken up today it takes {needs}.")
DATE_CAME = Words(id="Tanggalnya sudah tiba.", en="Its date has come.")
BEGUN_TODAY = Words(id="Baru mulai hari ini", en="Begun today")
BEGUN = Words(id="Baru {days} berjalan", en="Only {days} in")
HAS_LEFT_OVER = Words(
    id="Sisa uangmu {surplus} sebulan, untuk semua tujuan.",
    en="You have {surplus} a month left over, for all your goals.",
)
SURPLUS_UNKNOWN = Words(
    id="Sisa uang bulananmu belum diketahui, jadi belum bisa dikatakan apakah cukup.",
    en="What you have left over a month is not known yet, so it cannot be said whether that is enough.",
)
INSTALMENTS = Words(
    id="Cicilan rutin mengurangi utangnya sendiri; di sini hanya uang yang disisihkan yang dihitung.",
    en="Regular instalments lower the debt by themselves; only what is set aside counts here.",
)

IN_TIME = Words(id="Supaya tepat waktu: {way}.", en="To be in time: {way}.")
SET_ASIDE = Words(id="sisihkan {needs}", en="set aside {needs}")
AT_PACE = Words(id="Dengan laju sekarang: {ways}.", en="At the present pace: {ways}.")
OR_AT_PACE = Words(id="Atau, dengan laju sekarang, {ways}.", en="Or, at the present pace, {ways}.")
LATER = Words(id="mundurkan tanggalnya {months}", en="move its date {months} later")
SMALLER = Words(id="turunkan targetnya menjadi {target}", en="lower its target to {target}")
OR = Words(id=" atau ", en=" or ")

DAYS = (Words(id="1 hari", en="1 day"), Words(id="{count} hari", en="{count} days"))
MONTHS = (Words(id="1 bulan", en="1 month"), Words(id="{count} bulan", en="{count} months"))


def standing_words(standing: Standing, kind: GoalKind, *, surplus: int | None, language: Language) -> str:
    """Why a goal of that kind stands where it does, with its figures; `surplus` is left over in a month."""
    reason = standing.reason
    told = _amounts(standing, surplus, language)
    days = counted(DAYS, standing.pace_days, language)
    sentence = REASONS[reason].into(
        language,
        **told,
        days=days,
        begun=BEGUN.into(language, days=days) if standing.pace_days else BEGUN_TODAY.into(language),
        gap=(NEEDS if standing.required else LACKS).into(language, **told),
        reached_on=format_date(standing.reached_on, language) if standing.reached_on else "",
    )
    more = [each.into(language, **told) for each in _added(standing, kind, surplus)]
    return " ".join([sentence, *more])


def counted(of: tuple[Words, Words], count: int, language: Language) -> str:
    """So many of something: one, or more."""
    one, many = of
    return one.into(language) if count == 1 else many.into(language, count=count)


def needs_words(amount: int, within_days: int | None, language: Language) -> str:
    """What is required, a month or within days."""
    told = format_rupiah(amount, language)
    if within_days is None:
        return A_MONTH.into(language, amount=told)
    return WITHIN.into(language, amount=told, days=counted(DAYS, within_days, language))


def remedy_words(standing: Standing, language: Language) -> str | None:
    """What would meet a goal, each on its own; None where nothing would."""
    remedies = standing.remedies
    if remedies is None:
        return None
    ways = later_or_smaller(remedies.months_later_at_pace, remedies.target_at_pace, language)
    if standing.required is None:
        return AT_PACE.into(language, ways=ways) if ways else None
    needs = needs_words(standing.required, standing.required_within_days, language)
    first = IN_TIME.into(language, way=SET_ASIDE.into(language, needs=needs))
    return f"{first} {OR_AT_PACE.into(language, ways=ways)}" if ways else first


def later_or_smaller(months: int | None, target: int | None, language: Language) -> str:
    """A later date or a smaller target as ways; empty without either."""
    ways: list[str] = []
    if months:
        ways.append(LATER.into(language, months=counted(MONTHS, months, language)))
    if target:
        ways.append(SMALLER.into(language, target=format_rupiah(target, language)))
    return OR.into(language).join(ways)


def _added(standing: Standing, kind: GoalKind, surplus: int | None) -> Iterator[Words]:
    """Sentences that follow the reason."""
    dated = standing.target_then is not None
    if standing.reason is Reason.PAUSED and dated:
        yield TAKEN_UP if standing.required else DATE_CAME
    if standing.reason is Reason.JUST_STARTED and dated:
        yield NEEDS
        yield SURPLUS_UNKNOWN if surplus is None else HAS_LEFT_OVER
    if kind is GoalKind.DEBT_FREE and standing.lacking:
        yield INSTALMENTS


def _amounts(standing: Standing, surplus: int | None, language: Language) -> dict[str, str]:
    asked = standing.target_then if standing.target_then is not None else standing.target
    amounts = {
        "counted": standing.counted,
        "asked": asked,
        "lacking": standing.lacking,
        "pace": standing.pace,
        "surplus": max(0, surplus or 0),
    }
    needs = needs_words(standing.required or 0, standing.required_within_days, language)
    return {name: format_rupiah(amount or 0, language) for name, amount in amounts.items()} | {"needs": needs}
