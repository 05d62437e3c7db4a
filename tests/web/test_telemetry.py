"""What a request leaves in the log."""

import io
import json
from typing import Any

import pytest
import structlog

from shared import telemetry
from shared.domain.redaction.engine import redacted


@pytest.fixture
def unconfigured() -> object:
    """Structlog as a new process has it, put back afterwards."""
    before = structlog.get_config()
    structlog.reset_defaults()
    yield
    structlog.reset_defaults()
    structlog.configure(**before)


class TestConfigureLogging:
    @pytest.mark.usefixtures("unconfigured")
    def test_writes_json_where_no_terminal_reads(self, monkeypatch: pytest.MonkeyPatch) -> None:
        written = io.StringIO()
        monkeypatch.setattr("sys.stderr", written)

        telemetry.configure_logging(redact=redacted)
        telemetry.begin_trace("abc")
        structlog.get_logger().error("it_broke", part="db", exc_info=ValueError("why"))

        line = json.loads(written.getvalue())
        assert (line["message"], line["severity"], line["part"]) == ("it_broke", "ERROR", "db")
        assert line["request_id"] == "abc"
        assert "ValueError: why" in line["exception"]

    @pytest.mark.usefixtures("unconfigured")
    def test_leaves_out_what_is_below_the_level(self, monkeypatch: pytest.MonkeyPatch) -> None:
        written = io.StringIO()
        monkeypatch.setattr("sys.stderr", written)

        telemetry.configure_logging("warning", redact=redacted)
        structlog.get_logger().info("chatter")

        assert written.getvalue() == ""


NIK, PHONE, MAIL, NAME = "3273014112900001", "0812-3456-7890", "ayu@example.com", "Siti Aminah"
SAID = f"NIK {NIK}, hp {PHONE}, {MAIL}, an. {NAME}, gaji Rp5.000.000 sejak 2026-11-22"
SECRETS = (NIK, PHONE, MAIL, NAME, "Aminah")


class Terminal(io.StringIO):
    """Where people read the log."""

    def isatty(self) -> bool:
        return True


def logged(monkeypatch: pytest.MonkeyPatch, written: io.StringIO, **values: Any) -> str:
    """The line that a failure with these values leaves."""
    monkeypatch.setattr("sys.stderr", written)
    telemetry.configure_logging(redact=redacted)
    telemetry.begin_trace("0899-1111-2222-abc")
    structlog.get_logger().error("it_broke", exc_info=ValueError(SAID), **values)
    return written.getvalue()


class TestRedaction:
    @pytest.mark.usefixtures("unconfigured")
    @pytest.mark.parametrize("written", [io.StringIO(), Terminal()], ids=["collectors", "people"])
    def test_takes_people_out_of_values_and_tracebacks(
        self, monkeypatch: pytest.MonkeyPatch, written: io.StringIO
    ) -> None:
        line = logged(
            monkeypatch,
            written,
            content=SAID,
            nested={"rows": [SAID, ("x", SAID)]},
            raised=ValueError(SAID),
            data=SAID.encode(),
        )

        assert "it_broke" in line
        assert "ValueError" in line
        assert "Rp5.000.000 sejak 2026-11-22" in line
        assert [secret for secret in SECRETS if secret in line] == []

    @pytest.mark.usefixtures("unconfigured")
    def test_leaves_what_we_write_ourselves(self, monkeypatch: pytest.MonkeyPatch) -> None:
        line = json.loads(
            logged(monkeypatch, io.StringIO(), caller="1234567890123456", tokens=12_345_678_901)
        )

        assert line["request_id"] == "0899-1111-2222-abc"
        assert line["caller"] == "1234567890123456"
        assert line["tokens"] == 12_345_678_901

    @pytest.mark.usefixtures("unconfigured")
    def test_cuts_what_nobody_would_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        line = json.loads(logged(monkeypatch, io.StringIO(), content="panjang " * 10_000))

        assert len(line["content"]) == telemetry.LONGEST_VALUE


class TestSpent:
    def test_adds_up_by_part(self) -> None:
        trace = telemetry.begin_trace("abc")

        for _ in range(2):
            with telemetry.spent("db"):
                pass
        with telemetry.spent("model"):
            pass

        assert set(trace.spent) == {"db", "model"}
        assert trace.server_timing().startswith("db;dur=0.0, model;dur=0.0")
