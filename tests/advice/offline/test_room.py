"""What the answer with a new goal says of the money that is left over."""

import pytest

from tests.advice.offline.measuring import somebody
from tests.advice.offline.talking import Conversation


@pytest.mark.parametrize(
    "said",
    [
        "mau nabung buat nikah 90 juta sampai juni 2027, buatkan",
        "bikin target mobil 200 juta sampai desember 2027",
    ],
)
async def test_it_is_said_once(said: str) -> None:
    reply = await Conversation(await somebody()).say(said)

    assert [call.name for call in reply.calls] == ["create_goal"]
    assert reply.text.casefold().count("sisa uangmu") == 1
