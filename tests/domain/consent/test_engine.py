"""What holds after which decisions."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from shared.domain.consent.engine import check_version, consent
from shared.domain.consent.model import ConsentState, ConsentTextOutdated, Decision, Purpose
from shared.domain.consent.texts import current_text

TEXT = current_text(Purpose.AI_PROCESSING)
NOW, OLD = TEXT.version, TEXT.version - timedelta(days=30)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def decisions(*made: tuple[bool, date]) -> list[Decision]:
    """Decisions in the order they were made, the latest first."""
    return [
        Decision(
            id=uuid4(),
            purpose=Purpose.AI_PROCESSING,
            version=version,
            granted=granted,
            created_at=NOON + timedelta(hours=number),
        )
        for number, (granted, version) in enumerate(made)
    ][::-1]


@pytest.mark.parametrize(
    ("made", "state"),
    [
        ([], ConsentState.NOT_ASKED),
        ([(True, NOW)], ConsentState.GRANTED),
        ([(False, NOW)], ConsentState.WITHDRAWN),
        ([(True, NOW), (False, NOW)], ConsentState.WITHDRAWN),
        ([(True, NOW), (False, OLD)], ConsentState.WITHDRAWN),
        ([(False, NOW), (True, NOW)], ConsentState.GRANTED),
        ([(True, OLD)], ConsentState.OUTDATED),
        ([(True, NOW + timedelta(days=1))], ConsentState.OUTDATED),
        ([(True, OLD), (True, NOW)], ConsentState.GRANTED),
    ],
)
def test_the_latest_decision_holds(made: list[tuple[bool, date]], state: ConsentState) -> None:
    told = decisions(*made)

    now = consent(Purpose.AI_PROCESSING, text=TEXT, decisions=told)

    assert (now.state, now.is_granted) == (state, state is ConsentState.GRANTED)
    assert now.history == tuple(told)
    assert now.since == (told[0].created_at if told else None)


def test_only_the_text_in_force_can_be_agreed_to() -> None:
    check_version(NOW, text=TEXT)

    for version in (OLD, None):
        with pytest.raises(ConsentTextOutdated) as refused:
            check_version(version, text=TEXT)
        assert NOW.isoformat() in refused.value.detail("id")
