"""Days, shares and middles, reckoned in the plainest way."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

#: A figure as tests compare it: its value, and the value of each part.
Counted = tuple[Any, dict[str, Any]]


def local_day(moment: dt.datetime) -> dt.date:
    """The day it was in Copenhagen."""
    return moment.astimezone(ZoneInfo("Europe/Copenhagen")).date()


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or its last where it is shorter."""
    whole = day.month - 1 + months
    year, month = day.year + whole // 12, whole % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def whole_years(start: dt.date, end: dt.date) -> int:
    """How many anniversaries have come; who was born on a leap day has theirs on 28 February in other years."""
    years = 0
    while months_later(start, 12 * (years + 1)) <= end:
        years += 1
    return years


def share(part: int, whole: int) -> Decimal | None:
    """Per cent with one decimal, half rounded up; None of nothing."""
    return _decimal(Fraction(100 * part, whole), 1) if whole else None


def per_thousand(part: int, whole: int) -> Decimal | None:
    """Per thousand with two decimals, half rounded up; None of nothing."""
    return _decimal(Fraction(1000 * part, whole), 2) if whole else None


def middle(days: Sequence[int], quarters: int = 2) -> Decimal | None:
    """The value so many quarters of all lie at or below, with one decimal; None of nothing."""
    if not days:
        return None
    in_order = sorted(days)
    place = Fraction(quarters * (len(in_order) - 1), 4)
    below = in_order[int(place)]
    above = in_order[min(int(place) + 1, len(in_order) - 1)]
    return _decimal(below + (place - int(place)) * (above - below), 1)


def tally(found: Iterable[str], words: Iterable[str] = ()) -> Counted:
    """How many there are, and of each word; the `words` also when there is none."""
    counts = dict.fromkeys(map(str, words), 0)
    for word, number in Counter(map(str, found)).items():
        counts[word] = counts.get(word, 0) + number
    return sum(counts.values()), counts


def _decimal(number: Fraction, decimals: int) -> Decimal:
    raised = number * 10**decimals
    return Decimal(int(raised + Fraction(1, 2))).scaleb(-decimals)
