"""Years of pay to compute with."""

from typing import Any

from shared.domain.payroll.model import Employment, SocialSecurity

NO_BPJS = SocialSecurity(health=False, jht=False, jp=False, accident=None, jkm=False)


def employment(**terms: Any) -> Employment:
    """A year of 2026, single, Rp8,000,000 a month, without BPJS, unless said otherwise."""
    usual = {"year": 2026, "ptkp": "TK/0", "salary": 8_000_000, "bpjs": NO_BPJS}
    return Employment.model_validate(usual | terms)


def insured(**terms: Any) -> Employment:
    """The same with all of BPJS, accident insurance of the lowest risk."""
    return employment(**({"bpjs": SocialSecurity()} | terms))
