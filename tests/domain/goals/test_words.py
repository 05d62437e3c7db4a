"""Goals in words: every sentence in both languages, with its figures."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.goals.model import GoalKind, GoalState
from shared.domain.goals.standing import PaceRemedies, Reason, Standing, Track
from shared.domain.goals.words import KINDS, REASONS, STATES, TRACKS, remedy_words, standing_words
from shared.words import Language
from tests.builders.goals import MILLION, a_goal
from tests.domain.goals.test_standing import standing

SINGULAR = re.compile(r"\b1 (days|months|goals)\b|\b0 (hari|day|bulan|month)")


def a_standing(reason: Reason, track: Track = Track.BEHIND, **figures: Any) -> Standing:
    """A wedding of Rp 12 million in a year, of which three are there."""
    usual: dict[str, Any] = {
        "target": 12 * MILLION,
        "target_then": 12 * MILLION,
        "counted": 3 * MILLION,
        "lacking": 9 * MILLION,
        "required": 750_000,
        "pace": 500_000,
        "pace_days": 90,
        "reached_on": date(2028, 5, 31),
    }
    return Standing(track=track, reason=reason, **usual | figures)


SENTENCES: Mapping[str, tuple[Standing, int | None, str, str]] = {
    "just begun": (
        a_standing(Reason.JUST_STARTED, pace=None, pace_days=0),
        MILLION,
        "Baru mulai hari ini, terlalu dini untuk menilai lajunya. Sudah terkumpul Rp3.000.000 dari "
        "Rp12.000.000. Perlu Rp750.000 sebulan supaya tepat waktu. Sisa uangmu Rp1.000.000 sebulan, untuk "
        "semua tujuan.",
        "Begun today: too early to judge the pace. Rp3,000,000 of Rp12,000,000 is there so far. It takes "
        "Rp750,000 a month to be in time. You have Rp1,000,000 a month left over, for all your goals.",
    ),
    "a day in, without a surplus": (
        a_standing(Reason.JUST_STARTED, pace=None, pace_days=1),
        None,
        "Baru 1 hari berjalan, terlalu dini untuk menilai lajunya. Sudah terkumpul Rp3.000.000 dari "
        "Rp12.000.000. Perlu Rp750.000 sebulan supaya tepat waktu. Sisa uang bulananmu belum diketahui, "
        "jadi belum bisa dikatakan apakah cukup.",
        "Only 1 day in: too early to judge the pace. Rp3,000,000 of Rp12,000,000 is there so far. It takes "
        "Rp750,000 a month to be in time. What you have left over a month is not known yet, so it cannot be "
        "said whether that is enough.",
    ),
    "begun without a date": (
        a_standing(
            Reason.JUST_STARTED, Track.NO_DATE, pace=None, pace_days=9, required=None, target_then=None
        ),
        None,
        "Baru 9 hari berjalan, terlalu dini untuk menilai lajunya. Sudah terkumpul Rp3.000.000 dari "
        "Rp12.000.000.",
        "Only 9 days in: too early to judge the pace. Rp3,000,000 of Rp12,000,000 is there so far.",
    ),
    "too little left over": (
        a_standing(Reason.REQUIRED_EXCEEDS_SURPLUS, Track.IMPOSSIBLE),
        600_000,
        "Sudah terkumpul Rp3.000.000 dari Rp12.000.000. Perlu Rp750.000 sebulan, sisa uangmu hanya "
        "Rp600.000 sebulan.",
        "Rp3,000,000 of Rp12,000,000 is there. It takes Rp750,000 a month, and only Rp600,000 a month is "
        "left over.",
    ),
    "nothing left over": (
        a_standing(Reason.NOTHING_LEFT_OVER, Track.IMPOSSIBLE),
        -MILLION,
        "Sudah terkumpul Rp3.000.000 dari Rp12.000.000. Perlu Rp750.000 sebulan, padahal tidak ada sisa "
        "uang.",
        "Rp3,000,000 of Rp12,000,000 is there. It takes Rp750,000 a month, but nothing is left over.",
    ),
    "days left": (
        a_standing(Reason.PACE_BELOW_REQUIRED, required=9 * MILLION, required_within_days=12),
        None,
        "Kamu menyisihkan Rp500.000 sebulan, perlu Rp9.000.000 dalam 12 hari. Dengan laju ini tercapai 31 "
        "Mei 2028.",
        "You set aside Rp500,000 a month and need Rp9,000,000 within 12 days. At this pace you get there on "
        "31 May 2028.",
    ),
    "nothing lately": (
        a_standing(Reason.NOTHING_SET_ASIDE_LATELY, pace=0),
        None,
        "Dalam 90 hari terakhir tidak ada tambahan. Perlu Rp750.000 sebulan supaya tepat waktu.",
        "Nothing was added in the last 90 days. It takes Rp750,000 a month to be in time.",
    ),
    "nothing lately, no date": (
        a_standing(Reason.NOTHING_SET_ASIDE_LATELY, Track.NO_DATE, required=None, target_then=None, pace=0),
        None,
        "Dalam 90 hari terakhir tidak ada tambahan. Masih kurang Rp9.000.000.",
        "Nothing was added in the last 90 days. Rp9,000,000 is still missing.",
    ),
    "paused": (
        a_standing(Reason.PAUSED, Track.PAUSED),
        None,
        "Dijeda, jadi tidak ikut rencana. Sudah terkumpul Rp3.000.000, masih kurang Rp9.000.000. Kalau "
        "dilanjutkan hari ini, perlu Rp750.000 sebulan.",
        "Paused, so it is not in the plan. Rp3,000,000 is there, Rp9,000,000 is missing. Taken up today it "
        "takes Rp750,000 a month.",
    ),
    "paused beyond its date": (
        a_standing(Reason.PAUSED, Track.PAUSED, required=None),
        None,
        "Dijeda, jadi tidak ikut rencana. Sudah terkumpul Rp3.000.000, masih kurang Rp9.000.000. Tanggalnya "
        "sudah tiba.",
        "Paused, so it is not in the plan. Rp3,000,000 is there, Rp9,000,000 is missing. Its date has come.",
    ),
    "paused without a date": (
        a_standing(Reason.PAUSED, Track.PAUSED, required=None, target_then=None),
        None,
        "Dijeda, jadi tidak ikut rencana. Sudah terkumpul Rp3.000.000, masih kurang Rp9.000.000.",
        "Paused, so it is not in the plan. Rp3,000,000 is there, Rp9,000,000 is missing.",
    ),
    "a price that grows": (
        a_standing(Reason.TARGET_OUTGROWS_SAVINGS),
        None,
        "Harganya terus naik: dengan Rp500.000 sebulan, target ini tidak akan terkejar.",
        "Its price keeps growing: at Rp500,000 a month this target is never reached.",
    ),
}


@pytest.mark.parametrize("case", SENTENCES)
def test_a_standing_reads_like_this(case: str) -> None:
    found, surplus, indonesian, english = SENTENCES[case]

    assert standing_words(found, GoalKind.WEDDING, surplus=surplus, language="id") == indonesian
    assert standing_words(found, GoalKind.WEDDING, surplus=surplus, language="en") == english


@pytest.mark.parametrize("kind", [GoalKind.DEBT_FREE, GoalKind.WEDDING])
def test_being_debt_free_says_what_counts(kind: GoalKind) -> None:
    told = standing_words(a_standing(Reason.PACE_BELOW_REQUIRED), kind, surplus=None, language="en")
    assert told.endswith("only what is set aside counts here.") is (kind is GoalKind.DEBT_FREE)


def test_everything_has_words_in_both_languages() -> None:
    assert (set(KINDS), set(STATES), set(TRACKS)) == (set(GoalKind), set(GoalState), set(Track))
    assert set(REASONS) == set(Reason)
    for words in (*KINDS.values(), *STATES.values(), *TRACKS.values(), *REASONS.values()):
        assert words.id
        assert words.en


class TestRemedies:
    @pytest.mark.parametrize(
        ("remedies", "figures", "indonesian", "english"),
        [
            (
                PaceRemedies(more_than_pace=250_000, months_later_at_pace=7, target_at_pace=9 * MILLION),
                {},
                "Supaya tepat waktu: sisihkan Rp750.000 sebulan. Atau, dengan laju sekarang, mundurkan "
                "tanggalnya 7 bulan atau turunkan targetnya menjadi Rp9.000.000.",
                "To be in time: set aside Rp750,000 a month. Or, at the present pace, move its date 7 "
                "months later or lower its target to Rp9,000,000.",
            ),
            (
                PaceRemedies(months_later_at_pace=1),
                {"required": 9 * MILLION, "required_within_days": 1},
                "Supaya tepat waktu: sisihkan Rp9.000.000 dalam 1 hari. Atau, dengan laju sekarang, "
                "mundurkan tanggalnya 1 bulan.",
                "To be in time: set aside Rp9,000,000 within 1 day. Or, at the present pace, move its date "
                "1 month later.",
            ),
            (
                PaceRemedies(months_later_at_pace=2),
                {"required": None},
                "Dengan laju sekarang: mundurkan tanggalnya 2 bulan.",
                "At the present pace: move its date 2 months later.",
            ),
            (
                PaceRemedies(more_than_pace=750_000),
                {},
                "Supaya tepat waktu: sisihkan Rp750.000 sebulan.",
                "To be in time: set aside Rp750,000 a month.",
            ),
        ],
    )
    def test_read_like_this(
        self, remedies: PaceRemedies, figures: dict[str, Any], indonesian: str, english: str
    ) -> None:
        found = a_standing(Reason.PACE_BELOW_REQUIRED, remedies=remedies, **figures)
        assert (remedy_words(found, "id"), remedy_words(found, "en")) == (indonesian, english)

    @pytest.mark.parametrize("remedies", [None, PaceRemedies()])
    def test_are_none_where_nothing_would_do(self, remedies: PaceRemedies | None) -> None:
        found = a_standing(Reason.DATE_PASSED, required=None, remedies=remedies)
        assert remedy_words(found, "en") is None


@given(
    st.integers(1, 500 * MILLION),
    st.integers(0, 5 * MILLION),
    st.none() | st.dates(date(2026, 1, 1), date(2100, 1, 1)),
    st.none() | st.integers(-MILLION, 5 * MILLION),
    st.booleans(),
)
def test_no_sentence_lacks_a_figure_or_says_one_of_many(
    price: int, monthly: int, day: date | None, surplus: int | None, grows: bool
) -> None:
    found = standing(a_goal(price, target_on=day, grows=grows), monthly, surplus=surplus)
    languages: tuple[Language, Language] = ("id", "en")
    told = [standing_words(found, GoalKind.OWN, surplus=surplus, language=language) for language in languages]
    told += [remedy_words(found, language) or "" for language in languages]

    assert told[0] != told[1]
    assert all("{" not in each and "  " not in each and " ." not in each for each in told)
    assert not any(SINGULAR.search(each) for each in told)
