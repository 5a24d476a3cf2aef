"""The smallest valid row of each model, and people of each role."""

import datetime as dt
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
#: The day and moment on which tests play unless they say otherwise, a Sunday.
TODAY = dt.date(2026, 11, 22)
NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=COPENHAGEN)


def at(day: dt.date, hour: int = 12) -> dt.datetime:
    """A full hour of a day in Copenhagen."""
    return dt.datetime(day.year, day.month, day.day, hour, tzinfo=COPENHAGEN)
