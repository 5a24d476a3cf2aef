"""The parameters of the law and of the municipality's own targets: what each means, and what the product proposes.

A value holds from a day to a day and names its source. Each municipality has its own rows; where it has none for
a parameter the proposals in `legal_parameters.csv` count.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import functools
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .legal_calendar import LegalParameters

PROPOSALS = Path(__file__).parent / "legal_parameters.csv"


class DecisionStart(TextChoices):
    """The notice from which the days for a decision under § 5 a run."""

    COURT = "court", _("The court's notice")
    ASSOCIATION = "association", _("The association's notice")
    FIRST = "first", _("The first notice, whoever sent it")


class Measure(Enum):
    """What a parameter is counted in."""

    WEEKDAYS = "weekdays"
    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    MONTHS = "months"
    KRONER = "kroner"
    PERCENT = "percent"
    COUNT = "count"
    NOTICE = "notice"


@dataclasses.dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its words, what it is counted in and the values it can have.

    A yearly one holds for a calendar year and is unknown in a year without its own row; every other one has
    always a value.
    """

    code: str
    label: str | Promise
    description: str | Promise
    measure: Measure
    least: int = 0
    most: int = 90
    is_yearly: bool = False


class Dated(NamedTuple):
    """A value with the days it holds for."""

    code: str
    value: str
    starts_on: dt.date
    ends_on: dt.date | None
    source: str = ""

    def holds_on(self, day: dt.date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class UnfitValue(ValueError):
    """A value that the parameter cannot have."""


PARAMETERS = (
    Parameter(
        "grace_weekdays",
        _("Weekdays of grace"),
        _("Weekdays after the last timely day of payment that must pass before a demand; Saturdays count."),
        Measure.WEEKDAYS,
        least=1,
        most=30,
    ),
    Parameter(
        "payment_days",
        _("Days to pay"),
        _("Days the tenant has to pay once the demand has arrived, the day of arrival not counted."),
        Measure.DAYS,
        least=1,
    ),
    Parameter(
        "decision_days",
        _("Days for the decision (§ 5 a)"),
        _("Calendar days from the notice to a decision on help, not moved for weekends."),
        Measure.DAYS,
        least=1,
    ),
    Parameter(
        "decision_start",
        _("The decision's days run from"),
        _("Which notice starts the days for the decision under retssikkerhedsloven § 5 a."),
        Measure.NOTICE,
    ),
    Parameter(
        "complaint_weeks",
        _("Weeks to complain"),
        _("Weeks from the day the decision reached the tenant within which they can complain."),
        Measure.WEEKS,
        least=1,
        most=52,
    ),
    Parameter(
        "information_days",
        _("Days to the information letter"),
        _("Days from the first receipt of a person's data to the information letter (GDPR article 14)."),
        Measure.DAYS,
        most=31,
    ),
    Parameter(
        "advice_days",
        _("Days to tell of advice"),
        _("Days from the day the case began until the tenant has been told that advice exists."),
        Measure.DAYS,
    ),
    Parameter(
        "first_contact_days",
        _("Target for first contact"),
        _("Working days from the day the case began to the first contact attempt; 0 is the same day."),
        Measure.WORKING_DAYS,
        most=20,
    ),
    Parameter(
        "conditional_months",
        _("Months of a conditional tenancy"),
        _("How long a conditional tenancy lasts when the association has named no end date."),
        Measure.MONTHS,
        least=1,
        most=36,
    ),
    Parameter(
        "demand_fee",
        _("Demand fee"),
        _("What an association may charge for a demand that year. Unknown until a value is set for the year."),
        Measure.KRONER,
        most=5000,
        is_yearly=True,
    ),
    Parameter(
        "budget_adult",
        _("Budget: an adult's minimum"),
        _("What an adult should have left each month after rent and fixed costs, for food, clothes and the like."),
        Measure.KRONER,
        most=50000,
    ),
    Parameter(
        "budget_child",
        _("Budget: a child's minimum"),
        _("What there should be for each child under 18 each month, over the adults' minimum."),
        Measure.KRONER,
        most=50000,
    ),
    Parameter(
        "budget_rent_percent",
        _("Budget: the rent's share of the income"),
        _("A rent beyond this share of the income is too dear in the long run."),
        Measure.PERCENT,
        least=1,
        most=100,
    ),
    Parameter(
        "budget_longest_months",
        _("Budget: longest time to pay off"),
        _("Arrears that take longer than this to pay off call for more than instalments."),
        Measure.MONTHS,
        least=1,
        most=120,
    ),
    Parameter(
        "budget_help_months",
        _("Budget: months of temporary help"),
        _("How long temporary help with the rent (aktivloven § 81 a) is reckoned with in a budget."),
        Measure.MONTHS,
        least=1,
        most=36,
    ),
    Parameter(
        "request_days",
        _("Request: days to answer"),
        _("Working days another organisation has to answer a request, unless it is one of those below."),
        Measure.WORKING_DAYS,
        least=1,
        most=60,
    ),
    Parameter(
        "request_days_long",
        _("Request: days for debt advice and another home"),
        _("Working days to answer a request for debt advice or for another home."),
        Measure.WORKING_DAYS,
        least=1,
        most=60,
    ),
    Parameter(
        "request_days_hold",
        _("Request: days to answer whether the eviction is held"),
        _("Working days the association has to answer a request to hold the eviction."),
        Measure.WORKING_DAYS,
        least=1,
        most=60,
    ),
    Parameter(
        "request_days_reply",
        _("Request: days to reply when asked back"),
        _("Working days to reply when the one who is to answer a request asks back."),
        Measure.WORKING_DAYS,
        least=1,
        most=60,
    ),
    Parameter(
        "review_days",
        _("Days until an eviction is reviewed"),
        _("Days from an eviction until those who had to do with it have reviewed it together."),
        Measure.DAYS,
        least=1,
        most=120,
    ),
    Parameter(
        "eviction_cost_low",
        _("Statistics: what an eviction costs, at least"),
        _("The lower end of what one eviction costs an association; the statistics show an order of magnitude by it."),
        Measure.KRONER,
        most=1_000_000,
    ),
    Parameter(
        "eviction_cost_high",
        _("Statistics: what an eviction costs, at most"),
        _("The upper end of what one eviction costs an association; the statistics show an order of magnitude by it."),
        Measure.KRONER,
        most=1_000_000,
    ),
    Parameter(
        "largest_hidden_count",
        _("Statistics: the largest count that is hidden"),
        _("In what is published, counts from 1 to this one are hidden, and those from which they could be worked out."),
        Measure.COUNT,
        least=2,
        most=20,
    ),
)
BY_CODE: dict[str, Parameter] = {parameter.code: parameter for parameter in PARAMETERS}


class ParameterHistory:
    """All values of one municipality, to ask for any day."""

    def __init__(self, rows: Iterable[Dated]) -> None:
        self._own: dict[str, list[Dated]] = {}
        for row in sorted(rows, key=lambda row: row.starts_on):
            self._own.setdefault(row.code, []).append(row)
        self._kept: dict[dt.date, LegalParameters] = {}

    def on(self, day: dt.date) -> LegalParameters:
        """The parameters of a day; before the earliest row the earliest value counts, except a yearly one."""
        if day not in self._kept:
            self._kept[day] = LegalParameters(**{code: self._value(code, day) for code in BY_CODE})  # type: ignore[arg-type]  # each field has its parameter
        return self._kept[day]

    def rows(self, code: str) -> list[Dated]:
        """The rows of a parameter, the earliest first: the municipality's own, else what is proposed."""
        return self._own.get(code) or [row for row in proposals() if row.code == code]

    def row(self, code: str, day: dt.date) -> Dated | None:
        """The row that decides a parameter on a day; None for a year whose value is unknown."""
        rows = self.rows(code)
        found = next((row for row in rows if row.holds_on(day)), None)
        return found if found is not None or BY_CODE[code].is_yearly else rows[0]

    def _value(self, code: str, day: dt.date) -> int | Decimal | str | None:
        row = self.row(code, day)
        return read(BY_CODE[code], row.value) if row is not None else None


def proposed(day: dt.date) -> LegalParameters:
    """The product's own proposals on a day."""
    return _PROPOSED.on(day)


@functools.cache
def proposals() -> Sequence[Dated]:
    """The rows the product proposes to every municipality, the earliest first."""
    with PROPOSALS.open(encoding="utf-8", newline="") as lines:
        return [
            Dated(
                line["code"],
                line["value"],
                dt.date.fromisoformat(line["starts_on"]),
                dt.date.fromisoformat(line["ends_on"]) if line["ends_on"] else None,
                line["source"],
            )
            for line in csv.DictReader(lines)
        ]


def read(parameter: Parameter, value: str) -> int | Decimal | str:
    """A stored value as what it is; raises `UnfitValue` for one the parameter cannot have."""
    if parameter.measure == Measure.NOTICE:
        if value not in DecisionStart.values:
            raise UnfitValue(value)
        return value
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise UnfitValue(value) from None
    if not number.is_finite() or not parameter.least <= number <= parameter.most:
        raise UnfitValue(value)
    if parameter.measure == Measure.KRONER:
        return number
    if number != number.to_integral_value():
        raise UnfitValue(value)
    return int(number)


_PROPOSED = ParameterHistory(())
