"""How the cases of a year ended, whether an eviction was averted, and whether it held."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from casework.enums import CourseResult
from casework.outcomes import STAYS

from ..counts import Counts
from ..enums import Formula, Origin, Section, TimeBase, Unit
from ..values import Part, Value, counted, percentage, total
from .breakdowns import by_choice, by_code
from .registry import Basis, figure

CLOSED = Basis(TimeBase.CLOSING, Origin.CASES)
FOLLOWED_UP = Basis(TimeBase.CLOSING, Origin.FOLLOW_UPS, Formula.SHARE)


@figure(Section.OUTCOMES, _("Cases closed"), Unit.CASES, CLOSED)
def cases_closed(counts: Counts) -> Value:
    """Cases by the day they were closed. A case that has been reopened is not closed and does not count."""
    return counted(counts.total("closed"))


@figure(Section.OUTCOMES, _("Evictions averted"), Unit.CASES, CLOSED, parts_by=_("Cases closed"))
def averted(counts: Counts) -> Value:
    """Cases closed in the year in which the household still lived in the tenancy on the day of closing and every
    legal course had ended paid, settled, refused by the court or withdrawn. Worked out from the records, never
    ticked by anybody."""
    closed, kept = counts.total("closed"), counts.total("averted")
    stays = counts.by("closed", "housing_outcome").get(STAYS, 0)
    parts = (
        Part.counted("averted", _("Averted"), kept),
        Part.counted("not_averted", _("Not averted"), closed - kept),
    )
    return Value(kept, kept, parts, wholes=(stays,), headline="averted")


@figure(
    Section.OUTCOMES, _("Cases in which help was given"), Unit.PERCENT, CLOSED.by(Formula.SHARE),
    parts_by=_("Cases closed"), part_unit=Unit.CASES,
)  # fmt: skip
def cases_helped(counts: Counts) -> Value:
    """Share of the cases closed in the year in which at least one intervention had been begun that was neither
    refused nor declined."""
    helped, closed = counts.total("helped"), counts.total("closed")
    parts = (
        Part.counted("helped", _("Help was given"), helped),
        Part.counted("not_helped", _("No help was given"), closed - helped),
    )
    return Value(percentage(helped, closed), helped, parts, headline="helped")


@figure(
    Section.OUTCOMES, _("Closed cases by where the household lives"), Unit.CASES, CLOSED,
    parts_by=_("Where the household lives now"), is_ranked=True, repeats_total=True,
)  # fmt: skip
def housing_outcomes(counts: Counts) -> Value:
    """Cases closed in the year by where the household lived on the day of closing."""
    return total(by_code(counts.by("closed", "housing_outcome"), "housing_outcome"))


@figure(
    Section.OUTCOMES, _("Closed cases by how contact went"), Unit.CASES, CLOSED,
    parts_by=_("How contact went"), is_ranked=True, repeats_total=True,
)  # fmt: skip
def contact_outcomes(counts: Counts) -> Value:
    """Cases closed in the year by how contact with the household went. Too late means that the course ended before
    three attempts had been made; not reached, that at least three failed."""
    return total(by_code(counts.by("closed", "contact_outcome"), "contact_outcome"))


@figure(
    Section.OUTCOMES, _("Closed cases by what became of the arrears"), Unit.CASES, CLOSED,
    parts_by=_("What became of the arrears"), is_ranked=True, repeats_total=True,
)  # fmt: skip
def arrears_outcomes(counts: Counts) -> Value:
    """Cases closed in the year by what had become of the arrears on the day of closing."""
    return total(by_code(counts.by("closed", "arrears_outcome"), "arrears_outcome"))


@figure(
    Section.OUTCOMES, _("Legal courses of closed cases by result"), Unit.COURSES, CLOSED,
    parts_by=_("How the course ended"), repeats_total=True,
)  # fmt: skip
def course_results(counts: Counts) -> Value:
    """Legal courses of the cases closed in the year by how each ended. A case may have several courses, so this
    counts courses, not cases."""
    return total(by_choice(counts.by("courses", "result"), CourseResult))


@figure(
    Section.REPEAT, _("Back within 3 months"), Unit.PERCENT, FOLLOWED_UP,
    parts_by=_("Three months after closing"), part_unit=Unit.CASES,
)  # fmt: skip
def repeat_after_3_months(counts: Counts) -> Value:
    """Share with new arrears or a new case within three months of closing, among the cases closed in the year whose
    household was followed up then and still lived there."""
    return _repeat(counts, 3)


@figure(
    Section.REPEAT, _("Back within 6 months"), Unit.PERCENT, FOLLOWED_UP,
    parts_by=_("Six months after closing"), part_unit=Unit.CASES,
)  # fmt: skip
def repeat_after_6_months(counts: Counts) -> Value:
    """Share with new arrears or a new case within six months of closing, among the cases closed in the year whose
    household was followed up then and still lived there."""
    return _repeat(counts, 6)


@figure(
    Section.REPEAT, _("Back within 12 months"), Unit.PERCENT, FOLLOWED_UP,
    parts_by=_("Twelve months after closing"), part_unit=Unit.CASES,
)  # fmt: skip
def repeat_after_12_months(counts: Counts) -> Value:
    """Share with new arrears or a new case within twelve months of closing, among the cases closed in the year whose
    household was followed up then and still lived there."""
    return _repeat(counts, 12)


def _repeat(counts: Counts, months: int) -> Value:
    found = counts.by("closed", f"repeat_{months}")
    again, not_again = found.get("again", 0), found.get("not_again", 0)
    parts = (
        Part.counted("again", _("New arrears or a new case"), again),
        Part.counted("not_again", _("Neither"), not_again),
        Part.counted("not_housed", _("No longer lives there"), found.get("not_housed", 0)),
        Part.counted("unknown", _("Not known"), found.get("unknown", 0)),
        Part.counted("not_asked", _("Not followed up"), found.get("", 0)),
    )
    return Value(percentage(again, again + not_again), again, parts, wholes=(again + not_again,), headline="again")
