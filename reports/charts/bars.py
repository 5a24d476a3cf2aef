"""Bars with marks to compare them by, and shares of a whole within so many days."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from accounts import wording
from accounts.axes import Scale

from .drawing import NARROW, SMALL, Box, Dot, Drawing, Look, Shape, Stroke, Text, paragraph, rounded
from .lettering import text_width, wrapped

_BAR = 16


@dataclasses.dataclass(frozen=True, slots=True)
class Bar:
    """A value with what it is compared to; None for one that is not known or is hidden, said as `missing`.

    `share` is written after the value.
    """

    label: str
    value: float | None
    year_before: float | None = None
    median: float | None = None
    missing: str = wording.NOTHING
    share: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class ShareRow:
    """What share of all came within some number of days; None where it is not known or hidden."""

    label: str
    percent: float | None
    missing: str = wording.NOTHING


def compared_bars(
    bars: Sequence[Bar], *, year_before: str, median: str, width: float, decimals: int = 0, value: str = ""
) -> Drawing:
    """A bar each, a line for the year before, a ring for the median of years, and the value at the right end.

    `year_before`, `median` and `value` are the words of the key.
    """
    shapes, y = _key(value, year_before, median, width)
    known = [number for bar in bars for number in (bar.value, bar.year_before, bar.median) if number is not None]
    room = max((text_width(_said(bar, decimals), 14, is_strong=True) for bar in bars), default=0) + 18
    label_width = 0.0 if width <= NARROW else min(0.36 * width, _widest(bar.label for bar in bars) + 16)
    scale = Scale(0, max(known, default=0) or 1, label_width, width - room)
    for bar in bars:
        lines, y = _row_label(bar.label, label_width, y, width)
        shapes += [*lines, *_bar(bar, scale, y, width, decimals)]
        y += _BAR + 14
    return Drawing(width, rounded(y - 6), tuple(shapes))


def share_bars(groups: Sequence[tuple[str, Sequence[ShareRow]]], *, width: float) -> Drawing:
    """Per group some shares of the same whole, each on a track that stands for all of it."""
    rows = [row for _, group in groups for row in group]
    label_width = max((text_width(row.label, SMALL) for row in rows), default=0) + 12
    room = text_width("100,0 %", 14, is_strong=True) + 10
    scale = Scale(0, 100, rounded(label_width), width - room)
    shapes: list[Shape] = []
    y = 0.0
    for name, group in groups:
        lines = wrapped(name, 14, width)
        shapes += paragraph(lines, 0, rounded(y + 14))
        y += 14 * 1.3 * len(lines) + 6
        for row in group:
            shapes += _share(row, scale, rounded(y))
            y += _BAR + 8
        y += 12
    return Drawing(width, rounded(max(y - 16, 1)), tuple(shapes))


def _key(value: str, year_before: str, median: str, width: float) -> tuple[list[Shape], float]:
    shapes: list[Shape] = []
    x, y = 0.0, 12.0
    for words, look in ((value, Look.STRONG), (year_before, Look.MARK), (median, Look.HOLLOW)):
        if not words:
            continue
        wide = 24 + text_width(words, SMALL)
        if x and x + wide > width:
            x, y = 0.0, y + 20
        shapes += [_sample(look, x, y - 4), Text(rounded(x + 20), y, words, Look.QUIET, SMALL)]
        x += wide + 18
    return shapes, y + 16 if shapes else 0.0


def _sample(look: Look, x: float, y: float) -> Shape:
    if look == Look.STRONG:
        return Box(rounded(x), y - 5, 14, 10, look)
    if look == Look.MARK:
        return Stroke(((rounded(x + 7), y - 8), (rounded(x + 7), y + 8)), look)
    return Dot(rounded(x + 7), y, 4.5, look)


def _row_label(label: str, label_width: float, y: float, width: float) -> tuple[list[Text], float]:
    """The name of a row beside its bar, or above it where there is no room beside; and where the bar begins."""
    if not label_width:
        lines = wrapped(label, 14, width)
        return paragraph(lines, 0, rounded(y + 12)), rounded(y + 14 * 1.3 * len(lines))
    lines = wrapped(label, 14, label_width - 16)
    first = y + _BAR / 2 + 5 - (len(lines) - 1) * 9.1
    down = max(0.0, (len(lines) - 2) * 9.1)
    return paragraph(lines, 0, rounded(first + down)), rounded(y + down)


def _bar(bar: Bar, scale: Scale, y: float, width: float, decimals: int) -> list[Shape]:
    left = scale.at(0)
    shapes: list[Shape] = []
    if bar.value is not None:
        shapes.append(Box(left, y, rounded(scale.at(bar.value) - left), _BAR, Look.STRONG))
    if bar.year_before is not None:
        x = scale.at(bar.year_before)
        ends = ((x, y - 3), (x, y + _BAR + 3))
        shapes += [Stroke(ends, Look.HALO), Stroke(ends, Look.MARK)]
    if bar.median is not None:  # over the line, so that both are seen where they meet
        shapes.append(Dot(scale.at(bar.median), y + _BAR / 2, 4.5, Look.HOLLOW))
    look = Look.QUIET if bar.value is None else Look.BOLD
    shapes.append(Text(width, y + 13, _said(bar, decimals), look, anchor="end"))
    return shapes


def _share(row: ShareRow, scale: Scale, y: float) -> list[Shape]:
    left = scale.at(0)
    shapes: list[Shape] = [
        Text(0, y + 12.5, row.label, Look.QUIET, SMALL),
        Box(left, y, rounded(scale.at(100) - left), _BAR, Look.TRACK if row.percent is not None else Look.GAP),
    ]
    if row.percent is not None:
        shapes.append(Box(left, y, rounded(scale.at(row.percent) - left), _BAR, Look.STRONG))
    words = row.missing if row.percent is None else wording.percent(row.percent)
    shapes.append(Text(scale.at(100) + 8, y + 13, words, Look.QUIET if row.percent is None else Look.BOLD))
    return shapes


def _said(bar: Bar, decimals: int) -> str:
    if bar.value is None:
        return bar.missing
    value = wording.number(bar.value, decimals)
    return f"{value} · {bar.share}" if bar.share else value


def _widest(labels: Iterable[str]) -> float:
    return max((text_width(label, 14) for label in labels), default=0.0)
