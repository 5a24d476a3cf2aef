"""The cases of a year: opened, and taken up by somebody."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.db.models import Count, F, QuerySet
from django.db.models.functions import Greatest, TruncDate
from django.utils.translation import gettext_lazy as _

from casework.enums import OpenedBy
from casework.models import Case

from ..enums import Section, Unit
from ..reach import Reach
from .breakdowns import DaysBetween, Median, by_choice
from .registry import figure
from .values import Part, Value, rounded, total

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
#: Openings by which an association made the household known to the municipality.
MADE_KNOWN_BY_ASSOCIATION = (OpenedBy.AGREEMENT, OpenedBy.SECTION_92_2)


def days_after_opening(moment: str) -> Greatest:
    """Calendar days in Copenhagen from the day a case was opened to a moment of it; none are negative."""
    return Greatest(DaysBetween(TruncDate(moment, tzinfo=COPENHAGEN), F("opened_on")), 0)


def median_days(cases: QuerySet[Case], moment: str) -> Value:
    """The median of the days from opening to a moment that all these cases have."""
    found = cases.aggregate(days=Median(days_after_opening(moment)), cases=Count("pk"))
    return Value(None if found["days"] is None else rounded(found["days"], 1), found["cases"])


@figure(Section.CASES, _("Cases opened"), Unit.CASES, parts_by=_("Opened because of"))
def cases_opened(reach: Reach, year: int) -> Value:
    """Cases by the day they were opened. A case that was closed and reopened counts once, in the year it was
    first opened."""
    return total(by_choice(reach.cases().filter(opened_year=year), "opened_by", OpenedBy))


@figure(Section.CASES, _("Cases taken up"), Unit.CASES, parts_by=_("Taken up by a caseworker"))
def cases_taken_up(reach: Reach, year: int) -> Value:
    """Of the cases opened in the year, those that have had a caseworker assigned, until today."""
    found = reach.cases().filter(opened_year=year).aggregate(opened=Count("pk"), taken_up=Count("taken_up_at"))
    parts = (
        Part.counted("taken_up", _("Taken up"), found["taken_up"]),
        Part.counted("waiting", _("Not taken up yet"), found["opened"] - found["taken_up"]),
    )
    return Value(found["taken_up"], found["taken_up"], parts, headline="taken_up")


@figure(Section.CASES, _("Turnaround: median days until a case is taken up"), Unit.DAYS)
def turnaround(reach: Reach, year: int) -> Value:
    """Median number of calendar days from the opening of a case until it had a caseworker, among the cases of the
    year that an association made known by its list or notice and that have been taken up. Cases not taken up
    yet are left out of the median."""
    known = reach.cases().filter(opened_year=year, opened_by__in=MADE_KNOWN_BY_ASSOCIATION, taken_up_at__isnull=False)
    return median_days(known, "taken_up_at")
