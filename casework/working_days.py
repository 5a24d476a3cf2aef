"""The days on which offices are open, and the days on which a deadline can end."""

from __future__ import annotations

import datetime as dt
import functools

import holidays

_PUBLIC_HOLIDAYS = holidays.country_holidays("DK")
SATURDAY = 5


@functools.lru_cache(maxsize=4096)
def is_working_day(day: dt.date) -> bool:
    """Monday to Friday and no Danish public holiday."""
    return day.weekday() < SATURDAY and day not in _PUBLIC_HOLIDAYS


def next_working_day(day: dt.date) -> dt.date:
    """The first working day after a day."""
    following = day + dt.timedelta(days=1)
    while not is_working_day(following):
        following += dt.timedelta(days=1)
    return following


def deadline_day(day: dt.date) -> dt.date:
    """The day itself, or the next that is no Saturday, Sunday, public holiday or 5 June (almenlejeloven § 90(2))."""
    while not is_working_day(day) or (day.month, day.day) == (6, 5):
        day += dt.timedelta(days=1)
    return day
