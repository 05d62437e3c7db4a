"""Fill `public_holidays` from the `holidays` package: `python -m dev.holidays`.

The package knows the decrees of Indonesia's government up to the newest that it was released after; later
years have estimated dates for holidays of the moon. So it is worth a run after every upgrade. Run again, it
changes only what differs; a day that the package no longer names is taken out.
"""

import argparse
import os
import sys
from collections.abc import Mapping
from datetime import date

import psycopg

FIRST_YEAR = 2015
LAST_YEAR = 2035


def holidays_of(first_year: int, last_year: int) -> Mapping[date, str]:
    """Indonesia's public holidays of these years, both included, with their names in Indonesian.

    Days off that are only recommended (cuti bersama) are working days.
    """
    from holidays import PUBLIC, country_holidays  # noqa: PLC0415 - a start with all in place need not pay

    years = range(first_year, last_year + 1)
    return dict(country_holidays("ID", years=years, categories=PUBLIC, language="id"))


def fill(database_url: str, *, first_year: int = FIRST_YEAR, last_year: int = LAST_YEAR) -> int:
    """Make the table say what the package says about these years; how many rows were written or removed."""
    wanted = holidays_of(first_year, last_year)
    span = (date(first_year, 1, 1), date(last_year, 12, 31))
    with psycopg.connect(database_url) as connection:
        removed = connection.execute(
            "delete from public.public_holidays where day between %s and %s and day <> all (%s)",
            (*span, list(wanted)),
        )
        written = connection.execute(
            """
            insert into public.public_holidays as kept (day, name)
            select * from unnest(%s::date[], %s::text[])
            on conflict (day) do update set name = excluded.name where kept.name <> excluded.name
            """,
            (list(wanted), list(wanted.values())),
        )
        return removed.rowcount + written.rowcount


def main(words: list[str]) -> int:
    """Read the command line and fill the table it names."""
    asked = _parser().parse_args(words)
    if asked.database_url is None:
        print("name the database: --database-url, or DATABASE_URL", file=sys.stderr)
        return 2
    if asked.to_year < asked.from_year:
        print("--to-year lies before --from-year", file=sys.stderr)
        return 2
    changed = fill(asked.database_url, first_year=asked.from_year, last_year=asked.to_year)
    print(f"public holidays {asked.from_year} to {asked.to_year}: {changed} changed")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dev.holidays", description=__doc__)
    parser.add_argument("--from-year", type=int, default=FIRST_YEAR, metavar="YEAR")
    parser.add_argument("--to-year", type=int, default=LAST_YEAR, metavar="YEAR")
    parser.add_argument("--database-url", default=os.environ.get("DATABASE_URL"), metavar="URL")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
