"""What is noted of a turn's advisors: each with what it took itself, so that each model has its own costs."""

from uuid_utils.compat import uuid7

from shared.advice.quota import TurnQuota
from shared.domain.conversation.model import ModelUse


def by_advisor(use: ModelUse, *, quota: TurnQuota) -> tuple[ModelUse, ...]:
    """The use of whoever ended a turn, and beside it that of an outside model which it answered for.

    `use` is that of the whole turn, by the name of the advisor that ended it.
    """
    if quota.model is None:
        return (use,)
    if quota.model == use.ai_model:
        return (_with_tokens(use, quota),)
    asked_first = use.model_copy(
        update={
            "id": uuid7(),
            "ai_model": quota.model,
            "response_data": {},
            "groundedness": None,
            "finish": None,
            "success": False,
            "error": quota.failure.value if quota.failure is not None else use.error,
        }
    )
    own = {name: max(0, getattr(use, name) - taken) for name, taken in _tokens(quota).items()}
    return use.model_copy(update=own), _with_tokens(asked_first, quota)


def _with_tokens(use: ModelUse, quota: TurnQuota) -> ModelUse:
    return use.model_copy(update=_tokens(quota))


def _tokens(quota: TurnQuota) -> dict[str, int]:
    return {"token_usage": quota.used, **quota.spent.model_dump()}
