"""What a request leaves in the log."""

import io
import json

import pytest
import structlog

from shared import telemetry


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

        telemetry.configure_logging()
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

        telemetry.configure_logging("warning")
        structlog.get_logger().info("chatter")

        assert written.getvalue() == ""


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
