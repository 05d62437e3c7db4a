"""How MongoDB looks for words in conversations: by the beginning, in an index of a person's own words."""

from shared.domain.conversation.searching import beginning
from shared.stores.documents import Document

SEARCHED = "searched"
"""The index that searches use, in each collection that has words."""

WITHOUT_WORDS = {"words": False}
"""`words` are for searching alone; nobody reads them."""


def begins_with(word: str) -> Document:
    """The condition on an array of words that one of them begins so; the word itself is never a pattern."""
    least, below = beginning(word)
    return {"$elemMatch": {"$gte": least, "$lt": below}}
