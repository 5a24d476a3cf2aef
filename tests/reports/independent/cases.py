"""The figures of the cases opened in some years, counted from each record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from casework.enums import Cause, CourseResult, InterventionResult, LegalStepKind, OpenedBy, Stage, StatisticsFact
from casework.models import Case, LegalCourse, LegalStep
from casework.stages import STAGE_OF
from housing.enums import ChildrenKnown

from .arithmetic import Counted, local_day, middle, months_later, share, tally
from .evictions import by_district
from .homes import Homes, Records
from .people import AGES, ALLOCATIONS, YEARS, age_band, allocation_of, years_band

STAGES: list[Stage] = [stage for stage in Stage if stage != Stage.ENDED]
ENDS = ("evicted", "moved", "averted", "other", "open")
AVERTING = (CourseResult.PAID, CourseResult.SETTLED, CourseResult.REFUSED, CourseResult.WITHDRAWN)


def count_cases(records: Records, homes: Homes, years: Collection[int]) -> dict[str, Counted]:
    """The cases opened in the years, with what has happened on them since."""
    cases = [case for case in records.cases_of(homes) if case.opened_on.year in years]
    taken_up = [case for case in cases if case.taken_up_at]
    waited = [
        max((local_day(case.taken_up_at) - case.opened_on).days, 0)
        for case in taken_up
        if case.taken_up_at and case.opened_by in (OpenedBy.AGREEMENT, OpenedBy.SECTION_92_2)
    ]
    ends = [(furthest(case), end_of(case)) for case in cases]
    told = [len(case.contact_attempts.all()) for case in cases]
    codes = [{one.code for one in case.backgrounds.all()} for case in cases]
    known = len([one for one in codes if one])
    return {
        "cases_opened": tally([case.opened_by for case in cases], OpenedBy),
        "cases_taken_up": (
            len(taken_up),
            {"taken_up": len(taken_up), "waiting": len(cases) - len(taken_up)},
        ),
        "turnaround": quartiles(waited),
        "furthest_stage": tally([stage for stage, _ in ends], STAGES),
        "cohort_ends": tally([end for _, end in ends], ENDS),
        "averted_at": tally([stage for stage, end in ends if end == "averted"], STAGES),
        "attempts_per_case": tally(
            ["more" if number > 3 else str(number) for number in told], ("0", "1", "2", "3", "more")
        ),
        "backgrounds": (known, tally([code for one in codes for code in one])[1]),
        **_soon(cases),
        **_who(cases),
        **_missing(cases, records.now),
    }


def _soon(cases: Sequence[Case]) -> dict[str, Counted]:
    found: dict[str, Counted] = {}
    moments = {"contact": _first_attempt, "reach": _first_reached, "help": first_help}
    shares = {"contact": "contacted", "reach": "reached", "help": "helped"}
    for what, first in moments.items():
        days = [max((day - _known_on(case)).days, 0) for case in cases if (day := first(case))]
        within = sum(number <= 7 for number in days)
        parts = {
            "within_7_days": within,
            "within_14_days": sum(7 < number <= 14 for number in days),
            "within_30_days": sum(14 < number <= 30 for number in days),
            "later": sum(number > 30 for number in days),
            "not_yet": len(cases) - len(days),
        }
        found[f"{shares[what]}_within_7_days"] = (share(within, len(cases)), parts)
        found[f"median_days_to_{what}"] = quartiles(days)
    return found


def quartiles(days: Sequence[int]) -> Counted:
    """The middle, with the quarters beside it where there is anything."""
    return middle(days), {"lower": middle(days, 1), "upper": middle(days, 3)} if days else {}


def _known_on(case: Case) -> dt.date:
    """The first warning or notice that made the household known, or the opening where neither came before it."""
    return min(day for day in (case.opened_on, case.first_warned_on, case.first_noticed_on) if day is not None)


def _first_attempt(case: Case) -> dt.date | None:
    return min((local_day(one.occurred_at) for one in case.contact_attempts.all()), default=None)


def _first_reached(case: Case) -> dt.date | None:
    reached = (local_day(one.occurred_at) for one in case.contact_attempts.all() if one.is_reached)
    return min(reached, default=None)


def first_help(case: Case) -> dt.date | None:
    """When the first intervention began that was neither refused nor declined."""
    no_help = (InterventionResult.REFUSED, InterventionResult.DECLINED)
    return min((one.starts_on for one in case.interventions.all() if one.result not in no_help), default=None)


def standing(course: LegalCourse) -> list[LegalStep]:
    """The steps of a course that nobody corrected or took back."""
    steps = list(course.steps.all())
    corrected = {one.corrects_id for one in steps}
    return [one for one in steps if one.pk not in corrected and not one.is_void]


def furthest(case: Case) -> Stage:
    """The furthest stage within twelve months; a notice tells of a case filed, an eviction of one scheduled."""
    last_day = months_later(case.opened_on, 12)
    passed = [Stage.EARLY]
    if case.first_noticed_on and case.first_noticed_on <= last_day:
        passed.append(Stage.FILED)
    if any(one.occurred_on <= last_day for one in case.evictions.all()):
        passed.append(Stage.SCHEDULED)
    for course in case.courses.all():
        for step in standing(course):
            if step.kind != LegalStepKind.ENDED and step.occurred_on <= last_day:
                passed.append(STAGE_OF[step.kind])
    return max(passed, key=lambda stage: STAGES.index(stage))


def end_of(case: Case) -> str:
    """How the case stood twelve months after its opening."""
    last_day = months_later(case.opened_on, 12)
    if any(one.occurred_on <= last_day for one in case.evictions.all()):
        return "evicted"
    if case.closed_on is None or case.closed_on > last_day:
        return "open"
    if is_averted(case):
        return "averted"
    return "moved" if case.housing_outcome in ("moved", "left_no_home") else "other"


def is_averted(case: Case) -> bool:
    """Closed, the household still there, and every course ended without costing the home."""
    return (
        case.closed_on is not None
        and case.housing_outcome == "stays"
        and all(course.result in AVERTING for course in case.courses.all())
    )


def _who(cases: Sequence[Case]) -> dict[str, Counted]:
    return {
        "cases_by_cause": tally([case.cause for case in cases], Cause),
        "cases_by_household": tally([case.household_type or "unknown" for case in cases]),
        "cases_by_children": tally([case.has_children for case in cases], ChildrenKnown),
        "cases_by_age": tally([age_band(case.lease, case.opened_on) for case in cases], AGES),
        "cases_by_years_in_home": tally([years_band(case.lease.starts_on, case.opened_on) for case in cases], YEARS),
        "cases_by_allocation": tally([allocation_of(case.lease) for case in cases], ALLOCATIONS),
        "cases_by_district": by_district([case.district for case in cases]),
    }


def _missing(cases: Sequence[Case], now: dt.datetime) -> dict[str, Counted]:
    lacks = [(case, fact) for case in cases for fact in missing(case, now)]
    incomplete = len({case.pk for case, _ in lacks})
    complete = len(cases) - incomplete
    return {
        "cases_complete": (share(complete, len(cases)), {"complete": complete, "incomplete": incomplete}),
        "missing_facts": tally([fact for _, fact in lacks]),
        "missing_by_unit": tally([case.unit.organisation.code for case, _ in lacks]),
    }


def missing(case: Case, now: dt.datetime) -> set[StatisticsFact]:
    """What is still to be asked of a case; what was answered with "unknown to us" is not, save for contact."""
    fact = StatisticsFact
    filed = (Stage.FILED, Stage.HEARING, Stage.SCHEDULED)
    lacks = {
        fact.HOUSEHOLD: case.household_type in ("", "unknown"),
        fact.CHILDREN: case.has_children == "unknown",
        fact.CHILD_COUNT: case.has_children == "yes" and not case.children,
        fact.BACKGROUND: not case.backgrounds.all(),
        fact.GROUND: any(course.ground is None for course in case.courses.all()),
        fact.DISTRICT: case.municipality.code == "101" and not case.district,
        fact.NOTICE: case.cause == Cause.ARREARS and case.stage in filed and case.first_noticed_on is None,
        fact.CONTACT: not case.contact_attempts.all(),
        fact.COURT_RESULT: any(_waits_for_court(course, now) for course in case.courses.all()),
    }
    unknown = {one.fact for one in case.unknown_facts.all()}
    return {one for one in fact if lacks[one] and one not in unknown}


def _waits_for_court(course: LegalCourse, now: dt.datetime) -> bool:
    """Whether a hearing's or an eviction's hour has passed in an open course, and nobody said what came of it."""
    if course.ended_on is not None:
        return False
    steps = standing(course)
    return any(_is_untold(step, steps, now) for step in steps)


def _is_untold(step: LegalStep, steps: Sequence[LegalStep], now: dt.datetime) -> bool:
    told_by = {
        LegalStepKind.HEARING_CALLED: (LegalStepKind.HEARING_HELD, LegalStepKind.EVICTION_SCHEDULED),
        LegalStepKind.EVICTION_SCHEDULED: (LegalStepKind.EVICTION_SCHEDULED,),
    }.get(LegalStepKind(step.kind), ())
    if not told_by or step.takes_place_at is None or step.takes_place_at > now:
        return False
    return not any(one.pk != step.pk and one.kind in told_by and one.occurred_on >= step.occurred_on for one in steps)
