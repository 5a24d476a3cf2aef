"""A drawing of plain shapes, each with the name of its look: what every chart is made of."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Iterable, Sequence
from typing import ClassVar

from .lettering import text_width

#: The widths a chart is drawn for: beside others or on a wide screen and in print, and on a phone.
WIDE, NARROW = 600, 340
#: The size of words, and of those that matter less.
SIZE, SMALL = 14, 12.5


class Look(enum.StrEnum):
    """What a shape means; its colour is said in the style sheet and, outside the page, in `looks`."""

    GRID = "grid"
    AXIS = "axis"
    TRACK = "track"
    STRONG = "strong"
    OTHER = "other"
    STRONG_LINE = "strong-line"
    OTHER_LINE = "other-line"
    STRONG_BAND = "strong-band"
    OTHER_BAND = "other-band"
    MARK = "mark"
    HALO = "halo"
    HOLLOW = "hollow"
    GAP = "gap"
    TEXT = "text"
    QUIET = "quiet"
    BOLD = "bold"


@dataclasses.dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    tag: ClassVar[str] = "rect"
    x: float
    y: float
    width: float
    height: float
    look: Look

    def attributes(self) -> dict[str, str]:
        return _said(x=self.x, y=self.y, width=self.width, height=self.height)

    def moved(self, down: float) -> Box:
        return dataclasses.replace(self, y=self.y + down)


@dataclasses.dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points."""

    tag: ClassVar[str] = "polyline"
    points: tuple[tuple[float, float], ...]
    look: Look

    def attributes(self) -> dict[str, str]:
        return {"points": _joined(self.points)}

    def moved(self, down: float) -> Stroke:
        return dataclasses.replace(self, points=tuple((x, y + down) for x, y in self.points))


@dataclasses.dataclass(frozen=True, slots=True)
class Area:
    """A surface with corners."""

    tag: ClassVar[str] = "polygon"
    points: tuple[tuple[float, float], ...]
    look: Look

    def attributes(self) -> dict[str, str]:
        return {"points": _joined(self.points)}

    def moved(self, down: float) -> Area:
        return dataclasses.replace(self, points=tuple((x, y + down) for x, y in self.points))


@dataclasses.dataclass(frozen=True, slots=True)
class Dot:
    """A disc."""

    tag: ClassVar[str] = "circle"
    x: float
    y: float
    radius: float
    look: Look

    def attributes(self) -> dict[str, str]:
        return _said(cx=self.x, cy=self.y, r=self.radius)

    def moved(self, down: float) -> Dot:
        return dataclasses.replace(self, y=self.y + down)


@dataclasses.dataclass(frozen=True, slots=True)
class Text:
    """Words that stand on their base line; `x` is their start, middle or end."""

    tag: ClassVar[str] = "text"
    x: float
    y: float
    words: str
    look: Look = Look.TEXT
    size: float = SIZE
    anchor: str = "start"

    def attributes(self) -> dict[str, str]:
        said = _said(x=self.x, y=self.y, font_size=self.size)
        return said if self.anchor == "start" else said | {"text-anchor": self.anchor}

    def moved(self, down: float) -> Text:
        return dataclasses.replace(self, y=self.y + down)

    @property
    def width(self) -> float:
        return text_width(self.words, self.size, is_strong=self.look == Look.BOLD)

    def box(self) -> tuple[float, float, float, float]:
        """The ends of the room the words take: left, top, right, bottom."""
        left = self.x - self.width * {"start": 0, "middle": 0.5, "end": 1}[self.anchor]
        return left, self.y - 0.75 * self.size, left + self.width, self.y + 0.2 * self.size


Shape = Box | Stroke | Area | Dot | Text


@dataclasses.dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes on a paper, the lowest first."""

    width: float
    height: float
    shapes: tuple[Shape, ...]

    def texts(self) -> list[Text]:
        return [shape for shape in self.shapes if isinstance(shape, Text)]

    def of(self, look: Look) -> list[Shape]:
        return [shape for shape in self.shapes if shape.look == look]


def rounded(number: float) -> float:
    """A place on the paper to a tenth."""
    return round(number, 1)


def spread(places: Sequence[float], apart: float, top: float, bottom: float) -> list[float]:
    """The places moved as little as needed so that neighbours are `apart`, in their order, within the ends."""
    order = sorted(range(len(places)), key=lambda each: places[each])
    found = [min(max(places[each], top), bottom) for each in order]
    for place in range(1, len(found)):
        found[place] = max(found[place], found[place - 1] + apart)
    limit = bottom
    for place in range(len(found) - 1, -1, -1):
        found[place] = min(found[place], limit)
        limit = found[place] - apart
    moved = dict(zip(order, found, strict=True))
    return [rounded(moved[each]) for each in range(len(places))]


def paragraph(
    lines: Iterable[str], x: float, y: float, *, look: Look = Look.TEXT, size: float = SIZE, anchor: str = "start"
) -> list[Text]:
    """Lines of text below each other, the first on the base line `y`."""
    return [Text(x, rounded(y + place * size * 1.3), line, look, size, anchor) for place, line in enumerate(lines)]


def _joined(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{_plain(x)},{_plain(y)}" for x, y in points)


def _said(**numbers: float) -> dict[str, str]:
    return {name.replace("_", "-"): _plain(number) for name, number in numbers.items()}


def _plain(number: float) -> str:
    """A number as SVG reads it, whatever the reader's language: 12.5, and 12 for 12.0."""
    return f"{number:.1f}".removesuffix(".0")
