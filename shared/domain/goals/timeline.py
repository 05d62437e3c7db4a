"""The steps of a plan in time, and the money that comes over them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from shared.domain.goals.calendar import TICKS, ticks_before, ticks_by
from shared.domain.months import Month


class Timeline(NamedTuple):
    """The ends of months from that of `begins` on, and the days in between that goals are due on, in order.

    Between two steps nothing is due, so that more of them would change nothing. `days` of the steps, the
    `months` from the first to theirs, and the `ticks` of their month by then.
    """

    begins: date
    days: Sequence[date]
    months: Sequence[int]
    ticks: Sequence[int]

    @classmethod
    def of(cls, months: int, due: Iterable[date] = (), *, today: date) -> "Timeline":
        """The steps of so many months from `today` on; a day that goals are `due` on counts after it."""
        start = Month.of(today)
        ends = [start.add(month).last_day for month in range(months)]
        days = sorted({*ends, *(day for day in due if today < day < ends[-1])})
        return cls(
            begins=today,
            days=days,
            months=[start.months_until(Month.of(day)) for day in days],
            ticks=[ticks_by(day) - ticks_before(day.replace(day=1)) for day in days],
        )

    def step_of(self, day: date) -> int:
        """The last step that is not after a day, -1 where none is; one past the last for a day after all."""
        return len(self.days) if day > self.days[-1] else bisect_right(self.days, day) - 1

    def month_ends(self, months: int) -> Sequence[int]:
        """The last steps of the first so many months."""
        steps = {month: step for step, month in enumerate(self.months)}
        return [steps[month] for month in range(months)]

    def flow(self, surplus: Sequence[int], *, set_aside: int = 0) -> "Flow":
        """What comes over the steps, evenly within a month, so that it is whole on the month's last day.

        `surplus` is that of whole months, the last one goes on; below zero nothing comes. What was
        `set_aside` in the first month already, beyond what had come of it before `begins`, is taken off
        the rest of that month.
        """
        months, this_month = self.months[-1] + 1, self.months.count(0)
        kept = [max(0, amount) for amount in surplus]
        amounts = [*kept[:months], *[kept[-1]] * (months - len(kept))]
        whole = list(accumulate(amounts[1:], initial=0))
        later = list(zip(self.months, self.ticks, strict=True))[this_month:]
        return Flow(
            usual=amounts[0],
            gone=ticks_before(self.begins) - ticks_before(self.begins.replace(day=1)),
            set_aside=set_aside * TICKS,
            this_month=self.ticks[:this_month],
            later=[whole[month - 1] * TICKS + amounts[month] * ticks for month, ticks in later],
            later_ticks=[(month - 1) * TICKS + ticks for month, ticks in later],
        )


class Flow(NamedTuple):
    """Money as it comes by each step of a timeline, in ticks of a rupiah, `TICKS` to one.

    Of this month `usual` comes in all, of which some has `gone` by; `set_aside` is what of it was already
    used. `this_month` are the ticks of the month by its steps; `later` is what comes after it by each step
    that follows, and `later_ticks` how long that takes.
    """

    usual: int
    gone: int
    set_aside: int
    this_month: Sequence[int]
    later: Sequence[int]
    later_ticks: Sequence[int]

    def earned(self, *, extra: int = 0, steps: int | None = None) -> list[int]:
        """Whole rupiah that have come by each of the first `steps`, with so much more in every month."""
        begins = [self._this_month(ticks, extra) for ticks in self.this_month]
        whole, pairs = begins[-1], zip(self.later[:steps], self.later_ticks, strict=False)
        later = [(whole + come + extra * ticks) // TICKS for come, ticks in pairs]
        return [*(money // TICKS for money in begins), *later][:steps]

    def least_extra(self, amount: int, step: int) -> int:
        """The least more in every month so that so many rupiah have come by a step; below zero for less.

        Money that comes after today, less what was set aside ahead of it, is the lesser of what comes from
        today on, and of what comes in all of the month less what is set aside, or nothing. So it is enough
        once the first is, and one of the others.
        """
        after = step - len(self.this_month)
        come, ticks = (self.later[after], self.later_ticks[after]) if after >= 0 else (0, 0)
        by_then = self.this_month[min(step, len(self.this_month) - 1)]
        wanted = amount * TICKS - come
        from_today = by_then - self.gone
        in_all = _least(wanted + self.set_aside - self.usual * by_then, by_then + ticks)
        without = _least(wanted, ticks) if ticks else in_all
        return max(_least(wanted - self.usual * from_today, from_today + ticks), min(in_all, without))

    def _this_month(self, ticks: int, extra: int) -> int:
        """What comes of this month from today on by so many of its ticks."""
        monthly = self.usual + extra
        ahead = max(0, self.set_aside - monthly * self.gone)
        return max(0, monthly * (ticks - self.gone) - ahead)


def _least(missing: int, ticks: int) -> int:
    """The least a month that brings what is missing in so many ticks."""
    return -(-missing // ticks)
