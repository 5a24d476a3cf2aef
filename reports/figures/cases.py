"""The cases of a year: opened, taken up by somebody, and how far they went."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from casework.enums import OpenedBy, Stage

from ..counts import Counts
from ..enums import Formula, Origin, Section, TimeBase, Unit
from ..values import Part, Value, total
from .breakdowns import by_choice, median
from .registry import Basis, figure

COHORT = Basis(TimeBase.COHORT, Origin.CASES)
FOLLOWED = Basis(TimeBase.FOLLOWED, Origin.STEPS)
#: How a case of a cohort stood twelve months after its opening.
ENDS = (
    ("evicted", _("Evicted")),
    ("moved", _("Moved out")),
    ("averted", _("Averted")),
    ("other", _("Ended otherwise")),
    ("open", _("Still open")),
)


@figure(Section.CASES, _("Cases opened"), Unit.CASES, COHORT, parts_by=_("Opened because of"))
def cases_opened(counts: Counts) -> Value:
    """Cases by the day they were opened. A case that was closed and reopened counts once, in the year it was
    first opened."""
    return total(by_choice(counts.by("cases", "opened_by"), OpenedBy))


@figure(Section.CASES, _("Cases taken up"), Unit.CASES, COHORT, parts_by=_("Taken up by a caseworker"))
def cases_taken_up(counts: Counts) -> Value:
    """Of the cases opened in the year, those that have had a caseworker assigned, until today."""
    opened, taken_up = counts.total("cases"), counts.total("cases_taken_up")
    parts = (
        Part.counted("taken_up", _("Taken up"), taken_up),
        Part.counted("waiting", _("Not taken up yet"), opened - taken_up),
    )
    return Value(taken_up, taken_up, parts, headline="taken_up")


@figure(Section.CASES, _("Turnaround: median days until a case is taken up"), Unit.DAYS, COHORT.by(Formula.QUARTILES))
def turnaround(counts: Counts) -> Value:
    """Median number of calendar days from the opening of a case until it had a caseworker, among the cases of the
    year that an association made known by its list or notice and that have been taken up. Cases not taken up
    yet are left out of the median."""
    return median(counts.days("days_to_taken_up"))


@figure(
    Section.FUNNEL,
    _("How far the cases went"),
    Unit.CASES,
    FOLLOWED,
    parts_by=_("Furthest stage within twelve months"),
    repeats_total=True,
    limits=_(
        "A stage that was skipped counts as passed. Cases opened less than twelve months ago may still go further."
    ),
    version=3,
)
def furthest_stage(counts: Counts) -> Value:
    """Cases opened in the year by the furthest stage any of their legal courses reached within twelve months of the
    opening; a notice received says that the case was filed, an eviction that it was scheduled. Steps taken back do not
    count."""
    found = {stage: sum(ends.values()) for stage, ends in counts.pairs("cohort", "furthest_end").items()}
    stages = [stage for stage in Stage if stage != Stage.ENDED]
    return total(tuple(Part.counted(stage.value, stage.label, found.get(stage, 0)) for stage in stages))


@figure(
    Section.FUNNEL,
    _("How the cases stood after twelve months"),
    Unit.CASES,
    FOLLOWED,
    parts_by=_("After twelve months"),
    repeats_total=True,
    limits=_("Cases opened less than twelve months ago stand as they do today; they may be among the still open."),
)
def cohort_ends(counts: Counts) -> Value:
    """Cases opened in the year by how they had ended twelve months after the opening: the household was put out,
    moved out, kept its home, or the case ended otherwise; those that had not ended stand as still open."""
    found: dict[str, int] = {}
    for ends in counts.pairs("cohort", "furthest_end").values():
        for end, count in ends.items():
            found[end] = found.get(end, 0) + count
    return total(tuple(Part.counted(code, name, found.get(code, 0)) for code, name in ENDS))


@figure(
    Section.FUNNEL,
    _("Where people left the way to an eviction"),
    Unit.CASES,
    FOLLOWED,
    parts_by=_("Furthest stage of those whose eviction was averted"),
    repeats_total=True,
)
def averted_at(counts: Counts) -> Value:
    """Cases opened in the year whose eviction was averted within twelve months, by the furthest stage reached."""
    found = {stage: ends.get("averted", 0) for stage, ends in counts.pairs("cohort", "furthest_end").items()}
    stages = [stage for stage in Stage if stage != Stage.ENDED]
    return total(tuple(Part.counted(stage.value, stage.label, found.get(stage, 0)) for stage in stages))
