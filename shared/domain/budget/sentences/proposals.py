"""An entry as a proposal: every field with what it rests on, and a question wherever it rests on nothing."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from shared.domain.budget.sentences import purpose
from shared.domain.budget.sentences.accounts import Accounts
from shared.domain.budget.sentences.acts import Act, Role
from shared.domain.budget.sentences.amount_roles import AmountRole
from shared.domain.budget.sentences.direction import movement_of
from shared.domain.budget.sentences.ends import Ends, ends_of
from shared.domain.budget.sentences.entries import Entry
from shared.domain.budget.sentences.marks import AmountMark, Mark
from shared.domain.budget.sentences.meaning import Meaning
from shared.domain.budget.sentences.model import Direction, Part, Proposal, Unclear, Understood
from shared.domain.budget.sentences.movement import Movement, unclear
from shared.domain.budget.sentences.purpose import Categories, Purpose
from shared.domain.budget.sentences.says import (
    amount_candidate,
    day_candidate,
    direction_candidate,
    doubt,
    question,
)
from shared.domain.budget.sentences.tokens import Sentence
from shared.domain.budget.sentences.when import When


class Reader(NamedTuple):
    """What reading needs to know: the sentence, the day, and the person's accounts and categories."""

    sentence: Sentence
    today: date
    accounts: Accounts
    categories: Categories


class _Facts(NamedTuple):
    """What is known of one entry before it becomes a proposal."""

    entry: Entry
    movement: Movement
    ends: Ends
    purpose: Purpose
    day: date | None
    when: When | None


def proposal_of(entry: Entry, reader: Reader) -> Proposal:
    """The proposal that an entry makes."""
    facts = _facts(entry, reader)
    merchant = (
        purpose.merchant_of(entry.matter, reader.sentence)
        if facts.movement.direction is not Direction.TRANSFER
        else None
    )
    unclear = tuple(_unclear(facts, reader.today))
    doubts = tuple(doubt(code) for code in dict.fromkeys(_doubts(facts, unclear)))
    confidence = Decimal(1)
    for reason in doubts:
        confidence *= reason.factor
    clause = entry.meaning.clause
    return Proposal(
        start=reader.sentence.token(clause.first).start,
        end=reader.sentence.token(clause.last - 1).end,
        amount=_signed(facts),
        magnitude=entry.worth.amount,
        direction=facts.movement.direction,
        booked_on=facts.day,
        account_id=facts.ends.account_id,
        to_account_id=facts.ends.to_account_id,
        category_id=facts.purpose.category_id,
        category_code=facts.purpose.code,
        merchant=merchant[0] if merchant else None,
        note=purpose.note_of(entry.meaning, reader.sentence)
        or purpose.note_of(entry.matter, reader.sentence),
        confidence=confidence.quantize(Decimal("0.01")),
        doubts=doubts,
        understood=tuple(_understood(facts, merchant, reader)),
        unclear=unclear,
    )


def _facts(entry: Entry, reader: Reader) -> _Facts:
    main = entry.meaning.clause.main
    matter = entry.matter._replace(accounts=entry.meaning.accounts)
    movement = movement_of(matter, main.amount.sign if main else 0, entry.carried)
    movement = unclear(matter) if entry.echoes else movement
    ends = ends_of(movement, entry.account, reader.accounts)
    found = Purpose(None, None, None)
    direction = movement.direction
    if direction is not None and direction is not Direction.TRANSFER:
        act = matter.act or entry.carried
        found = purpose.purpose_of(matter, direction, act, reader.categories, reader.sentence)
    return _Facts(entry, movement, ends, found, _day(entry, reader.today), entry.day)


def _day(entry: Entry, today: date) -> date | None:
    """The day that was read; the coming one where the entry speaks of a plan, today where it says nothing."""
    if entry.day is None:
        return today
    planned = Role.PLAN in entry.meaning.roles and entry.day.ahead is not None
    return entry.day.ahead if planned else entry.day.day


def _signed(facts: _Facts) -> int | None:
    amount = facts.entry.worth.amount
    if amount is None or facts.movement.direction is None:
        return None
    return amount if facts.movement.direction is Direction.IN else -amount


def _unclear(facts: _Facts, today: date) -> Iterator[Unclear]:
    yield from _amount_questions(facts)
    if facts.movement.direction is None:
        yield question("direction_unclear", *(direction_candidate(one) for one in facts.movement.options))
    yield from _day_questions(facts, today)
    yield from facts.ends.unclear
    if Role.PLAN in facts.entry.meaning.roles:
        yield question("not_yet_happened")
    if facts.entry.worth.problem is None and any(
        count.every and count.number == 1 for count in facts.entry.meaning.counts
    ):
        yield question("recurring")


