"""Whether money is rupiah, as far as a file says so: nothing in another currency is ever read as rupiah."""

import re
from collections.abc import Iterable, Mapping, Sequence

from shared.domain.budget.imports.amounts import possible_amounts
from shared.domain.budget.imports.headings import Role, plain, roles_of
from shared.domain.budget.imports.table import Line

_RUPIAH = frozenset({"idr", "rp", "rupiah", "indonesian rupiah", "rupiah indonesia", "indonesia rupiah"})
_CODES = frozenset(
    (
        *("aud", "bnd", "cad", "chf", "cnh", "cny", "dkk", "eur", "gbp", "hkd", "jpy", "krw", "kwd", "lak"),
        *("myr", "nok", "nzd", "pgk", "php", "sar", "sek", "sgd", "thb", "usd", "vnd"),
        *("aed", "bhd", "egp", "inr", "mop", "pkr", "qar", "rub", "try", "twd", "zar"),
    )
)
"""Codes of ISO 4217: those with a transaction rate of Bank Indonesia ("Kurs Transaksi BI"), and in the last
line others that cards are used in. An amount with any other code is no amount at all, and refused as such."""

_UNIT = (
    r"(?:(?:us|sg|s|au|a|hk|nz|nt|c)?[$\u00a2\u00a3\u00a4\u00a5\u20a0-\u20cf\ufe69\uff04\uffe0\uffe1\uffe5\uffe6]|rm"
    rf"|dollars?|dolar|euros?|yen|ringgit|{'|'.join(sorted(_CODES))})\.?"
)
_FOREIGN = re.compile(
    rf"([-+(\s]*)(?:{_UNIT}\s*(?P<behind>\S.*)|(?P<before>.*[0-9)])\s*{_UNIT})", re.IGNORECASE | re.DOTALL
)
_STATED = re.compile(
    r"(?:kode )?(?:currency|mata uang|ccy)(?: code)?\b[\s:=,.-]*(?P<named>[^\s:=,.-]+)", re.IGNORECASE
)
_BETWEEN_WORDS = re.compile(r"[^a-z]+")


def is_rupiah(text: str) -> bool:
    """Whether a text names the rupiah, and nothing but it."""
    return text.strip(" .").casefold() in _RUPIAH


def is_foreign_amount(text: str) -> bool:
    """Whether a text is an amount with the sign or the code of another currency: $35.00, USD 35, 5 €."""
    written = _FOREIGN.fullmatch(text.strip())
    if written is None:
        return False
    rest = written["behind"] or written["before"]
    return possible_amounts(rest.strip(" ()+-")) is not None


def currency_columns(header: Line | None, rows: Sequence[Line]) -> tuple[int, ...]:
    """The columns that are headed as currencies and say anything at all."""
    if header is None:
        return ()
    headed = (column for column, role in roles_of(header).items() if role is Role.CURRENCY)
    return tuple(column for column in headed if any(line.text(column) for line in rows))


def foreign_headings(header: Line | None, columns: Iterable[int]) -> Mapping[int, str]:
    """Those of some columns whose heading names another currency, with the heading."""
    if header is None:
        return {}
    headings = {column: header.text(column) for column in columns}
    return {column: heading for column, heading in headings.items() if _CODES & set(plain(heading).split())}


def foreign_statement(above: Iterable[Line]) -> tuple[int, str] | None:
    """The line above a table that names another currency for all of it, and what it names."""
    for line in above:
        texts = (line.text(column) for column in range(len(line.cells)))
        stated = _STATED.match(" ".join(text for text in texts if text))
        named = "" if stated is None else _BETWEEN_WORDS.sub(" ", stated["named"].casefold()).strip()
        if named in _CODES:
            return line.number, named.upper()
    return None
