"""The command that fills public holidays: the package's word, whatever was there before."""

from collections.abc import Iterator
from datetime import date

import psycopg
import pytest

from dev import holidays
from dev.stack.running import Running
from tests.database.replica import replica_of


@pytest.fixture(scope="module")
def empty(stack: Running) -> Iterator[str]:
    """A database with the schema and no holidays."""
    with replica_of(stack.admin_database_url) as url:
        yield url


def kept(url: str) -> dict[date, str]:
    with psycopg.connect(url) as connection:
        return dict(
            connection.execute("select day, name from public.public_holidays order by day").fetchall()
        )


def test_run_again_changes_nothing(empty: str) -> None:
    first = holidays.fill(empty)

    assert first == len(kept(empty)) > 300
    assert holidays.fill(empty) == 0
    assert kept(empty)[date(2026, 8, 17)] == "Hari Kemerdekaan Republik Indonesia"
    assert (min(kept(empty)).year, max(kept(empty)).year) == (2015, 2035)


def test_what_the_package_does_not_name_goes_and_what_was_renamed_is_put_right(empty: str) -> None:
    holidays.fill(empty)
    whole = kept(empty)
    with psycopg.connect(empty) as connection:
        connection.execute("insert into public.public_holidays (day, name) values ('2026-11-11', 'Dulu')")
        connection.execute("update public.public_holidays set name = 'Lain' where day = '2026-08-17'")
        connection.execute("delete from public.public_holidays where day = '2026-12-25'")

    assert holidays.fill(empty) == 3
    assert kept(empty) == whole


def test_other_years_are_left_alone(empty: str) -> None:
    holidays.fill(empty)
    with psycopg.connect(empty) as connection:
        connection.execute("insert into public.public_holidays (day, name) values ('2026-11-11', 'Dulu')")

    assert holidays.fill(empty, first_year=2027, last_year=2028) == 0
    assert date(2026, 11, 11) in kept(empty)


def test_recommended_days_off_are_working_days() -> None:
    # 24 March 2026 is a day off by joint decree (cuti bersama) after Idul Fitri.
    assert date(2026, 3, 21) in holidays.holidays_of(2026, 2026)
    assert date(2026, 3, 24) not in holidays.holidays_of(2026, 2026)


def test_the_command_fills_the_database_it_is_given(empty: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert holidays.main(["--database-url", empty, "--from-year", "2026", "--to-year", "2026"]) == 0
    assert "2026 to 2026" in capsys.readouterr().out


def test_the_command_asks_for_a_database(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)

    assert holidays.main([]) == 2
    assert "--database-url" in capsys.readouterr().err


def test_the_command_refuses_years_in_the_wrong_order(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = ["--database-url", "postgresql://nowhere", "--from-year", "2027", "--to-year", "2026"]

    assert holidays.main(wrong) == 2
    assert "--to-year" in capsys.readouterr().err
