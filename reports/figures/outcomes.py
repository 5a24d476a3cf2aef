"""How the cases of a year ended: the four questions of closing, and whether an eviction was averted."""

from __future__ import annotations

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from casework.enums import CourseResult
from casework.outcomes import STAYS

from ..enums import Section, Unit
from ..reach import Reach
from .breakdowns import by_choice, by_code
from .registry import figure
from .values import Part, Value, counted, total


@figure(Section.OUTCOMES, _("Cases closed"), Unit.CASES)
def cases_closed(reach: Reach, year: int) -> Value:
    """Cases by the day they were closed. A case that has been reopened is not closed and does not count."""
    return counted(reach.cases().filter(closed_year=year).count())


@figure(
    Section.OUTCOMES,
    _("Closed cases by where the household lives"),
    Unit.CASES,
    parts_by=_("Where the household lives now"),
    is_ranked=True,
    repeats_total=True,
)
def housing_outcomes(reach: Reach, year: int) -> Value:
    """Cases closed in the year by where the household lived on the day of closing."""
    return total(by_code(reach.cases().filter(closed_year=year), "housing_outcome", "housing_outcome"))


@figure(
    Section.OUTCOMES,
    _("Closed cases by how contact went"),
    Unit.CASES,
    parts_by=_("How contact went"),
    is_ranked=True,
    repeats_total=True,
)
def contact_outcomes(reach: Reach, year: int) -> Value:
    """Cases closed in the year by how contact with the household went. Too late means that the course ended before
    three attempts had been made; not reached, that at least three failed."""
    return total(by_code(reach.cases().filter(closed_year=year), "contact_outcome", "contact_outcome"))


@figure(
    Section.OUTCOMES,
    _("Closed cases by what became of the arrears"),
    Unit.CASES,
    parts_by=_("What became of the arrears"),
    is_ranked=True,
    repeats_total=True,
)
def arrears_outcomes(reach: Reach, year: int) -> Value:
    """Cases closed in the year by what had become of the arrears on the day of closing."""
    return total(by_code(reach.cases().filter(closed_year=year), "arrears_outcome", "arrears_outcome"))


@figure(
    Section.OUTCOMES,
    _("Legal courses of closed cases by result"),
    Unit.COURSES,
    parts_by=_("How the course ended"),
    repeats_total=True,
)
def course_results(reach: Reach, year: int) -> Value:
    """Legal courses of the cases closed in the year by how each ended. A case may have several courses, so this
    counts courses, not cases."""
    courses = reach.courses().filter(case__closed_year=year).exclude(result="")
    return total(by_choice(courses, "result", CourseResult))


@figure(Section.OUTCOMES, _("Evictions averted"), Unit.CASES, parts_by=_("Cases closed"))
def averted(reach: Reach, year: int) -> Value:
    """Cases closed in the year in which the household still lived in the tenancy on the day of closing and every
    legal course had ended paid, settled, refused by the court or withdrawn. Worked out from the records, never
    ticked by anybody."""
    cases = reach.cases().filter(closed_year=year).with_averted()
    found = cases.aggregate(
        closed=Count("pk"),
        stays=Count("pk", filter=Q(housing_outcome=STAYS)),
        averted=Count("pk", filter=Q(is_averted=True)),
    )
    parts = (
        Part.counted("averted", _("Averted"), found["averted"]),
        Part.counted("not_averted", _("Not averted"), found["closed"] - found["averted"]),
    )
    return Value(found["averted"], found["averted"], parts, wholes=(found["stays"],), headline="averted")
