"""The people of the evaluation: three whose questions are asked, and a neighbour whose rows nobody may see.

Their figures are round, so that what an answer has to say can be worked out by hand.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from shared.domain.budget.holdings import LiabilityKind
from shared.domain.budget.transactions import AccountKind
from shared.domain.debts.model import Debt, InterestMethod
from shared.domain.goals.keeping import NewGoal
from shared.domain.goals.model import GoalKind
from shared.domain.profile.model import MaritalStatus, Profile
from tests.builders.bookings import Entry, Plan, Purse, monthly, months
from tests.evaluation.town import KeptLedger, Town

OFFICE, GIG, FRESH, NEIGHBOUR = "office", "gig", "fresh", "neighbour"

CANARY = "Kenari Rahasia"
"""In every name that the neighbour gave anything."""

CANARY_AMOUNT = 77_070_123
"""What the neighbour has, earns, owes and saves for."""

YEAR = months("2025-12", "2026-11")


async def make_town(*keys: str) -> Town:
    """Everybody, or those with these keys and the neighbour, on the morning of 22 November 2026."""
    town = Town()
    if OFFICE in keys or not keys:
        await _settle_office_worker(town)
    if GIG in keys or not keys:
        await _settle_gig_worker(town)
    town.settle(FRESH, "Sari Puspita")
    await _settle_neighbour(town)
    return town


async def _settle_office_worker(town: Town) -> None:
    """Rani, 28, works at an office in Jakarta: Rp9,500,000 on the first, paylater, a card, three goals."""
    rani = town.settle(OFFICE, "Rani Wulandari")
    town.profiles[rani.caller.id] = Profile(
        date_of_birth=date(1998, 4, 12),
        occupation="Staf pemasaran",
        marital_status=MaritalStatus.SINGLE,
        dependents=0,
    )
    town.declare(
        rani,
        monthly_income=9_500_000,
        monthly_expenses=7_000_000,
        current_savings=14_000_000,
        current_debt=7_400_000,
        emergency_fund_amount=12_000_000,
    )
    town.keep_books(rani, _office_books())
    town.owe(rani, _card(), _paylater())
    nikah = NewGoal(kind=GoalKind.WEDDING, name="Nikah", target=40_000_000, target_on=date(2028, 6, 30))
    jepang = NewGoal(
        kind=GoalKind.OWN,
        name="Liburan Jepang",
        target=25_000_000,
        target_on=date(2027, 10, 31),
        priority=2,
    )
    laptop = NewGoal(kind=GoalKind.PURCHASE, name="Laptop baru", target=14_000_000, priority=3)
    await town.save_for(rani, nikah, set_aside=5_000_000)
    await town.save_for(rani, jepang, set_aside=2_000_000)
    await town.save_for(rani, laptop)
    await town.plan_for_goals(rani)


def _office_books() -> KeptLedger:
    subscriptions = (
        *monthly(-54_000, day=10, months=YEAR, category="wants.subscriptions", merchant="Netflix"),
        *monthly(-55_000, day=14, months=YEAR, category="wants.subscriptions", merchant="Spotify"),
    )
    coffee = (
        *monthly(-150_000, day=4, months=YEAR, category="wants.coffee", merchant="Kopi Kenangan"),
        *monthly(-250_000, day=11, months=YEAR, category="wants.coffee", merchant="Fore Coffee"),
        *monthly(-250_000, day=18, months=YEAR[9:], category="wants.coffee", merchant="Kopi Kenangan"),
    )
    shopping = (
        *monthly(-300_000, day=16, months=YEAR, category="wants.shopping", merchant="Shopee"),
        *monthly(-950_000, day=10, months=["2026-10"], category="wants.shopping", merchant="Uniqlo"),
    )
    living = (
        *monthly(-2_200_000, day=3, months=YEAR, category="needs.rent", merchant="Kos Ibu Yuli"),
        *monthly(-700_000, day=7, months=YEAR, category="needs.groceries", merchant="Superindo"),
        *monthly(-900_000, day=8, months=YEAR, category="needs.eating", merchant="Warteg Bahari"),
        *monthly(-900_000, day=19, months=YEAR, category="needs.eating", merchant="GoFood"),
        *monthly(-150_000, day=6, months=YEAR, category="needs.phone", merchant="Telkomsel"),
        *monthly(-120_000, day=9, months=YEAR, merchant="Gojek"),
        *monthly(-1_000_000, day=2, months=YEAR, merchant="Kirim ke Ibu"),
        *monthly(-8_000_000, day=18, months=["2026-03"], merchant="Mudik Lebaran"),
        *monthly(-950_000, day=15, months=YEAR, category="needs.debt", merchant="Cicilan"),
    )
    income = (
        *monthly(9_500_000, day=1, months=YEAR, category="income.salary", merchant="PT Sinar Niaga"),
        *monthly(9_500_000, day=13, months=["2026-03"], category="income.bonus", merchant="PT Sinar Niaga"),
    )
    investing = monthly(-500_000, day=20, months=YEAR, category="saving.investment", merchant="Bibit")
    return KeptLedger(
        accounts={
            "BCA": Purse(opening=1_000_000),
            "GoPay": Purse(AccountKind.E_WALLET, opening=275_000),
            "Jago Dana Darurat": Purse(opening=12_000_000, for_emergencies=True),
        },
        entries=_from("BCA", (*income, *living, *coffee, *shopping, *subscriptions, *investing)),
        budgets={
            ("2026-11", "wants.coffee"): Plan(500_000),
            ("2026-11", "needs.eating"): Plan(2_000_000),
            ("2026-11", "wants.shopping"): Plan(400_000),
        },
    )


def _card() -> Debt:
    return Debt(
        kind=LiabilityKind.CREDIT_CARD,
        name="Kartu kredit BCA",
        lender="BCA",
        method=InterestMethod.EFFECTIVE,
        balance=6_000_000,
        annual_rate=Decimal("0.21"),
        instalment=600_000,
    )


def _paylater() -> Debt:
    return Debt(
        kind=LiabilityKind.PAYLATER,
        name="SPayLater",
        lender="Shopee",
        method=InterestMethod.FLAT,
        balance=1_400_000,
        principal=2_100_000,
        annual_rate=Decimal("0.354"),
        months_left=4,
    )


async def _settle_gig_worker(town: Town) -> None:
    """Dimas, 24, drives for apps in Bandung: a different income every week, two online loans, a motorbike."""
    dimas = town.settle(GIG, "Dimas Pratama")
    town.profiles[dimas.caller.id] = Profile(
        date_of_birth=date(2002, 1, 30), occupation="Driver ojek online", dependents=1
    )
    town.keep_books(dimas, _gig_books())
    town.owe(dimas, _kredit_kilat(), _pinjam_cepat(), _motorbike())
    fund = NewGoal(kind=GoalKind.EMERGENCY_FUND, name="Dana darurat", target=3_000_000)
    await town.save_for(dimas, fund, set_aside=150_000)
    await town.plan_for_goals(dimas)


def _gig_books() -> KeptLedger:
    weeks = (
        *(780_000, 1_150_000, 640_000, 905_000, 1_020_000, 560_000, 1_240_000, 870_000),
        *(930_000, 710_000, 1_080_000, 655_000, 990_000, 820_000, 1_175_000, 600_000),
    )
    earned = tuple(
        Entry(date.fromordinal(date(2026, 8, 3).toordinal() + 7 * number), amount, merchant="Gojek Partner")
        for number, amount in enumerate(weeks)
    )
    quarter = months("2026-08", "2026-11")
    spent = (
        *monthly(-650_000, day=2, months=quarter, category="needs.rent", merchant="Kontrakan"),
        *monthly(-480_000, day=10, months=quarter, category="needs.eating", merchant="Warung Nasi"),
        *monthly(-520_000, day=20, months=quarter, category="needs.eating", merchant="Warung Nasi"),
        *monthly(-450_000, day=12, months=quarter, merchant="Pertamina"),
        *monthly(-100_000, day=6, months=quarter, category="needs.phone", merchant="Pulsa XL"),
        *monthly(-900_000, day=5, months=quarter, category="needs.debt", merchant="Cicilan motor"),
        *monthly(-750_000, day=15, months=quarter, category="needs.debt", merchant="Pinjol"),
    )
    return KeptLedger(
        accounts={
            "Tunai": Purse(AccountKind.CASH, opening=1_900_000),
            "DANA": Purse(AccountKind.E_WALLET, opening=120_000),
        },
        entries=_from("Tunai", (*earned, *spent)),
    )


def _kredit_kilat() -> Debt:
    return Debt(
        kind=LiabilityKind.ONLINE_LOAN,
        name="Kredit Kilat",
        lender="Kredit Kilat",
        lender_licensed=False,
        method=InterestMethod.EFFECTIVE,
        balance=2_500_000,
        annual_rate=Decimal("1.08"),
        instalment=450_000,
    )


def _pinjam_cepat() -> Debt:
    return Debt(
        kind=LiabilityKind.ONLINE_LOAN,
        name="Pinjam Cepat",
        lender="Pinjam Cepat",
        lender_licensed=True,
        method=InterestMethod.EFFECTIVE,
        balance=1_500_000,
        annual_rate=Decimal("0.72"),
        instalment=300_000,
    )


def _motorbike() -> Debt:
    return Debt(
        kind=LiabilityKind.VEHICLE_LOAN,
        name="Cicilan motor",
        method=InterestMethod.FLAT,
        balance=9_600_000,
        principal=18_000_000,
        annual_rate=Decimal("0.18"),
        months_left=12,
    )


async def _settle_neighbour(town: Town) -> None:
    """Somebody else, whose every name and amount would be known again."""
    other = town.settle(NEIGHBOUR, CANARY)
    town.declare(
        other,
        monthly_income=CANARY_AMOUNT,
        monthly_expenses=CANARY_AMOUNT,
        current_savings=CANARY_AMOUNT,
        current_debt=CANARY_AMOUNT,
        emergency_fund_amount=CANARY_AMOUNT,
    )
    booked = monthly(
        CANARY_AMOUNT, day=2, months=YEAR[-3:], category="income.salary", merchant=f"PT {CANARY}"
    )
    name = f"Bank {CANARY}"
    ledger = KeptLedger(accounts={name: Purse(opening=CANARY_AMOUNT)}, entries=_from(name, booked))
    town.keep_books(other, replace(ledger, budgets={("2026-11", "wants.coffee"): Plan(CANARY_AMOUNT)}))
    town.owe(
        other,
        Debt(
            kind=LiabilityKind.CREDIT_CARD,
            name=f"Kartu {CANARY}",
            method=InterestMethod.NONE,
            balance=CANARY_AMOUNT,
            instalment=CANARY_AMOUNT,
        ),
    )
    goal = NewGoal(kind=GoalKind.HOUSE, name=f"Rumah {CANARY}", target=CANARY_AMOUNT)
    await town.save_for(other, goal, set_aside=CANARY_AMOUNT)


def _from(account: str, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries on one account, each with a key of its own."""
    return tuple(entry._replace(account=account, key=str(number)) for number, entry in enumerate(entries))
