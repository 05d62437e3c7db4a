"""When a person's months begin and which are closed, and the days on which nobody works."""

from collections.abc import Mapping

from tests.database.expected.model import INSTANTS, OWNER, SELECT, WRITE, Column, Table

BUDGET_MONTHS: Mapping[str, Table] = {
    "public_holidays": Table(
        owner_column=None,
        key=("day",),
        service="select insert update delete",
        policies={"select": "people read public holidays"},
        nobodys={"day": "1990-12-25", "name": "Hari Natal"},
        columns={
            "day": Column(owner=SELECT, other="1990-08-17", needed=True),
            "name": Column(owner=SELECT, other="Hari Lain", needed=True),
            **INSTANTS,
        },
    ),
    "budget_settings": Table(
        key=("user_id",),
        service="select",
        policies={
            "select": "owners read their budget settings",
            "insert": "owners add their budget settings",
            "update": "owners change their budget settings",
        },
        columns={
            "user_id": OWNER,
            "month_start": Column(owner=WRITE, other="DAY", canary="LAST_WORKING_DAY"),
            "start_day": Column(owner=WRITE, other=1, canary=17, telling=False),
            **INSTANTS,
        },
    ),
    "closed_months": Table(
        key=("user_id", "month"),
        service="select",
        policies={"select": "owners read their closed months"},
        columns={
            "user_id": OWNER,
            "month": Column(owner=SELECT, other="2023-02", canary="2023-07", telling=False, needed=True),
            "first_day": Column(
                owner=SELECT, other="2023-02-03", canary="2023-07-03", telling=False, needed=True
            ),
            "last_day": Column(
                owner=SELECT, other="2023-02-27", canary="2023-07-28", telling=False, needed=True
            ),
            **INSTANTS,
        },
    ),
}
