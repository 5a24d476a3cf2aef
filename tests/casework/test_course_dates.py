"""The dates of a case's courses on its page, and noting that something was raised with the association."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from casework.enums import LegalStepKind
from casework.models import Case, CaseEvent, LegalCourse
from casework.queries.course_dates import course_dates
from casework.stages import effective
from tests.factories import NOW
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory
from tests.factories.courses import LegalCourseFactory, LegalStepFactory
from tests.factories.housing import NoticeFactory
from tests.factories.people import make_caseworker, scope_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> LegalCourse:
    """Rent due 1 April 2026, demanded the day of the third weekday, rescinded two weeks later, then filed."""
    unit = UnitFactory()
    case = CaseFactory(unit=unit, assigned_to=make_caseworker(unit), opened_on=dt.date(2026, 4, 8))
    course: LegalCourse = LegalCourseFactory(case=case)
    for kind, day, more in (
        (LegalStepKind.DEMAND, 8, {"due_on": dt.date(2026, 4, 1), "arrived_on": dt.date(2026, 4, 10)}),
        (LegalStepKind.RESCISSION, 25, {}),
        (LegalStepKind.FILING, 28, {}),
    ):
        LegalStepFactory(course=course, kind=kind, occurred_on=dt.date(2026, 4, day), **more)
    return course


def shown(course: LegalCourse) -> Any:
    steps, caseworker = effective(course.steps.order_by("pk")), course.case.assigned_to
    assert caseworker is not None
    return course_dates(course.case, [(course, steps)], scope_of(caseworker))[course.pk]


def test_the_dates_of_a_course_and_what_to_raise(course: LegalCourse) -> None:
    follows = shown(course)

    assert [date.day.isoformat() for date in follows.dates] == [
        "2026-04-01",
        "2026-04-08",
        "2026-04-09",
        "2026-04-08",
        "2026-04-10",
        "2026-04-24",
        "2026-04-25",
    ]
    assert [found.code for found in follows.findings] == ["demand_too_early", "filing_without_notice"]

    lease = {"association": course.case.association, "municipality": course.municipality}
    filed_on = dt.date(2026, 4, 28)
    NoticeFactory(
        tenancy=course.case.tenancy, lease=course.case.lease, filed_on=filed_on, received_on=filed_on, **lease
    )
    assert [found.code for found in shown(course).findings] == ["demand_too_early"]


def test_what_was_raised_is_told_with_its_day(client: Client, course: LegalCourse) -> None:
    case: Case = course.case
    client.force_login(case.assigned_to)  # type: ignore[arg-type]  # the fixture assigns it
    address = reverse("casework:raise-finding", args=[case.pk, course.pk, "demand_too_early"])

    with time_machine.travel(NOW, tick=False):
        client.post(address, {"raised_on": "2026-11-20", "note": "De ser på det."})
        page = client.get(reverse("casework:case", args=[case.pk]))
        unknown = client.get(reverse("casework:raise-finding", args=[case.pk, course.pk, "more_than_rent"]))

    raised = CaseEvent.objects.get(kind="raised")
    assert (raised.occurred_on, raised.detail["finding"]) == (dt.date(2026, 11, 20), "demand_too_early")
    assert shown(course).findings[0].raised_on == dt.date(2026, 11, 20)
    assert "Rejst over for boligorganisationen: Påkrav givet for tidligt" in page.content.decode()
    assert unknown.status_code == 404
