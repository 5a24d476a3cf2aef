"""How soon the households were sought, reached and helped, and how they were reached."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from housing.codes import name_of

from ..counts import Counts
from ..enums import Formula, Origin, Section, TimeBase, Unit
from ..values import Part, Value, percentage
from .breakdowns import in_time, median
from .registry import Basis, figure

COHORT = Basis(TimeBase.COHORT, Origin.ATTEMPTS)
SHARE, QUARTILES = COHORT.by(Formula.SHARE), COHORT.by(Formula.QUARTILES)
ATTEMPTS = Basis(TimeBase.EVENT, Origin.ATTEMPTS, Formula.SHARE)


@figure(
    Section.CONTACT, _("Contact tried within 7 days"), Unit.PERCENT, SHARE,
    parts_by=_("First contact attempt"), part_unit=Unit.CASES, version=2,
)  # fmt: skip
def contacted_within_7_days(counts: Counts) -> Value:
    """Share of all cases opened in the year in which a first contact attempt was made at the latest on the seventh
    day after the first warning or notice that made the household known, or after the opening where there was none.
    Cases in which nobody has tried yet are part of the whole."""
    return in_time(counts.days("days_to_attempt"), counts.total("cases"))


@figure(
    Section.CONTACT, _("Reached within 7 days"), Unit.PERCENT, SHARE,
    parts_by=_("First time reached"), part_unit=Unit.CASES, version=2,
)  # fmt: skip
def reached_within_7_days(counts: Counts) -> Value:
    """Share of all cases opened in the year in which the household was reached at the latest on the seventh day
    after the first warning, notice or opening: a conversation with, or a written answer from, an adult of the
    household. Households not reached yet are part of the whole."""
    return in_time(counts.days("days_to_reach"), counts.total("cases"))


@figure(
    Section.CONTACT, _("Helped within 7 days"), Unit.PERCENT, SHARE,
    parts_by=_("First intervention"), part_unit=Unit.CASES,
)  # fmt: skip
def helped_within_7_days(counts: Counts) -> Value:
    """Share of all cases opened in the year in which a first intervention had begun at the latest on the seventh day
    after the first warning, notice or opening. Help that was refused or declined does not count; cases without help
    are part of the whole."""
    return in_time(counts.days("days_to_help"), counts.total("cases"))


@figure(Section.CONTACT, _("Median days to the first contact attempt"), Unit.DAYS, QUARTILES, version=2)
def median_days_to_contact(counts: Counts) -> Value:
    """Median and quartiles of the calendar days from the first warning, notice or opening to the first contact
    attempt, among the cases opened in the year in which one has been made. Those without one stand above as not
    yet tried."""
    return median(counts.days("days_to_attempt"))


@figure(Section.CONTACT, _("Median days until reached"), Unit.DAYS, QUARTILES, version=2)
def median_days_to_reach(counts: Counts) -> Value:
    """Median and quartiles of the calendar days from the first warning, notice or opening until the household was
    first reached, among the cases opened in the year in which it has been. Those not reached stand above as not
    yet reached."""
    return median(counts.days("days_to_reach"))


@figure(Section.CONTACT, _("Median days to the first intervention"), Unit.DAYS, QUARTILES)
def median_days_to_help(counts: Counts) -> Value:
    """Median and quartiles of the calendar days from the first warning, notice or opening to the first intervention,
    among the cases opened in the year in which one has begun."""
    return median(counts.days("days_to_help"))


@figure(
    Section.REACH, _("Attempts that reached somebody"), Unit.PERCENT, ATTEMPTS,
    parts_by=_("Contact attempt"), part_unit=Unit.ATTEMPTS,
)  # fmt: skip
def attempts_reached(counts: Counts) -> Value:
    """Share of the contact attempts of the year in which the household was reached: a conversation with, or a written
    answer from, an adult of it."""
    pairs = counts.pairs("attempts", "mode_reached").values()
    reached = sum(answers.get("yes", 0) for answers in pairs)
    parts = (
        Part.counted("reached", _("Reached"), reached),
        Part.counted("not_reached", _("Not reached"), counts.total("attempts") - reached),
    )
    return Value(percentage(reached, counts.total("attempts")), reached, parts, headline="reached")


@figure(
    Section.REACH, _("Reached by the way it was tried"), Unit.PERCENT, ATTEMPTS,
    parts_by=_("Mode"), is_ranked=True, repeats_total=True,
    limits=_("Ways differ in when they are used: a visit often comes after calls have failed."),
)  # fmt: skip
def reached_by_mode(counts: Counts) -> Value:
    """Share of the contact attempts of each mode in the year in which the household was reached."""
    return _reached_by(counts, "mode_reached", "contact_mode")


@figure(
    Section.REACH, _("Reached by part of the day"), Unit.PERCENT, ATTEMPTS,
    parts_by=_("Part of the day"), repeats_total=True,
)  # fmt: skip
def reached_by_part_of_day(counts: Counts) -> Value:
    """Share of the contact attempts of each part of the day in the year in which the household was reached."""
    return _reached_by(counts, "part_reached", "part_of_day")


@figure(Section.REACH, _("Contact attempts per case"), Unit.CASES, COHORT, parts_by=_("Attempts"), repeats_total=True)
def attempts_per_case(counts: Counts) -> Value:
    """Cases opened in the year by how many contact attempts have been made on them until today."""
    found = {int(number): count for number, count in counts.by("attempts_per_case", "attempts").items()}
    few = [(str(number), str(number), found.get(number, 0)) for number in range(4)]
    many = sum(count for number, count in found.items() if number > 3)
    parts = tuple(Part.counted(code, label, count) for code, label, count in few)
    return Value(counts.total("cases"), counts.total("cases"), (*parts, Part.counted("more", _("4 or more"), many)))


def _reached_by(counts: Counts, dimension: str, code_list: str) -> Value:
    pairs: Mapping[str, Mapping[str, int]] = counts.pairs("attempts", dimension)
    reached = {code: answers.get("yes", 0) for code, answers in pairs.items()}
    parts = tuple(
        Part(code, name_of(code_list, code), percentage(reached[code], sum(answers.values())), reached[code])
        for code, answers in sorted(pairs.items())
    )
    return Value(
        percentage(sum(reached.values()), counts.total("attempts")), sum(reached.values()), parts, adds_up=False
    )
