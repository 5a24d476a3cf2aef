"""Step curves with bands over days, and how many were still at risk, aligned beneath them."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence

from accounts import wording
from accounts.axes import HEADROOM, Scale

from .drawing import NARROW, SMALL, Drawing, Look, Shape, Stroke, Text, paragraph, rounded, spread
from .drawing import Area as Surface
from .lettering import text_width, wrapped

#: The looks of the curves, the first the one the eye should find; two are told apart by dashes too.
_LINES = (Look.STRONG_LINE, Look.OTHER_LINE)
_BANDS = (Look.STRONG_BAND, Look.OTHER_BAND)
_LEFT, _TOP, _PLOT = 46, 12, 210
_SAMPLE = 26
#: The table of the numbers at risk is no wider than it can be read across.
_WIDEST_TABLE = 470


@dataclasses.dataclass(frozen=True, slots=True)
class CurveStep:
    """From this day on, a share in per cent, with the ends of its band where there is one."""

    day: int
    percent: float
    low: float | None = None
    high: float | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class StepLine:
    """One curve: its name, its steps, the day until which it is known, and how many were at risk on which day.

    The words for a number at risk are given, so that a small one can be said as a range.
    """

    label: str
    steps: tuple[CurveStep, ...]
    until: int
    at_risk: tuple[tuple[int, str], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class _Plot:
    """The scales of one drawing."""

    across: Scale
    up: Scale
    right: float
    bottom: float


def step_chart(lines: Sequence[StepLine], *, horizon: int, axis: str, at_risk: str, width: float) -> Drawing:
    """One or two curves from day 0 to `horizon`.

    `axis` says what the days are counted from, `at_risk` what the numbers beneath count. The direct label of a curve
    stands at its end where there is room, else in a key above.
    """
    is_narrow = width <= NARROW
    key: list[Shape] = _key(lines, width) if is_narrow else []
    top = _TOP + 22 * (len(lines) if is_narrow else 0)
    ends = [f"{wording.percent(_end(line).percent)}" for line in lines]
    margin = max(text_width(end, 14, is_strong=True) for end in ends) + 12 if is_narrow else 168
    plot = _Plot(
        across=Scale(0, horizon, _LEFT, width - margin),
        up=Scale(0, _top_percent(lines), top + _PLOT, top),
        right=width - margin,
        bottom=top + _PLOT,
    )
    shapes = [*key, *_grid(plot), *_bands(lines, plot), *_curves(lines, plot)]
    shapes += _end_labels(lines, ends, plot, width, is_narrow=is_narrow)
    beneath = _beneath(lines, plot, axis=axis, at_risk=at_risk, width=width)
    height = rounded(max(shape.y for shape in beneath if isinstance(shape, Text)) + 8)
    return Drawing(width, height, (*shapes, *beneath))


def _top_percent(lines: Sequence[StepLine]) -> float:
    largest = max((step.high or step.percent for line in lines for step in line.steps), default=0.0)
    step = next((step for step in (1, 2, 5, 10, 20) if 5 * step >= largest * HEADROOM), 25)
    return 100 if step == 25 else step * max(math.ceil(largest * HEADROOM / step), 2)


def _end(line: StepLine) -> CurveStep:
    return line.steps[-1]


def _grid(plot: _Plot) -> list[Shape]:
    shapes: list[Shape] = []
    step = plot.up.high / _lines(plot.up.high)
    for line in range(_lines(plot.up.high) + 1):
        percent = step * line
        y = plot.up.at(percent)
        shapes.append(Stroke(((_LEFT, y), (plot.right, y)), Look.GRID if line else Look.AXIS))
        shapes.append(
            Text(_LEFT - 8, rounded(y + 4.5), wording.percent(percent, 0), Look.QUIET, size=SMALL, anchor="end")
        )
    return shapes


def _lines(top: float) -> int:
    """How many steps an axis that ends there is divided in."""
    return next(int(top / step) for step in (1, 2, 5, 10, 20, 25) if top <= 5 * step and top % step == 0)


def _bands(lines: Sequence[StepLine], plot: _Plot) -> list[Shape]:
    return [
        Surface(corners, look) for line, look in zip(lines, _BANDS, strict=False) if (corners := _corners(line, plot))
    ]


def _corners(line: StepLine, plot: _Plot) -> tuple[tuple[float, float], ...]:
    known = [(step.day, step.low, step.high) for step in line.steps if step.low is not None and step.high is not None]
    if not known:
        return ()
    days = [*(day for day, _, _ in known), line.until]
    there = _stairs(days, [high for _, _, high in known], plot)
    back = _stairs(days, [low for _, low, _ in known], plot)
    return (*there, *reversed(back))


def _curves(lines: Sequence[StepLine], plot: _Plot) -> list[Shape]:
    return [
        Stroke(
            tuple(_stairs([*(step.day for step in line.steps), line.until], [s.percent for s in line.steps], plot)),
            look,
        )
        for line, look in zip(lines, _LINES, strict=False)
    ]


def _stairs(days: Sequence[int], values: Sequence[float], plot: _Plot) -> list[tuple[float, float]]:
    """The corners of a staircase; `days` has one more than `values`, the day it ends."""
    corners: list[tuple[float, float]] = []
    for place, value in enumerate(values):
        y = plot.up.at(min(value, plot.up.high))
        corners += [(plot.across.at(days[place]), y), (plot.across.at(days[place + 1]), y)]
    return corners


def _key(lines: Sequence[StepLine], width: float) -> list[Shape]:
    shapes: list[Shape] = []
    for place, (line, look) in enumerate(zip(lines, _LINES, strict=False)):
        y = 12 + 22 * place
        shapes.append(Stroke(((0, y), (_SAMPLE, y)), look))
        shapes.append(Text(_SAMPLE + 8, y + 5, wrapped(line.label, 14, width - _SAMPLE - 8)[0]))
    return shapes


def _end_labels(
    lines: Sequence[StepLine], ends: Sequence[str], plot: _Plot, width: float, *, is_narrow: bool
) -> list[Shape]:
    x = plot.right + 8
    labels = [[] if is_narrow else wrapped(line.label, SMALL, width - x) for line in lines]
    tall = [20 + 1.3 * SMALL * len(label) for label in labels]
    wanted = [plot.up.at(_end(line).percent) + 5 for line in lines]
    places = spread(wanted, max(tall), plot.up.end + 10, plot.bottom - (0 if is_narrow else max(tall) - 26))
    shapes: list[Shape] = []
    for place, end, label in zip(places, ends, labels, strict=True):
        shapes.append(Text(rounded(x), place, end, Look.BOLD))
        shapes += paragraph(label, rounded(x), place + 1.3 * SMALL, size=SMALL)
    return shapes


def _beneath(lines: Sequence[StepLine], plot: _Plot, *, axis: str, at_risk: str, width: float) -> list[Shape]:
    """The days on the axis, and under it a table of the numbers at risk, its columns evenly spaced."""
    y = plot.bottom + 18
    shapes: list[Shape] = []
    for day in _days_with_room(lines, plot):
        x = plot.across.at(day)
        shapes.append(Stroke(((x, plot.bottom), (x, plot.bottom + 5)), Look.AXIS))
        shapes.append(Text(x, y, wording.number(day), Look.QUIET, SMALL, _anchor(day, plot)))
    shapes.append(Text(plot.right, y + 18, axis, Look.QUIET, SMALL, "end"))
    columns = [day for day, _ in lines[0].at_risk]
    room = min(width, _WIDEST_TABLE) / len(columns)
    ends = {day: rounded(room * (place + 1)) for place, day in enumerate(columns)}
    y += 46
    shapes.append(Text(0, y, at_risk, Look.TEXT, SMALL))
    y = rounded(y + 18)
    shapes += [Text(ends[day], y, wording.number(day), Look.QUIET, SMALL, "end") for day in columns]
    shapes.append(Stroke(((0, y + 6), (ends[columns[-1]], y + 6)), Look.GRID))
    is_shared = len({line.at_risk for line in lines}) == 1
    for line, look in zip(lines[:1] if is_shared else lines, _LINES, strict=False):
        if not is_shared:
            y = rounded(y + 24)
            shapes.append(Stroke(((0, y - 4), (_SAMPLE, y - 4)), look))
            shapes.append(Text(_SAMPLE + 8, y, wrapped(line.label, SMALL, width - _SAMPLE - 8)[0], Look.QUIET, SMALL))
        y = rounded(y + (20 if is_shared else 18))
        shapes += [Text(ends[day], y, words, Look.TEXT, SMALL, "end") for day, words in line.at_risk]
    return shapes


def _anchor(day: int, plot: _Plot) -> str:
    return "end" if day == plot.across.high and day else "middle"


def _days_with_room(lines: Sequence[StepLine], plot: _Plot) -> list[int]:
    """The days whose numbers do not meet on the axis, the ends and the middle first."""
    days = [day for day, _ in lines[0].at_risk]
    chosen: list[int] = []
    for day in sorted(days, key=lambda each: (each != 0, each != days[-1], abs(each - days[-1] / 2))):
        if all(_have_room(min(day, other), max(day, other), plot) for other in chosen):
            chosen.append(day)
    return sorted(chosen)


def _have_room(first: int, second: int, plot: _Plot) -> bool:
    share = 1.0 if second == plot.across.high else 0.5
    taken = share * text_width(str(second), SMALL) + 0.5 * text_width(str(first), SMALL)
    return plot.across.at(second) - plot.across.at(first) - taken >= 4
