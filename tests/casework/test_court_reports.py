"""An association reports from the bailiff court: cases hear of it through the legal gate, the association never."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from accounts.errors import NotAllowed, Refused
from accounts.scope import Scope
from casework.actions.courses import record_eviction
from casework.actions.court_reports import report_in_court, take_report_back
from casework.enums import Cause, CourseResult, EventKind, LegalStepKind, StepSource
from casework.enums_association import ReportKind
from casework.models import Case, CourtReport, Eviction, LegalStep
from casework.stages import effective
from housing.models import HousingAssociation, Lease
from tests.factories import NOW, TODAY, at
from tests.factories.casework import CaseFactory
from tests.factories.courses import LegalCourseFactory
from tests.factories.housing import HousingAssociationFactory, LeaseFactory, NoticeFactory
from tests.factories.people import make_adviser, make_caseworker, make_officer, scope_of

pytestmark = pytest.mark.django_db

HEARING = at(dt.date(2026, 12, 3), 10)


@pytest.fixture
def association() -> HousingAssociation:
    return HousingAssociationFactory()


@pytest.fixture
def officer(association: HousingAssociation) -> Scope:
    return scope_of(make_officer(association))


@pytest.fixture
def lease(association: HousingAssociation) -> Lease:
    return LeaseFactory(association=association)


def case_of(lease: Lease, *, is_noticed: bool) -> Case:
    case = CaseFactory(lease=lease)
    LegalCourseFactory(case=case)
    if is_noticed:
        NoticeFactory(lease=lease)
    return case


def report(lease: Lease, kind: str, officer: Scope, **more: Any) -> CourtReport:
    return report_in_court(lease=lease, kind=kind, cause=Cause.ARREARS, occurred_on=TODAY, by=officer, now=NOW, **more)


def standing(case: Case) -> list[tuple[str, str]]:
    return [(step.kind, step.source) for step in effective(LegalStep.objects.filter(case=case).order_by("pk"))]


def test_a_hearing_reaches_a_case_that_a_notice_made_known_and_is_taken_back(lease: Lease, officer: Scope) -> None:
    case = case_of(lease, is_noticed=True)

    said = report(lease, ReportKind.HEARING_SET, officer, takes_place_at=HEARING)

    assert standing(case) == [(LegalStepKind.HEARING_CALLED, StepSource.ASSOCIATION)]
    case.refresh_from_db()
    assert case.next_court_at == HEARING

    take_report_back(said, by=officer, now=NOW)

    assert standing(case) == []
    assert [event.kind for event in case.events.order_by("pk")] == [
        EventKind.LEGAL_STEP,
        EventKind.LEGAL_STEP_CORRECTED,
        EventKind.COURT_REPORT,
    ]


def test_without_a_notice_no_case_hears_of_it_but_an_eviction_counts(lease: Lease, officer: Scope) -> None:
    case = case_of(lease, is_noticed=False)

    report(lease, ReportKind.EVICTION_SET, officer, takes_place_at=HEARING)
    report(lease, ReportKind.CARRIED_OUT, officer)

    assert (standing(case), list(case.events.all())) == ([], [])
    counted = Eviction.objects.get()
    assert (counted.case, counted.tenancy_id, counted.source) == (None, lease.tenancy_id, StepSource.ASSOCIATION)


def test_an_eviction_ends_the_course_of_the_case_and_is_counted_once(lease: Lease, officer: Scope) -> None:
    case = case_of(lease, is_noticed=True)

    said = report(lease, ReportKind.CARRIED_OUT, officer)

    course = case.courses.get()
    assert (course.result, said.eviction and said.eviction.case_id) == (CourseResult.CARRIED_OUT, case.pk)

    take_report_back(said, by=officer, now=NOW)

    course.refresh_from_db()
    assert (course.result, Eviction.objects.count()) == ("", 0)


def test_the_caseworkers_record_takes_over_what_the_association_told(lease: Lease, officer: Scope) -> None:
    case = case_of(lease, is_noticed=False)
    caseworker = scope_of(make_caseworker(case.unit))
    report(lease, ReportKind.CARRIED_OUT, officer)

    record_eviction(
        case, course=None, occurred_on=TODAY, cause=Cause.ARREARS, source=StepSource.COURT, by=caseworker, now=NOW
    )
    again = LeaseFactory(association=lease.association)
    known = case_of(again, is_noticed=True)
    by = scope_of(make_caseworker(known.unit))
    record_eviction(known, course=None, occurred_on=TODAY, cause=Cause.ARREARS, source=StepSource.COURT, by=by, now=NOW)
    said = report(again, ReportKind.CARRIED_OUT, officer)

    assert list(Eviction.objects.order_by("pk").values_list("case", "source")) == [
        (case.pk, StepSource.COURT),
        (known.pk, StepSource.COURT),
    ]
    assert said.eviction is None


def test_only_the_associations_officers_report_and_each_thing_once(lease: Lease, officer: Scope) -> None:
    others = [make_officer(), make_adviser(lease.association), make_caseworker()]
    for other in others:
        with pytest.raises(NotAllowed):
            report(lease, ReportKind.CALLED_OFF, scope_of(other))
    report(lease, ReportKind.CALLED_OFF, officer)

    with pytest.raises(Refused):
        report(lease, ReportKind.CALLED_OFF, officer)
    with pytest.raises(Refused):
        report(lease, ReportKind.HEARING_SET, officer)
