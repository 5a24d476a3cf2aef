"""Closing a case by its four questions, and opening it again."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from accounts.errors import Conflict, NotAllowed, Refused
from accounts.models import User
from accounts.scope import Scope
from casework.actions.closing import close_case, reopen_case
from casework.enums import Cause, CourseResult, EventKind, LegalStepKind, Stage, StepSource
from casework.models import Case, CaseEvent, LegalCourse, LegalStep
from casework.models.cases import NOTHING_DUE
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory, ContactAttemptFactory, InterventionFactory
from tests.factories.courses import EvictionFactory, LegalCourseFactory, LegalStepFactory
from tests.factories.people import make_caseworker, make_manager, scope_of

pytestmark = pytest.mark.django_db

CLOSED_ON = dt.date(2026, 11, 20)
CLOSING = (
    "closed_at",
    "closed_on",
    "closed_year",
    "closed_by",
    "housing_outcome",
    "contact_outcome",
    "arrears_outcome",
    "amount_at_closing",
    "step_at_closing",
    "reopened_count",
)


@dataclasses.dataclass
class Desk:
    """A caseworker with a case whose household was reached and helped, rescinded in its arrears course."""

    case: Case
    course: LegalCourse
    user: User
    by: Scope


@pytest.fixture
def desk() -> Desk:
    unit = UnitFactory()
    user = make_caseworker(unit)
    case = CaseFactory(unit=unit, assigned_to=user, amount=Decimal("12345.50"))
    course = LegalCourseFactory(case=case)
    LegalStepFactory(course=course, kind=LegalStepKind.RESCISSION)
    ContactAttemptFactory(case=case, is_reached=True)
    InterventionFactory(case=case, kind="debt_advice")
    return Desk(case, course, user, scope_of(user))


def close(desk: Desk, **given: Any) -> Case:
    facts: dict[str, Any] = {
        "housing_outcome": "stays",
        "contact_outcome": "helped",
        "arrears_outcome": "instalments",
        "course_results": {desk.course.pk: CourseResult.SETTLED},
        "closed_on": CLOSED_ON,
        "version": 1,
        "by": desk.by,
        "now": NOW,
    }
    return close_case(desk.case, **(facts | given))


def lines() -> list[tuple[Any, ...]]:
    return list(CaseEvent.objects.order_by("pk").values_list("kind", "occurred_on", "detail"))


def test_closing(desk: Desk) -> None:
    closed = close(desk)

    assert Case.objects.values(*CLOSING, "version", "stage", "triage_key").get() == {
        "closed_at": NOW,
        "closed_on": CLOSED_ON,
        "closed_year": 2026,
        "closed_by": desk.user.pk,
        "housing_outcome": "stays",
        "contact_outcome": "helped",
        "arrears_outcome": "instalments",
        "amount_at_closing": Decimal("12345.50"),
        "step_at_closing": Stage.RESCINDED,
        "reopened_count": 0,
        "version": 2,
        "stage": Stage.ENDED,
        "triage_key": NOTHING_DUE,
    }
    assert (closed, closed.stage) == (desk.case, Stage.ENDED)
    assert LegalStep.objects.values("kind", "occurred_on", "result", "source", "recorded_by").get(kind="ended") == {
        "kind": "ended",
        "occurred_on": CLOSED_ON,
        "result": "settled",
        "source": StepSource.MUNICIPALITY,
        "recorded_by": desk.user.pk,
    }
    assert LegalCourse.objects.values("stage", "ended_on", "result").get() == {
        "stage": Stage.ENDED,
        "ended_on": CLOSED_ON,
        "result": "settled",
    }
    assert lines() == [
        (
            EventKind.CLOSED,
            CLOSED_ON,
            {
                "housing_outcome": "stays",
                "contact_outcome": "helped",
                "arrears_outcome": "instalments",
                "amount": "12345.50",
                "stage": "rescinded",
                "results": {str(desk.course.pk): "settled"},
            },
        )
    ]
    assert list(Case.objects.averted()) == [desk.case]


def test_a_course_that_ended_before_keeps_its_result(desk: Desk) -> None:
    ended = LegalCourseFactory(
        case=desk.case, cause=Cause.HOUSE_RULES, stage=Stage.ENDED, ended_on=CLOSED_ON, result=CourseResult.REFUSED
    )
    LegalStepFactory(course=ended, kind=LegalStepKind.ENDED, occurred_on=CLOSED_ON, result=CourseResult.REFUSED)

    close(desk, course_results={desk.course.pk: "paid", ended.pk: "carried_out"})

    assert lines()[0][2]["results"] == {str(desk.course.pk): "paid", str(ended.pk): "refused"}
    assert list(LegalCourse.objects.order_by("pk").values_list("result", flat=True)) == ["paid", "refused"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"course_results": {}}, "Say how each legal course ended"),
        ({"course_results": {0: "paid"}}, "The legal course belongs to another case"),
        ({"housing_outcome": "hjemme"}, "Answer all four questions"),
        ({"contact_outcome": ""}, "Answer all four questions"),
        ({"arrears_outcome": ""}, "Answer all four questions"),
        ({"closed_on": TODAY + dt.timedelta(days=1)}, "Choose today or an earlier day"),
        ({"closed_on": dt.date(2026, 11, 1)}, "A case cannot be closed before it was opened"),
        ({"housing_outcome": "evicted"}, "No eviction is recorded"),
        ({"contact_outcome": "not_reached"}, "The household was reached"),
        ({"contact_outcome": "no_need"}, "Help beyond the conversation is recorded"),
    ],
)
def test_answers_that_contradict_the_record(desk: Desk, given: dict[str, Any], sentence: str) -> None:
    with translation.override("en"), pytest.raises(Refused, match=sentence):
        close(desk, **given)

    assert (Case.objects.open().count(), LegalStep.objects.count(), lines()) == (1, 1, [])


def test_a_result_must_be_one_of_a_course(desk: Desk) -> None:
    with translation.override("en"), pytest.raises(Refused, match="Say how each legal course ended"):
        close(desk, course_results={desk.course.pk: "vundet"})


def test_a_case_that_ended_in_an_eviction(desk: Desk) -> None:
    EvictionFactory(case=desk.case, course=desk.course)

    with translation.override("en"), pytest.raises(Refused, match="An eviction was carried out"):
        close(desk)
    close(desk, housing_outcome="evicted", course_results={desk.course.pk: "carried_out"})

    assert list(Case.objects.averted()) == []


def test_a_step_after_the_day_of_closing_stands_in_the_way(desk: Desk) -> None:
    LegalStepFactory(course=desk.course, kind=LegalStepKind.FILING, occurred_on=dt.date(2026, 11, 21))

    with translation.override("en"), pytest.raises(Refused, match="cannot follow a later stage"):
        close(desk)


def test_who_may_close_and_which_version(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        close(desk, by=scope_of(make_manager(desk.case.municipality.organisation)))
    with pytest.raises(Conflict):
        close(desk, version=3)
    close(desk)
    with translation.override("en"), pytest.raises(NotAllowed, match="The case is closed"):
        close(desk, version=2)


def test_reopening(desk: Desk) -> None:
    close(desk)

    case = reopen_case(desk.case, reason="Ny restance", by=desk.by, now=NOW)

    assert Case.objects.values(*CLOSING).get() == {
        "closed_at": None,
        "closed_on": None,
        "closed_year": None,
        "closed_by": None,
        "housing_outcome": "",
        "contact_outcome": "",
        "arrears_outcome": "",
        "amount_at_closing": None,
        "step_at_closing": "",
        "reopened_count": 1,
    }
    assert lines()[1] == (
        EventKind.REOPENED,
        TODAY,
        {
            "reason": "Ny restance",
            "closed_on": "2026-11-20",
            "housing_outcome": "stays",
            "contact_outcome": "helped",
            "arrears_outcome": "instalments",
        },
    )
    assert (case.version, case.assigned_to, case.triage_rule) == (3, desk.user, "first_contact")


def test_a_case_is_not_reopened_without_need(desk: Desk) -> None:
    with translation.override("en"):
        with pytest.raises(NotAllowed, match="The case is open"):
            reopen_case(desk.case, reason="Ny restance", by=desk.by, now=NOW)
        close(desk)
        with pytest.raises(Refused, match="Give the reason"):
            reopen_case(desk.case, reason=" ", by=desk.by, now=NOW)
        CaseFactory(lease=desk.case.lease)
        with pytest.raises(Refused, match="This household already has an open case"):
            reopen_case(desk.case, reason="Ny restance", by=desk.by, now=NOW)
    assert Case.objects.get(pk=desk.case.pk).closed_on == CLOSED_ON
