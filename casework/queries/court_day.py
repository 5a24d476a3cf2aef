"""Everything that happens in court on one day, for one municipality's caseworkers."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from accounts import wording
from accounts.models import User
from accounts.scope import Scope

from ..enums import CheckAnswer, CourseResult, EvictionCheck, HearingResult, LegalStepKind
from ..models import Case, CourtAttendance, Eviction, EvictionCheckMark, LegalStep
from ..stages import effective

Kind = LegalStepKind


@dataclasses.dataclass(frozen=True, slots=True)
class Point:
    """One point of an eviction's checklist, and who settled it."""

    code: str
    label: str
    answer: str
    answer_label: str
    by: str
    at: dt.datetime | None


@dataclasses.dataclass(frozen=True, slots=True)
class CourtDate:
    """One hearing or eviction of the day: the case, what is prepared, and what came of it.

    `root` is the step that first named it; `result` is the step that says what came of it.
    """

    step: LegalStep
    root: LegalStep
    case: Case
    attendance: CourtAttendance | None
    result: LegalStep | None
    eviction: Eviction | None
    points: list[Point]

    @property
    def is_eviction(self) -> bool:
        return self.step.kind == Kind.EVICTION_SCHEDULED

    @property
    def attends(self) -> User | None:
        return self.attendance.attends if self.attendance else None

    @property
    def prepared(self) -> str:
        return self.attendance.prepared if self.attendance else ""

    @property
    def attendance_version(self) -> int:
        """0 as long as nothing was said."""
        return self.attendance.version if self.attendance else 0

    @property
    def is_settled(self) -> bool:
        return self.result is not None or self.eviction is not None

    @property
    def result_words(self) -> str:
        """What came of it, in a word."""
        if self.eviction is not None:
            return str(CourseResult.CARRIED_OUT.label)
        if self.result is None:
            return ""
        if self.result.hearing_result:
            return str(HearingResult(self.result.hearing_result).label)
        if self.result.result:
            return str(CourseResult(self.result.result).label)
        return str(HearingResult.POSTPONED.label)

    @property
    def new_date(self) -> dt.datetime | None:
        """When it was put off to."""
        return self.result.takes_place_at if self.result else None

    @property
    def open_points(self) -> int:
        return sum(not point.answer for point in self.points)


@dataclasses.dataclass(frozen=True, slots=True)
class CourtDay:
    """A day in court, by hour, and the nearest days before and after it on which something happens."""

    day: dt.date
    dates: list[CourtDate]
    before: dt.date | None
    after: dt.date | None


def court_day(scope: Scope, *, day: dt.date) -> CourtDay:
    """All hearings and evictions of a day in cases one may open, always by the same number of questions."""
    start, end = _bounds(day)
    named = _court_steps(scope)
    steps = list(
        named.filter(takes_place_at__gte=start, takes_place_at__lt=end)
        .select_related("course", "case__association", "case__department", "case__assigned_to")
        .order_by("takes_place_at", "case__names", "pk")
    )
    return CourtDay(
        day=day,
        dates=_dates(steps),
        before=_day_of(named.filter(takes_place_at__lt=start).order_by("-takes_place_at")),
        after=_day_of(named.filter(takes_place_at__gte=end).order_by("takes_place_at")),
    )


def court_step_of(case: Case, pk: int) -> QuerySet[LegalStep]:
    """The hearing or eviction of a case, if it stands."""
    return _standing(LegalStep.objects.filter(case=case, pk=pk)).select_related("course", "case")


def root_of(step: LegalStep, steps: Iterable[LegalStep]) -> LegalStep:
    """The step that first named a hearing or an eviction: corrections point back to it."""
    by_key = {one.pk: one for one in steps}
    while step.corrects_id is not None and step.corrects_id in by_key:
        step = by_key[step.corrects_id]
    return step


