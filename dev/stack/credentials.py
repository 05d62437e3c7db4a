"""The keys and passwords of one stack: kept with its state, never sent anywhere."""

from typing import Any

from pydantic import BaseModel, ConfigDict

Jwk = dict[str, Any]


class Credentials(BaseModel):
    """What a stack signs with and what opens its doors."""

    model_config = ConfigDict(frozen=True)

    signing_key: Jwk
    jwt_secret: str
    publishable_key: str
    secret_key: str
    passwords: dict[str, str]

    @property
    def public_key(self) -> Jwk:
        """The signing key without its private half."""
        public = {name: value for name, value in self.signing_key.items() if name != "d"}
        return public | {"key_ops": ["verify"]}
