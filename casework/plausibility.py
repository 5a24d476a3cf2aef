"""What does not look right in a legal course: steps too early, a notice that is missing, more than rent demanded.

A finding is something to raise with the association. It is guidance, and it never stands in the way of anything.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from .enums import Cause, Finding, LegalStepKind
from .legal_calendar import (
    DemandDates,
    LegalParameters,
    PaymentDates,
    demand_dates,
    next_weekday,
    payment_dates,
)

Parameters = Callable[[dt.date], LegalParameters]
#: How many demand fees at most are looked for in an amount.
MOST_FEES = 3


class Step(Protocol):
    """A standing step of a course, as the checks see it."""

    @property
    def kind(self) -> str: ...
    @property
    def occurred_on(self) -> dt.date: ...
    @property
    def due_on(self) -> dt.date | None: ...
    @property
    def arrived_on(self) -> dt.date | None: ...
    @property
    def amount(self) -> Decimal | None: ...
    @property
    def other_amount(self) -> Decimal | None: ...
    @property
    def ends_on(self) -> dt.date | None: ...


@dataclasses.dataclass(frozen=True, slots=True)
class Course:
    """What the checks ask of a course.

    `due_on` and `amount` are what the association's list said where the demand itself does not say it;
    `notices` are the notices under § 92(2): the day each says the case was filed, with the day it was received.
    """

    cause: str
    steps: Sequence[Step]
    due_on: dt.date | None = None
    amount: Decimal | None = None
    monthly_rent: Decimal | None = None
    notices: Mapping[dt.date, dt.date] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """A finding: the day it happened, the earliest or latest day by the law, and the part that is not rent."""

    finding: Finding
    occurred_on: dt.date
    legal_day: dt.date | None = None
    amount: Decimal | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class DemandCourse:
    """A demand with the dates before and after it, reckoned with the parameters of their days.

    `demand` is None while the due day is not known; `is_arrival_known` is False where arrival is only assumed.
    """

    given_on: dt.date
    arrived_on: dt.date
    is_arrival_known: bool
    demand: DemandDates | None
    payment: PaymentDates


def demand_course(course: Course, parameters: Parameters) -> DemandCourse | None:
    """The dates of the latest demand; None where none was given."""
    given = _last(course, LegalStepKind.DEMAND)
    if given is None:
        return None
    due_on = given.due_on or course.due_on
    arrived_on = given.arrived_on or next_weekday(given.occurred_on)
    return DemandCourse(
        given.occurred_on,
        arrived_on,
        given.arrived_on is not None,
        demand_dates(due_on, parameters(due_on)) if due_on else None,
        payment_dates(arrived_on, parameters(arrived_on)),
    )


def condition_ends_on(step: Step, parameters: Parameters) -> dt.date:
    """The last day of a conditional tenancy: as the association said, else by the municipality's parameter."""
    return step.ends_on or _months_later(step.occurred_on, parameters(step.occurred_on).conditional_months)


def findings(course: Course, parameters: Parameters) -> list[Found]:
    """Everything that does not look right, in the order of the law."""
    checks = (_demand_too_early, _more_than_rent, _rescission_too_early, _filing_without_notice, _notice_late)
    others = (_rescission_without_objection, _breach_after_condition)
    chosen = checks if course.cause == Cause.ARREARS else others
    return [found for check in chosen if (found := check(course, parameters)) is not None]


def _demand_too_early(course: Course, parameters: Parameters) -> Found | None:
    dates = demand_course(course, parameters)
    if dates is None or dates.demand is None or dates.given_on >= dates.demand.earliest_demand.day:
        return None
    return Found(Finding.DEMAND_TOO_EARLY, dates.given_on, dates.demand.earliest_demand.day)


def _more_than_rent(course: Course, parameters: Parameters) -> Found | None:
    """What the demand itself says is not rent, else a sum that is whole months of rent and demand fees of the year."""
    given = _last(course, LegalStepKind.DEMAND)
    if given is None:
        return None
    part = given.other_amount or _fees_in(
        given.amount or course.amount, course.monthly_rent, parameters(given.occurred_on).demand_fee
    )
    return Found(Finding.MORE_THAN_RENT, given.occurred_on, amount=part) if part else None


def _fees_in(amount: Decimal | None, rent: Decimal | None, fee: Decimal | None) -> Decimal | None:
    if not amount or not rent or not fee:
        return None
    over = amount % rent
    return next((fee * count for count in range(1, MOST_FEES + 1) if over == fee * count), None)


def _rescission_too_early(course: Course, parameters: Parameters) -> Found | None:
    rescinded = _last(course, LegalStepKind.RESCISSION)
    dates = demand_course(course, parameters)
    if rescinded is None or dates is None or rescinded.occurred_on < dates.given_on:
        return None
    earliest = dates.payment.earliest_rescission.day
    if rescinded.occurred_on >= earliest:
        return None
    return Found(Finding.RESCISSION_TOO_EARLY, rescinded.occurred_on, earliest)


def _filing_without_notice(course: Course, parameters: Parameters) -> Found | None:
    filed = _last(course, LegalStepKind.FILING)
    if filed is None or course.notices:
        return None
    return Found(Finding.FILING_WITHOUT_NOTICE, filed.occurred_on)


def _notice_late(course: Course, parameters: Parameters) -> Found | None:
    """The municipality is to be told at the latest when the case is filed: almenlejeloven § 92(2)."""
    filed = _last(course, LegalStepKind.FILING)
    if filed is None or not course.notices:
        return None
    received_on = course.notices.get(filed.occurred_on, min(course.notices.values()))
    if received_on <= filed.occurred_on:
        return None
    return Found(Finding.NOTICE_LATE, received_on, filed.occurred_on)


def _rescission_without_objection(course: Course, parameters: Parameters) -> Found | None:
    rescinded, objected = _last(course, LegalStepKind.RESCISSION), _last(course, LegalStepKind.OBJECTION)
    if course.cause != Cause.SUBLETTING or rescinded is None or objected is not None:
        return None
    return Found(Finding.RESCISSION_WITHOUT_OBJECTION, rescinded.occurred_on)


def _breach_after_condition(course: Course, parameters: Parameters) -> Found | None:
    breached, condition = (
        _last(course, LegalStepKind.CONDITION_BREACHED),
        _last(course, LegalStepKind.CONDITIONAL_TENANCY),
    )
    if breached is None or condition is None:
        return None
    last = condition_ends_on(condition, parameters)
    return Found(Finding.BREACH_AFTER_CONDITION, breached.occurred_on, last) if breached.occurred_on > last else None


def _last(course: Course, kind: LegalStepKind) -> Step | None:
    return next((step for step in reversed(course.steps) if step.kind == kind), None)


def _months_later(day: dt.date, months: int) -> dt.date:
    """The day before the same day of the month some months later: a year from 1 May ends on 30 April."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    following = dt.date(year, month, 1)
    length = ((following + dt.timedelta(days=31)).replace(day=1) - following).days
    return dt.date(year, month, min(day.day, length)) - dt.timedelta(days=1)
