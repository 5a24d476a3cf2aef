"""The days of the law: when rent is due, when a demand may be given, until when the tenant can pay.

Almenlejeloven §§ 44(2) and 90(2). Every date comes with its reckoning, so that it can be told how it was found;
all of it is guidance. Nothing here reads a record or a clock.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable
from decimal import Decimal
from enum import Enum

import holidays

_PUBLIC_HOLIDAYS = holidays.country_holidays("DK")
DAY = dt.timedelta(days=1)
SATURDAY, SUNDAY = 5, 6


class Why(Enum):
    """Why a day is left out of a count, or why nothing can end on it."""

    SUNDAY = "sunday"
    HOLIDAY = "holiday"
    SATURDAY = "saturday"
    CONSTITUTION_DAY = "constitution day"


class Rule(Enum):
    """The dates that follow from a due day and from the day a demand reached the tenant."""

    ADJUSTED_DUE = "adjusted_due"
    THIRD_WEEKDAY = "third_weekday"
    EARLIEST_DEMAND = "earliest_demand"
    DEMAND_ARRIVES = "demand_arrives"
    LAST_PAYMENT_DAY = "last_payment_day"
    EARLIEST_RESCISSION = "earliest_rescission"


@dataclasses.dataclass(frozen=True, slots=True)
class LegalParameters:
    """What the law and the municipality's own targets say on a day; `legal_parameters` tells where from.

    `decision_start` names the notice from which the days of § 5 a run. `demand_fee` is in kroner, None when
    the year's fee is not known. Those that begin with `budget_` are what a stay-put budget is held against.
    """

    grace_weekdays: int
    payment_days: int
    decision_days: int
    decision_start: str
    complaint_weeks: int
    information_days: int
    advice_days: int
    first_contact_days: int
    conditional_months: int
    demand_fee: Decimal | None
    budget_adult: Decimal
    budget_child: Decimal
    budget_rent_percent: int
    budget_longest_months: int
    budget_help_months: int
    request_days: int
    request_days_long: int
    request_days_hold: int
    request_days_reply: int
    review_days: int
    eviction_cost_low: Decimal
    eviction_cost_high: Decimal
    largest_hidden_count: int


@dataclasses.dataclass(frozen=True, slots=True)
class LeftOut:
    """A day that does not count, and why."""

    day: dt.date
    why: Why


@dataclasses.dataclass(frozen=True, slots=True)
class LegalDate:
    """A date and its reckoning.

    `start` is the day it is counted from, itself not counted; `counted` are the weekdays that counted, `days` how
    many days of any kind; `left_out` are the days passed over, in a count or at its end. `better_on` is a later day
    that nobody can question, where the date stands on the mere wording of the law.
    """

    rule: Rule
    day: dt.date
    start: dt.date
    counted: tuple[dt.date, ...] = ()
    days: int = 0
    left_out: tuple[LeftOut, ...] = ()
    better_on: dt.date | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class DemandDates:
    """From a due day to the first day on which rent that was not paid may be demanded."""

    nominal_due: dt.date
    adjusted_due: LegalDate
    third_weekday: LegalDate
    earliest_demand: LegalDate


@dataclasses.dataclass(frozen=True, slots=True)
class PaymentDates:
    """From the day a demand reached the tenant to the first day on which the tenancy may be rescinded."""

    demand_arrives: dt.date
    last_payment_day: LegalDate
    earliest_rescission: LegalDate


def why_no_weekday(day: dt.date) -> Why | None:
    """Why a day is no weekday (hverdag) in the count before a demand; Saturdays and 5 June are (UfR 2022.1586 V)."""
    if day in _PUBLIC_HOLIDAYS:
        return Why.HOLIDAY
    return Why.SUNDAY if day.weekday() == SUNDAY else None


def why_nothing_ends(day: dt.date) -> Why | None:
    """Why rent cannot fall due, and a deadline cannot end, on a day: 5 June and Saturdays too."""
    if (why := why_no_weekday(day)) is not None:
        return why
    if day.weekday() == SATURDAY:
        return Why.SATURDAY
    return Why.CONSTITUTION_DAY if (day.month, day.day) == (6, 5) else None


@functools.lru_cache(maxsize=4096)
def is_working_day(day: dt.date) -> bool:
    """Monday to Friday and no Danish public holiday: the days on which offices are open."""
    return day.weekday() < SATURDAY and day not in _PUBLIC_HOLIDAYS


def next_working_day(day: dt.date) -> dt.date:
    """The first working day after a day."""
    day += DAY
    while not is_working_day(day):
        day += DAY
    return day


@functools.lru_cache(maxsize=4096)
def deadline_day(day: dt.date) -> dt.date:
    """The day itself, or the next that is no Saturday, Sunday, public holiday or 5 June (almenlejeloven § 90(2))."""
    return _from(day, why_nothing_ends)[0]


def next_weekday(day: dt.date) -> dt.date:
    """The first weekday after a day, Saturdays included: when a letter sent that day is taken to arrive."""
    return _from(day + DAY, why_no_weekday)[0]


@functools.lru_cache(maxsize=4096)
def demand_dates(due: dt.date, parameters: LegalParameters) -> DemandDates:
    """When rent due on a day is paid in time, and the earliest day of a demand for it."""
    timely = adjusted_due(due)
    last = grace_weekday(timely.day, parameters)
    return DemandDates(due, timely, last, earliest_demand(last.day))


@functools.lru_cache(maxsize=4096)
def payment_dates(arrived: dt.date, parameters: LegalParameters) -> PaymentDates:
    """Until when the tenant can pay once a demand has arrived, and the earliest day of rescission."""
    last = last_payment_day(arrived, parameters)
    return PaymentDates(arrived, last, LegalDate(Rule.EARLIEST_RESCISSION, last.day + DAY, last.day, days=1))


def adjusted_due(due: dt.date) -> LegalDate:
    """The last day on which rent is paid in time, almenlejeloven § 44(2)."""
    day, left_out = _from(due, why_nothing_ends)
    return LegalDate(Rule.ADJUSTED_DUE, day, due, left_out=left_out)


def grace_weekday(timely: dt.date, parameters: LegalParameters) -> LegalDate:
    """The last weekday of grace after the last timely day of payment, § 90(2): normally the third."""
    day = timely
    counted: list[dt.date] = []
    left_out: list[LeftOut] = []
    while len(counted) < parameters.grace_weekdays:
        day += DAY
        why = why_no_weekday(day)
        if why is None:
            counted.append(day)
        else:
            left_out.append(LeftOut(day, why))
    return LegalDate(Rule.THIRD_WEEKDAY, day, timely, counted=tuple(counted), left_out=tuple(left_out))


def earliest_demand(last_of_grace: dt.date) -> LegalDate:
    """The first weekday after the days of grace; on 5 June the wording allows it, the next weekday is safer."""
    day, left_out = _from(last_of_grace + DAY, why_no_weekday)
    is_doubtful = (day.month, day.day) == (6, 5)
    better_on = next_weekday(day) if is_doubtful else None
    return LegalDate(Rule.EARLIEST_DEMAND, day, last_of_grace, counted=(day,), left_out=left_out, better_on=better_on)


def last_payment_day(arrived: dt.date, parameters: LegalParameters) -> LegalDate:
    """The last day of the payment deadline: every day counts but the day of arrival, and it ends on an open day."""
    day, left_out = _from(arrived + parameters.payment_days * DAY, why_nothing_ends)
    return LegalDate(Rule.LAST_PAYMENT_DAY, day, arrived, days=parameters.payment_days, left_out=left_out)


def _from(day: dt.date, why: Callable[[dt.date], Why | None]) -> tuple[dt.date, tuple[LeftOut, ...]]:
    """The day itself or the first after it that nothing speaks against, and the days passed over."""
    left_out = []
    while (reason := why(day)) is not None:
        left_out.append(LeftOut(day, reason))
        day += DAY
    return day, tuple(left_out)
