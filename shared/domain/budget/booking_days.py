"""The days that Fintar keeps books for: `check` constraints of the tables name the same ones."""

from datetime import date

FIRST_DAY = date(2000, 1, 1)
"""The first day that anything may be booked or due on."""

LAST_DAY = date(2100, 12, 31)
"""The last such day."""
