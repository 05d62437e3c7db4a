"""What identifies a person is taken out of text before it is kept for analysis."""

import re

EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
LONG_NUMBER = re.compile(r"(?<![\w.,])\+?\d(?:[ .-]?\d){8,}(?![\w])")
AMOUNT_BEFORE = re.compile(r"(?:\brp\.?|\bidr)\s?$", re.IGNORECASE)
GROUPED_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+")


def redact(text: str, *, limit: int) -> str:
    """`text` without e-mail addresses and long numbers (NIK, NPWP, cards, accounts, phones), cut at `limit`.

    Amounts stay: what follows `Rp`, and digits in dotted groups of three.
    """
    without_mail = EMAIL.sub("[email]", text)
    return LONG_NUMBER.sub(_unless_amount, without_mail)[:limit]


def _unless_amount(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 5) : match.start()]
    is_amount = AMOUNT_BEFORE.search(before) or GROUPED_AMOUNT.fullmatch(match[0])
    return match[0] if is_amount else "[number]"
