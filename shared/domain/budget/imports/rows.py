"""Reading the rows of a planned file: each is a transaction, or refused with its line and the reason."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from shared.domain.budget.imports.amounts import SEN_DIGITS, Amounts, Direction, direction_of
from shared.domain.budget.imports.cells import bare
from shared.domain.budget.imports.currencies import (
    currency_columns,
    foreign_headings,
    is_foreign_amount,
    is_rupiah,
)
from shared.domain.budget.imports.dates import has_no_year
from shared.domain.budget.imports.file_rows import FileRow
from shared.domain.budget.imports.plan import Plan
from shared.domain.budget.imports.reasons import Reason, quoting
from shared.domain.budget.imports.survey import Survey
from shared.domain.budget.imports.table import Line
from shared.domain.money import MAX_RUPIAH

PENDING = "PEND"
"""What BCA writes instead of the day of a movement that is not booked yet."""

_BALANCE_LINES = frozenset(
    ("saldo awal", "saldo akhir", "opening balance", "starting balance", "closing balance", "ending balance")
)
_RUPIAH = Decimal(1)


class _Refused(Exception):
    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


def read_rows(found: Survey, plan: Plan) -> tuple[FileRow, ...]:
    """Every row of the file in its order."""
    reading = _Reading(found, plan)
    return tuple(reading.row(line) for line in _joined(found, plan))


def _joined(found: Survey, plan: Plan) -> Iterator[Line]:
    """The rows, those that go on under a time joined to the row above where the layout has such."""
    if found.known is None or not found.known.continued_under_time:
        yield from found.rows
        return
    above: Line | None = None
    for line in found.rows:
        if above is not None and _continues(line, plan):
            above = _with_more_text(above, line, plan)
            continue
        if above is not None:
            yield above
        above = line
    if above is not None:
        yield above


def _continues(line: Line, plan: Plan) -> bool:
    money = any(line.text(column) for column in plan.mapping.amount_columns())
    return not money and not line.text(0) and not plan.reader.days(line.cell(plan.mapping.date))


def _with_more_text(line: Line, more: Line, plan: Plan) -> Line:
    cells = list(line.cells)
    for column in plan.mapping.description:
        cells[column] = f"{line.text(column)} {more.text(column)}".strip()
    return replace(line, cells=tuple(cells))


class _Reading:
    def __init__(self, found: Survey, plan: Plan) -> None:
        self._found = found
        self._plan = plan
        self._mapping = plan.mapping
        self._quoted = found.known is not None and found.known.apostrophes
        self._filled = max(found.width, plan.mapping.widest() + 1)
        self._signed_debits = _all_negative(found, plan)
        self._currencies = currency_columns(found.header, found.rows)
        self._foreign = foreign_headings(found.header, self._mapping.amount_columns())

    def row(self, line: Line) -> FileRow:
        """The row of a line."""
        description, balance = self._description(line), self._balance(line)
        try:
            self._check_shape(line, description)
            self._check_currency(line)
            day = self._day(line)
            exact = self._amount(line)
            amount, reason = self._whole(exact, line)
        except _Refused as refusal:
            return FileRow(line.number, description, balance=balance, reason=refusal.reason)
        return FileRow(
            line.number,
            description,
            booked_on=day,
            amount=amount,
            exact=exact,
            balance=balance,
            category=self._text(line, self._mapping.category),
            note=self._text(line, self._mapping.note),
            reason=reason,
        )

    def _description(self, line: Line) -> str:
        texts = [line.text(column) for column in self._mapping.description]
        if self._quoted:
            texts = [text.removeprefix("'") for text in texts]
        return " ".join(dict.fromkeys(text for text in texts if text))

    def _check_shape(self, line: Line, description: str) -> None:
        if line.width > self._found.allowed or len(line.cells) > self._filled:
            raise _Refused(Reason("too_many_cells"))
        if description.casefold().strip(" :") in _BALANCE_LINES:
            raise _Refused(quoting("summary", "description", description))

    def _check_currency(self, line: Line) -> None:
        for column in self._currencies:
            named = line.text(column)
            if not named:
                raise _Refused(Reason("currency_missing", "currency"))
            if not is_rupiah(named):
                raise _Refused(quoting("currency_foreign", "currency", named))

    def _day(self, line: Line) -> date:
        days = self._plan.reader.days(line.cell(self._mapping.date))
        if days is None or self._plan.order not in days:
            raise _Refused(
                self._no_day(line.text(self._mapping.date).removeprefix("'"), read=days is not None)
            )
        return days[self._plan.order]

    def _no_day(self, text: str, *, read: bool) -> Reason:
        if not text:
            return Reason("date_missing", "date")
        if text.upper() == PENDING:
            return Reason("pending", "date")
        if not read:
            return quoting("date_unreadable", "date", text)
        outside = has_no_year(bare(text)) and self._mapping.year is None
        return quoting("date_outside_period" if outside else "date_impossible", "date", text)

    def _amount(self, line: Line) -> Decimal:
        if self._mapping.amount is None:
            return self._of_two_sides(line)
        amounts = self._amounts(line, self._mapping.amount)
        if amounts is None:
            raise _Refused(Reason("amount_missing", "amount"))
        value = self._value(amounts, line, self._mapping.amount)
        return value * self._direction(line, amounts, value)

    def _of_two_sides(self, line: Line) -> Decimal:
        out = self._side(line, self._mapping.debit)
        came = self._side(line, self._mapping.credit)
        if out and came:
            raise _Refused(Reason("amount_on_both_sides", "debit"))
        if out is None and came is None:
            raise _Refused(Reason("amount_missing", "debit"))
        return (came or Decimal(0)) - (out or Decimal(0))

    def _side(self, line: Line, column: int | None) -> Decimal | None:
        amounts = None if column is None else self._amounts(line, column)
        if amounts is None or column is None:
            return None
        value = self._value(amounts, line, column)
        if value >= 0:
            return value
        if column == self._mapping.debit and self._signed_debits:
            return -value
        raise _Refused(quoting("amount_sign", "amount", line.text(column)))

    def _amounts(self, line: Line, column: int) -> Amounts | None:
        """What a cell can mean; None where it is empty."""
        amounts = self._plan.reader.amounts(line.cell(column))
        if amounts is not None and self._plan.mark in amounts.by_mark:
            if column in self._foreign:
                raise _Refused(quoting("currency_foreign", "currency", self._foreign[column]))
            return amounts
        text = line.text(column)
        if not text or text == "-":
            return None
        code = "amount_foreign" if is_foreign_amount(text) else "amount_unreadable"
        raise _Refused(quoting(code, "amount", text))

    def _value(self, amounts: Amounts, line: Line, column: int) -> Decimal:
        value = amounts.by_mark[self._plan.mark]
        digits = value.as_tuple().exponent
        if value and isinstance(digits, int) and -digits > SEN_DIGITS:
            raise _Refused(quoting("amount_unclear", "amount", line.text(column)))
        if abs(value) > MAX_RUPIAH:
            raise _Refused(quoting("amount_out_of_range", "amount", line.text(column)))
        return value

    def _direction(self, line: Line, amounts: Amounts, value: Decimal) -> int:
        """1 where the amount as it stands came in, -1 where it went out."""
        marker = amounts.marker
        if self._mapping.marker is not None:
            marker = direction_of(line.text(self._mapping.marker))
        if marker is None and self._plan.positive_is is None:
            raise _Refused(quoting("marker_unknown", "marker", self._marker_text(line)))
        if marker is not None and value < 0:
            raise _Refused(quoting("amount_sign", "amount", line.text(self._amount_column(line))))
        return -1 if (marker or self._plan.positive_is) is Direction.OUT else 1

    def _whole(self, exact: Decimal, line: Line) -> tuple[int, Reason | None]:
        """Whole rupiah, sen rounded half to even, with the reason that says so."""
        if not exact:
            raise _Refused(Reason("amount_zero", "amount"))
        whole = int(exact.quantize(_RUPIAH, ROUND_HALF_EVEN))
        if whole == exact:
            return whole, None
        reason = "rounded" if whole else "amount_below_a_rupiah"
        told = quoting(reason, "amount", line.text(self._amount_column(line)))
        if not whole:
            raise _Refused(told)
        return whole, told

    def _marker_text(self, line: Line) -> str:
        return line.text(self._amount_column(line) if self._mapping.marker is None else self._mapping.marker)

    def _balance(self, line: Line) -> Decimal | None:
        if self._mapping.balance is None:
            return None
        amounts = self._plan.reader.amounts(line.cell(self._mapping.balance))
        value = None if amounts is None else amounts.by_mark.get(self._plan.mark)
        if amounts is None or value is None or abs(value) > MAX_RUPIAH:
            return None
        return -abs(value) if amounts.marker is Direction.OUT else value

    def _amount_column(self, line: Line) -> int:
        columns = (self._mapping.amount, self._mapping.debit, self._mapping.credit)
        given = [column for column in columns if column is not None]
        return next((column for column in given if line.text(column)), given[0])

    def _text(self, line: Line, column: int | None) -> str | None:
        return None if column is None else line.text(column) or None


def _all_negative(found: Survey, plan: Plan) -> bool:
    """Whether the column of money out is written with a minus throughout."""
    if plan.mapping.debit is None:
        return False
    cells = plan.reader.amounts_of(found.rows, plan.mapping.debit)
    values = [amounts.by_mark.get(plan.mark) for _, amounts in cells]
    return all(value <= 0 for value in values if value is not None)
