"""The dates of the law: the written examples, and every due day against a slow check written on its own."""

import csv
import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.legal_calendar import (
    LeftOut,
    LegalParameters,
    Why,
    deadline_day,
    demand_dates,
    is_working_day,
    next_weekday,
    next_working_day,
    payment_dates,
)
from casework.legal_parameters import proposed
from casework.reckoning import reckoned

DAY = dt.timedelta(days=1)
EXAMPLES = list(
    csv.DictReader((Path(__file__).parent / "data" / "legal_dates.csv").read_text(encoding="utf-8").splitlines())
)
DUE_DAYS = [dt.date(2013, 1, 1) + number * DAY for number in range((dt.date(2036, 1, 1) - dt.date(2013, 1, 1)).days)]
DUE = st.dates(DUE_DAYS[0], DUE_DAYS[-1])
PARAMETERS = proposed(dt.date(2026, 1, 1))


def iso(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["nominal_due"] for example in EXAMPLES])
def test_the_written_examples(example: dict[str, str]) -> None:
    demand = demand_dates(iso(example["nominal_due"]), PARAMETERS)
    arrives = next_weekday(demand.earliest_demand.day)
    payment = payment_dates(arrives, PARAMETERS)

    assert {
        "nominal_due": demand.nominal_due.isoformat(),
        "adjusted_due": demand.adjusted_due.day.isoformat(),
        "third_weekday": demand.third_weekday.day.isoformat(),
        "earliest_demand": demand.earliest_demand.day.isoformat(),
        "demand_arrives": arrives.isoformat(),
        "last_payment_day": payment.last_payment_day.day.isoformat(),
        "earliest_rescission": payment.earliest_rescission.day.isoformat(),
    } == {name: value for name, value in example.items() if name != "remark"}


# The slow check shares nothing with the calendar: Easter by the anonymous Gregorian computus, days taken one by one.


