"""What a file leaves open, as questions a person can answer in the mapping."""

from collections.abc import Iterable

from shared.domain.budget.imports.amounts import Direction
from shared.domain.budget.imports.evidence import Evidence, K
from shared.domain.values import Value
from shared.words import Language, Words


class Option(Value):
    """One answer: the `value` for the mapping, and what it would make of the file, in any language."""

    value: str
    shows: str


class Question(Value):
    """Something that the file does not prove. `code` is stable; `field` is the mapping's that answers it."""

    code: str
    field: str | None
    asks: Words
    options: tuple[Option, ...] = ()

    def asked(self, language: Language) -> str:
        """The question in the reader's language."""
        return self.asks.into(language)


def about_columns() -> Question:
    """Which column holds what."""
    return Question(
        code="columns",
        field=None,
        asks=Words(
            id="Judul kolomnya belum cukup jelas. Sebutkan kolom tanggal, keterangan, dan jumlahnya.",
            en="The headings are not clear enough. Name the columns of date, description and amount.",
        ),
    )


def about_order(evidence: Evidence[K], shown: Iterable[tuple[K, str]]) -> Question:
    """Whether the day or the month comes first."""
    return Question(
        code="date_order",
        field="date_order",
        asks=Words(
            id="Tanggalnya bisa dibaca dengan lebih dari satu cara. Mana yang benar?",
            en="The dates can be read in more than one way. Which one is right?",
        ),
        options=_options(evidence, shown),
    )


def about_mark(evidence: Evidence[K], shown: Iterable[tuple[K, str]]) -> Question:
    """Whether the point or the comma stands before the sen."""
    return Question(
        code="decimal_mark",
        field="decimal_mark",
        asks=Words(
            id="Titik atau komanya bisa berarti ribuan atau sen. Mana yang benar?",
            en="A point or comma could separate thousands or sen. Which one is right?",
        ),
        options=_options(evidence, shown),
    )


def about_direction(shown: str) -> Question:
    """What an amount means that has neither sign nor marker."""
    return Question(
        code="positive_is",
        field="positive_is",
        asks=Words(
            id="Jumlah tanpa tanda di berkas ini uang masuk atau uang keluar?",
            en="Is an amount without a sign in this file money in or money out?",
        ),
        options=tuple(Option(value=way.value, shows=shown) for way in Direction),
    )


def about_turned_signs(shown: str) -> Question:
    """What an amount means whose sign, as it stands, the balances contradict."""
    return Question(
        code="positive_is",
        field="positive_is",
        asks=Words(
            id="Saldo hanya cocok kalau tandanya dibalik. "
            "Jumlah tanpa tanda di berkas ini uang masuk atau uang keluar?",
            en="The balance follows only with the signs turned around. "
            "Is an amount without a sign in this file money in or money out?",
        ),
        options=tuple(Option(value=way.value, shows=shown) for way in Direction),
    )


def about_year(shown: str) -> Question:
    """Which year the dates are of."""
    return Question(
        code="year",
        field="year",
        asks=Words(
            id=f"Tanggal seperti “{shown}” tidak menyebut tahun. Tahun berapa?",
            en=f"Dates like “{shown}” name no year. Which year is it?",
        ),
    )


def about_balance(agreeing: int, checked: int) -> Question:
    """Whether the columns are read rightly, since the balances contradict them."""
    return Question(
        code="balance",
        field=None,
        asks=Words(
            id=f"Saldo cocok hanya di {agreeing} dari {checked} baris. Periksa lalu sebutkan kolomnya.",
            en=f"The balance follows in only {agreeing} of {checked} rows. Check and name the columns.",
        ),
    )


def _options(evidence: Evidence[K], shown: Iterable[tuple[K, str]]) -> tuple[Option, ...]:
    return tuple(Option(value=way.value, shows=shows) for way, shows in shown if evidence.allows(way))