def _amount_questions(facts: _Facts) -> Iterator[Unclear]:
    worth = facts.entry.worth
    sign = 1 if facts.movement.direction is Direction.IN else -1
    if worth.problem is not None:
        yield question(worth.problem, *(amount_candidate(sign * option) for option in worth.options))
    if facts.entry.differs:
        yield question("total_differs")


def _day_questions(facts: _Facts, today: date) -> Iterator[Unclear]:
    when = facts.when
    if when is not None and when.problem is not None:
        yield question(when.problem, *(day_candidate(option) for option in when.options))
    if facts.day is not None and facts.day > today:
        yield question("date_in_future")


def _doubts(facts: _Facts, unclear: tuple[Unclear, ...]) -> Iterator[str]:
    entry = facts.entry
    if facts.movement.assumed:
        yield "direction_assumed"
    if entry.carried is not None or entry.matter is not entry.meaning:
        yield "carried_over"
    if facts.when is None:
        yield "date_assumed"
    elif not entry.own_day:
        yield "date_shared"
    yield from facts.ends.doubts
    if facts.movement.direction is not Direction.TRANSFER:
        yield from _purpose_doubts(facts.purpose)
    yield from _word_doubts(entry.meaning)
    if entry.worth.worked_out:
        yield "amount_worked_out"
    asked = {one.part for one in unclear}
    if asked & {Part.ACCOUNT, Part.TO_ACCOUNT}:
        yield "account_asked"
    if asked - {Part.ACCOUNT, Part.TO_ACCOUNT}:
        yield "asked"


def _word_doubts(meaning: Meaning) -> Iterator[str]:
    if any(one.mark.word.guessed for one in meaning.acts):
        yield "verb_guessed"
    if meaning.unknown:
        yield "words_unknown"


def _purpose_doubts(found: Purpose) -> Iterator[str]:
    if found.code is None and found.category_id is None:
        yield "category_missing"
    elif found.guessed:
        yield "category_guessed"


def _understood(facts: _Facts, merchant: tuple[str, Mark] | None, reader: Reader) -> Iterator[Understood]:
    entry, sentence = facts.entry, reader.sentence
    main = entry.meaning.clause.main
    if main is not None and entry.worth.amount is not None:
        worth, share = str(_signed(facts) or entry.worth.amount), _share(entry)
        yield _piece(sentence, main, Part.AMOUNT, str(main.amount.values[0]) if share else worth)
        if share is not None:
            yield _piece(sentence, share, Part.AMOUNT, worth)
    acts = [one.mark for one in entry.meaning.acts if one.act is not Act.USE]
    if acts and facts.movement.direction is not None:
        yield _piece(sentence, acts[0], Part.DIRECTION, facts.movement.direction.value)
    for day in entry.meaning.days:
        if facts.day is not None:
            yield _piece(sentence, day.mark, Part.BOOKED_ON, facts.day.isoformat())
    for account in entry.meaning.accounts:
        part = Part.TO_ACCOUNT if account.mention is facts.movement.to_account.mention else Part.ACCOUNT
        account_id = facts.ends.to_account_id if part is Part.TO_ACCOUNT else facts.ends.account_id
        if account_id is not None:
            yield _piece(sentence, account.mark, part, str(account_id))
    if facts.purpose.mark is not None and (facts.purpose.code or facts.purpose.category_id):
        yield _piece(
            sentence, facts.purpose.mark, Part.CATEGORY, facts.purpose.code or str(facts.purpose.category_id)
        )
    if merchant is not None:
        yield _piece(sentence, merchant[1], Part.MERCHANT, merchant[0])


def _share(entry: Entry) -> AmountMark | None:
    """The amount that is the person's share of the total before it."""
    shares = [amount for role, amount in entry.meaning.clause.beside if role is AmountRole.SHARE]
    amounts = (mark for mark in entry.meaning.clause.marks if isinstance(mark, AmountMark))
    return next((mark for mark in amounts if any(mark.amount is share for share in shares)), None)


def _piece(sentence: Sentence, mark: Mark, part: Part, value: str) -> Understood:
    start, end = sentence.token(mark.first).start, sentence.token(mark.last - 1).end
    return Understood(start=start, end=end, text=sentence.original[start:end], part=part, value=value)
