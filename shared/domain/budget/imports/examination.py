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
from shared.domain.budget.imports.questions import Question, about_balance, about_columns
from shared.domain.budget.imports.reading import OpenedFile
from shared.domain.budget.imports.reasons import quoting
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


def is_named(opened: OpenedFile) -> bool:
    """Whether the file is Fintar's own or a known bank's, so that no mapping need be remembered for it."""
    return is_own_header(opened.survey.header) or opened.survey.known is not None


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
    return _read(found, plan, sure=sure, liability=liability)


def _own(opened: OpenedFile) -> Examined:
    rows = read_own_rows(opened.table.lines[1:])
    return replace(_seen(opened.survey), profile=OWN, skipped=0, rows=rows)


def _fitting(found: Survey, remembered: Mapping | None) -> Mapping | None:
    return remembered if remembered is not None and remembered.widest() < found.width else None


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


def _read(found: Survey, plan: Plan, *, sure: bool, liability: bool) -> Examined:
    rows = read_rows(found, plan)
    check = check_balances(rows, liability=liability)
    seen = replace(_seen(found), mapping=plan.mapping)
    if not sure and all(row.refused for row in rows):
        return replace(seen, questions=(about_columns(),))
    if not sure and check is not None and check.agreeing * 2 < check.checked:
        return replace(seen, questions=(about_balance(check.agreeing, check.checked),))
    return replace(seen, rows=tuple(_with_disagreements(rows, check)), balance=check)


def _with_disagreements(rows: Sequence[FileRow], check: BalanceCheck | None) -> Iterator[FileRow]:
    off = frozenset(check.disagreeing) if check else frozenset[int]()
    for row in rows:
        if row.line in off and row.balance is not None:
            yield replace(row, reason=quoting("balance_disagrees", "balance", f"{row.balance:f}"))
        else:
            yield row
