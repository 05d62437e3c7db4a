"""The functions of accounts, profiles, limits and keys, and who may call them."""

from collections.abc import Mapping

CALLERS = frozenset({"authenticated"})

PLATFORM_FUNCTIONS: Mapping[str, frozenset[str]] = {
    "public.skip_onboarding()": CALLERS,
    "public.save_account(jsonb)": CALLERS,
    "public.save_profile(jsonb)": CALLERS,
    "public.save_financial_data(jsonb)": CALLERS,
    "public.spend_rate_limit(text)": CALLERS,
    "public.claim_idempotency_key(text,text)": CALLERS,
    "public.keep_idempotent_answer(text,integer,text,text)": CALLERS,
    "public.release_idempotency_key(text)": CALLERS,
    "private.require_caller()": CALLERS,
    "private.merged(jsonb,jsonb)": CALLERS,
    "private.merged_preferences(jsonb,jsonb)": CALLERS,
    "private.is_plain_json(jsonb)": frozenset({"authenticated", "service_role"}),
    "private.skip_onboarding()": CALLERS,
    "private.spend_rate_limit(text)": CALLERS,
    "private.claim_idempotency_key(text,text)": CALLERS,
    "private.keep_idempotent_answer(text,integer,text,text)": CALLERS,
    "private.release_idempotency_key(text)": CALLERS,
    "private.custom_access_token_hook(jsonb)": frozenset({"supabase_auth_admin"}),
    "private.grant_role(text,user_role)": frozenset(),
    "private.spend_rate_limit_at(uuid,text,timestamp with time zone)": frozenset(),
    "private.claim_idempotency_key_at(uuid,text,text,timestamp with time zone)": frozenset(),
    "private.adopt_sign_up_names(uuid,jsonb)": frozenset(),
    "private.add_user()": frozenset(),
    "private.mirror_email()": frozenset(),
    "private.touch_updated_at()": frozenset(),
    "private.lower_username()": frozenset(),
    "private.check_date_of_birth()": frozenset(),
    "private.mark_profile()": frozenset(),
    "private.mark_financial_data()": frozenset(),
    "private.complete_onboarding()": frozenset(),
}
"""Who may call what, beside the owner of the database."""

PLATFORM_DEFINERS: frozenset[str] = frozenset(
    {
        "private.skip_onboarding()",
        "private.spend_rate_limit(text)",
        "private.claim_idempotency_key(text,text)",
        "private.keep_idempotent_answer(text,integer,text,text)",
        "private.release_idempotency_key(text)",
        "private.custom_access_token_hook(jsonb)",
        "private.add_user()",
        "private.mirror_email()",
        "private.mark_profile()",
        "private.mark_financial_data()",
    }
)
"""The functions that act with their owner's rights; each knows the caller by auth.uid() or is a trigger."""
