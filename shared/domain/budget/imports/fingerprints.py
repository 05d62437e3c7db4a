"""What a row says, as a digest: the same row of a bank is known again, in whichever file it comes.

The running balance is left out on purpose: banks book things in between later on, and the balances below
change while the rows stay the same. Rows that say the same are told apart by their order instead.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from shared.domain.budget.imports.own_columns import PROFILE
from shared.domain.budget.imports.table import one_line

_BETWEEN = "\x1f"


def row_fingerprint(*, account_id: UUID, booked_on: date, amount: int, description: str) -> str:
    """The digest of a row of a bank's file, in 64 hexadecimal digits."""
    said = one_line(description).casefold()
    return _digest(str(account_id), booked_on.isoformat(), str(amount), said)


def own_fingerprint(transaction_id: UUID) -> str:
    """The digest of a row of Fintar's own file: the transaction that it was written from."""
    return _digest(PROFILE, str(transaction_id))


def with_occurrences(fingerprints: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Each fingerprint with how many like it came before: two like coffees on one day are two."""
    seen: Counter[str] = Counter()
    for fingerprint in fingerprints:
        yield fingerprint, seen[fingerprint]
        seen[fingerprint] += 1


def _digest(*pieces: str) -> str:
    return hashlib.sha256(_BETWEEN.join(pieces).encode()).hexdigest()
