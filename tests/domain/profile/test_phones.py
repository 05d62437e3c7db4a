"""Phone numbers as people type them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.profile.phones import NotAPhoneNumber, to_e164


class TestToE164:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("0812-3456-7890", "+6281234567890"),
            ("0812 3456 7890", "+6281234567890"),
            ("(0812) 3456.7890", "+6281234567890"),
            ("+62 812 3456 7890", "+6281234567890"),
            ("62 812 3456 7890", "+6281234567890"),
            ("812-3456-7890", "+6281234567890"),
            ("(021) 555-1234", "+62215551234"),
            ("+65 9123 4567", "+6591234567"),
            ("+1 202 555 0123", "+12025550123"),
        ],
    )
    def test_keeps_what_people_type_as_one_shape(self, typed: str, kept: str) -> None:
        assert to_e164(typed) == kept

    @pytest.mark.parametrize(
        "typed",
        [
            "",
            "0812",
            "0812-CALL-ME",
            "0812-3456-7890 ext. 5",
            "081234567890123456",
            "+62 812 3456 7890; drop table users",
            "tel:+6281234567890",
            "٠٨١٢٣٤٥٦٧٨٩٠",
            "+",
            "+999 123 456 789",
            "+683 4002",
        ],
    )
    def test_refuses_what_nobody_can_be_called_under(self, typed: str) -> None:
        with pytest.raises(NotAPhoneNumber):
            to_e164(typed)

    @given(st.text(max_size=40))
    def test_answers_e164_or_refuses_whatever_is_typed(self, typed: str) -> None:
        try:
            kept = to_e164(typed)
        except NotAPhoneNumber:
            return

        assert re.fullmatch(r"\+[1-9][0-9]{7,14}", kept)

    @given(st.from_regex(r"0812[0-9]{8}", fullmatch=True))
    def test_leaves_what_it_kept_as_it_is(self, typed: str) -> None:
        kept = to_e164(typed)

        assert to_e164(kept) == kept
