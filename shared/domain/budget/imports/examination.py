"""Looking at a file before anything is stored: its rows as they will be, or what has to be asked first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from shared.domain.budget.imports.amounts import Direction
from shared.domain.budget.imports.balances import BalanceCheck, check_balances
from shared.domain.budget.imports.cells import CellReader
from shared.domain.budget.imports.file_rows import FileRow
from shared.domain.budget.imports.guessing import guessed_mapping
from shared.domain.budget.imports.mapping import Mapping
from shared.domain.budget.imports.own_columns import PROFILE as OWN
from shared.domain.budget.imports.own_file import is_own_header, read_own_rows
from shared.domain.budget.imports.plan import Answers, Open, Plan, contradicts, planned
from shared.domain.budget.imports.questions import (
    Question,
    about_balance,
    about_columns,
    about_turned_signs,
)
from shared.domain.budget.imports.reading import OpenedFile
from shared.domain.budget.imports.reasons import OTHER_CURRENCY, quoting
from shared.domain.budget.imports.rows import read_rows
from shared.domain.budget.imports.survey import Survey, without_layout
from shared.domain.values import Value
from shared.errors import FieldProblem, InvalidInput
from shared.words import Words

GENERIC = "generic"
_SAMPLES = 3
_LONGEST_SAMPLE = 80


class MappingOutside(InvalidInput):
    """The mapping names a column that the file does not have."""

    code = "mapping_outside_file"
    says = Words(
        id="Pemetaan menyebut kolom yang tidak ada di berkas ini.",
        en="The mapping names a column that this file does not have.",
    )

    def __init__(self) -> None:
        super().__init__(FieldProblem("/query/mapping", self.says))


class ColumnSeen(Value):
    """A column as it stands in the file: its heading and the first texts in it."""

    index: int
    heading: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that was looked at. With `questions` it has no rows: nothing is read before they are answered.

    `mapping` is what was used or guessed; None for Fintar's own file and where nothing could be guessed.
    `skipped` counts lines of sums and headers among the rows.
    """

    profile: str
    layout: str
    mapping: Mapping | None
    columns: tuple[ColumnSeen, ...]
    skipped: int = 0
    questions: tuple[Question, ...] = ()
    rows: tuple[FileRow, ...] = ()
    balance: BalanceCheck | None = None

    @property
    def own(self) -> bool:
        """Whether it is Fintar's own file, which names accounts itself."""
        return self.profile == OWN


def is_remembered(opened: OpenedFile) -> bool:
    """Whether a mapping is remembered for files like this: they have headings, and are of no known layout."""
    found = opened.survey
    return found.header is not None and found.known is None and not is_own_header(found.header)


def examine(
    opened: OpenedFile,
    *,
    told: Mapping | None = None,
    remembered: Mapping | None = None,
    liability: bool = False,
) -> Examined:
    """Read a file as far as it can be read without guessing.

    `told` is the mapping that came with it, `remembered` the one of an earlier file of this layout;
    `liability`: the account is one where money is owed. Raises MappingOutside.
    """
    found = opened.survey
    if is_own_header(found.header):
        return _own(opened)
    if told is not None and told.widest() >= found.width:
        raise MappingOutside
    if found.known is not None and (told is not None or contradicts(found, found.known.mapping)):
        found = without_layout(found)
    mapping = told or (found.known.mapping if found.known else None) or _fitting(found, remembered)
    sure = mapping is not None
    mapping = mapping or guessed_mapping(found, CellReader())
    if mapping is None:
        return replace(_seen(found), questions=(about_columns(),))
    plan = _planned(found, mapping, Answers(told=told is not None, liability=liability))
    if isinstance(plan, Open):
        return replace(_seen(found), mapping=mapping, questions=plan.questions)
    answered = told is not None and told.positive_is is not None
    return _read(found, plan, sure=sure, sign_answered=answered, liability=liability)


