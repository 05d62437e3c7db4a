"""What a person calls the parts of their plan, as the keys that the plan knows them by."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from functions.chat.tools.naming import Named, meant
from shared.domain.budget.transactions import Category
from shared.domain.planning.changes import Change, Scenario
from shared.domain.planning.model import Baseline
from shared.domain.planning.words import LINES

C = TypeVar("C", bound=Change)


def as_keyed(
    scenarios: Sequence[Scenario], baseline: Baseline, categories: Sequence[Category]
) -> tuple[Scenario, ...]:
    """The scenarios with the plan's own keys in place of names. Raises NameUnknown, NameUnclear."""
    keys = _Keys(baseline, {category.code or str(category.id): category for category in categories})
    return tuple(
        scenario.model_copy(update={"changes": tuple(keys.of(scenario, it) for it in scenario.changes)})
        for scenario in scenarios
    )


class _Keys:
    """The names of one plan."""

    def __init__(self, baseline: Baseline, categories: Mapping[str, Category]) -> None:
        self._baseline = baseline
        self._categories = categories

    def of(self, scenario: Scenario, change: C) -> C:
        """The change with keys for names; what the scenario itself adds keeps its name."""
        added = {each for it in scenario.changes if isinstance(each := getattr(it, "id", None), str)}
        told = {
            name: getattr(change, name)
            for name in ("income", "category", "debt", "goal")
            if isinstance(getattr(change, name, None), str)
        }
        keys = {name: said if said in added else self._key(name, said) for name, said in told.items()}
        shifts = getattr(change, "categories", None)
        if shifts:
            keys["categories"] = tuple(
                shift.model_copy(update={"category": self._key("category", shift.category)})
                for shift in shifts
            )
        return change.model_copy(update=keys) if keys else change

    def _key(self, kind: str, said: str) -> str:
        incomes = self._baseline.incomes
        if kind == "income" and len(incomes) == 1:
            # A plan of one's own figures has one income, whatever it is called.
            return incomes[0].id
        known = self._known(kind)
        return said if any(each.value == said for each in known) else meant(said, known, kind=kind)

    def _known(self, kind: str) -> list[Named[str]]:
        base = self._baseline
        match kind:
            case "income":
                return [Named(it.id, [it.name or it.id, it.id]) for it in base.incomes]
            case "category":
                return [Named(it.id, self._names(it.id, it.name)) for it in base.categories]
            case "debt":
                return [
                    Named(it.id, [name for name in (it.debt.name, it.debt.lender) if name])
                    for it in base.debts
                ]
            case _:
                return [Named(it.id, [it.name or it.id]) for it in base.goals]

    def _names(self, key: str, name: str | None) -> list[str]:
        category = self._categories.get(key)
        words = (LINES[key].id, LINES[key].en) if key in LINES else ()
        told = (name, category and category.name, category and category.name_en, *words, key)
        return list(dict.fromkeys(each for each in told if each))
