"""Where the amounts of the lists stand on the small chart."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.arrears_chart import HEIGHT, LEFT, RIGHT, WIDTH, Owed, arrears_chart

TODAY = dt.date(2026, 11, 22)
JULY, AUGUST, SEPTEMBER, OCTOBER = (dt.date(2026, month, 20) for month in (7, 8, 9, 10))


def owed(*days: dt.date) -> list[Owed]:
    return [Owed(day, Decimal(5000 + 1000 * number)) for number, day in enumerate(days)]


def points(line: str) -> int:
    return len(line.split())


def test_lists_in_a_row_are_joined_and_the_last_amount_is_labelled() -> None:
    chart = arrears_chart(owed(AUGUST, SEPTEMBER, OCTOBER), gone=[], today=TODAY)

    assert [points(line) for line in chart.lines] == [3]
    assert chart.gaps == ()
    assert (chart.label_x, chart.label_anchor) == (chart.marks[-1].x, "middle")
    assert [tick.value for tick in chart.days] == [AUGUST, TODAY]
    assert [tick.value for tick in chart.values] == [0, 4000, 8000]


def test_a_list_without_the_tenancy_breaks_the_line_and_leaves_a_gap() -> None:
    chart = arrears_chart(owed(JULY, AUGUST, OCTOBER), gone=[SEPTEMBER], today=TODAY)

    assert [points(line) for line in chart.lines] == [2]
    (gap,) = chart.gaps
    assert chart.marks[1].x < gap.x < gap.x + gap.width == chart.marks[2].x


def test_gone_from_the_last_list_nothing_is_known_until_today() -> None:
    chart = arrears_chart(owed(AUGUST, SEPTEMBER), gone=[OCTOBER], today=TODAY)

    (gap,) = chart.gaps
    assert round(gap.x + gap.width, 1) == WIDTH - RIGHT


def test_lists_far_apart_are_not_joined() -> None:
    assert arrears_chart(owed(JULY, OCTOBER), gone=[], today=TODAY).lines == ()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    days=st.lists(st.dates(dt.date(2020, 1, 1), TODAY), min_size=2, max_size=40, unique=True).map(sorted),
    gone=st.lists(st.dates(dt.date(2020, 1, 1), TODAY), max_size=5),
    amount=st.decimals(0, 900000, places=2),
)
def test_everything_stands_on_the_paper(days: list[dt.date], gone: list[dt.date], amount: Decimal) -> None:
    chart = arrears_chart([Owed(day, amount) for day in days], gone=gone, today=TODAY)

    assert all(LEFT <= mark.x <= WIDTH - RIGHT and 0 <= mark.y <= HEIGHT for mark in chart.marks)
    assert all(LEFT <= gap.x <= gap.x + gap.width <= WIDTH for gap in chart.gaps)
    assert sum(points(line) for line in chart.lines) <= len(days)
