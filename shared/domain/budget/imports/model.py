"""An import as it is kept: its state, what it counts, and what a person reviews before it is booked."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import ConfigDict, Field

from shared.domain.budget.imports.mapping import Mapping
from shared.domain.budget.transactions import AccountKind
from shared.domain.values import Value
from shared.errors import Conflict, FieldProblem, InvalidInput
from shared.words import Words


class ImportState(StrEnum):
    """How far an import is."""

    STAGING = "STAGING"
    READY = "READY"
    COMMITTED = "COMMITTED"
    REVERTED = "REVERTED"


class RowVerdict(StrEnum):
    """What was found about a row. A possible duplicate is left out until its owner includes it."""

    NEW = "NEW"
    DUPLICATE = "DUPLICATE"
    POSSIBLE_DUPLICATE = "POSSIBLE_DUPLICATE"
    REFUSED = "REFUSED"


class CategoryOrigin(StrEnum):
    """Where the category of a row comes from; SUGGESTION is a guess, PERSON a choice made in the review."""

    RULE = "RULE"
    MERCHANT = "MERCHANT"
    SUGGESTION = "SUGGESTION"
    FILE = "FILE"
    PERSON = "PERSON"


class ImportNotReady(Conflict):
    """The import is not in the state that this takes: still staged, taken back, or pushed out."""

    code = "import_not_ready"
    says = Words(
        id="Impor ini belum siap, atau sudah dibatalkan.",
        en="This import is not ready yet, or was taken back already.",
    )


class ImportNotBooked(Conflict):
    """Only what was booked can be taken back."""

    code = "import_not_booked"
    says = Words(
        id="Impor ini belum dibukukan, jadi tidak ada yang dibatalkan.",
        en="This import is not booked, so there is nothing to take back.",
    )


class ImportInClosedMonth(Conflict):
    """Rows lie in months that the person closed; nothing was booked."""

    code = "import_in_closed_month"
    says = Words(
        id="{count} baris ada di bulan yang sudah kamu tutup, yang pertama di baris {line}. "
        "Buka dulu bulannya, atau jangan sertakan baris itu.",
        en="{count} rows lie in months you have closed, the first in line {line}. "
        "Reopen the month first, or leave those rows out.",
    )


class BookedInClosedMonth(Conflict):
    """Something that the import booked lies in a closed month."""

    code = "month_closed"
    says = Words(
        id="Sebagian isinya ada di bulan yang sudah kamu tutup. Buka lagi dulu bulannya.",
        en="Some of it lies in a month that you closed. Reopen the month first.",
    )


class WrongAccount(InvalidInput):
    """The account of the import is missing, archived or not the caller's."""

    code = "import_account_unknown"
    says = Words(
        id="Pilih salah satu rekeningmu yang masih dipakai untuk berkas ini.",
        en="Choose one of your accounts that is in use for this file.",
    )

    def __init__(self) -> None:
        super().__init__(FieldProblem("/query/account_id", self.says))


class NewImport(Value):
    """What is told when an import begins. `account_id` is None for Fintar's own file."""

    id: UUID
    account_id: UUID | None
    file_name: str
    file_sha256: str
    profile: str
    layout: str
    mapping: Mapping | None
    summary: dict[str, Any]


class _AsKept(Value):
    """A row of the database: columns that are not read are left out."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=False)


class BalanceSummary(_AsKept):
    """How the running balance was checked: pairs of rows compared, and the first lines that do not follow."""

    checked: int
    disagreeing: int
    lines: tuple[int, ...]


class ImportSummary(_AsKept):
    """What was seen in a file: lines of sums and headers that were passed over, and its balances."""

    skipped: int = 0
    balance: BalanceSummary | None = None


class BookedRows(_AsKept):
    """What booking added; once it was taken back, how many went and how many were kept as changed since."""

    rows: int | None = None
    removed: int | None = None
    kept: int | None = None


class StoredImport(_AsKept):
    """An import as it is kept."""

    id: UUID
    account_id: UUID | None
    file_name: str
    profile: str
    mapping: Mapping | None
    state: ImportState
    first_on: date | None
    last_on: date | None
    summary: ImportSummary
    booked: BookedRows
    created_at: datetime
    committed_at: datetime | None
    reverted_at: datetime | None


class RowCounts(_AsKept):
    """How many rows there are of each sort, and the money of those that will be booked, whole rupiah."""

    rows: int = 0
    new: int = 0
    duplicates: int = 0
    possible_duplicates: int = 0
    refused: int = 0
    included: int = 0
    in_closed_months: int = 0
    included_in_closed_months: int = 0
    first_closed_line: int | None = None
    rounded: int = 0
    money_in: int = 0
    money_out: int = 0


class CategoryCounts(_AsKept):
    """How many rows have their category from where; `not` have none."""

    by_rule: int = 0
    by_merchant: int = 0
    suggested: int = 0
    by_file: int = 0
    by_person: int = 0
    uncategorized: int = Field(default=0, alias="not")


class RefusedRow(_AsKept):
    """A row that cannot be booked, with the code of the reason and what the file says there."""

    line: int
    code: str
    field: str | None
    value: str | None
    description: str | None


class RowToReview(_AsKept):
    """A row as it will be booked; `code` is of what is worth knowing about it."""

    line: int
    booked_on: date
    amount: int
    description: str | None
    merchant: str | None
    note: str | None
    category_id: UUID | None
    category_origin: CategoryOrigin | None
    account_name: str | None
    verdict: RowVerdict
    included: bool
    code: str | None
    value: str | None


class NamedAccount(_AsKept):
    """An account that Fintar's own file names; without an id it is made when the import is booked."""

    name: str
    kind: AccountKind | None
    id: UUID | None


class ImportPreview(_AsKept):
    """An import for review."""

    stored: StoredImport = Field(alias="import")
    counts: RowCounts
    categorized: CategoryCounts
    refused: tuple[RefusedRow, ...]
    sample: tuple[RowToReview, ...]
    accounts: tuple[NamedAccount, ...]
    new_categories: tuple[str, ...]
