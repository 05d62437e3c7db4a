"""Any table, written in any supported way, reads back to itself or is asked about; never to another."""

import csv
import gzip
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO
from typing import Literal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from shared.domain.budget.imports.examination import Examined
from shared.domain.budget.imports.table import one_line
from tests.domain.budget.imports.files import booked, looked_at

DATES = ["%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d", "%d-%m-%y", "%m.%d.%y", "%d %b %Y", "%Y/%m/%d %H:%M"]
STYLES = ["plain", "point", "comma", "point with sen", "comma with sen", "Rp"]
WAYS = ["signed", "two columns", "marker column", "marker in cell"]
TEXTS = st.text(
    alphabet=st.characters(codec="cp1252", exclude_categories=["Cc", "Cf", "Cs"]), min_size=1, max_size=24
).map(lambda text: one_line(f"x{text}"))
AMOUNTS = st.one_of(st.integers(-2_000_000, -1), st.integers(1, 2_000_000), st.sampled_from([-15_000, 1_250]))
ROWS = st.lists(
    st.tuples(st.dates(date(2021, 1, 1), date(2030, 12, 31)), TEXTS, AMOUNTS), min_size=1, max_size=8
)


@dataclass(frozen=True)
class Writing:
    """How a table is written."""

    dates: str
    style: str
    way: str
    separator: str
    encoding: str
    packed: bool
    balanced: bool
    quoted: Literal[0, 1]


WRITINGS = st.builds(
    Writing,
    dates=st.sampled_from(DATES),
    style=st.sampled_from(STYLES),
    way=st.sampled_from(WAYS),
    separator=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    packed=st.booleans(),
    balanced=st.booleans(),
    quoted=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)


def number(amount: int, style: str) -> str:
    """An amount in one of STYLES."""
    if style == "plain":
        return str(amount)
    written = f"{amount:,}" + (".00" if "sen" in style else "")
    if style.startswith("comma") or style == "Rp":
        written = written.translate(str.maketrans(",.", ".,"))
    return f"Rp{written}" if style == "Rp" else written


def sides(amount: int, writing: Writing) -> list[str]:
    """The cells that tell an amount."""
    told = number(abs(amount), writing.style)
    marker = "DB" if amount < 0 else "CR"
    if writing.way == "two columns":
        return [told, ""] if amount < 0 else ["", told]
    if writing.way == "marker column":
        return [told, marker]
    return [f"{told} {marker}"] if writing.way == "marker in cell" else [number(amount, writing.style)]


def written(rows: list[tuple[date, str, int]], writing: Writing) -> bytes:
    """The rows as a file."""
    amounts = {"two columns": ["Debit", "Kredit"], "marker column": ["Jumlah", "DB/CR"]}.get(
        writing.way, ["Jumlah"]
    )
    balance = 5_000_000
    text = StringIO(newline="")
    file = csv.writer(text, delimiter=writing.separator, quoting=writing.quoted)
    file.writerow(["Tanggal", "Keterangan", *amounts, *(["Saldo"] if writing.balanced else [])])
    for day, description, amount in rows:
        balance += amount
        told = number(balance, writing.style)
        file.writerow(
            [
                day.strftime(writing.dates),
                description,
                *sides(amount, writing),
                *([told] if writing.balanced else []),
            ]
        )
    content = text.getvalue().encode(writing.encoding)
    # Bytes that are UTF-8 are read as such: what cp1252 writes as "Â¡" nobody can tell from "¡".
    assume(writing.encoding != "cp1252" or content.isascii() or not _is_utf8(content))
    return gzip.compress(content, mtime=0) if writing.packed else content


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def told_or_asked(file: Examined, rows: list[tuple[date, str, int]]) -> bool:
    """Whether a file was read to these rows, or has questions and no rows at all."""
    if file.questions:
        return not file.rows
    return booked(file) == [(day.isoformat(), amount, text) for day, text, amount in rows]


@settings(max_examples=400)
@given(ROWS, WRITINGS)
def test_reads_back_to_itself_or_is_asked_about(rows: list[tuple[date, str, int]], writing: Writing) -> None:
    file = looked_at(written(rows, writing))

    assert told_or_asked(file, rows)
    if file.balance is not None:
        assert file.balance.disagreeing == ()


@settings(max_examples=200)
@given(ROWS, WRITINGS)
def test_is_read_without_a_question_where_it_proves_itself(
    rows: list[tuple[date, str, int]], writing: Writing
) -> None:
    """A day beyond the 12th in a year of four digits, and an amount beyond a million, leave nothing open."""
    proof = (date(2026, 1, 31), "bukti", -1_500_000)
    proven = writing.dates.replace("%y", "%Y")
    clear = replace(writing, dates=proven)
    signed = [*rows, proof, (date(2026, 1, 30), "masuk", 1)]

    file = looked_at(written(signed, clear))

    assert file.questions == ()
    assert booked(file) == [(day.isoformat(), amount, text) for day, text, amount in signed]
