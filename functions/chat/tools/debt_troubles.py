"""What is wrong with debts: those that never end, those that break a rule, and what was filled in."""

from collections.abc import Iterable
from decimal import ROUND_UP, Decimal

from shared.advice.telling import Source, Telling
from shared.domain.budget.model import Threshold
from shared.domain.conversation.model import Basis, FactUnit
from shared.domain.debts.answers import Endless, PayoffAnswer
from shared.domain.debts.findings import DebtWarning
from shared.domain.debts.model import MAX_MONTHS, MONTHS_A_YEAR
from shared.domain.debts.words import endless_words, rule_words, warning_words
from shared.domain.months import Month
from shared.words import Words

MOST_ENDLESS = 3
MOST_WARNINGS = 6
MOST_ASSUMED = 3
"""How many are told of each, the heaviest first: a result holds no more facts and remarks."""

FIVE_YEARS_MONTHS = 5 * MONTHS_A_YEAR
SHOWN = Decimal("0.00001")
"""Warnings show fractions to three decimals of a per cent, rounded up; so do the facts under them."""

OF_ENDLESS: Source = {"basis": Basis.COMPUTED, "formula": "minimum_only"}
OF_WARNING: Source = {"basis": Basis.COMPUTED, "formula": "held_against_rule"}

LEFT_OUT = Words(
    id="Syarat utang {name} tidak cocok satu sama lain, jadi tidak dihitung. Minta diperbaiki dulu.",
    en="The terms of the debt {name} do not go together, so it is not worked out. Ask to correct them first.",
)
PAID = Words(id="{debt}: dibayar per bulan", en="{debt}: paid a month")
CHARGES = Words(id="{debt}: bunga dan biaya per bulan", en="{debt}: interest and fees a month")
ENDS_WITH = Words(id="{debt}: paling sedikit supaya lunas", en="{debt}: the least that ends it")
FIVE_YEARS = Words(id="{debt}: supaya lunas 5 tahun, per bulan", en="{debt}: a month to end it in 5 years")
FIVE_YEARS_LONG = Words(id="Lima tahun", en="Five years")
HORIZON = Words(id="Paling lama yang dihitung", en="As far as it is followed")
FOUND = Words(id="Nyatanya ({rule})", en="As found ({rule})")
FOUND_OF = Words(id="{debt}: nyatanya ({rule})", en="{debt}: as found ({rule})")
CHECKED = Words(id="{rule}: dicek", en="{rule}: checked in")
FILLED_IN = Words(
    id="{debt}: tidak disebut, jadi dipakai yang biasa atau aturannya: {rule}.",
    en="{debt}: not said, so what is usual or ruled is used: {rule}.",
)


def tell_left_out(telling: Telling, names: Iterable[str]) -> None:
    """Debts on record that nothing can be worked out from."""
    for name in names:
        telling.remark("debt_left_out", telling.say(LEFT_OUT, name=name))


def tell_troubles(telling: Telling, answer: PayoffAnswer) -> None:
    """Debts that never end, rules that are broken, and what was filled in: the engine's sentences."""
    for number, each in enumerate(answer.endless[:MOST_ENDLESS], start=1):
        _tell_endless(telling, f"endless.{number}", each)
    if answer.endless:
        telling.months("debts.five_years", FIVE_YEARS_LONG, FIVE_YEARS_MONTHS, formula="asked")
    if answer.endless or any(plan.months is None for plan in answer.plans):
        telling.months("debts.horizon", HORIZON, MAX_MONTHS, formula="asked")
    limits = {each.id: each for each in answer.thresholds}
    for number, warning in enumerate(answer.warnings[:MOST_WARNINGS], start=1):
        limit = limits.get(warning.threshold or "")
        _tell_measure(telling, f"debts.warning.{number}", warning, limit)
        telling.remark(warning.code, warning_words(warning, limit, telling.language))


def tell_assumed(telling: Telling, answer: PayoffAnswer) -> None:
    """What was filled in because nothing was told."""
    for each in answer.assumed[:MOST_ASSUMED]:
        rule = rule_words(each.rule, telling.language)
        telling.remark("assumed", telling.say(FILLED_IN, debt=each.name, rule=rule))


def _tell_endless(telling: Telling, place: str, found: Endless) -> None:
    name = found.name
    telling.amount(f"{place}.minimum", telling.say(PAID, debt=name), found.minimum, **OF_ENDLESS)
    telling.amount(f"{place}.charges", telling.say(CHARGES, debt=name), found.charges, **OF_ENDLESS)
    telling.amount(f"{place}.ends_with", telling.say(ENDS_WITH, debt=name), found.ends_with, **OF_ENDLESS)
    label = telling.say(FIVE_YEARS, debt=name)
    telling.amount(f"{place}.five_years", label, found.ends_in_five_years, **OF_ENDLESS)
    telling.remark(f"endless_{found.code}", endless_words(found, telling.language))


def _tell_measure(telling: Telling, place: str, warning: DebtWarning, limit: Threshold | None) -> None:
    """What was measured, the rule it is held against, or when it was looked for where nothing is counted."""
    if limit is None:
        return
    rule, unit = rule_words(limit.id, telling.language), FactUnit(limit.unit.value)
    if warning.value is None:
        checked, label = Month.of(limit.checked_on), telling.say(CHECKED, rule=rule)
        telling.month(f"{limit.id}.checked", label, checked, basis=Basis.ASSUMED, formula=limit.source)
        return
    label = telling.say(FOUND_OF if warning.debt else FOUND, debt=warning.debt, rule=rule)
    telling.figure(place, label, _shown(warning.value, unit), unit, **OF_WARNING)
    telling.figure(limit.id, rule, limit.value, unit, basis=Basis.ASSUMED, formula=limit.source)


def _shown(value: Decimal | int, unit: FactUnit) -> Decimal | int:
    return value if unit is not FactUnit.FRACTION else Decimal(value).quantize(SHOWN, ROUND_UP)
