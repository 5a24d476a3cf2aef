"""From the facts of cases to courses: which end is which, and from when help counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from .courses import Course, Event, course_of

#: The columns of a case's fact that a course is made of, in this order.
COLUMNS = ("case_id", "started_on", "end_kind", "ended_on", "days_to_reach")
#: What a fact calls an ending.
EVENTS = {
    "open": Event.CENSORED,
    "evicted": Event.EVICTED,
    "averted": Event.AVERTED,
    "moved": Event.MOVED_OUT,
    "other": Event.OTHER,
}

FactRow = tuple[int, dt.date, str, dt.date | None, int | None]


def courses_from(
    rows: Iterable[FactRow], help_began: Mapping[int, Mapping[str, dt.date]], *, seen_until: dt.date
) -> list[Course]:
    """The courses of cases as the statistics saw them on a day.

    `rows` hold the `COLUMNS`; `help_began` the first day of each kind of intervention by case. Help that began
    before the first warning counts from that day on.
    """
    found = (_course(row, help_began.get(row[0], {}), seen_until) for row in rows)
    return [course for course in found if course is not None]


def _course(row: FactRow, began: Mapping[str, dt.date], seen_until: dt.date) -> Course | None:
    _case, started_on, end_kind, ended_on, days_to_reach = row
    return course_of(
        started_on=started_on,
        ended_on=ended_on,
        event=EVENTS[end_kind],
        seen_until=seen_until,
        first_contact_day=days_to_reach,
        interventions={kind: max((day - started_on).days, 0) for kind, day in began.items()},
    )
