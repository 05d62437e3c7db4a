"""Every way in which Gemini says that it stopped, and what it means to whoever reads the answer."""

from shared.gateways.advisor.protocol import AdvisorFailure, FinishReason

FINISHED = {
    "STOP": FinishReason.ANSWERED,
    "MAX_TOKENS": FinishReason.TOO_LONG,
    "CONTINUATION": FinishReason.TOO_LONG,
    "SAFETY": FinishReason.REFUSED,
    "RECITATION": FinishReason.REFUSED,
    "LANGUAGE": FinishReason.REFUSED,
    "BLOCKLIST": FinishReason.REFUSED,
    "PROHIBITED_CONTENT": FinishReason.REFUSED,
    "SPII": FinishReason.REFUSED,
    "ESCALATION": FinishReason.REFUSED,
    "MODEL_ARMOR": FinishReason.REFUSED,
    "IMAGE_SAFETY": FinishReason.REFUSED,
    "IMAGE_PROHIBITED_CONTENT": FinishReason.REFUSED,
    "IMAGE_RECITATION": FinishReason.REFUSED,
}
"""An end that the service meant: the answer is whole, cut at a limit, or refused."""

FAILED = {
    "MALFORMED_FUNCTION_CALL": AdvisorFailure.MALFORMED,
    "UNEXPECTED_TOOL_CALL": AdvisorFailure.MALFORMED,
    "TOO_MANY_TOOL_CALLS": AdvisorFailure.MALFORMED,
    "MALFORMED_RESPONSE": AdvisorFailure.MALFORMED,
    "NO_IMAGE": AdvisorFailure.MALFORMED,
    "IMAGE_OTHER": AdvisorFailure.MALFORMED,
    "MISSING_THOUGHT_SIGNATURE": AdvisorFailure.REJECTED,
    "PUP_LIMITED_DISABLED": AdvisorFailure.MISCONFIGURED,
    "OTHER": AdvisorFailure.BROKEN_STREAM,
    "FINISH_REASON_UNSPECIFIED": AdvisorFailure.BROKEN_STREAM,
}
"""An end after which nothing of the answer stands. A reason that is not known is taken like OTHER."""
