"""Names as they are searched for and compared: lower case and plain letters, in Python as in the database."""

from __future__ import annotations

import unicodedata

#: Signs that become two letters; then the others, each with its letter.
SPELLED_OUT = {"æ": "ae", "ø": "oe", "å": "aa"}
SIGNS = "áàâãäçćčéèêëęğíìîïıłñńóòôõöśşšúùûüýźżž"
LETTERS = "aaaaaccceeeeegiiiiilnnooooosssuuuuyzzz"

_PLAIN = str.maketrans(SIGNS, LETTERS)


def key_of(name: str) -> str:
    """What `Person.name_key` holds for a name."""
    plain = unicodedata.normalize("NFC", name).lower()
    for sign, letters in SPELLED_OUT.items():
        plain = plain.replace(sign, letters)
    return plain.translate(_PLAIN)
