"""How a sum is split into instalments: days and amounts, exact to the øre; no records, no clock."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple

from .enums_money import Rhythm

#: No plan is longer; more instalments are a slip of the keyboard.
LONGEST = 240
OERE = Decimal("0.01")
_DAYS = {Rhythm.FORTNIGHTLY: 14, Rhythm.WEEKLY: 7}


class CannotSplit(ValueError):
    """The sum cannot be split as asked."""


class TooMany(CannotSplit):
    """More instalments than any plan has."""


class TooSmall(CannotSplit):
    """Some instalment would be less than one øre."""


class Part(NamedTuple):
    """One instalment: its day and its amount in kroner."""

    due_on: dt.date
    amount: Decimal


def by_count(amount: Decimal, count: int, *, first_on: dt.date, rhythm: Rhythm) -> list[Part]:
    """So many equal instalments; the last one takes the øre that are left over."""
    if not 1 <= count <= LONGEST:
        raise TooMany
    each = (amount / count).quantize(OERE, ROUND_DOWN)
    if each < OERE:
        raise TooSmall
    amounts = [each] * (count - 1) + [amount - each * (count - 1)]
    return _dated(amounts, first_on, rhythm)


def by_rate(amount: Decimal, each: Decimal, *, first_on: dt.date, rhythm: Rhythm) -> list[Part]:
    """As many instalments of `each` as it takes; the last one is the rest, and never more than the others."""
    if each < OERE or amount < OERE:
        raise TooSmall
    full, rest = divmod(amount, each)
    if full + bool(rest) > LONGEST:
        raise TooMany
    return _dated([each] * int(full) + ([rest] if rest else []), first_on, rhythm)


def nth_day(first_on: dt.date, number: int, rhythm: Rhythm) -> dt.date:
    """The day of an instalment, 0 for the first; months keep the day of the month, or end on their last."""
    if rhythm in _DAYS:
        return first_on + dt.timedelta(days=_DAYS[rhythm] * number)
    years, month = divmod(first_on.month - 1 + number, 12)
    year = first_on.year + years
    return dt.date(year, month + 1, min(first_on.day, calendar.monthrange(year, month + 1)[1]))


def running_totals(parts: Sequence[Part]) -> list[Decimal]:
    """What is asked for up to and with each instalment."""
    return list(itertools.accumulate(part.amount for part in parts))


def in_order(parts: Iterable[Part]) -> list[Part]:
    """The instalments by their day; those of one day in the order given."""
    return sorted(parts, key=lambda part: part.due_on)


def _dated(amounts: Sequence[Decimal], first_on: dt.date, rhythm: Rhythm) -> list[Part]:
    return [Part(nth_day(first_on, number, rhythm), amount) for number, amount in enumerate(amounts)]
