"""A funnel: how many of a year's cases reached each step, and where the others left."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from accounts import wording
from accounts.axes import Scale

from .drawing import NARROW, SMALL, Box, Drawing, Look, Shape, Stroke, Text, paragraph, rounded
from .lettering import text_width, wrapped

_BAR = 22


@dataclasses.dataclass(frozen=True, slots=True)
class Stage:
    """A step, how many reached it, and in words what became of those who went no further.

    `count` is None where it is not known or hidden, said as `missing`.
    """

    label: str
    count: int | None
    left: str = ""
    missing: str = wording.NOTHING


def funnel(stages: Sequence[Stage], *, width: float) -> Drawing:
    """The steps below each other; a bar is as long as its share of the first step."""
    whole = max((stage.count for stage in stages if stage.count is not None), default=0)
    is_narrow = width <= NARROW
    label_width = 0.0 if is_narrow else rounded(min(0.3 * width, max(text_width(s.label, 14) for s in stages) + 16))
    room = max((text_width(_said(stage, whole), 14, is_strong=True) for stage in stages), default=0) + 10
    scale = Scale(0, whole or 1, label_width, rounded(width - room))
    shapes: list[Shape] = []
    y = 0.0
    for place, stage in enumerate(stages):
        lines = wrapped(stage.label, 14, width if is_narrow else label_width - 12)
        above = 14 * 1.3 * len(lines) if is_narrow else max(0.0, (len(lines) - 1) * 9.1)
        base = y + 13 if is_narrow else y + above + _BAR / 2 + 5 - (len(lines) - 1) * 9.1
        y = rounded(y + above)
        shapes += [*paragraph(lines, 0, rounded(base)), *_step(stage, scale, y, whole)]
        y += _BAR + (0 if is_narrow else max(0.0, (len(lines) - 2) * 9.1))
        is_last = place == len(stages) - 1
        shapes_below, y = _leavers(stage, scale.at(0), y, width, is_last=is_last)
        shapes += shapes_below
    return Drawing(width, rounded(y), tuple(shapes))


def _step(stage: Stage, scale: Scale, y: float, whole: int) -> list[Shape]:
    left = scale.at(0)
    if stage.count is None:
        return [
            Box(left, y, rounded(scale.at(scale.high) - left), _BAR, Look.GAP),
            Text(left + 8, y + 16, stage.missing, Look.QUIET),
        ]
    end = scale.at(stage.count)
    return [
        Box(left, y, rounded(end - left), _BAR, Look.STRONG),
        Text(rounded(end + 8), y + 16, _said(stage, whole), Look.BOLD),
    ]


def _leavers(stage: Stage, x: float, y: float, width: float, *, is_last: bool) -> tuple[list[Shape], float]:
    """Those who left after a step, in words under its bar, beside the line that leads on."""
    lines = wrapped(stage.left, SMALL, width - x - 20) if stage.left else []
    tall = 8 + SMALL * 1.3 * len(lines) + (10 if lines else 6)
    shapes: list[Shape] = [*paragraph(lines, x + 18, rounded(y + 6 + SMALL), look=Look.QUIET, size=SMALL)]
    if not is_last:
        shapes.append(Stroke(((x + 6, rounded(y + 3)), (x + 6, rounded(y + tall - 3))), Look.AXIS))
    return shapes, rounded(y + tall)


def _said(stage: Stage, whole: int) -> str:
    """The count, and for those after the first what share of the first it is."""
    if stage.count is None:
        return stage.missing
    if stage.count == whole or not whole:
        return wording.number(stage.count)
    return f"{wording.number(stage.count)} · {wording.percent(100 * stage.count / whole)}"
