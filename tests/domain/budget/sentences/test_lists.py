"""Lists: every amount becomes an entry of its own, in order, however the entries are joined."""

from hypothesis import given
from hypothesis import strategies as st

from tests.builders.sentences import NAMES, TODAY, reading_of

THINGS = st.sampled_from(
    [
        "kopi",
        "nasi goreng",
        "bensin",
        "parkir",
        "pulsa",
        "obat batuk",
        "kaos",
        "tiket nonton",
        "zzz",
        "es teh manis",
        "galon",
        "laundry",
        "martabak",
    ]
)
VERBS = st.sampled_from(["", "beli ", "bayar ", "tadi beli ", "jajan ", "paid for "])
THOUSANDS = st.integers(1, 999)
JOINS = st.sampled_from(
    [
        ", ",
        " dan ",
        " sama ",
        " terus ",
        " lalu ",
        "\n",
        " + ",
        "; ",
        " & ",
        ". ",
        " and ",
        " plus ",
        " ",
        ",",
        "\n- ",
    ]
)
ENTRIES = st.lists(st.tuples(VERBS, THINGS, THOUSANDS), min_size=1, max_size=8)
ENDINGS = st.sampled_from(["", ".", " ya", " makasih"])


def listed(entries: list[tuple[str, str, int]], joins: list[str], *, amount_first: bool = False) -> str:
    """The entries as one text."""
    text = ""
    for number, (verb, thing, thousands) in enumerate(entries):
        join = joins[number % len(joins)] if number else ""
        text += f"{join}{thousands}rb {thing}" if amount_first else f"{join}{verb}{thing} {thousands}rb"
    return text


def amounts(text: str) -> list[int | None]:
    return [proposal.amount for proposal in reading_of(text).proposals]


def expected(entries: list[tuple[str, str, int]]) -> list[int]:
    return [-thousands * 1000 for _, _, thousands in entries]


class TestEveryAmountIsAnEntry:
    @given(ENTRIES, st.lists(JOINS, min_size=1, max_size=4), ENDINGS)
    def test_words_before_amounts(
        self, entries: list[tuple[str, str, int]], joins: list[str], ending: str
    ) -> None:
        assert amounts(listed(entries, joins) + ending) == expected(entries)

    @given(ENTRIES, st.lists(JOINS, min_size=1, max_size=4))
    def test_amounts_before_words(self, entries: list[tuple[str, str, int]], joins: list[str]) -> None:
        assert amounts(listed(entries, joins, amount_first=True)) == expected(entries)

    @given(ENTRIES, JOINS)
    def test_a_total_that_agrees_adds_nothing(self, entries: list[tuple[str, str, int]], join: str) -> None:
        total = sum(thousands for _, _, thousands in entries)

        if len(entries) > 1:
            assert amounts(f"{listed(entries, [join])}, total {total}rb") == expected(entries)
            assert amounts(f"{listed(entries, [join])} = {total}rb") == expected(entries)
            assert amounts(f"{listed(entries, [join])} total {total}rb pakai gopay") == expected(entries)

    @given(ENTRIES, st.integers(1, 500))
    def test_a_total_that_differs_is_asked(self, entries: list[tuple[str, str, int]], more: int) -> None:
        total = sum(thousands for _, _, thousands in entries) + more

        for behind in (f", total {total}rb", f" total {total}rb", f" = {total}rb"):
            proposals = reading_of(listed(entries, [", "]) + behind).proposals

            assert len(proposals) == len(entries)
            assert all("total_differs" in {one.code for one in proposal.unclear} for proposal in proposals)


class TestWhatAListShares:
    @given(ENTRIES, st.sampled_from([", ", " dan ", " + ", "\n"]))
    def test_a_day_and_an_account_before_it(self, entries: list[tuple[str, str, int]], join: str) -> None:
        plain = [("", thing, thousands) for _, thing, thousands in entries]

        proposals = reading_of(f"kemarin pakai gopay: {listed(plain, [join])}").proposals

        assert {
            (proposal.booked_on, NAMES[proposal.account_id]) for proposal in proposals if proposal.account_id
        } == {(TODAY.replace(day=17), "GoPay")}
        assert len(proposals) == len(entries)

    @given(ENTRIES, st.sampled_from([", ", " dan ", " + "]))
    def test_a_day_and_an_account_behind_it(self, entries: list[tuple[str, str, int]], join: str) -> None:
        plain = [("", thing, thousands) for _, thing, thousands in entries]

        proposals = reading_of(f"{listed(plain, [join])} pakai gopay kemarin").proposals

        assert [(proposal.booked_on, proposal.account_id) for proposal in proposals] == [
            (TODAY.replace(day=17), proposals[0].account_id)
        ] * len(entries)
        assert proposals[0].account_id is not None

    @given(ENTRIES, st.sampled_from([", ", " dan ", " ", "\n"]), st.sampled_from(["semua", "semuanya"]))
    def test_all_of_it(self, entries: list[tuple[str, str, int]], join: str, every: str) -> None:
        plain = [("", thing, thousands) for _, thing, thousands in entries]

        proposals = reading_of(f"{listed(plain, [join])} {every} pakai ovo").proposals

        assert [(one.magnitude, NAMES[one.account_id]) for one in proposals if one.account_id] == [
            (thousands * 1000, "OVO") for _, _, thousands in entries
        ]
