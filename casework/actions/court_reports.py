"""What an association's officers tell of its tenancies in court.

Every report is kept in the association's own space. It reaches a case only through the legal gate, and the
association is never told whether it did: what it reads afterwards is the same with a case and without.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refused
from accounts.scope import Scope
from housing.models import ArrearsPosition, HouseholdFacts, Lease, Notice

from .. import derived
from ..enums import Cause, CourseResult, EventKind, LegalStepKind, StepSource
from ..enums_association import ReportKind
from ..events import record
from ..models import Case, CourtReport, Eviction, LegalStep
from ..permissions import check_report_in_court
from .courses import add_eviction, tell_eviction, told_step, write_step
from .court_dates import note_court_date, open_course_for
from .locking import locked, refuse_invalid

#: The step of a course that each date the court has set becomes.
STEP_OF = {
    ReportKind.HEARING_SET: LegalStepKind.HEARING_CALLED,
    ReportKind.EVICTION_SET: LegalStepKind.EVICTION_SCHEDULED,
}


class AlreadyTakenBack(Refused):
    """Somebody has taken the report back."""


@transaction.atomic
def report_in_court(
    *,
    lease: Lease,
    kind: str,
    cause: str,
    occurred_on: dt.date,
    takes_place_at: dt.datetime | None = None,
    court: str = "",
    court_case_number: str = "",
    by: Scope,
    now: dt.datetime,
) -> CourtReport:
    """Tell that the court has set a day, or that an eviction was carried out or called off.

    An eviction carried out counts from now on, with a case or without. A case hears of the report where the
    municipality may: a notice has come for that cause, or the arrears were shared under an agreement.
    """
    check_report_in_court(by, lease.association_id)
    if occurred_on > timezone.localdate(now):
        raise Refused(_("Choose today or an earlier day."))
    lease = Lease.objects.select_for_update(of=("self",), no_key=True).get(pk=lease.pk)
    report = CourtReport(
        association_id=lease.association_id,
        municipality_id=lease.municipality_id,
        tenancy_id=lease.tenancy_id,
        lease=lease,
        kind=kind,
        cause=cause,
        occurred_on=occurred_on,
        takes_place_at=takes_place_at if kind in STEP_OF else None,
        court=court,
        court_case_number=court_case_number,
        said_at=now,
        said_by_id=by.user_id,
    )
    refuse_invalid(report)
    case = _case_that_hears(report)
    if kind == ReportKind.CARRIED_OUT:
        report.eviction = _count(report, case, by=by, now=now)
    elif case is not None:
        report.step = _tell(report, case, by=by, now=now)
    report.save(force_insert=True)
    return report


@transaction.atomic
def take_report_back(report: CourtReport, *, by: Scope, now: dt.datetime) -> CourtReport:
    """Say that a report was wrong. What was written because of it is taken back, while its case is open."""
    check_report_in_court(by, report.association_id)
    Lease.objects.select_for_update(of=("self",), no_key=True).get(pk=report.lease_id)
    report = CourtReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if report.undone_at is not None:
        raise AlreadyTakenBack(_("That report has been taken back already."))
    report.undone_at, report.undone_by_id = now, by.user_id
    case = _case_that_hears(report)
    if case is not None:
        _void(report, case, by=by, now=now)
        record(case, EventKind.COURT_REPORT, by=by, now=now, kind=report.kind, cause=report.cause, is_undone=True)
    if report.eviction is not None and report.eviction.case_id in (None, case.pk if case else None):
        report.eviction = _discard(report.eviction)
    report.save(update_fields=["undone_at", "undone_by", "eviction"])
    if case is not None:
        derived.refresh([case.pk], today=timezone.localdate(now))
    return report


def _case_that_hears(report: CourtReport) -> Case | None:
    """The household's open case, held, when the legal gate is open for what is told."""
    noticed = Notice.objects.filter(lease_id=report.lease_id, cause=report.cause).exists()
    shared = ArrearsPosition.objects.filter(lease_id=report.lease_id).exclude(gate_basis="")
    if not noticed and not (report.cause == Cause.ARREARS and shared.exists()):
        return None
    case = Case.objects.open().filter(lease_id=report.lease_id).first()
    return locked(case) if case is not None else None


