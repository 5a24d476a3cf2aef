"""The axes of a chart: from numbers to places on the paper, and how far apart its lines lie."""

from __future__ import annotations

import dataclasses

#: The end of an axis lies at least this many times as high as the largest value.
HEADROOM = 1.1


@dataclasses.dataclass(frozen=True, slots=True)
class Scale:
    """From a number to its place on the paper."""

    low: float
    high: float
    start: float
    end: float

    def at(self, number: float) -> float:
        return round(self.start + (number - self.low) / (self.high - self.low) * (self.end - self.start), 1)


def nice_step(largest: float, *, lines: int = 4) -> int:
    """The distance between so many lines on the axis, so that the largest value has room above it."""
    size = 1
    while True:
        for factor in (1, 1.5, 2, 2.5, 3, 4, 5, 7.5):
            step = int(size * factor)
            if step == size * factor and lines * step >= largest * HEADROOM:
                return step
        size *= 10
