"""What stays as agreed over the life of a loan: its rate, its instalment, its fees and penalties."""

from decimal import ROUND_CEILING, Decimal, localcontext
from typing import NamedTuple

from shared.domain.debts.model import DAYS_A_YEAR, MAX_MONTHS, MONTHS_A_YEAR, Debt, InterestMethod


class Ratio(NamedTuple):
    """An exact fraction of two integers: rupiah times a ratio never meets a float."""

    over: int
    under: int

    @classmethod
    def of(cls, fraction: Decimal, *, divided_by: int = 1) -> "Ratio":
        """The fraction, exactly, divided by a whole number."""
        over, under = fraction.as_integer_ratio()
        return cls(over, under * divided_by)

    def part_of(self, amount: int, times: int = 1) -> int:
        """This part of an amount (`times` it), half-even to the rupiah."""
        over, under = self
        if over == 0:
            return 0
        quotient, rest = divmod(amount * over * times, under)
        twice = rest + rest
        return quotient + 1 if twice > under or (twice == under and quotient & 1) else quotient

    def part_of_rounded_up(self, amount: int) -> int:
        """This part of an amount, up to the next rupiah."""
        return -(-amount * self.over // self.under)


class Terms(NamedTuple):
    """What stays as agreed over the life of a loan. `rate` is by the month, for DAILY by the day."""

    method: InterestMethod
    rate: Ratio
    base: int
    """What FLAT and DAILY interest is charged on."""
    instalment: int | None
    """The bill of a usual month, its fee included; None where it follows from `share` or from the days."""
    scheduled_principal: int
    """FLAT: the principal that a usual month pays."""
    share: Ratio | None
    floor: int
    fee: int
    late_amount: int
    late_share: Ratio
    late_cap: int | None
    early_share: Ratio
    interest_waived: bool
    plain: bool
    """Interest on what is owed or none, no early penalty and no cap on charges."""


def terms_of(debt: Debt) -> Terms:
    """The terms of a debt that says what has to be paid."""
    days = debt.method is InterestMethod.DAILY
    rate = Ratio.of(debt.annual_rate, divided_by=DAYS_A_YEAR if days else MONTHS_A_YEAR)
    return Terms(
        method=debt.method,
        rate=rate,
        base=debt.principal or debt.balance,
        instalment=_instalment(debt),
        scheduled_principal=_scheduled_principal(debt, rate),
        share=None if debt.minimum_fraction is None else Ratio.of(debt.minimum_fraction),
        floor=debt.minimum_floor,
        fee=debt.monthly_fee,
        late_amount=debt.late_amount,
        late_share=Ratio.of(debt.late_fraction),
        late_cap=debt.late_cap,
        early_share=Ratio.of(_early_penalty(debt)),
        interest_waived=debt.interest_waived,
        plain=_is_plain(debt),
    )


def _is_plain(debt: Debt) -> bool:
    on_what_is_owed = debt.method in {InterestMethod.EFFECTIVE, InterestMethod.NONE}
    return on_what_is_owed and _early_penalty(debt) == 0 and debt.charges_cap is None


def _early_penalty(debt: Debt) -> Decimal:
    """Without interest and instalments there is no schedule that a payment could be ahead of."""
    scheduled = debt.method is not InterestMethod.NONE or debt.says_what_to_pay
    return debt.early_penalty if scheduled else Decimal(0)


def agreed_interest(debt: Debt) -> int:
    """FLAT and DAILY interest from today to the end of the term, as far as that is followed; 0 for other
    methods."""
    principal = debt.principal or debt.balance
    if debt.method is InterestMethod.DAILY:
        return Ratio.of(debt.annual_rate, divided_by=DAYS_A_YEAR).part_of(
            principal, times=debt.days_left or 0
        )
    if debt.method is not InterestMethod.FLAT:
        return 0
    rate = Ratio.of(debt.annual_rate, divided_by=MONTHS_A_YEAR)
    months = debt.months_left or -(-debt.balance // _scheduled_principal(debt, rate))
    return rate.part_of(principal) * min(months, MAX_MONTHS)


def annuity(principal: int, *, annual_rate: Decimal, months: int) -> int:
    """The monthly payment, rounded up to the rupiah, that ends an effective-rate loan in `months` months.

    P·r / (1 - (1+r)^-n), the present value of an ordinary annuity, with r a twelfth of the annual rate.
    """
    if annual_rate == 0:
        return -(-principal // months)
    with localcontext() as context:
        context.prec = 50
        rate = annual_rate / MONTHS_A_YEAR
        exact = principal * rate / (1 - (1 + rate) ** -months)
        payment = int(exact.to_integral_value(ROUND_CEILING))
    # Interest is rounded each month, which may leave a few rupiah beyond the last one.
    while not _ends(principal, Ratio.of(annual_rate, divided_by=MONTHS_A_YEAR), payment, months):
        payment += 1
    return payment


def _ends(balance: int, rate: Ratio, payment: int, months: int) -> bool:
    for _ in range(months):
        balance += rate.part_of(balance) - payment
        if balance <= 0:
            return True
    return False


def _instalment(debt: Debt) -> int | None:
    if debt.instalment is not None or debt.months_left is None or debt.method is InterestMethod.FLAT:
        return debt.instalment
    payment = annuity(debt.balance, annual_rate=debt.annual_rate, months=debt.months_left)
    return payment + debt.monthly_fee


def _scheduled_principal(debt: Debt, rate: Ratio) -> int:
    """FLAT: what a usual month pays of the principal; 0 for other methods."""
    if debt.method is not InterestMethod.FLAT:
        return 0
    if debt.instalment is not None:
        return debt.instalment - debt.monthly_fee - rate.part_of(debt.principal or debt.balance)
    return -(-debt.balance // (debt.months_left or 1))
