"""Where the amounts of the arrears lists stand on a small chart; no colours, no words, no records."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from accounts.axes import Scale, nice_step

WIDTH, HEIGHT = 320, 170
LEFT, RIGHT, TOP, BOTTOM = 52, 12, 26, 24
#: Lists further apart are not joined by a line: what was owed in between is not known.
LONGEST_JOINED = dt.timedelta(days=70)
#: Wider than this from the right edge a label has room on both sides of its mark.
_LABEL_HALF = 60


@dataclasses.dataclass(frozen=True, slots=True)
class Owed:
    """What a list of a day said was owed."""

    as_of: dt.date
    amount: Decimal


@dataclasses.dataclass(frozen=True, slots=True)
class Mark:
    """A list's amount on the paper."""

    x: float
    y: float


@dataclasses.dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis with what is written there."""

    at: float
    value: int | dt.date
    anchor: str = "middle"


@dataclasses.dataclass(frozen=True, slots=True)
class Gap:
    """Days of which no amount is known: the tenancy was on no list."""

    x: float
    width: float


@dataclasses.dataclass(frozen=True, slots=True)
class ArrearsChart:
    """Amounts over the days: lists in a row are joined, gaps are left open, the last amount has its label."""

    lines: tuple[str, ...]
    marks: tuple[Mark, ...]
    gaps: tuple[Gap, ...]
    days: tuple[Tick, ...]
    values: tuple[Tick, ...]
    label_x: float
    label_y: float
    label_anchor: str
    width: int = WIDTH
    height: int = HEIGHT
    left: float = LEFT
    right: float = WIDTH - RIGHT
    top: float = TOP
    plot_height: float = HEIGHT - TOP - BOTTOM
    value_label_x: float = LEFT - 6
    day_label_y: float = HEIGHT - 6


def arrears_chart(owed: Sequence[Owed], *, gone: Iterable[dt.date], today: dt.date) -> ArrearsChart:
    """Lay out at least one amount, in the order of their days, up to today.

    `gone` are the days of lists from which the tenancy was missing: from such a day until the next amount, or
    today, nothing is known.
    """
    last_day = max(today, owed[-1].as_of)
    first_day = min(owed[0].as_of, last_day - dt.timedelta(days=1))
    wide = Scale(first_day.toordinal(), last_day.toordinal(), LEFT, WIDTH - RIGHT)
    step = nice_step(float(max(one.amount for one in owed)), lines=2)
    high = Scale(0, 2 * step, HEIGHT - BOTTOM, TOP)
    marks = [Mark(wide.at(one.as_of.toordinal()), high.at(float(one.amount))) for one in owed]
    missing = sorted(gone)
    return ArrearsChart(
        lines=tuple(_lines(owed, marks, missing)),
        marks=tuple(marks),
        gaps=tuple(_gaps(owed, missing, last_day, wide)),
        days=(Tick(LEFT, first_day, "start"), Tick(WIDTH - RIGHT, last_day, "end")),
        values=tuple(Tick(high.at(value), value) for value in (0, step, 2 * step)),
        label_x=marks[-1].x,
        label_y=round(marks[-1].y - 9, 1),
        label_anchor=_anchor(marks[-1].x),
    )


def _lines(owed: Sequence[Owed], marks: Sequence[Mark], missing: Sequence[dt.date]) -> Iterator[str]:
    """The runs of lists between which nothing is unknown."""
    run = [marks[0]]
    for (earlier, later), mark in zip(pairwise(owed), marks[1:], strict=True):
        is_broken = any(earlier.as_of < day < later.as_of for day in missing)
        if is_broken or later.as_of - earlier.as_of > LONGEST_JOINED:
            yield from _points(run)
            run = []
        run.append(mark)
    yield from _points(run)


def _points(run: Sequence[Mark]) -> Iterator[str]:
    if len(run) > 1:
        yield " ".join(f"{mark.x},{mark.y}" for mark in run)


def _gaps(owed: Sequence[Owed], missing: Sequence[dt.date], last_day: dt.date, wide: Scale) -> Iterator[Gap]:
    """From the first list without the tenancy until it is on one again; days before its first amount are left out."""
    ends = [*(one.as_of for one in owed[1:]), last_day]
    for one, end in zip(owed, ends, strict=True):
        start = next((day for day in missing if one.as_of < day < end or (end == last_day and day == end)), None)
        if start is not None:
            left, right = wide.at(start.toordinal()), wide.at(end.toordinal())
            yield Gap(left, max(round(right - left, 1), 2.0))


def _anchor(x: float) -> str:
    if x > WIDTH - RIGHT - _LABEL_HALF:
        return "end"
    return "start" if x < LEFT + _LABEL_HALF else "middle"
