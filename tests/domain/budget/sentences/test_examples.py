"""The engine against a table of sentences, which anybody can read and extend."""

from typing import Any

import pytest

from shared.domain.budget.sentences.model import Proposal
from tests.builders.sentences import NAMES, TODAY, reading_of
from tests.domain.budget.sentences.examples import EXAMPLES

WHICH_ACCOUNT = {"account_missing", "to_account_missing", "account_ambiguous"}
"""Questions about accounts that a sentence does not name; the table leaves them out."""


def example_id(example: dict[str, Any]) -> str:
    return example["says"].replace("\n", " / ")


def as_told(proposal: Proposal, expected: dict[str, Any]) -> dict[str, Any]:
    """A proposal in the words of the table, with the optional fields that the example tells."""
    asked = [one for one in proposal.unclear if one.code not in WHICH_ACCOUNT]
    told: dict[str, Any] = {
        "amount": proposal.amount,
        "direction": proposal.direction.value if proposal.direction else None,
        "on": proposal.booked_on or "asked",
        "account": NAMES.get(proposal.account_id) if proposal.account_id else None,
        "to": NAMES.get(proposal.to_account_id) if proposal.to_account_id else None,
        "category": proposal.category_code,
        "merchant": proposal.merchant,
        "asks": sorted(one.code for one in asked),
        "between": [abs(int(candidate.value)) for candidate in asked[0].candidates]
        if "between" in expected
        else None,
    }
    optional = {"category", "merchant", "between"}
    return {name: value for name, value in told.items() if name not in optional or name in expected}


def as_expected(expected: dict[str, Any], today: object) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "amount": None,
        "direction": None,
        "on": today,
        "account": None,
        "to": None,
        "asks": [],
    }
    return plain | expected | {"asks": sorted(expected.get("asks", []))}


@pytest.mark.parametrize("example", EXAMPLES, ids=example_id)
def test_sentence(example: dict[str, Any]) -> None:
    today = example.get("today", TODAY)

    reading = reading_of(example["says"], today=today)

    if "unread" in example:
        assert (reading.proposals, [one.code for one in reading.unread]) == ((), [example["unread"]])
        return
    entries = example["entries"]
    assert len(reading.proposals) == len(entries)
    for proposal, expected in zip(reading.proposals, entries, strict=True):
        assert as_told(proposal, expected) == as_expected(expected, today)


def test_no_sentence_stands_twice() -> None:
    says = [example["says"] for example in EXAMPLES]

    assert len(says) == len(set(says)) > 500
