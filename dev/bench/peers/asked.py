"""What every server of the comparison is asked: one plan, the token of somebody, and what must be refused."""

import json
import time
from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

import jwt

from dev.stack.signing import make_credentials

PATH = "/api/v1/financial/budget/simulate"
AUDIENCE = "authenticated"
URL = "http://127.0.0.1:9"
"""Where our project would be. Nothing is asked there: the plan brings its figures, and the key is known."""

ISSUER = f"{URL}/auth/v1"
GROUPS = ("NEEDS", "NEEDS", "WANTS", "SAVING")
PRICES = ("FOOD", "HOUSING", "TRANSPORT", "OTHER")
HOUR = 3600


class Asking(NamedTuple):
    """A signed-in person: the key that is published, and a token that it verifies."""

    public_key: dict[str, Any]
    token: str


def sign_in() -> Asking:
    """Somebody with a fresh key; the token lasts an hour, as those of Supabase Auth do."""
    credentials = make_credentials()
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(UUID(int=1)),
        "iat": now,
        "exp": now + HOUR,
        "role": "authenticated",
        "email": "bench@example.com",
        "session_id": str(UUID(int=2)),
        "user_role": "USER",
    }
    key = credentials.signing_key
    token = jwt.encode(claims, jwt.PyJWK(key).key, algorithm="ES256", headers={"kid": key["kid"]})
    return Asking(credentials.public_key, token)


def plan() -> dict[str, Any]:
    """20 categories over 60 months, and two scenarios of an income, a category and a purchase each."""
    return {
        "months": 60,
        "baseline": {
            "start": "2026-12",
            "incomes": [{"id": "salary", "amount": 12_345_678, "growth": 0.045}],
            "categories": [
                {
                    "id": f"category {number}",
                    "group": GROUPS[number % len(GROUPS)],
                    "amount": 210_007 + 11_003 * number,
                    "price_group": PRICES[number // 2 % len(PRICES)],
                }
                for number in range(20)
            ],
            "cash": 30_000_000,
            "emergency_fund": 20_000_000,
            "other_assets": 5_000_000,
            "price_growth": 0.031,
            "price_growth_by_group": [{"group": "FOOD", "growth": 0.052}],
        },
        "scenarios": [
            {
                "name": "A better job",
                "changes": [
                    {"type": "INCOME_CHANGE", "income": "salary", "fraction": 0.13, "from": "2027-05"},
                    {
                        "type": "CATEGORY_CHANGE",
                        "category": "category 3",
                        "amount": 333_331,
                        "from": "2027-06",
                    },
                    {"type": "PURCHASE", "name": "Laptop", "amount": 14_500_000, "from": "2027-07"},
                ],
            },
            {
                "name": "A year of study",
                "changes": [
                    {
                        "type": "INCOME_CHANGE",
                        "income": "salary",
                        "amount": -4_000_001,
                        "from": "2028-01",
                        "until": "2028-12",
                    },
                    {
                        "type": "CATEGORY_CHANGE",
                        "category": "category 6",
                        "fraction": -0.37,
                        "from": "2028-01",
                    },
                    {"type": "PURCHASE", "name": "Fees", "amount": 25_000_000, "from": "2028-02"},
                ],
            },
        ],
    }


def spoiled() -> Iterator[bytes]:
    """Bodies to refuse: half a rupiah, a field too many, an unknown category, a month before the plan."""
    for where, value in (
        (("baseline", "cash"), 0.5),
        (("baseline", "categories", 19, "colour"), "red"),
        (("scenarios", 1, "changes", 1, "category"), "category 20"),
        (("scenarios", 0, "changes", 2, "from"), "2026-11"),
    ):
        body: Any = plan()
        inner = body
        for step in where[:-1]:
            inner = inner[step]
        inner[where[-1]] = value
        yield json.dumps(body).encode()


def post(body: bytes, *, token: str | None) -> bytes:
    """The request as it goes over the wire, on a connection that is kept."""
    bearer = f"authorization: Bearer {token}\r\n" if token else ""
    head = (
        f"POST {PATH} HTTP/1.1\r\nhost: 127.0.0.1\r\n{bearer}"
        f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