def _tell(report: CourtReport, case: Case, *, by: Scope, now: dt.datetime) -> LegalStep | None:
    kind = STEP_OF.get(ReportKind(report.kind))
    if kind is None or report.takes_place_at is None:
        record(
            case,
            EventKind.COURT_REPORT,
            by=by,
            now=now,
            occurred_on=report.occurred_on,
            kind=report.kind,
            cause=report.cause,
        )
        return None
    return note_court_date(
        case,
        cause=report.cause,
        kind=kind,
        occurred_on=report.occurred_on,
        takes_place_at=report.takes_place_at,
        source=StepSource.ASSOCIATION,
        court=report.court,
        court_case_number=report.court_case_number,
        by=by,
        now=now,
    )


def _count(report: CourtReport, case: Case | None, *, by: Scope, now: dt.datetime) -> Eviction | None:
    """The eviction; None where one of that day is counted already, whoever recorded it."""
    known = Eviction.objects.filter(tenancy_id=report.tenancy_id, occurred_on=report.occurred_on)
    if known.exists():
        return None
    if case is None:
        return _without_case(report, by=by, now=now)
    course = open_course_for(case, report.cause)
    eviction = add_eviction(
        case,
        course,
        occurred_on=report.occurred_on,
        cause=report.cause,
        source=StepSource.ASSOCIATION,
        by=by,
        now=now,
    )
    if course is not None:
        end = LegalStep(
            kind=LegalStepKind.ENDED,
            occurred_on=report.occurred_on,
            source=StepSource.ASSOCIATION,
            result=CourseResult.CARRIED_OUT,
        )
        write_step(case, course, end, by=by, now=now)
        report.step = end
    tell_eviction(eviction, by=by, now=now)
    derived.refresh([case.pk], today=timezone.localdate(now))
    return eviction


def _without_case(report: CourtReport, *, by: Scope, now: dt.datetime) -> Eviction:
    """A fact about the tenancy, with the household as the association knew it."""
    department = report.tenancy.department
    known = HouseholdFacts.objects.filter(lease_id=report.lease_id, occurred_on__lte=report.occurred_on)
    newest = known.order_by("-occurred_on").first() or HouseholdFacts()
    return Eviction.objects.create(
        municipality_id=report.municipality_id,
        association_id=report.association_id,
        department=department,
        tenancy_id=report.tenancy_id,
        occurred_on=report.occurred_on,
        year=report.occurred_on.year,
        cause=report.cause,
        district=department.district,
        household_type=newest.household_type,
        has_children=newest.has_children,
        children=newest.children,
        adults=newest.adults,
        source=StepSource.ASSOCIATION,
        recorded_at=now,
        recorded_by_id=by.user_id,
    )


def _void(report: CourtReport, case: Case, *, by: Scope, now: dt.datetime) -> None:
    """Take the step back that the report became, unless somebody has corrected it since."""
    step = report.step
    if step is None or step.case_id != case.pk or LegalStep.objects.filter(corrects=step).exists():
        return
    void = LegalStep(
        kind=step.kind,
        occurred_on=step.occurred_on,
        takes_place_at=step.takes_place_at,
        court=step.court,
        court_case_number=step.court_case_number,
        result=step.result,
        source=step.source,
        corrects=step,
        is_void=True,
    )
    write_step(case, step.course, void, by=by, now=now)
    told = told_step(void) | {"corrects": step.pk, "was_kind": step.kind, "was_on": step.occurred_on}
    record(case, EventKind.LEGAL_STEP_CORRECTED, by=by, now=now, is_void=True, **told)


def _discard(eviction: Eviction) -> Eviction | None:
    """The eviction is no longer counted; one that others have built on stays."""
    if eviction.source != StepSource.ASSOCIATION:
        return eviction
    try:
        with transaction.atomic():
            eviction.delete()
    except ProtectedError:
        return eviction
    return None
