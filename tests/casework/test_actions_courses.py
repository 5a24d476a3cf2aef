"""The legal course of a case: opening one, recording and correcting its steps, and an eviction."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from django.utils import translation

from accounts.errors import Conflict, NotAllowed, Refused
from accounts.models import User
from accounts.scope import Scope
from casework.actions import courses as actions
from casework.enums import (
    Cause,
    CourseResult,
    EventKind,
    Ground,
    HearingResult,
    LegalStepKind,
    ParticipantKind,
    Stage,
    StepSource,
)
from casework.models import Case, CaseEvent, CaseParticipant, Eviction, LegalCourse, LegalStep
from tests.factories import NOW, TODAY, at
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory
from tests.factories.courses import LegalCourseFactory, LegalStepFactory
from tests.factories.people import make_caseworker, make_manager, scope_of

pytestmark = pytest.mark.django_db

Kind = LegalStepKind
HEARING = at(dt.date(2026, 12, 1), 9)


@dataclasses.dataclass
class Desk:
    """A caseworker with a case and its arrears course."""

    case: Case
    course: LegalCourse
    user: User
    by: Scope

    @property
    def standing(self) -> tuple[Any, ...]:
        self.course.refresh_from_db()
        return self.course.stage, self.course.ended_on, self.course.result, self.course.version


@pytest.fixture
def desk() -> Desk:
    unit = UnitFactory()
    user = make_caseworker(unit)
    case = CaseFactory(unit=unit, assigned_to=user, has_children="yes", children=2, adults=1)
    return Desk(case, LegalCourseFactory(case=case), user, scope_of(user))


def lines() -> list[tuple[Any, ...]]:
    return list(CaseEvent.objects.order_by("pk").values_list("kind", "occurred_on", "detail"))


def november(day: int) -> dt.date:
    return dt.date(2026, 11, day)


def record(desk: Desk, kind: str, day: int, **given: Any) -> LegalStep:
    desk.course.refresh_from_db()
    facts: dict[str, Any] = {
        "kind": kind,
        "occurred_on": november(day),
        "source": StepSource.COURT,
        "version": desk.course.version,
        "by": desk.by,
        "now": NOW,
    }
    return actions.record_step(desk.course, **(facts | given))


def test_opening_a_course(desk: Desk) -> None:
    course = actions.open_course(
        desk.case,
        cause=Cause.SUBLETTING,
        ground=Ground.TRANSFER_OF_USE,
        started_on=november(20),
        source=StepSource.ASSOCIATION,
        by=desk.by,
        now=NOW,
    )

    assert LegalCourse.objects.values("case", "municipality", "cause", "ground", "started_on", "stage").get(
        pk=course.pk
    ) == {
        "case": desk.case.pk,
        "municipality": desk.case.municipality_id,
        "cause": Cause.SUBLETTING,
        "ground": 6,
        "started_on": november(20),
        "stage": Stage.EARLY,
    }
    assert lines() == [
        (
            EventKind.COURSE_OPENED,
            november(20),
            {
                "course": course.pk,
                "cause": "subletting",
                "ground": 6,
                "started_on": "2026-11-20",
                "source": "association",
            },
        )
    ]
    desk.case.refresh_from_db()
    assert desk.case.cause == Cause.SUBLETTING  # the younger of two that came equally far


def test_a_course_for_crime_restricts_the_case(desk: Desk) -> None:
    colleague = make_caseworker(desk.case.unit)

    actions.open_course(
        desk.case,
        cause=Cause.CRIME,
        ground=None,
        started_on=TODAY,
        source=StepSource.COURT,
        by=scope_of(colleague),
        now=NOW,
    )

    desk.case.refresh_from_db()
    assert desk.case.is_restricted
    assert set(CaseParticipant.objects.values_list("user", "kind", "reason")) == {
        (desk.user.pk, ParticipantKind.CLEARED, "crime"),
        (colleague.pk, ParticipantKind.CLEARED, "crime"),
    }
    assert [(kind, detail) for kind, _on, detail in lines()][1] == (EventKind.RESTRICTED, {"because": "crime"})


def test_steps_move_the_course(desk: Desk) -> None:
    demand = record(desk, Kind.DEMAND, 3, source=StepSource.ASSOCIATION)
    called = record(desk, Kind.HEARING_CALLED, 18, takes_place_at=HEARING, court="Københavns Byret")

    assert desk.standing == (Stage.HEARING, None, "", 3)
    desk.case.refresh_from_db()
    assert (desk.case.stage, desk.case.next_court_at) == (Stage.HEARING, HEARING)
    assert LegalStep.objects.values("case", "municipality", "recorded_by", "recorded_at").distinct().get() == {
        "case": desk.case.pk,
        "municipality": desk.case.municipality_id,
        "recorded_by": desk.user.pk,
        "recorded_at": NOW,
    }
    assert lines() == [
        (
            EventKind.LEGAL_STEP,
            november(3),
            {
                "course": desk.course.pk,
                "cause": "arrears",
                "step": demand.pk,
                "kind": "demand",
                "source": "association",
            },
        ),
        (
            EventKind.LEGAL_STEP,
            november(18),
            {
                "course": desk.course.pk,
                "cause": "arrears",
                "step": called.pk,
                "kind": "hearing_called",
                "source": "court",
                "takes_place_at": "2026-12-01T09:00:00+01:00",
                "court": "Københavns Byret",
            },
        ),
    ]


def test_a_step_learned_of_late_takes_its_place(desk: Desk) -> None:
    record(desk, Kind.FILING, 18)
    record(desk, Kind.DEMAND, 3)

    assert desk.standing == (Stage.FILED, None, "", 3)


def test_a_course_ends_with_its_result(desk: Desk) -> None:
    record(desk, Kind.ENDED, 20, result=CourseResult.SETTLED)

    assert desk.standing == (Stage.ENDED, november(20), CourseResult.SETTLED, 2)
    with translation.override("en"), pytest.raises(Refused, match="“Demand for payment” cannot follow a later stage"):
        record(desk, Kind.DEMAND, 21)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": Kind.LAWSUIT}, "“Housing court: case brought” is no step of a course for this cause"),
        ({"kind": Kind.DEMAND}, "“Demand for payment” cannot follow a later stage"),
        ({"kind": Kind.RESCISSION, "occurred_on": november(9)}, "“Demand for payment” cannot follow"),
        ({"kind": Kind.HEARING_CALLED}, "Give the day and hour the court has set"),
        ({"kind": Kind.EVICTION_SCHEDULED}, "Give the day and hour the court has set"),
        ({"kind": Kind.HEARING_HELD}, "Say what came of the hearing"),
        ({"kind": Kind.FILING, "hearing_result": HearingResult.ORDER}, "Only a hearing that was held"),
        ({"kind": Kind.ENDED}, "Say how the course ended"),
        ({"kind": Kind.FILING, "occurred_on": TODAY + dt.timedelta(days=1)}, "Choose today or an earlier day"),
    ],
)
def test_steps_that_cannot_be(desk: Desk, given: dict[str, Any], sentence: str) -> None:
    LegalStepFactory(course=desk.course, kind=Kind.DEMAND, occurred_on=november(10))
    LegalStepFactory(course=desk.course, kind=Kind.FILING, occurred_on=november(15))
    kind = given.pop("kind")

    with translation.override("en"), pytest.raises(Refused, match=sentence):
        record(desk, kind, 20, **given)

    assert LegalStep.objects.count() == 2
    assert lines() == []


def test_what_a_list_brought_out_of_order_is_not_held_against_a_new_step(desk: Desk) -> None:
    LegalStepFactory(course=desk.course, kind=Kind.FILING, occurred_on=november(10), source=StepSource.LIST)
    LegalStepFactory(course=desk.course, kind=Kind.DEMAND, occurred_on=november(15), source=StepSource.LIST)

    record(desk, Kind.HEARING_CALLED, 20, takes_place_at=HEARING)

    assert desk.standing[0] == Stage.HEARING


def test_steps_and_versions(desk: Desk) -> None:
    record(desk, Kind.DEMAND, 3)

    with pytest.raises(Conflict) as conflict:
        record(desk, Kind.FILING, 9, version=1)

    assert conflict.value.current == desk.course
    with pytest.raises(NotAllowed):
        record(desk, Kind.FILING, 9, by=scope_of(make_manager(desk.case.municipality.organisation)))


def test_a_correction_stands_beside_the_step(desk: Desk) -> None:
    wrong = record(desk, Kind.FILING, 18)
    right: dict[str, Any] = {
        "kind": Kind.RESCISSION,
        "occurred_on": november(17),
        "source": StepSource.ASSOCIATION,
        "note": "Var kun ophævet.",
        "by": desk.by,
        "now": NOW,
    }

    correction = actions.correct_step(wrong, **right)

    assert desk.standing == (Stage.RESCINDED, None, "", 3)
    assert LegalStep.objects.get(corrects=wrong) == correction
    assert lines()[1] == (
        EventKind.LEGAL_STEP_CORRECTED,
        TODAY,
        {
            "course": desk.course.pk,
            "cause": "arrears",
            "step": correction.pk,
            "kind": "rescission",
            "source": "association",
            "note": "Var kun ophævet.",
            "corrects": wrong.pk,
            "was_kind": "filing",
            "was_on": "2026-11-18",
            "is_void": False,
        },
    )
    with pytest.raises(Conflict) as conflict:
        actions.correct_step(wrong, **right)
    assert conflict.value.current == correction


def test_a_step_is_taken_back_altogether(desk: Desk) -> None:
    wrong = record(desk, Kind.ENDED, 18, result=CourseResult.PAID)

    taken_back = actions.correct_step(
        wrong,
        kind=Kind.DEMAND,
        occurred_on=TODAY,
        source=StepSource.TENANT,
        note="Forkert sag.",
        is_void=True,
        by=desk.by,
        now=NOW,
    )

    assert desk.standing == (Stage.EARLY, None, "", 3)
    assert LegalStep.objects.values("kind", "occurred_on", "result", "source", "note", "is_void").get(
        pk=taken_back.pk
    ) == {
        "kind": "ended",
        "occurred_on": november(18),
        "result": "paid",
        "source": "court",
        "note": "Forkert sag.",
        "is_void": True,
    }


def evict(desk: Desk, **given: Any) -> Eviction:
    facts: dict[str, Any] = {
        "course": desk.course,
        "occurred_on": november(20),
        "cause": Cause.ARREARS,
        "further_causes": [Cause.HOUSE_RULES, Cause.ARREARS],
        "source": StepSource.COURT,
        "by": desk.by,
        "now": NOW,
    }
    return actions.record_eviction(desk.case, **(facts | given))


def test_an_eviction_keeps_the_household_and_ends_the_course(desk: Desk) -> None:
    eviction = evict(desk)

    assert Eviction.objects.values().get() == {
        "id": eviction.pk,
        "municipality_id": desk.case.municipality_id,
        "association_id": desk.case.association_id,
        "department_id": desk.case.department_id,
        "tenancy_id": desk.case.tenancy_id,
        "case_id": desk.case.pk,
        "course_id": desk.course.pk,
        "occurred_on": november(20),
        "year": 2026,
        "cause": "arrears",
        "further_causes": ["house_rules"],
        "district": "3",
        "household_type": "unknown",
        "has_children": "yes",
        "children": 2,
        "adults": 1,
        "source": "court",
        "recorded_at": NOW,
        "recorded_by_id": desk.user.pk,
    }
    assert desk.standing == (Stage.ENDED, november(20), CourseResult.CARRIED_OUT, 2)
    assert lines() == [
        (
            EventKind.EVICTION,
            november(20),
            {
                "eviction": eviction.pk,
                "course": desk.course.pk,
                "cause": "arrears",
                "further_causes": ["house_rules"],
                "source": "court",
            },
        )
    ]


def test_an_eviction_leaves_an_ended_course_as_it_is(desk: Desk) -> None:
    record(desk, Kind.ENDED, 19, result=CourseResult.CARRIED_OUT)

    evict(desk)
    evict(desk, course=None, occurred_on=november(21))

    assert desk.standing == (Stage.ENDED, november(19), CourseResult.CARRIED_OUT, 2)
    assert list(Eviction.objects.order_by("pk").values_list("course", flat=True)) == [desk.course.pk, None]


def test_evictions_that_cannot_be(desk: Desk) -> None:
    evict(desk)
    before = lines()

    with translation.override("en"):
        with pytest.raises(Refused, match="An eviction from this tenancy on that day is already recorded"):
            evict(desk)
        with pytest.raises(Refused, match="Choose today or an earlier day"):
            evict(desk, occurred_on=TODAY + dt.timedelta(days=1))
        with pytest.raises(Refused, match="The legal course belongs to another case"):
            evict(desk, course=LegalCourseFactory(), occurred_on=TODAY)

    assert lines() == before
