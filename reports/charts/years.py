"""A chart of values over the years: where its marks, lines and gaps stand; no colours, no words, no records."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from accounts.axes import Scale, nice_step

WIDTH, HEIGHT = 560, 300
#: The same on a phone.
ON_A_PHONE = (340, 250)
LEFT, RIGHT, TOP, BOTTOM = 52, 14, 26, 30
#: About as wide as the text of a value, so that two labels beside each other do not meet.
_LABEL_WIDTH = 48


@dataclasses.dataclass(frozen=True, slots=True)
class Point:
    """A value of a year; `is_firm` false for one that is approximate or provisional."""

    year: int
    value: int
    is_firm: bool = True


@dataclasses.dataclass(frozen=True, slots=True)
class Mark:
    """A point on the paper, with its value as a label where there is room for it."""

    x: float
    y: float
    point: Point
    is_labelled: bool
    label_y: float
    anchor: str


@dataclasses.dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis with the number written there."""

    at: float
    number: int


@dataclasses.dataclass(frozen=True, slots=True)
class Gap:
    """Years in a row of which no figure is known."""

    x: float
    width: float
    first: int
    last: int


@dataclasses.dataclass(frozen=True, slots=True)
class YearChart:
    """Values over the years: runs are joined by a line, everything else stands alone, gaps are marked."""

    width: int
    height: int
    left: float
    right: float
    top: float
    plot_height: float
    value_label_x: float
    year_label_y: float
    lines: tuple[str, ...]
    marks: tuple[Mark, ...]
    beside: tuple[Mark, ...]
    gaps: tuple[Gap, ...]
    years: tuple[Tick, ...]
    values: tuple[Tick, ...]


def year_chart(
    runs: Sequence[Sequence[Point]],
    *,
    first: int,
    last: int,
    labelled: Iterable[int],
    beside: Sequence[Point] = (),
    size: tuple[int, int] = (WIDTH, HEIGHT),
) -> YearChart:
    """Lay out runs of consecutive years, and points of another count beside them, from `first` to `last` year.

    `labelled` are years whose value should be written, the most wanted first; those that would meet an earlier
    one are left without.
    """
    points = [point for run in runs for point in run]
    step = nice_step(max((point.value for point in [*points, *beside]), default=0))
    width, height = size
    wide = Scale(first - 0.5, last + 0.5, LEFT, width - RIGHT)
    high = Scale(0, 4 * step, height - BOTTOM, TOP)
    known = {point.year for point in points}
    chosen = _room_for(known, labelled, wide)
    return YearChart(
        width=width,
        height=height,
        left=LEFT,
        right=width - RIGHT,
        top=TOP,
        plot_height=height - BOTTOM - TOP,
        value_label_x=LEFT - 8,
        year_label_y=height - 8,
        lines=tuple(
            " ".join(f"{wide.at(point.year)},{high.at(point.value)}" for point in run) for run in runs if len(run) > 1
        ),
        marks=tuple(_mark(point, wide, high, known, point.year in chosen) for point in points),
        beside=tuple(_mark(point, wide, high, known, False) for point in beside),
        gaps=tuple(_gaps(known, first, last, wide)),
        years=tuple(Tick(wide.at(year), year) for year in range(first, last + 1) if year % 4 == 2),
        values=tuple(Tick(high.at(value), value) for value in range(0, 4 * step + 1, step)),
    )


def share_of_widest(values: Sequence[float | None]) -> list[float]:
    """How long each bar is, in hundredths of the longest; none for an unknown value."""
    widest = max((value for value in values if value is not None), default=0)
    return [round(100 * float(value) / float(widest), 1) if value and widest else 0.0 for value in values]


def _mark(point: Point, wide: Scale, high: Scale, known: set[int], is_labelled: bool) -> Mark:
    x, y = wide.at(point.year), high.at(point.value)
    return Mark(x, y, point, is_labelled, round(y - 11, 1), _anchor(point.year, x, known, wide.end))


def _anchor(year: int, x: float, known: set[int], right: float) -> str:
    """Which end of a label stands over its mark: away from the edge and from the mark of the year beside."""
    if x < LEFT + _LABEL_WIDTH / 2:
        return "start"
    if x > right - _LABEL_WIDTH / 2:
        return "end"
    if (year - 1 in known) == (year + 1 in known):
        return "middle"
    return "start" if year - 1 in known else "end"


def _room_for(known: set[int], labelled: Iterable[int], wide: Scale) -> set[int]:
    chosen: set[int] = set()
    for year in labelled:
        if year in known and all(abs(wide.at(year) - wide.at(other)) >= _LABEL_WIDTH for other in chosen):
            chosen.add(year)
    return chosen


def _gaps(known: set[int], first: int, last: int, wide: Scale) -> Iterable[Gap]:
    start: int | None = None
    for year in range(first, last + 2):
        is_unknown = year not in known and year <= last
        if is_unknown and start is None:
            start = year
        elif not is_unknown and start is not None:
            left, right = wide.at(start - 0.5), wide.at(year - 0.5)
            yield Gap(left, round(right - left, 1), start, year - 1)
            start = None
