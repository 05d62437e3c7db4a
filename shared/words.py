"""Words in the two languages Fintar speaks; Indonesian comes first."""

from typing import Literal, NamedTuple

Language = Literal["id", "en"]
DEFAULT_LANGUAGE: Language = "id"


class Words(NamedTuple):
    """One sentence in both languages. `{name}` stands for a value given to `into`."""

    id: str
    en: str

    def into(self, language: Language, **values: object) -> str:
        """The sentence in `language` with its placeholders filled."""
        sentence = self.en if language == "en" else self.id
        return sentence.format(**values) if values else sentence
