"""The day in court: who attends, what is prepared, what came of it, and the checklist of an eviction."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refused, check_version
from accounts.models import User
from accounts.scope import Scope

from ..enums import CheckAnswer, CourseResult, EventKind, EvictionCheck, LegalStepKind, StepSource
from ..events import record
from ..models import Case, CourtAttendance, EvictionCheckMark, LegalStep
from ..permissions import check_work_on
from .courses import correct_step, record_step
from .locking import locked


@transaction.atomic
def attend(
    step: LegalStep,
    *,
    attends: User | None,
    prepared: str | None = None,
    version: int,
    by: Scope,
    now: dt.datetime,
) -> CourtAttendance:
    """Name who attends a hearing or an eviction, and what is prepared; None leaves what was prepared as it is.

    `step` is the first step that named it; `version` is 0 when nothing was said yet.
    """
    case = locked(step.case)
    check_work_on(by, case)
    _check_court_date(step)
    attendance = CourtAttendance.objects.filter(step=step).select_related("attends").first()
    if attendance is None:
        attendance = CourtAttendance(step=step, case=case, municipality_id=case.municipality_id, version=0)
    check_version(attendance, version)
    before = attendance.attends_id, attendance.prepared
    attendance.attends = attends
    if prepared is not None:
        attendance.prepared = prepared.strip()
    if before == (attendance.attends_id, attendance.prepared):
        return attendance
    attendance.version += 1
    attendance.save()
    record(
        case,
        EventKind.ATTENDANCE,
        by=by,
        now=now,
        step=step.pk,
        kind=step.kind,
        takes_place_at=step.takes_place_at,
        attends=attends.name if attends else "",
        prepared=attendance.prepared,
    )
    return attendance


def record_hearing(
    step: LegalStep,
    *,
    hearing_result: str,
    postponed_to: dt.datetime | None = None,
    version: int,
    by: Scope,
    now: dt.datetime,
) -> LegalStep:
    """Record what came of a hearing on its day; one that was postponed names its new day and hour."""
    return record_step(
        step.course,
        kind=LegalStepKind.HEARING_HELD,
        occurred_on=court_day_of(step),
        source=StepSource.COURT,
        takes_place_at=postponed_to,
        court=step.court,
        court_case_number=step.court_case_number,
        hearing_result=hearing_result,
        version=version,
        by=by,
        now=now,
    )


@transaction.atomic
def call_off_eviction(
    step: LegalStep,
    *,
    because: str,
    reason: str = "",
    new_date: dt.datetime | None = None,
    version: int,
    by: Scope,
    now: dt.datetime,
) -> LegalStep:
    """An eviction that does not take place: it has a new date, or the course ended with a result, `because`."""
    if new_date is None and because not in {*CourseResult} - {CourseResult.CARRIED_OUT}:
        raise Refused(_("Say why the eviction was called off."))
    return record_step(
        step.course,
        kind=LegalStepKind.EVICTION_SCHEDULED if new_date else LegalStepKind.ENDED,
        occurred_on=timezone.localdate(now),
        source=StepSource.COURT,
        takes_place_at=new_date,
        court=step.court if new_date else "",
        court_case_number=step.court_case_number if new_date else "",
        result="" if new_date else because,
        note=reason,
        version=version,
        by=by,
        now=now,
    )


def take_back(step: LegalStep, *, by: Scope, now: dt.datetime) -> LegalStep:
    """Undo a result recorded by a slip; the record of it stays on the timeline as taken back."""
    return correct_step(
        step,
        kind=step.kind,
        occurred_on=step.occurred_on,
        source=step.source,
        is_void=True,
        by=by,
        now=now,
    )


@transaction.atomic
def mark_check(step: LegalStep, *, point: str, answer: str, by: Scope, now: dt.datetime) -> None:
    """Settle one point of an eviction's checklist; an empty answer opens it again."""
    case = locked(step.case)
    check_work_on(by, case)
    if step.kind != LegalStepKind.EVICTION_SCHEDULED or point not in EvictionCheck.values:
        raise Refused(_("Only an eviction has this checklist."))
    if answer and answer not in CheckAnswer.values:
        raise Refused(_("Choose an answer."))
    standing = EvictionCheckMark.objects.filter(step=step, point=point).first()
    if (standing.answer if standing else "") == answer:
        return
    if standing is not None:
        standing.delete()
    if answer:
        EvictionCheckMark.objects.create(
            step=step,
            case=case,
            municipality_id=case.municipality_id,
            point=point,
            answer=answer,
            marked_at=now,
            marked_by_id=by.user_id,
        )
    record(case, EventKind.EVICTION_CHECK, by=by, now=now, step=step.pk, point=point, answer=answer)


def court_day_of(step: LegalStep) -> dt.date:
    """The day on which a hearing or an eviction takes place."""
    if step.takes_place_at is None:
        raise Refused(_("Only a hearing or an eviction takes place in court."))
    return timezone.localtime(step.takes_place_at).date()


def _check_court_date(step: LegalStep) -> None:
    court_day_of(step)


def first_of(case: Case, step: LegalStep) -> LegalStep:
    """The step that first named a hearing or an eviction: corrections point back to it."""
    earlier = {one.pk: one for one in case.steps.filter(course=step.course_id)}
    while step.corrects_id is not None and step.corrects_id in earlier:
        step = earlier[step.corrects_id]
    return step
