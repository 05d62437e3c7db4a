"""What is decided about a request before it is carried out, and who may be unable to decide it."""

from enum import StrEnum

from pydantic import AwareDatetime, ConfigDict, Field

from shared.domain.values import Value
from shared.errors import Unavailable
from shared.words import Words


class DatabaseUnavailable(Unavailable):
    """The database is unreachable, slow or failing; nothing can be decided or kept."""

    code = "database_unavailable"


class AuthUnavailable(Unavailable):
    """Supabase Auth is down or slow: nobody can sign in, or be verified while its keys cannot be had."""

    code = "auth_unavailable"
    says = Words(
        id="Layanan masuk sedang terganggu. Coba lagi sebentar lagi.",
        en="Signing in has a problem right now. Try again shortly.",
    )


class Admission(Value):
    """Whether a caller may go on now, and how full their bucket is. Times are whole seconds."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    allowed: bool
    limit: int = Field(description="Requests that the full bucket holds.")
    remaining: int
    reset_after: int = Field(description="Seconds until the bucket is full again.")
    retry_after: int = Field(0, description="Seconds to wait; 0 when allowed.")


class KeyState(StrEnum):
    """What is known of an idempotency key when it comes in."""

    NEW = "new"
    REPLAY = "replay"
    IN_PROGRESS = "in_progress"
    REUSED = "reused"


class StoredAnswer(Value):
    """An answer as it was sent: status, content type and the very text of the body."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)

    status: int
    content_type: str
    body: str


class KeyClaim(Value):
    """The state of an idempotency key.

    `claimed_at` comes with a new one: when this key was first claimed for this caller, which stays
    the same for every try within 24 hours. `answer` is the first answer when it is to be replayed.
    """

    state: KeyState
    claimed_at: AwareDatetime | None = None
    answer: StoredAnswer | None = None
