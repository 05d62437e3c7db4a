"""The people of the test harness are real accounts."""

import httpx
import jwt

from dev.stack.running import Running
from tests.people import People


async def test_a_person_is_signed_in_and_has_a_row_of_their_own(stack: Running, people: People) -> None:
    owner = await people("owner", first_name="Sari")

    headers = {"apikey": stack.publishable_key, "authorization": f"Bearer {owner.access_token}"}
    async with httpx.AsyncClient(base_url=stack.url, headers=headers, trust_env=False) as http:
        rows = (await http.get("/rest/v1/users", params={"select": "id,first_name"})).json()

    assert rows == [{"id": str(owner.id), "first_name": "Sari"}]


async def test_a_consultant_and_an_admin_carry_their_role_in_the_token(people: People) -> None:
    consultant, admin = await people.consultant(), await people.admin()

    assert _role_in(consultant.access_token) == "CONSULTANT"
    assert _role_in(admin.access_token) == "ADMIN"


def _role_in(token: str) -> str:
    return jwt.decode(token, options={"verify_signature": False})["user_role"]
