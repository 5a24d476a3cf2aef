"""Requests between organisations: how many were sent, and how soon they were answered."""

from __future__ import annotations

from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from casework.enums_requests import RequestKind
from casework.models import AgencyRequest

from ..enums import Section, Unit
from ..reach import Reach
from .breakdowns import DaysBetween, Median, by_choice
from .cases import COPENHAGEN
from .registry import figure
from .values import Part, Value, rounded, total


@figure(Section.HELP, _("Requests to other organisations"), Unit.REQUESTS, parts_by=_("What was asked"))
def requests_sent(reach: Reach, year: int) -> Value:
    """Requests sent in the year to another organisation on a case: the employment administration, another unit, the
    association or an adviser. Those withdrawn before an answer are left out."""
    return total(by_choice(_sent(reach, year), "kind", RequestKind))


@figure(
    Section.HELP,
    _("Median days to an answer"),
    Unit.DAYS,
    parts_by=_("What was asked"),
)
def days_to_answer(reach: Reach, year: int) -> Value:
    """Median number of calendar days from sending a request to its first answer, among the requests sent in the year
    that have been answered. Those without an answer stand among the requests sent."""
    names = dict(RequestKind.choices)
    answered = _answered(reach, year)
    rows = answered.values("kind").annotate(days=Median(_days()), requests=Count("pk")).order_by("kind")
    parts = tuple(Part(row["kind"], names[row["kind"]], rounded(row["days"], 1), row["requests"]) for row in rows)
    return _median(answered, parts)


@figure(
    Section.HELP,
    _("Median days to an answer, by who was asked"),
    Unit.DAYS,
    parts_by=_("Who was asked"),
    repeats_total=True,
)
def days_to_answer_by_receiver(reach: Reach, year: int) -> Value:
    """Median number of calendar days from sending a request to its first answer, by the organisation that was asked,
    among the requests sent in the year that have been answered."""
    answered = _answered(reach, year)
    by_name = answered.values(code=F("to_organisation__code"), name=F("to_organisation__name"))
    rows = by_name.annotate(days=Median(_days()), requests=Count("pk")).order_by("name", "code")
    parts = tuple(Part(row["code"], row["name"], rounded(row["days"], 1), row["requests"]) for row in rows)
    return _median(answered, parts)


def _sent(reach: Reach, year: int) -> QuerySet[AgencyRequest]:
    return reach.requests().filter(sent_at__year=year, withdrawn_at__isnull=True)


def _answered(reach: Reach, year: int) -> QuerySet[AgencyRequest]:
    return _sent(reach, year).filter(answered_at__isnull=False)


def _days() -> DaysBetween:
    return DaysBetween(TruncDate("answered_at", tzinfo=COPENHAGEN), TruncDate("sent_at", tzinfo=COPENHAGEN))


def _median(answered: QuerySet[AgencyRequest], parts: tuple[Part, ...]) -> Value:
    found = answered.aggregate(days=Median(_days()), requests=Count("pk"))
    days = None if found["days"] is None else rounded(found["days"], 1)
    return Value(days, found["requests"], parts, adds_up=False)
