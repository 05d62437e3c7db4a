"""What a request is served with, made once at start."""

from dataclasses import dataclass

from dev.stack.auth.database import Database
from dev.stack.auth.hook import AccessTokenHook
from dev.stack.auth.keys import Keys
from dev.stack.auth.limits import Limits
from dev.stack.auth.postman import Postman
from dev.stack.auth.settings import Settings


@dataclass(frozen=True)
class Parts:
    """Settings and the few things built from them."""

    settings: Settings
    database: Database
    keys: Keys
    postman: Postman
    limits: Limits
    hook: AccessTokenHook | None

    @classmethod
    def of(cls, settings: Settings) -> "Parts":
        """Build everything. Raises ValueError when keys or hook are not usable."""
        return cls(
            settings=settings,
            database=Database(settings.database_url),
            keys=Keys(settings),
            postman=Postman(settings),
            limits=Limits(settings),
            hook=AccessTokenHook(settings.hook_uri) if settings.hook_enabled else None,
        )
