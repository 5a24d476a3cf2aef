"""Days and hours drawn by chance, most of them at a border."""

from __future__ import annotations

import calendar
import datetime as dt
import random
from collections.abc import Sequence

from tests.factories import COPENHAGEN

#: The years in which cases are opened.
FIRST_YEAR, LAST_YEAR = 2023, 2026
DAY = dt.timedelta(days=1)
#: So many days beside another there is something to get wrong.
BESIDE = (0, 0, 0, 1, 1, 6, 7, 8, 14, 15, 30, 31, 45, 89, 90, 91, 92, 181, 182, 184, 364, 365, 366, 367, 400)
#: An hour and a half before and after midnight, by the clock of Copenhagen and by UTC.
HOURS = ((0, 0), (0, 30), (0, 59), (1, 0), (1, 30), (12, 0), (22, 30), (23, 0), (23, 30))


class Chance(random.Random):
    """The same draws for the same seed."""

    def happens(self, share: float) -> bool:
        return self.random() < share

    def some(self, words: Sequence[str], most: int) -> list[str]:
        """None to so many different words."""
        return self.sample(list(words), self.randint(0, most))

    def day(self) -> dt.date:
        """A day, often beside New Year or a leap day."""
        year = self.randint(FIRST_YEAR, LAST_YEAR)
        february = calendar.monthrange(year, 2)[1]
        borders = [(1, 1), (12, 31), (1, 1), (12, 31), (2, february), (3, 1)]
        month, day = self.choice([*borders, (self.randint(1, 12), self.randint(1, 28))])
        return dt.date(year, month, day)

    def after(self, day: dt.date) -> dt.date:
        """A day or a later one, often the last day of a time that counts."""
        if self.happens(0.25):
            months = day.month - 1 + self.choice((3, 6, 12, 12))
            year, month = day.year + months // 12, months % 12 + 1
            return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
        return day + self.choice(BESIDE) * DAY

    def near(self, day: dt.date) -> dt.date:
        """A day, an earlier or a later one."""
        return self.after(day) if self.happens(0.7) else day - self.choice(BESIDE) * DAY

    def moment(self, day: dt.date) -> dt.datetime:
        """An hour of a day, often beside midnight."""
        hour, minute = self.choice(HOURS)
        return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=COPENHAGEN)

    def anniversary(self, day: dt.date, years: Sequence[int]) -> dt.date:
        """A day so many years earlier, or a day beside it."""
        year = day.year - self.choice(years)
        born = day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
        if self.happens(0.1) and calendar.isleap(year):
            born = dt.date(year, 2, 29)
        return born + self.choice((-1, 0, 0, 1)) * DAY
