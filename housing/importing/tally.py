"""Counts the lines of each tenancy beforehand, so that the reading knows which to wait for."""

from collections.abc import Mapping
from dataclasses import dataclass

from .data_lines import Lines, data_lines
from .headings import Columns
from .layouts import Layout
from .totals import Totals
from .unreadable import UnreadableFile


@dataclass(frozen=True, slots=True)
class Tally:
    """How many lines a list has, and each tenancy that stands on several, by the hash of its number."""

    lines: int
    shared: Mapping[int, int]


def tally(lines: Lines, columns: Columns, layout: Layout) -> Tally:
    """Goes through the list once, keeping one number for each tenancy. Raises `UnreadableFile` without lines."""
    seen: set[int] = set()
    shared: dict[int, int] = {}
    count = 0
    for _line, _record, _flaw, number in data_lines(lines, columns, Totals(layout, columns)):
        count += 1
        key = hash(number)
        if key in seen:
            shared[key] = shared.get(key, 1) + 1
        else:
            seen.add(key)
    if not seen:
        raise UnreadableFile("no_lines")
    shared.pop(hash(""), None)
    return Tally(count, shared)
