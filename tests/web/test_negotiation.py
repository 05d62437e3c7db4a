"""What clients ask for in their Accept headers."""

import pytest

from shared.web.negotiation import preferred_language, prefers_stream
from shared.words import Language


class TestPreferredLanguage:
    @pytest.mark.parametrize(
        ("header", "language"),
        [
            ("", "id"),
            ("en", "en"),
            ("en-US,en;q=0.9", "en"),
            ("id-ID", "id"),
            ("in", "id"),
            ("fr", "id"),
            ("fr, en;q=0.3", "en"),
            ("id;q=0.5, en;q=0.8", "en"),
            ("en;q=0.5, id;q=0.8", "id"),
            ("en;q=0", "id"),
            ("*", "id"),
            ("en;q=nonsense", "id"),
            (",,;;q=,", "id"),
            ("EN", "en"),
            ("en," * 100_000, "en"),
        ],
    )
    def test_honours_weights_and_falls_back_to_indonesian(self, header: str, language: Language) -> None:
        assert preferred_language(header) == language


class TestPrefersStream:
    @pytest.mark.parametrize(
        ("header", "stream"),
        [
            ("", False),
            ("*/*", False),
            ("application/json", False),
            ("text/event-stream", True),
            ("text/event-stream, application/json;q=0.5", True),
            ("application/json, text/event-stream;q=0.5", False),
            ("text/event-stream;q=0", False),
        ],
    )
    def test_is_true_only_where_a_stream_is_named_and_liked(self, header: str, stream: bool) -> None:
        assert prefers_stream(header) is stream
