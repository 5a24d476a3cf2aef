"""The figures of a year as one reader may see them."""

from __future__ import annotations

import dataclasses

from .enums import Reader, Section
from .figures import FIGURES, Figure
from .figures.values import Part, Value
from .permissions import may_read
from .reach import Reach
from .suppression import without_small_counts, without_small_differences


@dataclasses.dataclass(frozen=True, slots=True)
class Counted:
    """A figure with what was counted."""

    figure: Figure
    value: Value


@dataclasses.dataclass(frozen=True, slots=True)
class YearReport:
    """One year's figures of one reach, with what is not for this reader left out or hidden."""

    year: int
    reach: Reach
    counted: tuple[Counted, ...]

    def of(self, section: Section) -> tuple[Counted, ...]:
        """The figures of one part of the report."""
        return tuple(counted for counted in self.counted if counted.figure.section == section)

    def has(self, code: str) -> bool:
        """Whether the reader may read a figure."""
        return any(counted.figure.code == code for counted in self.counted)

    def get(self, code: str) -> Value:
        """What was counted for a figure the reader may read."""
        return next(counted.value for counted in self.counted if counted.figure.code == code)

    @property
    def has_records(self) -> bool:
        """Whether anything at all was counted in the year."""
        return any(counted.value.count for counted in self.counted)


def year_report(reach: Reach, year: int, *, reader: Reader, hides_small_counts: bool) -> YearReport:
    """Count every figure the reader may read; the number of queries does not depend on the records."""
    figures = [figure for figure in FIGURES if may_read(reader, figure.code)]
    return YearReport(
        year, reach, tuple(Counted(figure, _counted(figure, reach, year, hides_small_counts)) for figure in figures)
    )


def _counted(figure: Figure, reach: Reach, year: int, hides_small_counts: bool) -> Value:
    value = figure.count(reach, year)
    if hides_small_counts:
        if reach.leaves_out_campaigns:
            whole = figure.count(dataclasses.replace(reach, leaves_out_campaigns=False), year)
            value = without_small_differences(value, whole)
        value = without_small_counts(value)
    return dataclasses.replace(value, parts=_ranked(value.parts)) if figure.is_ranked else value


def _ranked(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The largest first; hidden and unknown ones last, in an order that does not tell which is larger."""
    return tuple(sorted(parts, key=lambda part: (part.value is None, -(part.value or 0), str(part.label))))
