"""Rows on their way to the database: digests, merchants, categories."""

from datetime import date
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.budget.categories.model import Suggestion, SuggestionOrigin
from shared.domain.budget.imports.export import ExportedCategory
from shared.domain.budget.imports.fingerprints import row_fingerprint, with_occurrences
from shared.domain.budget.imports.staging import StagedRow, staged_rows
from shared.domain.budget.transactions import BudgetGroup, Category
from tests.domain.budget.imports.files import fixture, looked_at
from tests.domain.budget.imports.test_own_file import coffee, exported, split

ACCOUNT = UUID(int=1)
COFFEE = Category(
    id=UUID(int=2),
    code="wants.coffee",
    name="Kopi & jajan",
    name_en="Coffee & snacks",
    budget_group=BudgetGroup.WANTS,
)
HOBBY = Category(id=UUID(int=3), code=None, name="Sepeda", budget_group=BudgetGroup.WANTS)


class Counting:
    """Suggests coffee for what speaks of it, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def suggest(self, description: str, amount: int) -> Suggestion | None:
        self.asked += 1
        if "KOPI" not in description.upper() or amount > 0:
            return None
        return Suggestion(category_id=COFFEE.id, origin=SuggestionOrigin.MERCHANT, merchant="Kopi Kenangan")

    def merchant_of(self, description: str) -> str | None:
        return "Kopi Kenangan" if "KOPI" in description.upper() else None


def staged(
    content: bytes | str, categorizer: Counting | None = None, account: UUID | None = ACCOUNT
) -> list[StagedRow]:
    return list(
        staged_rows(
            looked_at(content),
            account_id=account,
            categories=[COFFEE, HOBBY],
            categorizer=categorizer or Counting(),
        )
    )


class TestBankRows:
    def test_two_like_coffees_on_one_day_are_two(self) -> None:
        rows = staged(fixture("bca_personal.csv"))

        first, second = [row for row in rows if row.get("amount") == -35_000]
        assert first["fingerprint"] == second["fingerprint"]
        assert (first["occurrence"], second["occurrence"]) == (0, 1)

    def test_merchant_category_and_the_banks_own_text(self) -> None:
        row = next(row for row in staged(fixture("bca_personal.csv")) if row.get("amount") == -35_000)

        assert row["merchant"] == "Kopi Kenangan"
        assert (row["category_id"], row["category_origin"]) == (str(COFFEE.id), "MERCHANT")
        assert row["note"] == "KARTU DEBIT 02/05 KOPI KENANGAN SUDIRMAN"

    def test_without_a_known_merchant_the_banks_text_is_the_merchant(self) -> None:
        (row,) = staged("Tanggal,Keterangan,Jumlah\n25/02/2026,BUNGA TABUNGAN,-1500\n")

        assert row["merchant"] == "BUNGA TABUNGAN"
        assert "note" not in row
        assert "category_id" not in row

    def test_a_text_that_is_too_long_for_a_merchant_stays_whole_in_the_note(self) -> None:
        (row,) = staged(f"Tanggal,Keterangan,Jumlah\n25/02/2026,{'BUNGA ' * 40},-1500\n")

        assert len(row["merchant"]) <= 120
        assert row["note"] == ("BUNGA " * 40).strip()

    def test_a_category_that_the_file_names_comes_first_in_any_language(self) -> None:
        header = "Tanggal,Keterangan,Jumlah,Kategori,Catatan\n"
        rows = staged(
            header
            + "25/02/2026,Kopi,-1,sepeda,\n26/02/2026,Roti,-1,COFFEE & SNACKS,enak\n27/02/2026,Kopi,-1,?,\n"
        )

        assert [row["category_id"] for row in rows] == [str(HOBBY.id), str(COFFEE.id), str(COFFEE.id)]
        assert [row["category_origin"] for row in rows] == ["FILE", "FILE", "MERCHANT"]
        assert rows[1]["note"] == "enak"

    def test_refused_rows_keep_line_text_and_reason(self) -> None:
        refused = staged(fixture("bca_personal.csv"))[-1]

        assert refused == {
            "line": 11,
            "description": "KARTU DEBIT 31/05 INDOMARET",
            "balance": 6_675_675,
            "reason": {"code": "pending", "field": "date"},
            "verdict": "REFUSED",
        }

    def test_asks_once_for_like_rows(self) -> None:
        counting = Counting()

        staged("Tanggal,Keterangan,Jumlah\n" + "25/02/2026,Kopi,-1000\n" * 500, counting)

        assert counting.asked == 1


class TestOwnRows:
    def test_names_that_are_known_become_ids_and_others_are_told(self) -> None:
        own = ExportedCategory(name="Kebun", code=None, budget_group=BudgetGroup.WANTS)
        system = ExportedCategory(name="Coffee", code="wants.coffee", budget_group=BudgetGroup.WANTS)
        file = exported(coffee(category=own), coffee(id=uuid4(), category=system), split(id=uuid4()))

        told, known, whole = staged(file, account=None)

        assert told["facts"]["new_category"] == {"name": "Kebun", "budget_group": "WANTS"}
        assert "category_id" not in told
        assert known["category_id"] == str(COFFEE.id)
        assert whole["parts"] == [{"amount": -10_000, "note": "roti"}, {"amount": -25_000}]

    def test_the_same_transaction_has_one_digest_whatever_it_says(self) -> None:
        (first,) = staged(exported(coffee()), account=None)
        (changed,) = staged(exported(coffee(amount=-1, merchant="Teh")), account=None)
        (other,) = staged(exported(coffee(id=uuid4())), account=None)

        assert first["fingerprint"] == changed["fingerprint"] != other["fingerprint"]


class TestFingerprints:
    @given(st.uuids(), st.dates(), st.integers(), st.text())
    def test_spaces_and_capitals_do_not_matter(
        self, account: UUID, day: date, amount: int, text: str
    ) -> None:
        def digest(description: str) -> str:
            return row_fingerprint(account_id=account, booked_on=day, amount=amount, description=description)

        assert digest(f" {text}  x ") == digest(f"{text} x")
        assert digest(text + "x") != digest(text + "y")

    @given(st.lists(st.sampled_from("abc")))
    def test_occurrences_count_up_from_zero(self, digests: list[str]) -> None:
        seen = list(with_occurrences(digests))

        assert len(set(seen)) == len(seen)
        assert [digest for digest, _ in seen] == digests
        for digest in set(digests):
            assert sorted(at for told, at in seen if told == digest) == list(range(digests.count(digest)))
