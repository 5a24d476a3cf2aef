"""How wide words are in IBM Plex Sans, so that a label is placed where there is room for it."""

from __future__ import annotations

#: Hundredths of the letter size, as measured, and the characters that are so wide; anything else counts as wide.
_REGULAR = {
    24: " \N{NO-BREAK SPACE}'", 25: "ij", 27: ",.l", 28: "!", 29: ":;", 31: "|", 33: "()[]f·", 35: "t", 37: "r",
    38: "/", 40: "-I", 42: '"', 46: "z", 48: "?", 49: "sv", 50: "Lcy", 51: "Jx", 53: "agkå", 56: "eF_o",
    58: "ThnuøESZbdpq–Y", 60: "0123456789+<=>−PVX", 64: "CKARÅ", 67: "BDU", 71: "&GHNOQØ", 77: "w", 84: "M≤",
    87: "æm½", 91: "@WÆ", 93: "%",
}  # fmt: skip
_STRONG = {
    24: " \N{NO-BREAK SPACE}", 28: "'ij", 30: "l,.!", 33: ":;()[]", 36: "f·", 38: "t|", 40: "r-", 43: "I/", 48: '"?',
    51: "szcLvy", 55: "Jgxaekoå", 58: "øFThnu–", 60: "0123456789+<=>−EZbdpqS", 64: "CPVYX", 68: "BRAÅK",
    71: "DU&GOQØHN", 84: "Mw≤", 88: "æm½", 95: "@WÆ%",
}  # fmt: skip
_WIDEST = 95


def _table(widths: dict[int, str]) -> dict[str, float]:
    return {letter: width / 100 for width, letters in widths.items() for letter in letters}


_WIDTHS = {False: _table(_REGULAR), True: _table(_STRONG)}


def text_width(text: str, size: float, *, is_strong: bool = False) -> float:
    """How wide a text is, in the unit of its size."""
    widths = _WIDTHS[is_strong]
    return size * sum(widths.get(letter, _WIDEST / 100) for letter in text)


def wrapped(text: str, size: float, room: float, *, is_strong: bool = False) -> list[str]:
    """The text in lines that fit the room; a word that is wider stands alone on its line."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, is_strong=is_strong) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
