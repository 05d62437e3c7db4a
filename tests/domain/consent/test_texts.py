"""What people agree to is told whole, in both languages, and in order."""

from datetime import date

import pytest

from shared.domain.consent.model import ConsentText, Purpose
from shared.domain.consent.texts import current_text, parse
from shared.words import Words

ONE = """
[[ai_processing]]
version = {version}
checked_on = 2026-01-01
review_after = 2027-01-01
source = "a law"
title = {{ id = "a", en = "b" }}
question = {{ id = "a", en = "b" }}
leaves = [{{ id = "a", en = "b" }}]
stays = [{{ id = "a", en = "b" }}]
recipient = {{ id = "a", en = "b" }}
why = {{ id = "a", en = "b" }}
kept = {{ id = "a", en = "b" }}
without = {{ id = "a", en = "b" }}
withdraw = {{ id = "a", en = "b" }}
rights = {{ id = "a", en = "b" }}
"""


def written(*versions: str) -> str:
    return "\n".join(ONE.format(version=version) for version in versions)


def sentences(text: ConsentText) -> list[Words]:
    """Every sentence of a text."""
    alone = [value for _, value in text if isinstance(value, Words)]
    return [*alone, *text.leaves, *text.stays]


@pytest.mark.parametrize("purpose", Purpose)
class TestTheTextInForce:
    def test_says_everything_in_two_languages(self, purpose: Purpose) -> None:
        told = sentences(current_text(purpose))

        assert len(told) >= 12
        assert [each for each in told if not each.id or not each.en or each.id == each.en] == []

    def test_was_checked_and_will_be_again(self, purpose: Purpose) -> None:
        text = current_text(purpose)

        assert text.version <= text.checked_on < text.review_after


def test_names_who_gets_it_and_how_it_is_taken_back() -> None:
    text = current_text(Purpose.AI_PROCESSING)

    assert "Gemini" in text.recipient.id
    assert "di luar Indonesia" in text.recipient.id
    assert "kapan saja" in text.withdraw.id
    assert "UU 27/2022" in text.rights.id


class TestParsing:
    def test_takes_the_newest_as_the_one_in_force(self) -> None:
        known = parse(written("2026-01-02", "2026-03-04"))

        assert known[Purpose.AI_PROCESSING][-1].version == date(2026, 3, 4)

    @pytest.mark.parametrize("versions", [("2026-03-04", "2026-01-02"), ("2026-01-02", "2026-01-02")])
    def test_refuses_versions_out_of_order(self, versions: tuple[str, str]) -> None:
        with pytest.raises(ValueError, match="ordered"):
            parse(written(*versions))

    @pytest.mark.parametrize("text", ["", "ai_processing = []"])
    def test_refuses_a_purpose_without_a_text(self, text: str) -> None:
        with pytest.raises(ValueError, match="no text"):
            parse(text)
