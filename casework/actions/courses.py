"""The legal course of a case: opening one, recording and correcting its steps, and an eviction."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from typing import Any, Required, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Conflict, Refused, check_version
from accounts.scope import Scope

from .. import derived, stages
from ..enums import Cause, CourseResult, EventKind, Ground, LegalStepKind, Stage
from ..events import record
from ..file_kinds import Attachment
from ..models import Case, Eviction, LegalCourse, LegalStep
from ..permissions import check_work_on
from .access import restrict
from .documents import kept
from .locking import locked, refuse_invalid, save_valid

#: The ground of almenlejeloven § 90(1) a cause usually stands on.
GROUND_OF: dict[str, Ground] = {
    Cause.ARREARS: Ground.RENT_NOT_PAID,
    Cause.SUBLETTING: Ground.TRANSFER_OF_USE,
    Cause.HOUSE_RULES: Ground.GOOD_ORDER,
    Cause.CRIME: Ground.CRIME,
}


class StepFacts(TypedDict, total=False):
    """What a step says; see `LegalStep`."""

    kind: Required[str]
    occurred_on: Required[dt.date]
    source: Required[str]
    takes_place_at: dt.datetime | None
    court: str
    court_case_number: str
    hearing_result: str
    result: str
    due_on: dt.date | None
    arrived_on: dt.date | None
    amount: Decimal | None
    other_amount: Decimal | None
    ends_on: dt.date | None
    note: str


STEP_FACTS = tuple(StepFacts.__annotations__)


@transaction.atomic
def open_course(
    case: Case,
    *,
    cause: str,
    ground: int | None,
    started_on: dt.date,
    source: str,
    by: Scope,
    now: dt.datetime,
) -> LegalCourse:
    """Open a legal course: one per ground and round. Crime restricts the case to those who have it."""
    case = locked(case)
    check_work_on(by, case)
    _check_past(started_on, now)
    course = add_course(case, cause=cause, ground=ground, started_on=started_on)
    record(
        case,
        EventKind.COURSE_OPENED,
        by=by,
        now=now,
        occurred_on=started_on,
        course=course.pk,
        cause=cause,
        ground=ground,
        started_on=started_on,
        source=source,
    )
    if cause == Cause.CRIME and not case.is_restricted:
        restrict(case, because=Cause.CRIME, by=by, now=now)
    derived.refresh([case.pk], today=timezone.localdate(now))
    return course


@transaction.atomic
def record_step(
    course: LegalCourse,
    *,
    attachment: Attachment | None = None,
    version: int,
    by: Scope,
    now: dt.datetime,
    **facts: Unpack[StepFacts],
) -> LegalStep:
    """Record one step of a course; raises `Refused` when it cannot follow the steps before it.

    A step may be recorded late: it is judged by its day, not by when it was written down. The paper it came with
    is kept as a document of the case.
    """
    case = locked(course.case)
    check_work_on(by, case)
    course = _held(course)
    check_version(course, version)
    step = LegalStep(**facts)
    _check_past(step.occurred_on, now)
    _check_arrived(step, now)
    with kept(case, attachment, by=by, now=now) if attachment else contextlib.nullcontext() as step.document:
        add_step(case, course, step, by=by, now=now)
        record(case, EventKind.LEGAL_STEP, by=by, now=now, occurred_on=step.occurred_on, **told_step(step))
        derived.refresh([case.pk], today=timezone.localdate(now))
    return step


@transaction.atomic
def correct_step(
    step: LegalStep,
    *,
    is_void: bool = False,
    by: Scope,
    now: dt.datetime,
    **facts: Unpack[StepFacts],
) -> LegalStep:
    """Put beside a step what it should have said, or with `is_void` that it did not happen.

    The first record stays. Raises `Conflict` with the correction when somebody has corrected it already.
    """
    case = locked(step.case)
    check_work_on(by, case)
    standing = LegalStep.objects.filter(corrects=step).first()
    if standing is not None:
        raise Conflict(standing)
    correction = _taken_back(step, facts.get("note", "")) if is_void else LegalStep(**facts)
    correction.corrects, correction.document = step, step.document
    _check_past(correction.occurred_on, now)
    _check_arrived(correction, now)
    add_step(case, _held(step.course), correction, by=by, now=now)
    told = told_step(correction) | {"corrects": step.pk, "was_kind": step.kind, "was_on": step.occurred_on}
    record(case, EventKind.LEGAL_STEP_CORRECTED, by=by, now=now, is_void=is_void, **told)
    derived.refresh([case.pk], today=timezone.localdate(now))
    return correction


#: What an eviction keeps of its case as it was on the day.
AS_IT_WAS = (
    "municipality_id", "association_id", "department_id", "tenancy_id", "district", "household_type", "has_children",
    "children", "adults",
)  # fmt: skip


@transaction.atomic
def record_eviction(
    case: Case,
    *,
    course: LegalCourse | None,
    occurred_on: dt.date,
    cause: str,
    further_causes: Collection[str] = (),
    source: str,
    by: Scope,
    now: dt.datetime,
) -> Eviction:
    """Record that the bailiff put the household out on a day, with the household as it is; ends the course.

    A course that is still open ends with it, carried out.
    """
    case = locked(case)
    check_work_on(by, case)
    _check_past(occurred_on, now)
    if course is not None and course.case_id != case.pk:
        raise Refused(_("The legal course belongs to another case."))
    eviction = add_eviction(
        case,
        course,
        occurred_on=occurred_on,
        cause=cause,
        further_causes=further_causes,
        source=source,
        by=by,
        now=now,
    )
    if course is not None:
        _end_carried_out(case, _held(course), eviction, by=by, now=now)
    tell_eviction(eviction, by=by, now=now)
    derived.refresh([case.pk], today=timezone.localdate(now))
    return eviction


def _end_carried_out(case: Case, course: LegalCourse, eviction: Eviction, *, by: Scope, now: dt.datetime) -> None:
    if course.stage == Stage.ENDED:
        return
    end = LegalStep(
        kind=LegalStepKind.ENDED,
        occurred_on=eviction.occurred_on,
        source=eviction.source,
        result=CourseResult.CARRIED_OUT,
    )
    add_step(case, course, end, by=by, now=now)


def add_course(case: Case, *, cause: str, ground: int | None, started_on: dt.date) -> LegalCourse:
    """A course on a case held by `locked`: part of several actions."""
    return LegalCourse.objects.create(
        case=case, municipality_id=case.municipality_id, cause=cause, ground=ground, started_on=started_on
    )


def add_eviction(
    case: Case,
    course: LegalCourse | None,
    *,
    occurred_on: dt.date,
    cause: str,
    further_causes: Collection[str] = (),
    source: str,
    by: Scope,
    now: dt.datetime,
) -> Eviction:
    """The eviction on a case held by `locked`; one of that day which no case had yet becomes the case's."""
    known = Eviction.objects.filter(tenancy_id=case.tenancy_id, occurred_on=occurred_on, case=None).first()
    eviction = known or Eviction(tenancy_id=case.tenancy_id, occurred_on=occurred_on, year=occurred_on.year)
    eviction.case, eviction.course = case, course
    eviction.cause, eviction.further_causes = cause, sorted({*further_causes} - {cause})
    eviction.source, eviction.recorded_at, eviction.recorded_by_id = source, now, by.user_id
    for field in AS_IT_WAS:
        setattr(eviction, field, getattr(case, field))
    save_valid(eviction)
    return eviction


