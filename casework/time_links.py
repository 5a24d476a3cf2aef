"""The secret of a link by which a tenant chooses a time: nobody guesses it, and it is easy to type from paper."""

from __future__ import annotations

import secrets

#: Letters and digits that are not taken for each other in print; 32 of them, so that each is worth 5 bits.
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
#: 26 signs are 130 bits.
LENGTH = 26
GROUP = 5


def new_secret() -> str:
    """A new secret, without the dashes it is written with."""
    return "".join(secrets.choice(ALPHABET) for _sign in range(LENGTH))


def written(secret: str) -> str:
    """The secret as it stands in a letter: groups of five with dashes between."""
    return "-".join(secret[first : first + GROUP] for first in range(0, len(secret), GROUP))


def read(text: str) -> str:
    """What was typed, without dashes and capitals."""
    return text.replace("-", "").casefold()
