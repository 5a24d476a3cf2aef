"""The plain signs in which letters are written: headings, paragraphs, lists, bold words and named fields.

    # A heading              ## A smaller one
    - one of a list          1. one of a numbered list
    [ ] something to tick    ___ a line to sign on, with its words
    **bold words**           {beløb} a field by its name

An empty line begins a new paragraph; a line break stays one. Nothing else has a meaning, so no text can do more
than be read: it reaches the typesetter and the browser as words, never as code.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

Kind = Literal["heading", "subheading", "paragraph", "list", "numbers", "boxes", "sign"]

_FIELD = re.compile(r"\{\s*([^{}\n]{1,40}?)\s*\}")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_STARTS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"##\s+(.*)"), "subheading"),
    (re.compile(r"#\s+(.*)"), "heading"),
    (re.compile(r"[-•]\s+(.*)"), "list"),
    (re.compile(r"\d{1,2}\.\s+(.*)"), "numbers"),
    (re.compile(r"\[ ?\]\s+(.*)"), "boxes"),
    (re.compile(r"_{3,}\s*(.*)"), "sign"),
)
_LISTS = frozenset({"list", "numbers", "boxes", "sign"})


class Run(NamedTuple):
    """Words that are set alike."""

    text: str
    is_bold: bool = False


#: One line of words.
Line = list[Run]


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """A piece of a letter: its lines, or the entries of a list."""

    kind: Kind
    lines: list[Line]

    def plain(self) -> dict[str, Any]:
        """As the typesetter reads it."""
        lines = [[{"text": run.text, "bold": run.is_bold} for run in line] for line in self.lines]
        return {"kind": self.kind, "lines": lines}


class Named(NamedTuple):
    """A field that stands in a text: its name and its line, counted from 1."""

    name: str
    line: int


def blocks(text: str) -> list[Block]:
    """What a text consists of, in the order in which it is read."""
    found: list[Block] = []
    is_open = False
    for raw in text.splitlines():
        line = raw.strip()
        kind, words = _kind_of(line)
        if not line:
            is_open = False
            continue
        if kind == "subheading" and not any(block.kind == "heading" for block in found):
            kind = "heading"  # whoever reads by headings never meets a small one before a large one
        if is_open and found[-1].kind == kind and (kind in _LISTS or kind == "paragraph"):
            found[-1].lines.append(_runs(words))
        else:
            found.append(Block(kind, [_runs(words)]))
        is_open = True
    return found


def named_fields(text: str) -> Iterator[Named]:
    """Every field a text names, where it stands."""
    for number, line in enumerate(text.splitlines(), start=1):
        for match in _FIELD.finditer(line):
            yield Named(match[1].lower(), number)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with the fields that have a value replaced by it; the others stay to be filled in."""
    return _FIELD.sub(lambda match: values.get(match[1].lower()) or match[0], text)


def _kind_of(line: str) -> tuple[Kind, str]:
    for pattern, kind in _STARTS:
        if match := pattern.fullmatch(line):
            return kind, match[1]
    return "paragraph", line


def _runs(words: str) -> Line:
    """The words of a line, those between two pairs of stars bold."""
    parts = _BOLD.split(words)
    return [Run(part, number % 2 == 1) for number, part in enumerate(parts) if part]
