"""How a sum is split into instalments."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.enums_money import Rhythm
from casework.instalments import (
    LONGEST,
    OERE,
    Part,
    TooMany,
    TooSmall,
    by_count,
    by_rate,
    in_order,
    nth_day,
    running_totals,
)

kroner = st.decimals(Decimal("0.01"), Decimal("999999.99"), places=2)
days = st.dates(dt.date(2013, 1, 1), dt.date(2035, 12, 31))
rhythms = st.sampled_from([Rhythm.MONTHLY, Rhythm.FORTNIGHTLY, Rhythm.WEEKLY])


def test_equal_instalments_leave_the_rest_to_the_last() -> None:
    parts = by_count(Decimal("10000.00"), 3, first_on=dt.date(2026, 12, 31), rhythm=Rhythm.MONTHLY)

    assert parts == [
        Part(dt.date(2026, 12, 31), Decimal("3333.33")),
        Part(dt.date(2027, 1, 31), Decimal("3333.33")),
        Part(dt.date(2027, 2, 28), Decimal("3333.34")),
    ]


def test_a_rate_is_paid_until_the_rest_is_smaller() -> None:
    parts = by_rate(Decimal("10000"), Decimal("3000"), first_on=dt.date(2026, 12, 1), rhythm=Rhythm.FORTNIGHTLY)

    assert parts == [
        Part(dt.date(2026, 12, 1), Decimal(3000)),
        Part(dt.date(2026, 12, 15), Decimal(3000)),
        Part(dt.date(2026, 12, 29), Decimal(3000)),
        Part(dt.date(2027, 1, 12), Decimal(1000)),
    ]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(amount=kroner, count=st.integers(1, LONGEST), first_on=days, rhythm=rhythms)
def test_equal_instalments_add_up_to_the_oere(amount: Decimal, count: int, first_on: dt.date, rhythm: Rhythm) -> None:
    try:
        parts = by_count(amount, count, first_on=first_on, rhythm=rhythm)
    except TooSmall:
        assert amount < count * OERE
        return

    assert len(parts) == count
    assert sum(part.amount for part in parts) == amount == running_totals(parts)[-1]
    assert {part.amount for part in parts[:-1]} <= {parts[0].amount}
    assert all(part.amount == part.amount.quantize(OERE) for part in parts)
    assert parts[0].amount <= parts[-1].amount < parts[0].amount + count * OERE


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(amount=kroner, each=kroner, first_on=days, rhythm=rhythms)
def test_a_rate_adds_up_to_the_oere(amount: Decimal, each: Decimal, first_on: dt.date, rhythm: Rhythm) -> None:
    try:
        parts = by_rate(amount, each, first_on=first_on, rhythm=rhythm)
    except TooMany:
        assert amount > each * LONGEST
        return

    assert sum(part.amount for part in parts) == amount
    assert {part.amount for part in parts[:-1]} <= {each}
    assert OERE <= parts[-1].amount <= each
    assert parts == in_order(reversed(parts)) or len({part.due_on for part in parts}) < len(parts)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first_on=days, number=st.integers(0, LONGEST), rhythm=rhythms)
def test_instalments_follow_each_other(first_on: dt.date, number: int, rhythm: Rhythm) -> None:
    this, following = nth_day(first_on, number, rhythm), nth_day(first_on, number + 1, rhythm)

    assert nth_day(first_on, 0, rhythm) == first_on
    assert this < following <= this + dt.timedelta(days=31)
    if rhythm == Rhythm.MONTHLY:
        is_last_of_month = (this + dt.timedelta(days=1)).day == 1
        assert this.day == first_on.day or (this.day < first_on.day and is_last_of_month)


def test_what_cannot_be_split() -> None:
    first_on = dt.date(2026, 12, 1)
    with pytest.raises(TooMany):
        by_count(Decimal(1000), LONGEST + 1, first_on=first_on, rhythm=Rhythm.MONTHLY)
    with pytest.raises(TooMany):
        by_rate(Decimal(1000), Decimal(1), first_on=first_on, rhythm=Rhythm.MONTHLY)
    with pytest.raises(TooSmall):
        by_count(Decimal("0.05"), 6, first_on=first_on, rhythm=Rhythm.MONTHLY)
    with pytest.raises(TooSmall):
        by_rate(Decimal(1000), Decimal(0), first_on=first_on, rhythm=Rhythm.MONTHLY)
