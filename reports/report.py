"""The figures of a year, or of several together, as one reader may see them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import statistics
from collections.abc import Sequence
from decimal import Decimal

from .counts import Counts, Names, counted_at, read, read_years
from .enums import Reader, Section
from .figures import FIGURES, Figure
from .permissions import may_read
from .reach import Reach
from .suppression import without_hidden_years, without_small_counts, without_small_differences
from .values import Number, Part, Value, rounded

#: A year is compared with the median of so many years before it.
YEARS_COMPARED = 5


@dataclasses.dataclass(frozen=True, slots=True)
class Compared:
    """What a figure was before: in the year before, and the median of the five years before; None where unknown.

    A year that is hidden from the reader is unknown to them here too.
    """

    year_before: Number | None = None
    median: Number | None = None
    years: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Counted:
    """A figure with what was counted, and what it was before."""

    figure: Figure
    value: Value
    compared: Compared = Compared()


@dataclasses.dataclass(frozen=True, slots=True)
class YearReport:
    """The figures of one reach in a year, or from `since` to it, with what is not for this reader left out or hidden.

    `counted_at` is when the sums they stand on were made.
    """

    year: int
    reach: Reach
    counted: tuple[Counted, ...]
    since: int
    counted_at: dt.datetime | None = None

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
        """Whether anything at all was counted."""
        return any(counted.value.count for counted in self.counted)

    @property
    def is_one_year(self) -> bool:
        return self.since == self.year

    @property
    def years(self) -> range:
        """The years it is about."""
        return range(self.since, self.year + 1)

    @property
    def period(self) -> str:
        """The year, or the first and the last."""
        return str(self.year) if self.is_one_year else f"{self.since}–{self.year}"


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """How figures are read: by whom, and beside which sums a difference would tell a small count."""

    figures: tuple[Figure, ...]
    hides_small_counts: bool

    def values(self, counts: Counts, whole: Counts | None) -> list[Value]:
        """Every figure of some sums; `whole` are those with campaigns, where the others leave them out."""
        return [self._value(figure, counts, whole) for figure in self.figures]

    def _value(self, figure: Figure, counts: Counts, whole: Counts | None) -> Value:
        value = figure.count(counts)
        if self.hides_small_counts:
            if whole is not None:
                value = without_small_differences(value, figure.count(whole))
            value = without_small_counts(value)
        return dataclasses.replace(value, parts=_ranked(value.parts)) if figure.is_ranked else value


def year_report(
    reach: Reach,
    year: int,
    *,
    reader: Reader,
    hides_small_counts: bool,
    since: int | None = None,
    is_compared: bool = False,
) -> YearReport:
    """Every figure the reader may read; the number of questions to the database does not depend on the records."""
    reading = Reading(tuple(figure for figure in FIGURES if may_read(reader, figure.code)), hides_small_counts)
    first = year if since is None else since
    values = _values(reading, reach, range(first, year + 1))
    before = _before(reading, reach, year) if is_compared and first == year else [Compared()] * len(values)
    counted = tuple(map(Counted, reading.figures, values, before))
    return YearReport(year, reach, counted, first, counted_at())


def _values(reading: Reading, reach: Reach, years: range) -> list[Value]:
    names = Names()
    whole = read(reach.with_campaigns(), years, names=names) if reach.leaves_out_campaigns else None
    values = reading.values(read(reach, years, names=names), whole)
    if not reading.hides_small_counts or len(years) == 1:
        return values
    own = read_years(reach, years)
    wholes = read_years(reach.with_campaigns(), years) if reach.leaves_out_campaigns else {}
    yearly = [reading.values(own[each], wholes.get(each)) for each in years]
    return [without_hidden_years(value, found) for value, *found in zip(values, *yearly, strict=True)]


def _before(reading: Reading, reach: Reach, year: int) -> list[Compared]:
    years = range(year - YEARS_COMPARED, year)
    own = read_years(reach, years)
    wholes = read_years(reach.with_campaigns(), years) if reach.leaves_out_campaigns else {}
    # A year without any record is no year with nought of everything: it was before the records began.
    recorded = [each for each in years if own[each].sums]
    by_year = {each: reading.values(own[each], wholes.get(each)) for each in recorded}
    return [
        _compared([by_year[each][number] for each in recorded], has_last=year - 1 in by_year)
        for number in range(len(reading.figures))
    ]


def _compared(values: Sequence[Value], *, has_last: bool) -> Compared:
    known = [value.value for value in values if value.value is not None]
    last = values[-1].value if values and has_last else None
    is_whole = bool(known) and len(known) == len(values)
    return Compared(last, _median(known) if is_whole else None, len(known))


def _median(numbers: Sequence[Number]) -> Number:
    middle = statistics.median(Decimal(number) for number in numbers)
    return int(middle) if middle == middle.to_integral_value() else rounded(middle, 2)


def _ranked(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The largest first; hidden and unknown ones last, in an order that does not tell which is larger."""
    return tuple(sorted(parts, key=lambda part: (part.value is None, -(part.value or 0), str(part.label))))
