"""What a client asks for in its Accept headers."""

from collections.abc import Iterator

from shared.words import DEFAULT_LANGUAGE, Language

_LANGUAGES: dict[str, Language] = {"id": "id", "in": "id", "en": "en", "*": DEFAULT_LANGUAGE}


def preferred_language(accept_language: str) -> Language:
    """The language the client likes best among ours; Indonesian where it names none."""
    best, best_weight = DEFAULT_LANGUAGE, 0.0
    for name, weight in _weighted(accept_language):
        language = _LANGUAGES.get(name.split("-")[0])
        if language is not None and weight > best_weight:
            best, best_weight = language, weight
    return best


def prefers_stream(accept: str) -> bool:
    """Whether the client names text/event-stream and likes JSON no better."""
    weights = dict(_weighted(accept))
    stream = weights.get("text/event-stream", 0.0)
    return stream > 0 and stream >= weights.get("application/json", 0.0)


def _weighted(header: str) -> Iterator[tuple[str, float]]:
    for entry in header[:1000].split(","):
        name, *parameters = (piece.strip().lower() for piece in entry.split(";"))
        if name:
            yield name, _quality(parameters)


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return min(max(float(parameter[2:]), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
