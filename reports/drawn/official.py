"""The court administration's figures of one area over the years, with our own beside and never joined."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts import wording

from ..charts.drawing import Box, Dot, Drawing, Look, Shape, Stroke, Text
from ..charts.figure import Figure, Table
from ..charts.years import Mark, YearChart
from ..presenting import OfficialChart, OfficialRow

#: How large the marks are.
_RADIUS, _HALF = 5, 4


def official_figure(shown: OfficialChart, rows: list[OfficialRow], column: int) -> Figure:
    """The chart of the page as a drawing, with its column of the table under it as its numbers."""
    table = Table(
        shown.title,
        (_("Period"), _("Effective evictions")),
        tuple((row.period, row.cells[column]) for row in rows),
    )
    return Figure(
        shown.file_code,
        shown.title,
        shown.description,
        drawn(shown.chart),
        drawn(shown.narrow),
        table,
        _note(shown.chart),
    )


def _note(chart: YearChart) -> str:
    """What the marks mean."""
    notes = (
        (chart.gaps, _("Shaded: no figure known.")),
        ([mark for mark in chart.marks if not mark.point.is_firm], _("Ring: approximate or provisional.")),
        (chart.beside, _("Grey square: recorded in Fasthold, counted separately.")),
    )
    return " ".join(note for marks, note in notes if marks)


def drawn(chart: YearChart) -> Drawing:
    """The layout of the years as shapes: gaps shaded, runs joined, everything else alone."""
    shapes: list[Shape] = [Box(gap.x, chart.top, gap.width, chart.plot_height, Look.TRACK) for gap in chart.gaps]
    for tick in chart.values:
        shapes.append(Stroke(((chart.left, tick.at), (chart.right, tick.at)), Look.GRID))
        shapes.append(Text(chart.value_label_x, tick.at + 5, wording.number(tick.number), Look.QUIET, anchor="end"))
    shapes += [Text(tick.at, chart.year_label_y, str(tick.number), Look.QUIET, anchor="middle") for tick in chart.years]
    shapes += [Stroke(_points(line), Look.STRONG_LINE) for line in chart.lines]
    shapes += [Box(mark.x - _HALF, mark.y - _HALF, 2 * _HALF, 2 * _HALF, Look.OTHER) for mark in chart.beside]
    for mark in chart.marks:
        shapes += _mark(mark)
    return Drawing(float(chart.width), float(chart.height), tuple(shapes))


def _mark(mark: Mark) -> list[Shape]:
    is_firm = mark.point.is_firm
    shapes: list[Shape] = [Dot(mark.x, mark.y, _RADIUS, Look.STRONG if is_firm else Look.HOLLOW)]
    if mark.is_labelled:
        value = wording.number(mark.point.value)
        words = value if is_firm else _("about %(value)s") % {"value": value}
        shapes.append(Text(mark.x, mark.label_y, words, Look.BOLD, anchor=mark.anchor))
    return shapes


def _points(line: str) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), float(y)) for x, y in (point.split(",") for point in line.split()))
