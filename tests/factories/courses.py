"""Legal courses with their steps, and evictions: the smallest valid rows."""

import datetime as dt

from factory import LazyAttribute, SelfAttribute, SubFactory
from factory.django import DjangoModelFactory

from casework.enums import Cause, CheckAnswer, EvictionCheck, Ground, LegalStepKind, StepSource
from casework.models import CourtAttendance, Eviction, EvictionCheckMark, LegalCourse, LegalStep

from . import NOW
from .accounts import UserFactory
from .casework import CaseFactory


class LegalCourseFactory(DjangoModelFactory[LegalCourse]):
    """A course without steps, for arrears and open."""

    class Meta:
        model = LegalCourse

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    cause = Cause.ARREARS
    ground = LazyAttribute(lambda course: Ground.RENT_NOT_PAID if course.cause == Cause.ARREARS else None)
    started_on = SelfAttribute("case.opened_on")


class LegalStepFactory(DjangoModelFactory[LegalStep]):
    """A demand; the course's stage is not derived from it before `casework.derived.refresh`."""

    class Meta:
        model = LegalStep

    course = SubFactory(LegalCourseFactory)
    case = SelfAttribute("course.case")
    municipality = SelfAttribute("case.municipality")
    kind = LegalStepKind.DEMAND
    occurred_on = SelfAttribute("course.started_on")
    source = StepSource.ASSOCIATION
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class EvictionFactory(DjangoModelFactory[Eviction]):
    """An eviction with its case; `case=None` needs tenancy, association, department and municipality."""

    class Meta:
        model = Eviction

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    association = SelfAttribute("case.association")
    department = SelfAttribute("case.department")
    tenancy = SelfAttribute("case.tenancy")
    occurred_on = dt.date(2026, 11, 16)
    year = LazyAttribute(lambda eviction: eviction.occurred_on.year)
    cause = Cause.ARREARS
    further_causes = LazyAttribute(lambda _: [])
    district = SelfAttribute("case.district")
    household_type = SelfAttribute("case.household_type")
    has_children = SelfAttribute("case.has_children")
    source = StepSource.COURT
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class CourtAttendanceFactory(DjangoModelFactory[CourtAttendance]):
    class Meta:
        model = CourtAttendance

    step = SubFactory(LegalStepFactory)
    case = SelfAttribute("step.case")
    municipality = SelfAttribute("case.municipality")


class EvictionCheckMarkFactory(DjangoModelFactory[EvictionCheckMark]):
    class Meta:
        model = EvictionCheckMark

    step = SubFactory(LegalStepFactory)
    case = SelfAttribute("step.case")
    municipality = SelfAttribute("case.municipality")
    point = EvictionCheck.KEYS
    answer = CheckAnswer.DONE
    marked_at = NOW
    marked_by = SubFactory(UserFactory)
