"""The database takes texts apart as Python does, so that a rule means the same on both sides."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import Connection

from shared.domain.budget.categories.wording import words_of

TEXTS = [
    "TRSF E-BANKING DB 2511/FTSCY/WS95031 INDOMARET",
    "TRANSAKSI DEBIT TGL: 09/04 QR 912 00000.00KOPI KENAN",
    "INDOMARET2511",
    "K24",
    "7ELEVEN",
    "  Kopi\t Kenangan \n",
    "Café Übergröße ÉÈ",
    "warung bu sri",
    "a\u00a0b\u2003c\u3000d\u2019s",
    "[]^_`{|}~@:;<=>?!\"#$%&'()*+,-./",
    "abcd1234efgh5678",
    "ab1cd2",
    "",
]

plain = st.text(
    st.one_of(
        st.characters(min_codepoint=1, max_codepoint=0x17F, exclude_categories=["Cs"]),
        st.sampled_from("0123456789abcdefg -/.*\u00a0\u2003\u3000"),
    ),
    max_size=40,
).filter(lambda text: "\u0130" not in text)


def words_in_database(connection: Connection, text: str) -> str:
    row = connection.execute("select private.merchant_words(%s)", (text,)).fetchone()
    assert row is not None
    return row[0]


class TestMerchantWords:
    def test_are_the_words_that_python_finds(self, replica: Connection) -> None:
        assert [words_in_database(replica, text) for text in TEXTS] == [words_of(text) for text in TEXTS]

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(text=plain)
    def test_are_the_same_for_any_text(self, replica: Connection, text: str) -> None:
        assert words_in_database(replica, text) == words_of(text)
