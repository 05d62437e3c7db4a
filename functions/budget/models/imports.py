"""What the budget function takes and answers about imports."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from shared.domain.budget.holdings import line
from shared.domain.budget.imports.examination import ColumnSeen, Examined
from shared.domain.budget.imports.mapping import Mapping
from shared.domain.budget.imports.model import (
    BalanceSummary,
    BookedRows,
    CategoryOrigin,
    ImportPreview,
    NamedAccount,
    RefusedRow,
    RowCounts,
    RowToReview,
    RowVerdict,
    StoredImport,
)
from shared.domain.budget.imports.questions import Option, Question
from shared.domain.budget.imports.reasons import said
from shared.domain.values import Value
from shared.services.imports import Asked
from shared.words import Language

FileName = Annotated[str, line(200)]


class ImportQuery(Value):
    """What is told about a file beside its bytes.

    `mapping` is JSON, the fields of `Mapping`; it is only needed when an answer asked for it. Fintar's own
    file names its accounts itself and needs no `account_id`.
    """

    account_id: UUID | None = None
    file_name: FileName = "import.csv"
    mapping: Annotated[str, Field(max_length=4000)] | None = None


class QuestionView(Value):
    """Something that the file does not prove. `field` is the one of the mapping that answers it."""

    code: str
    field: str | None
    message: str
    options: tuple[Option, ...]

    @classmethod
    def of(cls, question: Question, language: Language) -> "QuestionView":
        """The question in the reader's language."""
        return cls(
            code=question.code,
            field=question.field,
            message=question.asked(language),
            options=question.options,
        )


class RefusedRowView(Value):
    """A row that cannot be booked: its line in the file, why, and what the file says there."""

    line: int
    code: str
    message: str
    field: str | None
    value: str | None
    description: str | None

    @classmethod
    def of(cls, row: RefusedRow, language: Language) -> "RefusedRowView":
        """The row with its reason in the reader's language."""
        return cls(message=said(row.code, row.value, language), **dict(row))


class ImportRowView(Value):
    """A row as it will be booked; `code` and `message` are worth knowing about it."""

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
    message: str | None

    @classmethod
    def of(cls, row: RowToReview, language: Language) -> "ImportRowView":
        """The row with what is worth knowing in the reader's language."""
        told = dict(row)
        value = told.pop("value")
        return cls(message=None if row.code is None else said(row.code, value, language), **told)


class CategorizedView(Value):
    """How many rows have their category from one's rules, a known merchant, a guess, the file or oneself."""

    by_rule: int
    by_merchant: int
    suggested: int
    by_file: int
    by_person: int
    uncategorized: int


class NamedAccountView(Value):
    """An account that the file names; `is_new`: it is made when the import is booked."""

    name: str
    kind: str | None
    is_new: bool

    @classmethod
    def of(cls, account: NamedAccount) -> "NamedAccountView":
        """The account as the reader sees it."""
        kind = None if account.kind is None else account.kind.value
        return cls(name=account.name, kind=kind, is_new=account.id is None)


class ImportView(Value):
    """An import for review.

    NEEDS_MAPPING: nothing is kept; answer `questions` with `mapping` and send the file again. READY: all
    rows are in the table `import_rows`, where a row can be left out or given another category; `sample`
    has the first 20, `refused` the first 100 that cannot be read. `balance` tells how the file's running
    balance agrees with its amounts.
    """

    id: UUID | None
    state: Literal["NEEDS_MAPPING", "STAGING", "READY", "COMMITTED", "REVERTED"]
    profile: str
    account_id: UUID | None
    file_name: str
    mapping: Mapping | None
    questions: tuple[QuestionView, ...] = ()
    columns: tuple[ColumnSeen, ...] = ()
    first_on: date | None = None
    last_on: date | None = None
    counts: RowCounts = RowCounts()
    categorized: CategorizedView | None = None
    skipped_lines: int = 0
    balance: BalanceSummary | None = None
    refused: tuple[RefusedRowView, ...] = ()
    sample: tuple[ImportRowView, ...] = ()
    accounts: tuple[NamedAccountView, ...] = ()
    new_categories: tuple[str, ...] = ()
    booked: BookedRows | None = None
    created_at: datetime | None = None
    committed_at: datetime | None = None
    reverted_at: datetime | None = None

    @classmethod
    def of(cls, preview: ImportPreview, language: Language) -> "ImportView":
        """What is kept of an import."""
        stored = preview.stored
        return cls(
            **_kept(stored),
            counts=preview.counts,
            categorized=CategorizedView(**dict(preview.categorized)),
            refused=tuple(RefusedRowView.of(row, language) for row in preview.refused),
            sample=tuple(ImportRowView.of(row, language) for row in preview.sample),
            accounts=tuple(NamedAccountView.of(account) for account in preview.accounts),
            new_categories=preview.new_categories,
        )

    @classmethod
    def asking(cls, asked: Asked, language: Language) -> "ImportView":
        """What has to be answered before anything is kept."""
        examined: Examined = asked.examined
        return cls(
            id=None,
            state="NEEDS_MAPPING",
            profile=examined.profile,
            account_id=asked.account_id,
            file_name=asked.file_name,
            mapping=examined.mapping,
            questions=tuple(QuestionView.of(question, language) for question in examined.questions),
            columns=examined.columns,
            skipped_lines=examined.skipped,
        )


def _kept(stored: StoredImport) -> dict[str, Any]:
    return {
        "id": stored.id,
        "state": stored.state.value,
        "profile": stored.profile,
        "account_id": stored.account_id,
        "file_name": stored.file_name,
        "mapping": stored.mapping,
        "first_on": stored.first_on,
        "last_on": stored.last_on,
        "skipped_lines": stored.summary.skipped,
        "balance": stored.summary.balance,
        "booked": stored.booked if stored.committed_at else None,
        "created_at": stored.created_at,
        "committed_at": stored.committed_at,
        "reverted_at": stored.reverted_at,
    }