def _own(opened: OpenedFile) -> Examined:
    rows = read_own_rows(opened.table.lines[1:])
    return replace(_seen(opened.survey), profile=OWN, skipped=0, rows=rows)


def _fitting(found: Survey, remembered: Mapping | None) -> Mapping | None:
    """What was remembered, where it fits; a year is of one file, not of a layout."""
    if remembered is None or remembered.widest() >= found.width:
        return None
    return remembered.model_copy(update={"year": None})


def _seen(found: Survey) -> Examined:
    profile = GENERIC if found.known is None else found.known.name
    return Examined(profile, found.layout, None, tuple(_columns(found)), found.skipped)


def _columns(found: Survey) -> Iterator[ColumnSeen]:
    for index in range(found.width):
        texts = (line.text(index) for line in found.rows[:200])
        samples = list(dict.fromkeys(text[:_LONGEST_SAMPLE] for text in texts if text))[:_SAMPLES]
        heading = "" if found.header is None else found.header.text(index)[:_LONGEST_SAMPLE]
        yield ColumnSeen(index=index, heading=heading, samples=tuple(samples))


def _planned(found: Survey, mapping: Mapping, answers: Answers) -> Plan | Open:
    """The plan; where only the direction is open, the running balance may prove it."""
    plan = planned(found, mapping, answers)
    only_direction = isinstance(plan, Open) and [question.code for question in plan.questions] == [
        "positive_is"
    ]
    if not only_direction or mapping.balance is None or answers.liability:
        return plan
    proven = [way for way in Direction if _balances_prove(found, mapping, way, answers)]
    if len(proven) != 1:
        return plan
    return planned(found, mapping.model_copy(update={"positive_is": proven[0]}), answers)


def _balances_prove(found: Survey, mapping: Mapping, way: Direction, answers: Answers) -> bool:
    plan = planned(found, mapping.model_copy(update={"positive_is": way}), answers)
    if isinstance(plan, Open):
        return False
    check = check_balances(read_rows(found, plan), liability=False)
    return check is not None and check.checked >= 2 and not check.disagreeing


def _read(found: Survey, plan: Plan, *, sure: bool, sign_answered: bool, liability: bool) -> Examined:
    rows = read_rows(found, plan)
    check = check_balances(rows, liability=liability)
    seen = replace(_seen(found), mapping=plan.mapping)
    if not sure and all(_is_misread(row) for row in rows):
        return replace(seen, questions=(about_columns(),))
    question = None if check is None or sign_answered else _doubt(found, plan, rows, check, sure=sure)
    if question is not None:
        return replace(seen, questions=(question,))
    return replace(seen, rows=tuple(_with_disagreements(rows, check)), balance=check)


def _is_misread(row: FileRow) -> bool:
    return row.refused and (row.reason is None or row.reason.code not in OTHER_CURRENCY)


def _doubt(
    found: Survey, plan: Plan, rows: Sequence[FileRow], check: BalanceCheck, *, sure: bool
) -> Question | None:
    """What the balances call into question: the sign where they prove the other one, else the columns."""
    if check.agreeing * 2 >= check.checked:
        return None
    turned = check_balances([_turned(row) for row in rows], liability=False)
    disproved = turned is not None and turned.agreeing * 2 > turned.checked
    if disproved and plan.positive_is is not None and plan.mapping.marker is None:
        return about_turned_signs(found.rows[0].text(plan.mapping.amount or 0))
    return about_balance(check.agreeing, check.checked) if disproved or not sure else None


def _turned(row: FileRow) -> FileRow:
    return row if row.exact is None else replace(row, exact=-row.exact)


def _with_disagreements(rows: Sequence[FileRow], check: BalanceCheck | None) -> Iterator[FileRow]:
    off = frozenset(check.disagreeing) if check else frozenset[int]()
    for row in rows:
        if row.line in off and row.balance is not None:
            yield replace(row, reason=quoting("balance_disagrees", "balance", f"{row.balance:f}"))
        else:
            yield row