def easter(year: int) -> dt.date:
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    m = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    n = h + m - 7 * ((a + 11 * h + 22 * m) // 451) + 114
    return dt.date(year, n // 31, n % 31 + 1)


def holidays_of(year: int) -> set[dt.date]:
    away = [-3, -2, 0, 1, 39, 49, 50, *([26] if year <= 2023 else [])]
    fixed = {dt.date(year, 1, 1), dt.date(year, 12, 25), dt.date(year, 12, 26)}
    return fixed | {easter(year) + days * DAY for days in away}


HOLIDAYS = set().union(*(holidays_of(year) for year in range(2012, 2038)))


def is_weekday(day: dt.date) -> bool:
    return day.isoweekday() != 7 and day not in HOLIDAYS


def is_open(day: dt.date) -> bool:
    return is_weekday(day) and day.isoweekday() != 6 and (day.day, day.month) != (5, 6)


def between(after: dt.date, before: dt.date) -> list[dt.date]:
    """The days strictly between two days."""
    return [after + number * DAY for number in range(1, (before - after).days)]


def check(due: dt.date, parameters: LegalParameters) -> None:
    """No date is where the law forbids it, none is earlier than the law, and none later than it need be."""
    demand = demand_dates(due, parameters)
    timely, demanded = demand.adjusted_due.day, demand.earliest_demand.day
    assert is_open(timely)
    assert timely >= due
    assert not any(is_open(day) for day in between(due - DAY, timely))
    assert is_weekday(demanded)
    assert sum(is_weekday(day) for day in between(timely, demanded)) == parameters.grace_weekdays
    assert sum(is_weekday(day) for day in between(timely, demand.third_weekday.day + DAY)) == parameters.grace_weekdays
    assert is_weekday(demand.third_weekday.day)
    for arrived in (demanded, next_weekday(demanded)):
        payment = payment_dates(arrived, parameters)
        last = payment.last_payment_day.day
        full = arrived + parameters.payment_days * DAY
        assert is_open(last)
        assert last >= full
        assert not any(is_open(day) for day in between(full - DAY, last))
        assert payment.earliest_rescission.day == last + DAY


@pytest.mark.parametrize("year", range(2013, 2036))
def test_every_due_day_of_23_years(year: int) -> None:
    for due in DUE_DAYS:
        if due.year == year:
            check(due, PARAMETERS)


@settings(deadline=None)
@given(
    due=DUE,
    grace=st.integers(min_value=1, max_value=10),
    to_pay=st.integers(min_value=1, max_value=40),
)
def test_whatever_the_parameters(due: dt.date, grace: int, to_pay: int) -> None:
    check(due, dataclasses.replace(PARAMETERS, grace_weekdays=grace, payment_days=to_pay))


@settings(deadline=None)
@given(due=DUE)
def test_the_reckoning_accounts_for_every_day(due: dt.date) -> None:
    demand = demand_dates(due, PARAMETERS)
    timely, last = demand.adjusted_due.day, demand.third_weekday
    left_out = [one.day for one in last.left_out]

    assert sorted([*last.counted, *left_out]) == between(timely, last.day + DAY)
    assert [one.day for one in demand.adjusted_due.left_out] == between(due - DAY, timely)


@settings(deadline=None)
@given(day=DUE)
def test_a_later_due_day_never_makes_an_earlier_date(day: dt.date) -> None:
    one, next_one = demand_dates(day, PARAMETERS), demand_dates(day + DAY, PARAMETERS)
    assert one.earliest_demand.day <= next_one.earliest_demand.day
    assert payment_dates(day, PARAMETERS).last_payment_day.day <= (
        payment_dates(day + DAY, PARAMETERS).last_payment_day.day
    )


def test_why_days_are_left_out() -> None:
    easter_count = demand_dates(iso("2026-04-01"), PARAMETERS).third_weekday
    constitution = payment_dates(iso("2026-05-22"), PARAMETERS).last_payment_day

    assert easter_count.left_out == (
        LeftOut(iso("2026-04-02"), Why.HOLIDAY),
        LeftOut(iso("2026-04-03"), Why.HOLIDAY),
        LeftOut(iso("2026-04-05"), Why.HOLIDAY),
        LeftOut(iso("2026-04-06"), Why.HOLIDAY),
    )
    assert [one.why for one in constitution.left_out] == [Why.CONSTITUTION_DAY, Why.SATURDAY, Why.SUNDAY]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "3rd weekday after 1 April; 2, 3, 5 and 6 April left out, Saturday 4 April counts: 8 April"),
        ("da", "3. hverdag efter 1. april; 2., 3., 5. og 6. april tæller ikke, lørdag 4. april tæller med: 8. april"),
    ],
)
def test_the_reckoning_in_words(language: str, sentence: str) -> None:
    with translation.override(language):
        assert reckoned(demand_dates(iso("2026-04-01"), PARAMETERS).third_weekday) == sentence


def test_a_demand_on_constitution_day_is_better_given_later() -> None:
    earliest = demand_dates(iso("2026-06-01"), PARAMETERS).earliest_demand
    with translation.override("en"):
        assert reckoned(earliest) == (
            "first weekday after 4 June; Constitution Day 5 June counts,"
            " it stands on the wording of the law and 6 June is the safer day: 5 June"
        )


@pytest.mark.parametrize(
    ("day", "following"),
    [
        ("2026-11-18", "2026-11-19"),  # Wednesday
        ("2026-11-20", "2026-11-23"),  # Friday
        ("2026-11-21", "2026-11-23"),  # Saturday
        ("2026-04-01", "2026-04-07"),  # the day before Maundy Thursday
        ("2026-12-23", "2026-12-24"),  # Christmas Eve is an ordinary day in law
        ("2023-05-04", "2023-05-08"),  # Store bededag, a holiday until 2023
        ("2024-04-25", "2024-04-26"),  # and none from 2024
    ],
)
def test_next_working_day(day: str, following: str) -> None:
    assert next_working_day(iso(day)) == iso(following)


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2026-11-20", "2026-11-20"),
        ("2026-11-21", "2026-11-23"),
        ("2026-06-05", "2026-06-08"),  # Grundlovsdag, a Friday
        ("2025-06-05", "2025-06-06"),
        ("2026-12-25", "2026-12-28"),
    ],
)
def test_a_deadline_ends_on_an_open_day(day: str, last: str) -> None:
    assert deadline_day(iso(day)) == iso(last)


def test_a_constitution_day_is_worked_on() -> None:
    assert is_working_day(dt.date(2026, 6, 5))
