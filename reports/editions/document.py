"""What an edition freezes: everything that is published of a year, and nothing a format would have to look up."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import NamedTuple

from ..tables import Cell, State, Table, Words


class Definition(NamedTuple):
    """How a figure is counted, as printed with it."""

    code: str
    version: int
    name: Words
    unit: Words
    population: Words
    time_base: Words
    formula: Words
    source: Words
    limits: Words


class BookEntry(NamedTuple):
    """One code of a code book as it stood; an entry is a version of its own from `valid_from` on."""

    book: str
    code: str
    name: Words
    definition: Words
    valid_from: dt.date


class Remark(NamedTuple):
    """What a reader should know of the year, and the day it was written."""

    text: Words
    written_on: dt.date


class CellChange(NamedTuple):
    """A cell that differs from the edition before; None where one of the two has no such cell."""

    table: str
    title: Words
    place: tuple[Words, ...]
    before: Cell | None
    after: Cell | None


@dataclasses.dataclass(frozen=True, slots=True)
class Changes:
    """What is new since the edition `since`; 0 for a first edition, which has nothing to differ from."""

    since: int = 0
    cells: tuple[CellChange, ...] = ()
    tables_added: tuple[Words, ...] = ()
    tables_removed: tuple[Words, ...] = ()
    definitions: tuple[Words, ...] = ()
    code_books: tuple[Words, ...] = ()
    remarks: tuple[Words, ...] = ()

    @property
    def are_any(self) -> bool:
        """Whether anything a reader could notice differs."""
        return any(
            (self.cells, self.tables_added, self.tables_removed, self.definitions, self.code_books, self.remarks)
        )


@dataclasses.dataclass(frozen=True, slots=True)
class Document:
    """A whole edition. `address` is where it stands for good; `published_at` is None while it is only proposed.

    `sentences` say what the year showed; the first editions have none.
    """

    municipality_code: str
    municipality: str
    year: int
    number: int
    address: str
    contact: str
    software: str
    counted_at: dt.datetime
    published_at: dt.datetime | None
    reason: Words
    tables: tuple[Table, ...]
    notes: dict[str, tuple[Words, ...]]
    definitions: tuple[Definition, ...]
    code_books: tuple[BookEntry, ...]
    remarks: tuple[Remark, ...]
    changes: Changes
    sentences: tuple[Words, ...] = ()

    def table(self, code: str) -> Table:
        """One of its tables; raises KeyError."""
        for table in self.tables:
            if table.code == code:
                return table
        raise KeyError(code)

    def definitions_of(self, table: Table) -> tuple[Definition, ...]:
        """The definitions of the figures in a table."""
        return tuple(definition for definition in self.definitions if definition.code in table.figures)

    def notes_of(self, table: Table) -> tuple[Words, ...]:
        """What has to be said beside a table."""
        return self.notes.get(table.code, ())

    @property
    def moment(self) -> dt.datetime:
        """When it was published; while it is only proposed, when it was counted."""
        return self.published_at or self.counted_at

    @property
    def hidden_count(self) -> int:
        """How many cells are hidden."""
        return sum(cell.state == State.HIDDEN for table in self.tables for cell in table.cells)
