"""What the account function runs against: the one place that names real stores and gateways."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from functions.account.service import IdentityProvider, SigningIn
from shared.domain.caller import Caller
from shared.services.accounts import AccountService
from shared.services.consents import ConsentService
from shared.services.profiles import ProfileService
from shared.settings import ForwardingSettings, SupabaseSettings, WebSettings, load
from shared.stores.consents import Consents
from shared.stores.database import Database
from shared.stores.http import shared_client
from shared.stores.idempotency_keys import IdempotencyKeyStore
from shared.stores.profiles import Profiles
from shared.stores.rate_limits import RateLimitStore
from shared.stores.users import Users
from shared.web.health import Check
from shared.web.parts import WebParts
from shared.web.wiring import real_parts


@dataclass(frozen=True, kw_only=True)
class Deps:
    """Services are made for one caller each and act as them alone."""

    identity: IdentityProvider
    accounts: Callable[[Caller], AccountService]
    profiles: Callable[[Caller], ProfileService]
    consents: Callable[[Caller], ConsentService]
    web: WebParts
    checks: Mapping[str, Check] = field(default_factory=dict[str, Check])

    @property
    def signing_in(self) -> SigningIn:
        """Registering, signing in and out."""
        return SigningIn(identity=self.identity, accounts=self.accounts)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Deps":
        """The real ones. Raises MissingSetting."""
        from shared.gateways.identity import Identity  # noqa: PLC0415 - 300 ms, and only real sign-ins need it

        supabase, web = load(SupabaseSettings, environment), load(WebSettings, environment)
        key = supabase.publishable_key
        database = Database(url=supabase.url, publishable_key=key, http=shared_client)
        identity = Identity(
            url=supabase.url,
            publishable_key=key,
            http=shared_client,
            forwarding_key=load(ForwardingSettings, environment).secret_key,
        )
        return cls(
            identity=identity,
            accounts=lambda caller: AccountService(users=Users(database=database, caller=caller)),
            profiles=lambda caller: ProfileService(profiles=Profiles(database=database, caller=caller)),
            consents=lambda caller: ConsentService(consents=Consents(database=database, caller=caller)),
            web=real_parts(
                supabase=supabase,
                web=web,
                http=shared_client,
                rate_limits=RateLimitStore(database),
                idempotency=IdempotencyKeyStore(database),
            ),
            checks={"database": database.ping, "auth": identity.ping},
        )
