"""A strip per measure: the median, and between which days the middle half lies."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from accounts import wording
from accounts.axes import Scale, nice_step

from .drawing import SMALL, Box, Dot, Drawing, Look, Shape, Stroke, Text, paragraph, rounded
from .lettering import text_width, wrapped


@dataclasses.dataclass(frozen=True, slots=True)
class Spread:
    """The quartiles of one measure in days; None where they are not known or hidden. `said` is them in words."""

    label: str
    quartiles: tuple[float, float, float] | None
    said: str


def quartile_strips(spreads: Sequence[Spread], *, axis: str, width: float) -> Drawing:
    """Each measure's middle half as a bar with a dot at the median, on one scale of days."""
    largest = max((spread.quartiles[2] for spread in spreads if spread.quartiles), default=0)
    step = nice_step(largest)
    edge = text_width(wording.number(4 * step), SMALL) / 2
    scale = Scale(0, 4 * step, rounded(edge), rounded(width - edge))
    shapes: list[Shape] = []
    y = 0.0
    strips: list[Shape] = []
    for spread in spreads:
        lines = wrapped(spread.label, 14, width)
        strips += paragraph(lines, 0, rounded(y + 14))
        y += 14 * 1.3 * len(lines)
        said = wrapped(spread.said, SMALL, width)
        strips += paragraph(said, 0, rounded(y + 13), look=Look.QUIET, size=SMALL)
        y = rounded(y + SMALL * 1.3 * len(said) + 8)
        strips += _strip(spread, scale, y)
        y += 32
    bottom = rounded(y - 8)
    for tick in range(0, 4 * step + 1, step):
        x = scale.at(tick)
        shapes.append(Text(x, bottom + 16, wording.number(tick), Look.QUIET, SMALL, "middle"))
        shapes.append(Stroke(((x, bottom - 4), (x, bottom)), Look.AXIS))
    shapes.append(Stroke(((scale.at(0), bottom), (scale.at(4 * step), bottom)), Look.AXIS))
    shapes.append(Text(scale.at(4 * step), bottom + 34, axis, Look.QUIET, SMALL, "end"))
    return Drawing(width, bottom + 42, (*shapes, *strips))


def _strip(spread: Spread, scale: Scale, y: float) -> list[Shape]:
    left, right = scale.at(0), scale.at(scale.high)
    if spread.quartiles is None:
        return [Box(left, y, rounded(right - left), 12, Look.GAP)]
    low, median, high = (scale.at(day) for day in spread.quartiles)
    return [
        Stroke(((left, y + 6), (right, y + 6)), Look.GRID),
        Box(low, y, rounded(max(high - low, 2)), 12, Look.OTHER),
        Dot(median, y + 6, 7, Look.STRONG),
    ]
