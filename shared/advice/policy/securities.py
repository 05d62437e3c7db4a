"""A share or a coin that is put forward: a name, a word that commends it, and no refusal."""

import re
from collections.abc import Iterator

from shared.advice.policy.denial import Denial
from shared.advice.policy.wording import listed, parts, told, words

_APART = re.compile(r"\b[A-Z](?:[ .\-][A-Z]){3}\b")
_CODE = re.compile(r"\$[A-Za-z]{2,5}\b|\b[A-Z]{4}(?:\.JK)?\b|\b[a-z]{4}\.jk\b", re.IGNORECASE)
_NAMED = re.compile(
    r"\b[Ss]aham(?:nya)? (?:PT\.? |Bank )?(?P<id>[A-Z][\w-]+)"
    r"|\b(?P<en>[A-Z][\w-]+)(?:'s)? (?:shares?|stocks?)\b|\b(?:shares?|stocks?) (?:of|in) (?P<of>[A-Z][\w-]+)"
)
_BEGINS = re.compile(r"^(?:aku |kamu |kita |ayo |mari |langsung |lalu |saja |just |so |then )*$")


def security(sentence: str) -> str | None:
    """The share or coin that the sentence puts forward; None where it puts none forward."""
    joined = _APART.sub(lambda found: re.sub(r"[^A-Z]", "", found[0]), sentence)
    named = next(_names(joined), None)
    if named is None:
        return None
    return named if _commends(told(joined)) else None


def _names(sentence: str) -> Iterator[str]:
    said = told(sentence)
    is_about_shares = words("security.about_shares").search(said) is not None
    is_shouted = sentence.isupper()
    for found in _CODE.finditer(sentence):
        if _is_code(found[0], is_about_shares=is_about_shares, is_shouted=is_shouted):
            yield found[0]
    for found in _NAMED.finditer(sentence):
        name = found["id"] or found["en"] or found["of"]
        if name.lower() not in listed("security.kinds") and not words("security.forward").fullmatch(
            name.lower()
        ):
            yield found[0]
    for found in words("security.coins").finditer(said):
        yield found[0]


def _is_code(written: str, *, is_about_shares: bool, is_shouted: bool) -> bool:
    bare = written.lower().removesuffix(".jk")
    if written.startswith("$") or bare != written.lower():
        return True
    if bare in listed("security.codes"):
        return written.isupper() or is_about_shares
    return (
        written.isupper() and is_about_shares and not is_shouted and bare not in listed("security.no_codes")
    )


def _commends(said: str) -> bool:
    """Whether something is put forward. One refusal is enough, unless a new part then begins with a call."""
    denial = Denial(said)
    commended = list(words("security.forward").finditer(denial.sentence))
    denied = [denial.denies(found.start()) for found in commended]
    if not any(denied):
        return bool(commended) and not denial.warns
    turns = words("turns").search(said)
    after = turns.end() if turns else len(said)
    return any(
        not no and (found.start() >= after or _begins_part(said, found.start()))
        for found, no in zip(commended, denied, strict=True)
    )


def _begins_part(said: str, start: int) -> bool:
    part = next(it for it in parts(said) if start <= it.end)
    return part.start > 0 and _BEGINS.match(said[part.start : start].lstrip()) is not None