def lacks_result(steps: Iterable[LegalStep], *, now: dt.datetime) -> LegalStep | None:
    """The hearing or eviction of a course whose hour has passed and of which nobody has recorded what came of it."""
    standing = effective(steps)
    for place, step in enumerate(standing):
        if step.takes_place_at is None or step.takes_place_at > now or step.kind == Kind.HEARING_HELD:
            continue
        if not any(_tells(later, step) for later in standing[place + 1 :]):
            return step
    return None


def _court_steps(scope: Scope) -> QuerySet[LegalStep]:
    cases = Case.objects.visible_to(scope)
    return _standing(LegalStep.objects.filter(municipality_id=scope.municipality_id, case__in=cases))


def _standing(steps: QuerySet[LegalStep]) -> QuerySet[LegalStep]:
    return steps.filter(takes_place_at__isnull=False, corrected_by__isnull=True, is_void=False)


def _day_of(steps: QuerySet[LegalStep]) -> dt.date | None:
    moment = steps.values_list("takes_place_at", flat=True).first()
    return wording.local_date(moment) if moment else None


def _bounds(day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    start = timezone.make_aware(dt.datetime.combine(day, dt.time()))
    return start, timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()))


def _dates(steps: list[LegalStep]) -> list[CourtDate]:
    courses = {step.course_id for step in steps}
    by_course: dict[int, list[LegalStep]] = defaultdict(list)
    for one in LegalStep.objects.filter(course__in=courses).order_by("pk"):
        by_course[one.course_id].append(one)
    roots = {step.pk: root_of(step, by_course[step.course_id]) for step in steps}
    attendances = {
        one.step_id: one
        for one in CourtAttendance.objects.filter(step__in={root.pk for root in roots.values()}).select_related(
            "attends"
        )
    }
    marks: dict[int, dict[str, EvictionCheckMark]] = defaultdict(dict)
    for mark in EvictionCheckMark.objects.filter(step__in={root.pk for root in roots.values()}).select_related(
        "marked_by"
    ):
        marks[mark.step_id][mark.point] = mark
    evictions: dict[tuple[int | None, dt.date | None], Eviction] = {
        (one.case_id, one.occurred_on): one
        for one in Eviction.objects.filter(case__in={step.case_id for step in steps})
    }
    return [
        CourtDate(
            step=step,
            root=roots[step.pk],
            case=step.case,
            attendance=attendances.get(roots[step.pk].pk),
            result=_result_of(step, by_course[step.course_id]),
            eviction=evictions.get((step.case_id, _local_day(step))) if step.kind == Kind.EVICTION_SCHEDULED else None,
            points=_points(marks[roots[step.pk].pk]) if step.kind == Kind.EVICTION_SCHEDULED else [],
        )
        for step in steps
    ]


def _result_of(step: LegalStep, steps: list[LegalStep]) -> LegalStep | None:
    """The standing step that tells what came of a hearing or an eviction."""
    standing = effective(steps)
    place = next((number for number, one in enumerate(standing) if one.pk == step.pk), len(standing))
    return next((later for later in standing[place + 1 :] if _tells(later, step)), None)


def _tells(later: LegalStep, step: LegalStep) -> bool:
    if later.kind == Kind.ENDED:
        return True
    if step.kind == Kind.EVICTION_SCHEDULED:
        return later.kind == Kind.EVICTION_SCHEDULED
    return later.kind in {Kind.HEARING_HELD, Kind.EVICTION_SCHEDULED}


def _local_day(step: LegalStep) -> dt.date | None:
    return wording.local_date(step.takes_place_at) if step.takes_place_at else None


def _points(marks: dict[str, EvictionCheckMark]) -> list[Point]:
    found = []
    for check in EvictionCheck:
        mark = marks.get(check)
        found.append(
            Point(
                code=check.value,
                label=str(check.label),
                answer=mark.answer if mark else "",
                answer_label=str(CheckAnswer(mark.answer).label) if mark else "",
                by=str(mark.marked_by) if mark else "",
                at=mark.marked_at if mark else None,
            )
        )
    return found
