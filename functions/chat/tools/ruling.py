"""Adding a category rule: worked out now, saved when its person says yes."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, JsonValue

from functions.chat.tools.listing import category_meant
from functions.chat.tools.offering import Wish, proposed
from functions.chat.tools.services import ToolServices
from functions.chat.tools.typed import TypedTool, declared
from shared.advice.telling import Telling
from shared.advice.tools import Findings, ToolSetting
from shared.domain.budget.categories.model import CategoryRule, NewRule, RuleMatch
from shared.domain.budget.search import MOST_WORDS, TransactionSearch
from shared.domain.conversation.model import Basis
from shared.domain.values import Value
from shared.services.category_rules import CategoryRuleService
from shared.words import Words

NAME = "add_category_rule"

ADDS = Words(
    id='Aturan baru: transaksi dengan "{pattern}" masuk {category}.',
    en='New rule: transactions with "{pattern}" go to {category}.',
)
REPLACES = Words(
    id='Ganti aturan "{pattern}": dari {before} menjadi {category}.',
    en='Change the rule "{pattern}": from {before} to {category}.',
)
AND_PAST = Words(
    id=" Transaksi lama yang cocok ikut dipindah.", en=" Earlier transactions that fit are moved too."
)
MATCHING = Words(id="Transaksi yang memuat kata itu", en="Transactions that hold these words")


class AddRuleArguments(Value):
    """Which texts belong to which category."""

    pattern: Annotated[
        str,
        Field(min_length=2, max_length=120, description="Words in the merchant or note: `kopi kenangan`."),
    ]
    category: Annotated[str, Field(max_length=80, description="The category by its name.")]
    match: Annotated[
        RuleMatch, Field(description="CONTAINS: these words anywhere; EXACT: the whole text.")
    ] = RuleMatch.CONTAINS
    apply_to_past: Annotated[bool, Field(description="True also files earlier transactions.")] = False


class AddRuleTool(TypedTool[AddRuleArguments]):
    """A rule that files transactions."""

    arguments = AddRuleArguments
    purpose = Words(id="Menyiapkan aturan kategori", en="Preparing a category rule")
    declaration = declared(
        NAME,
        Words(
            id=(
                "Menambah aturan: transaksi yang memuat kata tertentu selalu masuk satu kategori, kalau mau "
                "termasuk yang lama. Disimpan baru setelah orangnya menyetujui usulan. Pakai bila orangnya "
                "minta ('Gojek masukin transport terus'); bukan untuk mencatat transaksi."
            ),
            en=(
                "Adds a rule: transactions with certain words always go to one category, earlier ones too "
                "where wanted. Saved only after the person confirms the proposal. Use it when the person "
                "asks ('always file Gojek under transport'); not to record a transaction."
            ),
        ),
        AddRuleArguments,
    )

    def __init__(self, services: ToolServices) -> None:
        self._services = services

    async def answer(self, asked: AddRuleArguments, *, setting: ToolSetting) -> Findings:
        """Work it out. Raises NameUnknown, NameUnclear, TooManyProposals."""
        words = tuple(asked.pattern.split()[:MOST_WORDS])
        book, found = await asyncio.gather(
            self._services.transactions().bookkeeping(),
            self._services.spending().find(TransactionSearch(words=words, at_most=0)),
        )
        category = category_meant(asked.category, book)
        rule = NewRule(pattern=asked.pattern, match=asked.match, category_id=category.id)
        names = {it.id: it.named(setting.language) for it in book.categories}
        telling = Telling(setting, formula="found_transactions", basis=Basis.TRACKED)
        telling.count("add_rule.matching", MATCHING, found.count)
        wish = Wish(
            tool=NAME,
            summary=_summary(telling, rule, _known(rule, book.rules), names, past=asked.apply_to_past),
            shown=("add_rule.matching",),
            arguments={"rule": rule.model_dump(mode="json"), "apply_to_past": asked.apply_to_past},
        )
        return await proposed(self._services, telling, setting, wish)


class AddRuleWriter:
    """Saves a rule, and reaches the past where that was asked for."""

    def __init__(self, rules: CategoryRuleService) -> None:
        self._rules = rules

    async def write(
        self, arguments: Mapping[str, JsonValue], *, proposal_id: UUID, now: datetime
    ) -> dict[str, JsonValue]:
        """Save it: a pattern has one rule, so that a repeat finds it. Raises RuleRefused."""
        kept = await self._rules.put(NewRule.model_validate(arguments["rule"]))
        told: dict[str, JsonValue] = {"rule": kept.model_dump(mode="json")}
        if arguments["apply_to_past"]:
            told["effect"] = (await self._rules.apply(kept.id)).model_dump(mode="json")
        return told


def _known(rule: NewRule, rules: tuple[CategoryRule, ...]) -> CategoryRule | None:
    """The active rule of the same pattern, which the new one takes the place of."""
    pattern = " ".join(rule.pattern.lower().split())
    return next((it for it in rules if (it.pattern, it.match) == (pattern, rule.match)), None)


def _summary(
    telling: Telling,
    rule: NewRule,
    known: CategoryRule | None,
    names: Mapping[UUID, str],
    *,
    past: bool,
) -> str:
    category = names[rule.category_id]
    if known is None or known.category_id == rule.category_id:
        told = telling.say(ADDS, pattern=rule.pattern, category=category)
    else:
        before = names.get(known.category_id, "-")
        told = telling.say(REPLACES, pattern=rule.pattern, before=before, category=category)
    return told + (telling.say(AND_PAST) if past else "")
