"""Reads a list from beginning to end: rows and problems as they come, and at the end what it amounts to."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from .data_lines import Lines
from .headings import Columns
from .layouts import Layout
from .opening import open_lines
from .rows import Problem, Row
from .run import Run, Summary
from .tally import Tally, tally

BATCH_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of a list and the problems found while they were read."""

    rows: list[Row]
    problems: list[Problem]


class Reading:
    """One list, ready to be read. `batches` may be called again: it reads the file anew from its start."""

    def __init__(self, lines: Lines, columns: Columns, layout: Layout, counted: Tally, file_name: str = "") -> None:
        self.file_name = file_name
        self.encoding = lines.encoding
        self._lines = lines
        self._columns = columns
        self._layout = layout
        self._counted = counted
        self._summary: Summary | None = None

    @property
    def lines(self) -> int:
        """How many lines of data the list has."""
        return self._counted.lines

    def rows(self) -> Iterator[Row]:
        """The rows of the list as they are read; memory stays flat. Its problems are in the `summary` afterwards.

        Each tenancy comes once, when the last of its lines has been read.
        """
        run = Run(self._lines, self._columns, self._layout, self._counted)
        yield from run.rows()
        self._summary = run.summary(run.take_problems())

    def batches(self, size: int = BATCH_ROWS) -> Iterator[Batch]:
        """The same, about `size` rows at a time, each time with the problems found meanwhile."""
        run = Run(self._lines, self._columns, self._layout, self._counted)
        rows, problems = run.rows(), []
        while True:
            batch = Batch(list(islice(rows, size)), run.take_problems())
            problems += batch.problems
            if not (batch.rows or batch.problems):
                break
            yield batch
        self._summary = run.summary(problems)

    @property
    def summary(self) -> Summary:
        """What the list amounts to; known once `batches` or `rows` has been read to the end."""
        if self._summary is None:
            raise RuntimeError("Read the list to its end before asking what it amounts to.")
        return self._summary


def read(
    stream: BinaryIO, layout: Layout, *, file_name: str = "", size: int | None = None, limit: int | None = None
) -> Reading:
    """A list in the sender's layout, ready to be read; `stream` must stay open until that is done.

    `size` is what the file is said to hold and `limit` the most it may hold, both in bytes; no limit means
    any size. Raises `UnreadableFile` when the file as a whole cannot be understood.
    """
    lines, columns = open_lines(stream, layout, size=size, limit=limit)
    return Reading(lines, columns, layout, tally(lines, columns, layout), file_name)
