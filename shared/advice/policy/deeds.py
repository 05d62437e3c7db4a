"""A deed that is claimed: nothing is written, sent or paid in a turn, so nobody may say that it was."""

from shared.advice.policy.denial import Denial
from shared.advice.policy.wording import parts, words


def deed(sentence: str) -> str | None:
    """What the sentence, as `told`, claims to have done; None where it claims nothing or a mere draft."""
    denial = Denial(sentence)
    for found in words("deed.did").finditer(denial.sentence):
        is_draft = words("deed.makes").search(found[0]) and words("deed.made").search(sentence)
        if not is_draft and not denial.denies(found.start()) and not _only_if(sentence, found.start()):
            return found[0]
    return None


def _only_if(sentence: str, start: int) -> bool:
    """Whether it is asked about, or may only come to be."""
    if sentence.endswith("?"):
        return True
    part = next(it for it in parts(sentence) if start <= it.end)
    return words("deed.only_if").search(sentence, part.start, start) is not None
