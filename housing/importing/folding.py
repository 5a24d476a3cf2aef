"""Makes two spellings of a heading, a step or a total comparable."""


def fold(text: str) -> str:
    """The text without capitals, doubled spaces and a full stop or colon at the end."""
    return " ".join(text.split()).casefold().rstrip(".: ")
