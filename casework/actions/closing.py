"""Closing a case by its four questions, and opening it again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refused, check_version
from accounts.scope import Scope
from housing import codes

from .. import derived, outcomes, stages
from ..enums import CourseResult, EventKind, LegalStepKind, StepSource
from ..enums_requests import WithdrawnWhy
from ..events import record
from ..models import Case, ContactAttempt, Eviction, Intervention, LegalCourse, LegalStep
from ..permissions import check_reopen, check_work_on
from .courses import add_step
from .locking import locked
from .requests import withdraw_open

#: The columns a closing fills, as they are on an open case.
_OPEN: dict[str, str | None] = {
    "closed_at": None,
    "closed_on": None,
    "closed_year": None,
    "closed_by": None,
    "housing_outcome": "",
    "contact_outcome": "",
    "arrears_outcome": "",
    "amount_at_closing": None,
    "step_at_closing": "",
}


@transaction.atomic
def close_case(
    case: Case,
    *,
    housing_outcome: str,
    contact_outcome: str,
    arrears_outcome: str,
    course_results: Mapping[int, str],
    closed_on: dt.date,
    version: int,
    by: Scope,
    now: dt.datetime,
) -> Case:
    """Close a case: where the household lives, how contact went, what became of the arrears, how courses ended.

    `course_results` gives each open course's result by its id. Raises `Refused` when an answer contradicts
    the record, with the sentence that says which and what to do (domain § 4). A household that moved to another
    municipality is closed by `transfer_case`, which keeps where it moved.
    """
    if housing_outcome == outcomes.TRANSFERRED:
        raise Refused(_("Say to which municipality the household moved: close the case as transferred."))
    return close(
        locked(case),
        housing_outcome=housing_outcome,
        contact_outcome=contact_outcome,
        arrears_outcome=arrears_outcome,
        course_results=course_results,
        closed_on=closed_on,
        version=version,
        by=by,
        now=now,
    )


def close(
    case: Case,
    *,
    housing_outcome: str,
    contact_outcome: str,
    arrears_outcome: str,
    course_results: Mapping[int, str],
    closed_on: dt.date,
    version: int,
    by: Scope,
    now: dt.datetime,
) -> Case:
    """Close a case held by `locked`: part of several actions."""
    check_work_on(by, case)
    check_version(case, version)
    _check_day(case, closed_on, now)
    answers = {
        "housing_outcome": housing_outcome,
        "contact_outcome": contact_outcome,
        "arrears_outcome": arrears_outcome,
    }
    _check_codes(answers, closed_on)
    results = _results(case, course_results)
    _check_record(case, housing_outcome, contact_outcome, list(results.values()))
    stage = stages.reached(LegalStep.objects.filter(case=case))
    _end_courses(case, course_results, closed_on, by=by, now=now)
    withdraw_open(case, why=WithdrawnWhy.NOT_NEEDED, by=by, now=now)
    for field, code in answers.items():
        setattr(case, field, code)
    case.closed_at, case.closed_on, case.closed_year = now, closed_on, closed_on.year
    case.closed_by_id = by.user_id
    case.amount_at_closing, case.step_at_closing = case.amount, stage
    case.version += 1
    case.save(update_fields=[*_OPEN, "version"])
    record(
        case,
        EventKind.CLOSED,
        by=by,
        now=now,
        occurred_on=closed_on,
        **answers,
        amount=case.amount,
        stage=stage,
        results={str(pk): result for pk, result in results.items()},
    )
    derived.refresh([case.pk], today=timezone.localdate(now))
    case.refresh_from_db()
    return case


@transaction.atomic
def reopen_case(case: Case, *, reason: str, by: Scope, now: dt.datetime) -> Case:
    """Open a closed case again, with the reason; the timeline keeps how it had been closed."""
    case = locked(case)
    check_reopen(by, case)
    if not reason.strip():
        raise Refused(_("Give the reason."))
    if Case.objects.open().filter(lease_id=case.lease_id).exists():
        raise Refused(_("This household already has an open case."))
    reopen(case, reason=reason, by=by, now=now)
    derived.refresh([case.pk], today=timezone.localdate(now))
    case.refresh_from_db()
    return case


def reopen(case: Case, *, reason: str = "", because: str = "", by: Scope, now: dt.datetime) -> None:
    """Reopen a case held by `locked`: part of several actions. `because` is the code of what did it: notice, list."""
    was = {
        field: getattr(case, field) for field in ("closed_on", "housing_outcome", "contact_outcome", "arrears_outcome")
    }
    for field, empty in _OPEN.items():
        setattr(case, field, empty)
    case.reopened_count += 1
    case.version += 1
    case.save(update_fields=[*_OPEN, "reopened_count", "version"])
    record(case, EventKind.REOPENED, by=by, now=now, reason=reason, because=because, **was)


def work_on(case: Case) -> outcomes.Work:
    """What was done on a case so far, as the answers at closing are held against it."""
    attempts = list(ContactAttempt.objects.filter(case=case).values_list("mode", "is_reached"))
    return outcomes.Work(
        attempts=len(attempts),
        modes=len({mode for mode, _reached in attempts}),
        is_reached=any(is_reached for _mode, is_reached in attempts),
        help_given=outcomes.help_given(Intervention.objects.filter(case=case).values_list("kind", "result")),
        has_eviction=Eviction.objects.filter(case=case).exists(),
    )


def _check_day(case: Case, closed_on: dt.date, now: dt.datetime) -> None:
    if closed_on > timezone.localdate(now):
        raise Refused(_("Choose today or an earlier day."))
    if closed_on < case.opened_on:
        raise Refused(_("A case cannot be closed before it was opened."))


def _check_codes(answers: Mapping[str, str], closed_on: dt.date) -> None:
    for question, code in answers.items():
        if not codes.is_choice(question, code, today=closed_on):
            raise Refused(_("Answer all four questions."))


def _results(case: Case, given: Mapping[int, str]) -> dict[int, str]:
    """How each course of the case ends: as recorded, or as given for those that are open."""
    courses = dict(LegalCourse.objects.filter(case=case).order_by("pk").values_list("pk", "result"))
    if not given.keys() <= courses.keys():
        raise Refused(_("The legal course belongs to another case."))
    results = {pk: recorded or given.get(pk, "") for pk, recorded in courses.items()}
    if not set(results.values()) <= set(CourseResult.values):
        raise Refused(_("Say how each legal course ended."))
    return results


def _check_record(case: Case, housing_outcome: str, contact_outcome: str, results: list[str]) -> None:
    work = work_on(case)
    objection = outcomes.housing_objection(
        housing_outcome, results, has_eviction=work.has_eviction
    ) or outcomes.contact_objection(contact_outcome, work)
    if objection:
        raise Refused(objection)


def _end_courses(case: Case, results: Mapping[int, str], closed_on: dt.date, *, by: Scope, now: dt.datetime) -> None:
    for course in LegalCourse.objects.filter(case=case, ended_on=None).order_by("pk"):
        end = LegalStep(
            kind=LegalStepKind.ENDED,
            occurred_on=closed_on,
            source=StepSource.MUNICIPALITY,
            result=results[course.pk],
        )
        add_step(case, course, end, by=by, now=now)
