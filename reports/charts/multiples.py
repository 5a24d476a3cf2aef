"""Small multiples: the same few years for many places, on one scale, gaps left open."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from accounts import wording
from accounts.axes import Scale, nice_step

from .drawing import NARROW, SMALL, Box, Dot, Drawing, Look, Shape, Stroke, Text, paragraph, rounded
from .lettering import text_width, wrapped

_PLOT, _GUTTER = 70, 22


@dataclasses.dataclass(frozen=True, slots=True)
class Panel:
    """One place: its name and the value of each year, None where it is not known or hidden."""

    label: str
    values: tuple[float | None, ...]


def small_multiples(panels: Sequence[Panel], *, years: Sequence[int], width: float, decimals: int = 0) -> Drawing:
    """A small line chart per place, all with the years and the scale of the largest; the last known value is written.

    A year without a value is a shaded gap that no line crosses.
    """
    per_row = 2 if width <= NARROW else 4
    cell = rounded((width - _GUTTER * (per_row - 1)) / per_row)
    top = 4 * nice_step(max((value for panel in panels for value in panel.values if value is not None), default=0))
    rows = [panels[start : start + per_row] for start in range(0, len(panels), per_row)]
    shapes: list[Shape] = []
    y = 0.0
    for row in rows:
        names = [wrapped(panel.label, SMALL, cell, is_strong=True) for panel in row]
        head = SMALL * 1.3 * max(len(name) for name in names) + 16
        for place, (panel, name) in enumerate(zip(row, names, strict=True)):
            x = rounded(place * (cell + _GUTTER))
            shapes += paragraph(name, x, rounded(y + SMALL), look=Look.BOLD, size=SMALL)
            shapes += _panel(panel, years, x, rounded(y + head), cell, top, decimals)
        y += head + _PLOT + 34
    return Drawing(width, rounded(max(y - 12, 1)), tuple(shapes))


def _panel(
    panel: Panel, years: Sequence[int], x: float, y: float, cell: float, top: float, decimals: int
) -> list[Shape]:
    half = (cell / len(years)) / 2
    across = Scale(years[0], years[-1] if len(years) > 1 else years[0] + 1, x + half, x + cell - half)
    up = Scale(0, top, y + _PLOT, y)
    shapes: list[Shape] = [
        Box(
            rounded(across.at(first) - half), y, rounded(across.at(last) - across.at(first) + 2 * half), _PLOT, Look.GAP
        )
        for first, last in _gaps(years, panel.values)
    ]
    shapes.append(Stroke(((x, up.at(0)), (rounded(x + cell), up.at(0))), Look.AXIS))
    runs = _runs(years, panel.values)
    shapes += [
        Stroke(tuple((across.at(year), up.at(value)) for year, value in run), Look.STRONG_LINE)
        for run in runs
        if len(run) > 1
    ]
    for run in runs:
        if len(run) == 1:
            shapes.append(Dot(across.at(run[0][0]), up.at(run[0][1]), 3, Look.STRONG))
    shapes += _ends(runs, across, up, x, cell, decimals)
    for year, anchor, at in ((years[0], "start", x), (years[-1], "end", x + cell)):
        if anchor == "start" or len(years) > 1:
            shapes.append(Text(rounded(at), y + _PLOT + 15, str(year), Look.QUIET, SMALL, anchor))
    return shapes


def _gaps(years: Sequence[int], values: Sequence[float | None]) -> list[tuple[int, int]]:
    """The first and last year of each stretch of which nothing is known."""
    gaps: list[tuple[int, int]] = []
    for year, value in zip(years, values, strict=True):
        if value is None and gaps and gaps[-1][1] == year - 1:
            gaps[-1] = (gaps[-1][0], year)
        elif value is None:
            gaps.append((year, year))
    return gaps


def _runs(years: Sequence[int], values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """The known years in unbroken stretches."""
    runs: list[list[tuple[int, float]]] = []
    is_open = False
    for year, value in zip(years, values, strict=True):
        if value is None:
            is_open = False
        elif is_open:
            runs[-1].append((year, value))
        else:
            runs.append([(year, value)])
            is_open = True
    return runs


def _ends(
    runs: Sequence[Sequence[tuple[int, float]]], across: Scale, up: Scale, x: float, cell: float, decimals: int
) -> list[Shape]:
    """The first and the last known value, each above its place and inside its own panel."""
    if not runs:
        return []
    first, last = runs[0][0], runs[-1][-1]
    shapes: list[Shape] = [Dot(across.at(last[0]), up.at(last[1]), 3.5, Look.STRONG)]
    shown = [last] if first == last else [first, last]
    taken = -1.0
    for year, value in shown:
        words = wording.number(value, decimals)
        wide = text_width(words, SMALL, is_strong=year == last[0])
        at = min(max(across.at(year), x + wide / 2), x + cell - wide / 2)
        if year == last[0] and at - wide / 2 < taken + 4:
            shapes = [shape for shape in shapes if not isinstance(shape, Text)]
        look = Look.BOLD if year == last[0] else Look.QUIET
        shapes.append(Text(rounded(at), rounded(up.at(value) - 7), words, look, SMALL, "middle"))
        taken = at + wide / 2
    return shapes
