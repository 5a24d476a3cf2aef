"""Tells the dates of the law for rent due on a day."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from accounts.models import Municipality
from accounts.wording import weekday_and_day

from ...legal_calendar import (
    DemandDates,
    LegalDate,
    LegalParameters,
    PaymentDates,
    Rule,
    demand_dates,
    next_weekday,
    payment_dates,
)
from ...legal_parameters import proposed
from ...queries.legal_parameters import legal_parameters_on
from ...reckoning import NAMES, reckoned

FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclasses.dataclass(frozen=True, slots=True)
class Dates:
    """All dates from the due day to the earliest rescission."""

    demand: DemandDates
    arrives: LegalDate
    payment: PaymentDates

    def in_order(self) -> list[LegalDate]:
        demand, payment = self.demand, self.payment
        return [
            demand.adjusted_due,
            demand.third_weekday,
            demand.earliest_demand,
            self.arrives,
            payment.last_payment_day,
            payment.earliest_rescission,
        ]

    def as_json(self) -> dict[str, str]:
        found = {date.rule.value: date.day.isoformat() for date in self.in_order()}
        return {"nominal_due": self.demand.nominal_due.isoformat(), **found}


class Command(BaseCommand):
    """From a due day to the earliest rescission, each date with how it was found."""

    help = (
        "Tells when rent due on a day may be demanded, until when it can be paid, and when the lease may be rescinded."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("due", type=_day, metavar="DUE_DATE", help="the day the rent is due, like 2026-04-01")
        parser.add_argument(
            "--arrived",
            type=_day,
            metavar="DATE",
            help="the day the demand reached the tenant; default: the next weekday after the earliest demand",
        )
        parser.add_argument("--municipality", metavar="CODE", help="reckon with this municipality's own parameters")
        parser.add_argument("--json", action="store_true", help="print the dates as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        parameters = _parameters(options["municipality"], options["due"])
        dates = _dates(options["due"], options["arrived"], parameters)
        if options["json"]:
            self.stdout.write(json.dumps(dates.as_json(), indent=2))
            return
        for date in dates.in_order():
            self.stdout.write(f"{NAMES[date.rule]}: {weekday_and_day(date.day)}")
            self.stdout.write(f"    {reckoned(date)}")
        if dates.arrives.day < dates.demand.earliest_demand.day:
            self.stdout.write(self.style.WARNING(_("The demand arrived before the earliest day the law allows.")))
        self.stdout.write(_("Guidance: the dates help to look, they decide nothing."))


def _dates(due: dt.date, arrived: dt.date | None, parameters: LegalParameters) -> Dates:
    demand = demand_dates(due, parameters)
    if arrived is None:
        sent = demand.earliest_demand.day
        arrives = LegalDate(Rule.DEMAND_ARRIVES, next_weekday(sent), sent)
    else:
        arrives = LegalDate(Rule.DEMAND_ARRIVES, arrived, arrived)
    return Dates(demand, arrives, payment_dates(arrives.day, parameters))


def _parameters(code: str | None, day: dt.date) -> LegalParameters:
    if code is None:
        return proposed(day)
    key = Municipality.objects.filter(code=code).values_list("pk", flat=True).first()
    if key is None:
        raise CommandError(_("There is no municipality with the code %(code)s.") % {"code": code})
    return legal_parameters_on(key, day)


def _day(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("“%(text)s” is no date. Write year-month-day, like 2026-04-01.") % {"text": text}
        ) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(
            _("Choose a date between %(first)d and %(last)d.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )
    return day
