"""numpy-financial with types: an independent arithmetic for annuities and rates."""

from typing import Protocol, cast

import numpy_financial  # pyright: ignore[reportMissingTypeStubs, reportMissingImports, reportUnknownVariableType]


class Oracle(Protocol):
    """What is used of it; money that is paid has a minus sign there."""

    def pmt(self, rate: float, nper: int, pv: float) -> float:
        """The payment of an annuity."""
        ...

    def rate(self, nper: int, pmt: float, pv: float, fv: float) -> float:
        """The rate of a period of an annuity."""
        ...

    def irr(self, values: list[float]) -> float:
        """The rate of a period of any payments."""
        ...

    def ppmt(self, rate: float, per: int, nper: int, pv: float) -> float:
        """The principal in one payment of an annuity."""
        ...


oracle = cast(Oracle, numpy_financial)