def tell_eviction(eviction: Eviction, *, by: Scope, now: dt.datetime) -> None:
    """The line of an eviction on its case's timeline."""
    if eviction.case is not None:
        record(
            eviction.case,
            EventKind.EVICTION,
            by=by,
            now=now,
            occurred_on=eviction.occurred_on,
            eviction=eviction.pk,
            course=eviction.course_id,
            cause=eviction.cause,
            further_causes=eviction.further_causes,
            source=eviction.source,
        )


def add_step(case: Case, course: LegalCourse, step: LegalStep, *, by: Scope, now: dt.datetime) -> None:
    """Write a step a person gave, on a case held by `locked`, when it may stand where its day puts it."""
    _check_whole(step)
    before = list(LegalStep.objects.filter(course=course))
    write_step(case, course, step, by=by, now=now)
    _check_order(course, before, step)


def write_step(case: Case, course: LegalCourse, step: LegalStep, *, by: Scope, now: dt.datetime) -> None:
    """Write a step as an authority told it, on a case held by `locked`, wherever its day puts it."""
    step.course, step.case, step.municipality_id = course, case, case.municipality_id
    step.recorded_at, step.recorded_by_id = now, by.user_id
    step.save()
    course.version += 1
    course.save(update_fields=["version"])


def _check_whole(step: LegalStep) -> None:
    """The rules of the table, and that only a hearing has a hearing's result."""
    if step.kind == LegalStepKind.HEARING_HELD and not step.hearing_result:
        raise Refused(_("Say what came of the hearing."))
    if step.kind != LegalStepKind.HEARING_HELD and step.hearing_result:
        raise Refused(_("Only a hearing that was held has the result of a hearing."))
    refuse_invalid(step)


def _check_order(course: LegalCourse, before: list[LegalStep], step: LegalStep) -> None:
    """A new step fits its cause and its day; what a list brought out of order is not held against it."""
    cause, kind = Cause(course.cause), LegalStepKind(step.kind)
    if kind not in stages.KINDS_OF[cause]:
        raise Refused(_("“%(step)s” is no step of a course for this cause.") % {"step": kind.label})
    fault = stages.out_of_order(cause, [*before, step])
    if fault is not None and stages.out_of_order(cause, before) is None:
        raise Refused(
            _(
                "“%(step)s” cannot follow a later stage. Check the date; a wrong step is corrected, and a new demand"
                " starts a new course."
            )
            % {"step": LegalStepKind(fault.kind).label}
        )


def _taken_back(step: LegalStep, note: str) -> LegalStep:
    """What the step said, to be marked as not having happened."""
    said = {name: getattr(step, name) for name in STEP_FACTS if name != "note"}
    return LegalStep(**said, note=note, is_void=True)


def _held(course: LegalCourse) -> LegalCourse:
    return LegalCourse.objects.select_for_update(of=("self",)).get(pk=course.pk)


def _check_past(day: dt.date, now: dt.datetime) -> None:
    if day > timezone.localdate(now):
        raise Refused(_("Choose today or an earlier day."))


def _check_arrived(step: LegalStep, now: dt.datetime) -> None:
    if step.arrived_on is not None:
        _check_past(step.arrived_on, now)


def told_step(step: LegalStep) -> dict[str, Any]:
    """What the timeline keeps of a step."""
    said = {name: getattr(step, name) for name in STEP_FACTS if name != "occurred_on"}
    return {
        "course": step.course_id,
        "cause": step.course.cause,
        "step": step.pk,
        "document": step.document_id,
        **said,
    }
