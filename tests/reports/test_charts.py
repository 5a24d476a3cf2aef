"""Where things stand in a chart, and what its words say."""

from __future__ import annotations

import pytest
from django.utils import translation

from accounts.axes import nice_step
from reports.charts import Gap, Point, share_of_widest, year_chart
from reports.models import OfficialFigure
from reports.official import Series
from reports.presenting import official_charts, official_rows
from tests.factories.reports import OfficialFigureFactory


@pytest.mark.parametrize(
    ("largest", "step"), [(0, 1), (3, 1), (4, 2), (800, 250), (781, 250), (4405, 1500), (90, 25), (1000, 300), (28, 10)]
)
def test_the_axis_ends_a_little_over_the_largest_value(largest: int, step: int) -> None:
    assert nice_step(largest) == step


def test_a_year_chart_joins_runs_and_marks_gaps() -> None:
    runs = [[Point(2002, 100), Point(2003, 200, is_firm=False)], [Point(2006, 300)]]

    chart = year_chart(runs, first=2002, last=2006, labelled=[2003, 2002, 2006], beside=[Point(2006, 30)])

    # Five years share 494 of 560, four lines of 100 the height from 270 up to 26.
    assert chart.lines == ("101.4,209.0 200.2,148.0",)
    assert [(mark.x, mark.y, mark.point.year, mark.point.is_firm) for mark in chart.marks] == [
        (101.4, 209.0, 2002, True),
        (200.2, 148.0, 2003, False),
        (496.6, 87.0, 2006, True),
    ]
    assert [(mark.point.value, mark.is_labelled) for mark in chart.beside] == [(30, False)]
    assert chart.gaps == (Gap(x=249.6, width=197.6, first=2004, last=2005),)
    assert [(tick.number, tick.at) for tick in chart.years] == [(2002, 101.4), (2006, 496.6)]
    assert [(tick.number, tick.at) for tick in chart.values] == [
        (0, 270.0),
        (100, 209.0),
        (200, 148.0),
        (300, 87.0),
        (400, 26.0),
    ]


def test_a_gap_reaches_the_last_year() -> None:
    chart = year_chart([[Point(2002, 5)]], first=2002, last=2006, labelled=[])
    assert [(gap.first, gap.last) for gap in chart.gaps] == [(2003, 2006)]


def test_labels_do_not_meet_and_turn_away_from_their_neighbours() -> None:
    run = [Point(year, 100) for year in range(2002, 2027)]

    marks = year_chart([run], first=2002, last=2026, labelled=[2010, 2011, 2002, 2026, 1999]).marks
    labels = {mark.point.year: mark.anchor for mark in marks if mark.is_labelled}

    assert labels == {2010: "middle", 2002: "start", 2026: "end"}

    alone = year_chart([[Point(2010, 8), Point(2011, 8)]], first=2002, last=2026, labelled=[2011, 2010]).marks
    assert [(mark.point.year, mark.anchor, mark.is_labelled) for mark in alone] == [
        (2010, "end", False),
        (2011, "start", True),
    ]


def test_bars_are_hundredths_of_the_longest() -> None:
    assert share_of_widest([2.0, None, 8, 0]) == [25.0, 0.0, 100.0, 0.0]
    assert share_of_widest([]) == []
    assert share_of_widest([0, 0]) == [0.0, 0.0]


def series(*years: OfficialFigure, halves: tuple[OfficialFigure, ...] = (), area: str = "101") -> Series:
    return Series(area, "København" if area == "101" else "Danmark", "unknown", "", "evictions", years, halves)


def figures(**values: int) -> list[OfficialFigure]:
    return [OfficialFigureFactory.build(year=int(year[1:]), value=value) for year, value in values.items()]


def test_the_title_of_a_chart_says_what_happened() -> None:
    charts = official_charts(
        [series(*figures(y2011=781, y2014=474, y2018=266)), series(*figures(y2010=4382), area="000")],
        {2018: 12, 2019: None, 2020: 0},
        year=2018,
        last=2026,
        own_area="101",
    )

    with translation.override("en"):
        charts = official_charts(
            [series(*figures(y2011=781, y2014=474, y2018=266)), series(*figures(y2010=4382), area="000")],
            {2018: 12, 2019: None, 2020: 0},
            year=2018,
            last=2026,
            own_area="101",
        )
    assert [(chart.title, chart.has_own) for chart in charts] == [
        ("Effective evictions in København: −65.9% from 2011 to 2018", True),
        ("Effective evictions in Danmark", False),
    ]
    assert charts[0].description == (
        "Known years: 2011: 781, 2014: 474, 2018: 266. The years between them are not known."
    )
    assert [mark.point for mark in charts[0].chart.beside] == [Point(2018, 12)]


def test_the_table_names_every_year_and_what_is_not_known() -> None:
    half = OfficialFigureFactory.build(year=2014, period=OfficialFigure.Period.FIRST_HALF, value=230)
    about, early = figures(y2010=800, y2019=260)
    about.is_approximate, early.is_provisional = True, True
    shown = series(about, *figures(y2011=781, y2018=790), early, halves=(half,))

    with translation.override("en"):
        rows = official_rows(
            [shown, series(*figures(y2018=5), area="000")], {2018: 3, 2019: None}, year=2018, last=2019
        )

    told = {row.period: (row.cells, row.own) for row in rows}
    assert [row.period for row in rows] == [
        *(str(year) for year in range(2019, 2001, -1)),
        "First half of the year 2014",
    ]
    assert told["2019"] == (("260, provisional", "not known"), "hidden")
    assert told["2018"] == (("790 (+1.2%)", "5"), "3")
    assert told["2011"] == (("781", "not known"), "–")
    assert told["2010"] == (("about 800", "not known"), "–")
    assert told["First half of the year 2014"] == (("230", "not known"), "–")
    assert [row.period for row in rows if row.is_chosen] == ["2018"]
