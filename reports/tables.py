"""A table of counts as it is read, published and downloaded: its dimensions, its cells, and what is hidden."""

from __future__ import annotations

import dataclasses
import enum
import math
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple


class Words(NamedTuple):
    """A name in both languages."""

    en: str
    da: str


class Role(enum.StrEnum):
    """What a dimension tells: when, where, by what, or which of several measures."""

    TIME = "time"
    PLACE = "geo"
    GROUP = "classification"
    MEASURE = "metric"


class State(enum.StrEnum):
    """Whether a cell is shown, hidden because few people are behind it, or not known."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    UNKNOWN = "unknown"


class Category(NamedTuple):
    """One line of a dimension; of a measure also its unit and decimals."""

    code: str
    label: Words
    unit: Words | None = None
    decimals: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Dimension:
    """One side of a table. `total` is the code of the category that is the sum of the others, empty without one."""

    code: str
    label: Words
    role: Role
    categories: tuple[Category, ...]
    total: str = ""


class CountKey(NamedTuple):
    """Which count a cell is, wherever it stands: what is counted, and within which (dimension, category) pairs.

    Pairs are sorted and leave out totals, so that a margin is the same count in every table.
    """

    measure: str
    within: tuple[tuple[str, str], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """One number, the counts it rests on, and whether it may be read. A count rests on itself alone."""

    value: int | Decimal | None
    rests_on: tuple[CountKey, ...] = ()
    state: State = State.SHOWN


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """Cells in row-major order: the last dimension varies fastest. `figures` are the codes of their definitions."""

    code: str
    title: Words
    figures: tuple[str, ...]
    dimensions: tuple[Dimension, ...]
    cells: tuple[Cell, ...]

    def __post_init__(self) -> None:
        if math.prod(self.shape) != len(self.cells):
            raise ValueError(f"{self.code}: {len(self.cells)} cells do not fill {self.shape}")

    @property
    def shape(self) -> tuple[int, ...]:
        """How many categories each dimension has."""
        return tuple(len(dimension.categories) for dimension in self.dimensions)

    def rows(self) -> Iterator[tuple[tuple[Category, ...], Cell]]:
        """Each cell with its categories, in order."""
        for number, cell in enumerate(self.cells):
            places, rest = [], number
            for dimension in reversed(self.dimensions):
                rest, place = divmod(rest, len(dimension.categories))
                places.append(dimension.categories[place])
            yield tuple(reversed(places)), cell


class Sum(NamedTuple):
    """That one count is the sum of others; how a reader could work out a hidden one."""

    total: CountKey
    parts: tuple[CountKey, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Publication:
    """All that is published of one year together: its tables, the counts behind them, and how those add up."""

    tables: tuple[Table, ...]
    counts: dict[CountKey, int]
    sums: tuple[Sum, ...]
