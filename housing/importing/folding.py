"""Makes two spellings of a heading, a step or a total comparable, and cells fit to be kept and shown."""


def fold(text: str) -> str:
    """The text without capitals, doubled spaces and a full stop or colon at the end."""
    return " ".join(text.split()).casefold().rstrip(".: ")


def plain(cell: str) -> str:
    """A cell in one line: breaks and other spaces become a space, signs that cannot be seen are dropped."""
    if cell.isprintable():
        return cell
    return " ".join("".join(sign for sign in cell if sign.isprintable() or sign.isspace()).split())
