"""Marks are the same for the same thing, stand by themselves, and lead back to what may be put back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.redaction.engine import Redactor, redacted

FRAGMENTS = st.lists(
    st.sampled_from(
        [
            "Pak ",
            "Bu ",
            "Mas ",
            "Budi",
            "budi ",
            "SITI AMINAH",
            "an. ",
            "a.n. ",
            "transfer ke ",
            "utang sama ",
            "dan ",
            "Fulano ",
            "fulano ",
            "namanya ",
            "teman ",
            "saya ",
            "Warung ",
            "BCA ",
            "150rb ",
            "Rp1.500.000 ",
            "pin ",
            "3273014112900001",
            "0812-3456-7890 ",
            "no rek ",
            "1234567890 ",
            "ayu@example.com ",
            "[orang 1] ",
            "1234 ",
            "[NIK 1]",
            "\n",
            ". ",
            ", ",
            "TRSF E-BANKING ",
            "CAROLINE ANG",
            "2026-11-22 ",
            "+62",
            "812 ",
            "si ",
            "Indah ",
            "PT ",
            "Sari Roti ",
            "- ",
            "/",
            "\u200b",
            "\uff11",
        ]
    ),
    max_size=14,
).map("".join)


PHRASES = st.sampled_from(
    [
        "utang ke Budi",
        "bu indah titip 50rb",
        "an. SITI AMINAH",
        "pinjam ke temen namanya fulano",
        "fulano belum bayar",
        "Siti, kata Indah",
        "TRSF E-BANKING 0104 CAROLINE ANG",
        "hp 0812-3456-7890",
        "+62 812 3456 7890",
        "no rek 12345",
        "rek 1234567890",
        "nik 3273014112900001",
        "pin 123456",
        "ayu@example.com",
        "Warung Bu Kris Rp50.000",
        "(021) 555-1234",
    ]
)


class TestMarks:
    def test_are_the_same_for_one_person_however_they_are_named(self) -> None:
        redactor = Redactor("id")

        said = [
            redactor.redact(text)
            for text in ("Pak Budi Santoso pinjam 1jt", "BUDI SANTOSO", "budi belum bayar", "utang Santoso")
        ]

        assert said == ["Pak [orang 1] pinjam 1jt", "[orang 1]", "[orang 1] belum bayar", "utang [orang 1]"]

    def test_differ_between_people(self) -> None:
        told = redacted("Budi Santoso, Budi Hartono, Siti dan lagi Hartono, lalu Budi")

        assert told == "[orang 1], [orang 2], [orang 3] dan lagi [orang 2], lalu [orang 1]"

    def test_are_the_same_for_one_number_however_it_is_written(self) -> None:
        told = redacted("hp 0812-3456-7890, +62 812 3456 7890, 081234567890 dan 0812-3456-7891")

        assert told == "hp [telepon 1], [telepon 1], [telepon 1] dan [telepon 2]"

    def test_speak_the_language_of_the_request(self) -> None:
        told = redacted("Rudi 0812-3456-7890 1234567890 3273014112900001", "en")

        assert told == "[person 1] [phone 1] [account 1] [NIK 1]"

    def test_find_a_name_everywhere_once_it_was_told_somewhere(self) -> None:
        redactor = Redactor("id")
        before = redactor.redact("fulano belum bayar")

        redactor.redact("pinjam ke temen namanya fulano")

        assert before == "fulano belum bayar"
        assert redactor.redact("fulano belum bayar") == "[orang 1] belum bayar"

    def test_do_not_take_a_word_of_everyday_for_a_name_without_its_capital(self) -> None:
        redactor = Redactor("id")
        redactor.redact("bu indah titip 50rb")

        assert redactor.redact("pantai yang indah, kata Indah") == "pantai yang indah, kata [orang 1]"

    def test_that_stand_already_are_given_to_nobody_else(self) -> None:
        assert redacted("[orang 1] dan [orang 4] kenal Rudi") == "[orang 1] dan [orang 4] kenal [orang 5]"

    def test_know_the_person_themselves(self) -> None:
        redactor = Redactor("id", own_names=("Ayu Lestari",))

        assert (
            redactor.redact("an. AYU LESTARI, Ayu, dan Lestari")
            == "an. [pemilik 1], [pemilik 1], dan [pemilik 1]"
        )
        assert redactor.redact("Ayu Kartika") == "[orang 1]"
        assert redactor.restore("halo [pemilik 1]") == "halo Ayu Lestari"


class TestRedacting:
    @settings(max_examples=300)
    @given(text=FRAGMENTS)
    def test_again_changes_nothing(self, text: str) -> None:
        once = redacted(text)

        assert redacted(once) == once

    @given(text=st.text(max_size=80))
    def test_any_text_again_changes_nothing(self, text: str) -> None:
        once = redacted(text)

        assert redacted(once) == once

    @settings(max_examples=300)
    @given(text=FRAGMENTS)
    def test_leaves_no_number_that_identifies_somebody(self, text: str) -> None:
        told = redacted(f"{text}; nik 3273014112900001; kartu 4111 1111 1111 1111; ayu@example.com")

        assert "3273014112900001" not in told
        assert "4111" not in told
        assert "ayu@" not in told

    def test_leaves_nothing_to_see_through_what_hides(self) -> None:
        assert redacted("hp \u202e0812\u200b3456\u20607890\u202c ya") == "hp \u202e[telepon 1]\u202c ya"

    def test_takes_keys_of_data_too_but_not_identifiers(self) -> None:
        redactor = Redactor("id")

        told = redactor.redact_json(
            {"by_merchant": {"Rudi Hartono": [5, "an. SITI AMINAH", None, True, 0.5]}, "budi": "Budi"}
        )

        assert told == {
            "by_merchant": {"[orang 1]": [5, "an. [orang 2]", None, True, 0.5]},
            "budi": "[orang 3]",
        }


class TestPuttingBack:
    def test_gives_names_accounts_phones_and_addresses(self) -> None:
        redactor = Redactor("id")
        told = redactor.redact("Rudi, 1234567890, 0812-3456-7890, ayu@example.com")

        assert redactor.restore(told) == "Rudi, 1234567890, 0812-3456-7890, ayu@example.com"
        assert redactor.restore("**[Orang 1]**: [orang1], [ orang 1 ] dan [person 1]nya") == (
            "**Rudi**: Rudi, Rudi dan Rudinya"
        )

    @pytest.mark.parametrize(
        "secret",
        ["3273014112900001", "09.254.294.3-407.000", "4111 1111 1111 1111", "pin 123456", "no rek 12345"],
    )
    def test_never_gives_identity_numbers_cards_codes_or_what_would_not_be_found_again(
        self, secret: str
    ) -> None:
        redactor = Redactor("id")
        told = redactor.redact(secret)

        assert told != secret
        assert redactor.restore(told) == told

    @pytest.mark.parametrize(
        "address",
        [
            "https://evil.example/?q=[orang 1]",
            "https://evil.example/[orang 1]",
            "![x](<https://evil.example?q=x[orang 1]>)",
            "a@[orang 1].example",
            "[orang 1]@evil.example",
            "[orang 1]/x",
            "\\[orang 1]",
        ],
    )
    def test_gives_nothing_into_an_address(self, address: str) -> None:
        redactor = Redactor("id")
        redactor.redact("transfer ke Rudi")

        assert redactor.restore(address) == address

    def test_leaves_marks_that_stand_for_nothing(self) -> None:
        assert Redactor("id").restore("[orang 1] [NIK 1] [catatan 3]") == "[orang 1] [NIK 1] [catatan 3]"

    def test_writes_a_name_as_in_the_text_that_was_learned_last(self) -> None:
        redactor = Redactor("id")
        redactor.redact("TRSF BUDI SANTOSO")

        redactor.learn("tadi bayar utang ke budi")

        assert redactor.restore("[orang 1]") == "Budi"

    @given(phrases=st.lists(PHRASES, max_size=8))
    def test_gives_what_is_taken_out_again_by_the_same_marks(self, phrases: list[str]) -> None:
        redactor = Redactor("id")
        for phrase in phrases:
            redactor.redact(phrase)
        told = redactor.redact("; ".join(phrases))

        assert redactor.redact(redactor.restore(told)) == told
