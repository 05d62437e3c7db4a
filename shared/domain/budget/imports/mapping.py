"""How the columns of a file are to be read: found in it, told by a person, or known of a bank."""

from typing import Annotated

from pydantic import Field, model_validator

from shared.domain.budget.imports.amounts import DecimalMark, Direction
from shared.domain.budget.imports.bounds import MAX_COLUMNS
from shared.domain.budget.imports.dates import DateOrder
from shared.domain.values import Value
from shared.words import Words

Column = Annotated[int, Field(ge=0, lt=MAX_COLUMNS, description="A column, counted from 0.")]

NO_AMOUNT = Words(
    id="Sebutkan kolom jumlah, atau kolom uang keluar dan uang masuk.",
    en="Name the column of amounts, or those of money out and money in.",
)
TWO_AMOUNTS = Words(
    id="Pilih satu: kolom jumlah, atau kolom uang keluar dan uang masuk.",
    en="Choose one: a column of amounts, or columns of money out and money in.",
)
MARKER_ALONE = Words(
    id="Penanda DB/CR hanya berlaku bersama kolom jumlah.",
    en="A DB/CR marker only goes with a column of amounts.",
)


class Mapping(Value):
    """Which column holds what, and what the file itself may leave open.

    Either `amount`, with its own sign, with a marker such as DB/CR in its cells or in the column
    `marker`, or else `debit` (money out) and `credit` (money in). `date_order`, `decimal_mark`,
    `positive_is` (what an amount without any sign or marker means) and `year` (of dates written
    without one) are needed only where the file does not prove them.
    """

    date: Column
    description: tuple[Column, ...] = Field(default=(), max_length=8)
    amount: Column | None = None
    debit: Column | None = None
    credit: Column | None = None
    marker: Column | None = None
    balance: Column | None = None
    category: Column | None = None
    note: Column | None = None
    date_order: DateOrder | None = None
    decimal_mark: DecimalMark | None = None
    positive_is: Direction | None = None
    year: int | None = Field(default=None, ge=2000, le=2100)

    @model_validator(mode="after")
    def _amounts_in_one_way(self) -> "Mapping":
        sides = (self.debit, self.credit)
        if self.amount is None and sides == (None, None):
            raise ValueError(NO_AMOUNT)
        if self.amount is not None and sides != (None, None):
            raise ValueError(TWO_AMOUNTS)
        if self.amount is None and self.marker is not None:
            raise ValueError(MARKER_ALONE)
        return self

    def amount_columns(self) -> tuple[int, ...]:
        """Every column that holds amounts of money, the balance last."""
        columns = (self.amount, self.debit, self.credit, self.balance)
        return tuple(column for column in columns if column is not None)

    def columns_only(self) -> "Mapping":
        """What files with the same headings share: their columns. Another bank may write days otherwise."""
        answers = ("date_order", "decimal_mark", "positive_is", "year")
        return self.model_copy(update=dict.fromkeys(answers))

    def widest(self) -> int:
        """The highest column it names."""
        single = (self.date, self.marker, self.category, self.note)
        named = [column for column in single if column is not None]
        return max(*named, *self.description, *self.amount_columns())
