"""The letters the product proposes, each a file of `defaults/`: to whom, subject, and the text from line three on."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).parent / "defaults"


class Proposal(NamedTuple):
    """A letter as it is proposed to every municipality."""

    code: str
    language: str
    addressee: str
    subject: str
    body: str


@functools.cache
def proposals() -> dict[tuple[str, str], Proposal]:
    """Every proposed letter by its code and language."""
    found = {}
    for path in sorted(_FOLDER.glob("*.txt")):
        code, language, _ending = path.name.split(".")
        addressee, subject, body = path.read_text(encoding="utf-8").split("\n", 2)
        found[code, language] = Proposal(code, language, addressee, subject, body.strip() + "\n")
    return found
