"""What does not look right in a legal course, and what looks right though one might think otherwise."""

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest

from casework.enums import Cause, Finding, LegalStepKind
from casework.legal_parameters import proposed
from casework.plausibility import Course, Found, condition_ends_on, findings

Kind = LegalStepKind


@dataclasses.dataclass(frozen=True)
class Step:
    kind: str
    occurred_on: dt.date
    due_on: dt.date | None = None
    arrived_on: dt.date | None = None
    amount: Decimal | None = None
    other_amount: Decimal | None = None
    ends_on: dt.date | None = None


def d(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def found(cause: Cause, *steps: Step, **facts: object) -> list[Found]:
    return findings(Course(cause, steps, **facts), proposed)  # type: ignore[arg-type]  # the tests' own steps


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2026-04-08", [Found(Finding.DEMAND_TOO_EARLY, d("2026-04-08"), d("2026-04-09"))]),  # the third weekday
        ("2026-04-09", []),
    ],
)
def test_a_demand_given_before_the_third_weekday_has_passed(given: str, expected: list[Found]) -> None:
    assert found(Cause.ARREARS, Step(Kind.DEMAND, d(given), due_on=d("2026-04-01"))) == expected
    assert found(Cause.ARREARS, Step(Kind.DEMAND, d(given)), due_on=d("2026-04-01")) == expected
    assert found(Cause.ARREARS, Step(Kind.DEMAND, d(given))) == []


@pytest.mark.parametrize(
    ("arrived", "rescinded", "expected"),
    [
        ("2026-04-10", "2026-04-24", [Found(Finding.RESCISSION_TOO_EARLY, d("2026-04-24"), d("2026-04-25"))]),
        ("2026-04-10", "2026-04-25", []),
        ("2026-04-13", "2026-04-27", [Found(Finding.RESCISSION_TOO_EARLY, d("2026-04-27"), d("2026-04-28"))]),
        (None, "2026-04-24", [Found(Finding.RESCISSION_TOO_EARLY, d("2026-04-24"), d("2026-04-25"))]),
    ],
)
def test_a_rescission_before_the_last_day_to_pay(arrived: str | None, rescinded: str, expected: list[Found]) -> None:
    demand = Step(Kind.DEMAND, d("2026-04-09"), arrived_on=d(arrived) if arrived else None)

    assert found(Cause.ARREARS, demand, Step(Kind.RESCISSION, d(rescinded))) == expected


def test_a_filing_owes_a_notice_at_once_for_arrears_alone() -> None:
    filing = Step(Kind.FILING, d("2026-05-04"))

    assert found(Cause.ARREARS, filing) == [Found(Finding.FILING_WITHOUT_NOTICE, d("2026-05-04"))]
    assert found(Cause.ARREARS, filing, notices={d("2026-05-04"): d("2026-05-04")}) == []
    late = {d("2026-05-04"): d("2026-05-06")}
    assert found(Cause.ARREARS, filing, notices=late) == [Found(Finding.NOTICE_LATE, d("2026-05-06"), d("2026-05-04"))]
    assert found(Cause.SUBLETTING, filing, notices=late) == []
    assert found(Cause.HOUSE_RULES, filing) == []


@pytest.mark.parametrize(
    ("day", "amount", "other", "part"),
    [
        ("2023-05-09", "14000", "350", "350"),  # the demand says so itself
        ("2023-05-09", "12314", None, "314"),  # two months of rent and the fee of 2023
        ("2023-05-09", "12628", None, "628"),
        ("2023-05-09", "12000", None, None),
        ("2023-05-09", "12500", None, None),  # part of a month's rent is rent
        ("2024-05-09", "12314", None, None),  # the fee of 2024 is unknown
    ],
)
def test_an_amount_that_holds_more_than_rent(day: str, amount: str, other: str | None, part: str | None) -> None:
    demand = Step(Kind.DEMAND, d(day), amount=Decimal(amount), other_amount=Decimal(other) if other else None)

    expected = [Found(Finding.MORE_THAN_RENT, d(day), amount=Decimal(part))] if part else []
    assert found(Cause.ARREARS, demand, monthly_rent=Decimal(6000)) == expected
    listed = dataclasses.replace(demand, amount=None)
    assert found(Cause.ARREARS, listed, monthly_rent=Decimal(6000), amount=Decimal(amount)) == expected


def test_subletting_is_objected_to_before_it_is_rescinded() -> None:
    objection, rescission = Step(Kind.OBJECTION, d("2026-03-02")), Step(Kind.RESCISSION, d("2026-04-02"))

    assert found(Cause.SUBLETTING, objection, rescission) == []
    assert found(Cause.SUBLETTING, rescission) == [Found(Finding.RESCISSION_WITHOUT_OBJECTION, d("2026-04-02"))]
    assert found(Cause.CRIME, rescission) == []


def test_a_conditional_tenancy_lasts_a_year_unless_the_association_says_otherwise() -> None:
    condition = Step(Kind.CONDITIONAL_TENANCY, d("2025-05-01"))
    leap_year = Step(Kind.CONDITIONAL_TENANCY, d("2024-02-29"))

    assert condition_ends_on(condition, proposed) == d("2026-04-30")
    assert condition_ends_on(leap_year, proposed) == d("2025-02-27")
    assert condition_ends_on(dataclasses.replace(condition, ends_on=d("2025-12-31")), proposed) == d("2025-12-31")


@pytest.mark.parametrize(
    ("breached", "expected"),
    [
        ("2026-04-30", []),
        ("2026-05-01", [Found(Finding.BREACH_AFTER_CONDITION, d("2026-05-01"), d("2026-04-30"))]),
    ],
)
def test_a_breach_after_the_condition_has_ended(breached: str, expected: list[Found]) -> None:
    condition = Step(Kind.CONDITIONAL_TENANCY, d("2025-05-01"))

    assert found(Cause.HOUSE_RULES, condition, Step(Kind.CONDITION_BREACHED, d(breached))) == expected
