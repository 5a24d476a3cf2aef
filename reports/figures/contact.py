"""How soon the households were sought and reached."""

from __future__ import annotations

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from ..enums import Section, Unit
from ..reach import Reach
from .cases import days_after_opening, median_days
from .registry import figure
from .values import Part, Value, percentage

DAYS = 7


@figure(
    Section.CONTACT,
    _("Contact tried within 7 days"),
    Unit.PERCENT,
    parts_by=_("First contact attempt"),
    part_unit=Unit.CASES,
)
def contacted_within_7_days(reach: Reach, year: int) -> Value:
    """Share of all cases opened in the year in which a first contact attempt was made at the latest on the seventh
    day after the opening. Cases in which nobody has tried yet are part of the whole."""
    return _in_time(reach, year, "first_contact_at")


@figure(
    Section.CONTACT,
    _("Reached within 7 days"),
    Unit.PERCENT,
    parts_by=_("First time reached"),
    part_unit=Unit.CASES,
)
def reached_within_7_days(reach: Reach, year: int) -> Value:
    """Share of all cases opened in the year in which the household was reached at the latest on the seventh day
    after the opening: a conversation with, or a written answer from, an adult of the household. Households not
    reached yet are part of the whole."""
    return _in_time(reach, year, "first_reached_at")


@figure(Section.CONTACT, _("Median days to the first contact attempt"), Unit.DAYS)
def median_days_to_contact(reach: Reach, year: int) -> Value:
    """Median number of calendar days from the opening to the first contact attempt, among the cases opened in the
    year in which one has been made. Those without one stand above as not yet tried."""
    return _median(reach, year, "first_contact_at")


@figure(Section.CONTACT, _("Median days until reached"), Unit.DAYS)
def median_days_to_reach(reach: Reach, year: int) -> Value:
    """Median number of calendar days from the opening until the household was first reached, among the cases opened
    in the year in which it has been. Those not reached stand above as not yet reached."""
    return _median(reach, year, "first_reached_at")


def _in_time(reach: Reach, year: int, moment: str) -> Value:
    rows = reach.cases().filter(opened_year=year).annotate(days=days_after_opening(moment))
    happened = Q(**{f"{moment}__isnull": False})
    counts = rows.aggregate(
        in_time=Count("pk", filter=happened & Q(days__lte=DAYS)),
        later=Count("pk", filter=happened & Q(days__gt=DAYS)),
        not_yet=Count("pk", filter=~happened),
    )
    parts = (
        Part.counted("within_7_days", _("Within 7 days"), counts["in_time"]),
        Part.counted("later", _("Later"), counts["later"]),
        Part.counted("not_yet", _("Not yet"), counts["not_yet"]),
    )
    share = percentage(counts["in_time"], sum(counts.values()))
    return Value(share, counts["in_time"], parts, headline="within_7_days")


def _median(reach: Reach, year: int, moment: str) -> Value:
    happened = Q(opened_year=year, **{f"{moment}__isnull": False})
    return median_days(reach.cases().filter(happened), moment)
