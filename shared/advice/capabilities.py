"""The eight things the advisor can do: each with its prompt, its typed result, its tools, and its places.

Every capability is met in the chat, which chooses by what is asked. Three are also met beside a computed
result, as its `narrative`. A result is words alone: its figures must all be found in the computed facts.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from pydantic import Field

from shared.domain.values import Value


class Capability(StrEnum):
    """What the advisor is asked to do."""

    FINANCIAL_ADVICE = "financial_advice"
    BUDGET_ANALYSIS = "budget_analysis"
    CHAT = "chat"
    CONTEXTUAL_ANSWER = "contextual_answer"
    SAVINGS_PLAN = "savings_plan"
    SPENDING_PATTERNS = "spending_patterns"
    INVESTMENT_STRATEGY = "investment_strategy"
    RISK_ASSESSMENT = "risk_assessment"


class Told(Value):
    """What every result has: one short paragraph that answers."""

    summary: str = Field(min_length=1, max_length=900, description="Two to four sentences that answer.")


class Reply(Told):
    """A plain answer, of the chat and of a question about one's own data."""


class FinancialAdvice(Told):
    """A decision with its reasons and the next steps."""

    reasons: tuple[str, ...] = Field(max_length=3, description="At most three, each one sentence.")
    steps: tuple[str, ...] = Field(min_length=1, max_length=3, description="What to do first, in order.")


class BudgetStory(Told):
    """How a budget is doing."""

    strengths: tuple[str, ...] = Field(max_length=2, description="What goes well.")
    concerns: tuple[str, ...] = Field(max_length=3, description="What needs care, the gravest first.")
    next_step: str = Field(min_length=1, max_length=300, description="One step for this week.")


class SavingsStory(Told):
    """How goals are reached."""

    steps: tuple[str, ...] = Field(min_length=1, max_length=4, description="Small steps in order.")
    encouragement: str = Field(min_length=1, max_length=300, description="One sentence that motivates.")


class SpendingStory(Told):
    """Where money goes over some months."""

    patterns: tuple[str, ...] = Field(
        min_length=1, max_length=3, description="The largest, the rising, the recurring."
    )
    suggestion: str = Field(min_length=1, max_length=300, description="One small habit.")


class InvestmentStory(Told):
    """A direction for investing by classes of products, never by names."""

    first: tuple[str, ...] = Field(max_length=3, description="What comes before investing, if anything.")
    classes: tuple[str, ...] = Field(
        max_length=4, description="Classes of products with their risk in plain words."
    )
    missing: tuple[str, ...] = Field(
        max_length=5, description="What is not known yet and would change the answer."
    )
    disclaimer: str = Field(min_length=1, max_length=300, description="Education, not investment advice.")


class RiskStory(Told):
    """How much risk somebody can bear, and how much they are comfortable with."""

    ability: str = Field(min_length=1, max_length=400, description="What their finances can bear.")
    comfort: str = Field(min_length=1, max_length=400, description="What they said of themselves.")
    missing: tuple[str, ...] = Field(max_length=5, description="What is not known yet.")
    disclaimer: str = Field(min_length=1, max_length=300, description="Education, not investment advice.")


class Skill(NamedTuple):
    """How one capability is done. `tools` are names; those that a function does not have are left out."""

    prompt: str
    result: type[Told]
    tools: tuple[str, ...]
    met_at: tuple[str, ...]


FIGURES = ("financial_snapshot", "budget_analysis", "budget_month")
GOALS = ("goals", "goal_plan", "create_goal", "change_goal")
PLANS = ("simulate", "affordability", "forecast")
DEBTS = ("debts", "debt_payoff")
RECORDS = ("find_transactions", "spending_patterns", "record_transactions", "set_budget", "add_category_rule")
INVESTING = ("risk_profile", "allocation", "projection")
PEOPLE = ("search_consultants", "free_slots", "request_booking")
EVERYTHING = (*FIGURES, *GOALS, *PLANS, *DEBTS, "take_home", *RECORDS, *INVESTING, *PEOPLE)

CHAT_URL = "POST /chat/sessions/{id}/messages"

SKILLS: Mapping[Capability, Skill] = MappingProxyType(
    {
        Capability.FINANCIAL_ADVICE: Skill(
            "capabilities/financial_advice", FinancialAdvice, EVERYTHING, (CHAT_URL,)
        ),
        Capability.BUDGET_ANALYSIS: Skill(
            "capabilities/budget_analysis",
            BudgetStory,
            (*FIGURES, *RECORDS, *PLANS),
            (CHAT_URL, "GET /financial/budget"),
        ),
        Capability.CHAT: Skill("capabilities/chat", Reply, EVERYTHING, (CHAT_URL,)),
        Capability.CONTEXTUAL_ANSWER: Skill("capabilities/contextual_answer", Reply, EVERYTHING, (CHAT_URL,)),
        Capability.SAVINGS_PLAN: Skill(
            "capabilities/savings_plan",
            SavingsStory,
            (*FIGURES, *GOALS, *PLANS),
            (CHAT_URL, "POST /financial/goals/plan"),
        ),
        Capability.SPENDING_PATTERNS: Skill(
            "capabilities/spending_patterns", SpendingStory, (*FIGURES, *RECORDS), (CHAT_URL,)
        ),
        Capability.INVESTMENT_STRATEGY: Skill(
            "capabilities/investment_strategy",
            InvestmentStory,
            (*FIGURES, *GOALS, *DEBTS, *INVESTING, *PEOPLE),
            (CHAT_URL,),
        ),
        Capability.RISK_ASSESSMENT: Skill(
            "capabilities/risk_assessment", RiskStory, (*FIGURES, *DEBTS, *INVESTING), (CHAT_URL,)
        ),
    }
)
"""How each is done; a capability joins by one more entry."""
