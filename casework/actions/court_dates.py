"""A day the court has set, as an association or the court tells it."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from accounts.scope import Scope

from .. import derived, stages
from ..enums import EventKind, LegalStepKind, Stage, StepSource
from ..events import record
from ..models import Case, LegalCourse, LegalStep
from .courses import GROUND_OF, add_course, told_step, write_step


def note_court_date(
    case: Case,
    *,
    cause: str,
    kind: LegalStepKind,
    occurred_on: dt.date,
    takes_place_at: dt.datetime,
    source: StepSource,
    court: str,
    court_case_number: str,
    by: Scope,
    now: dt.datetime,
) -> LegalStep | None:
    """Write the day on the course of a case held by `locked`; None when it stands there already."""
    course = open_course_for(case, cause) or add_course(
        case, cause=cause, ground=GROUND_OF.get(cause), started_on=occurred_on
    )
    standing = stages.effective(LegalStep.objects.filter(course=course).order_by("pk"))
    if any(step.kind == kind and step.takes_place_at == takes_place_at for step in standing):
        return None
    step = LegalStep(
        kind=kind,
        occurred_on=occurred_on,
        takes_place_at=takes_place_at,
        source=source,
        court=court,
        court_case_number=court_case_number,
    )
    write_step(case, course, step, by=by, now=now)
    record(case, EventKind.LEGAL_STEP, by=by, now=now, occurred_on=occurred_on, **told_step(step))
    derived.refresh([case.pk], today=timezone.localdate(now))
    return step


def open_course_for(case: Case, cause: str) -> LegalCourse | None:
    """The case's furthest course for a cause that has not ended."""
    courses = LegalCourse.objects.filter(case=case, cause=cause, ended_on=None).exclude(stage=Stage.ENDED)
    return stages.furthest(list(courses))
