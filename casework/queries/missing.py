"""What the statistics lack, of one case on its page and of a unit's cases counted by the database."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from accounts.scope import Scope
from accounts.wording import local_date

from ..enums import Cause, LegalStepKind, Stage, StatisticsFact
from ..missing import ALWAYS_KNOWN, SERVES, Known, Missing, missing
from ..models import Case, CaseBackground, LegalCourse, LegalStep, UnknownFact
from .case_page import CoursePage, courses_of
from .court_day import lacks_result

Fact = StatisticsFact
#: The municipality whose homes lie in districts (Copenhagen).
WITH_DISTRICTS = "101"
_FILED = [Stage.FILED, Stage.HEARING, Stage.SCHEDULED]


@dataclasses.dataclass(frozen=True, slots=True)
class Lack:
    """One missing fact and where it is filled in."""

    missing: Missing
    url: str


class Lacking(NamedTuple):
    """One fact, the figure it serves, and how many of the unit's open cases lack it."""

    fact: StatisticsFact
    serves: str
    cases: int


def lacks_of(case: Case, *, has_background: bool, courses: Sequence[CoursePage], now: dt.datetime) -> list[Lack]:
    """What the statistics lack of a case whose courses are at hand, with one question to the database."""
    overdue = [
        step for course in courses if course.is_open and (step := lacks_result(course.steps, now=now)) is not None
    ]
    known = Known(
        household_type=case.household_type,
        has_children=case.has_children,
        children=case.children,
        has_background=has_background,
        lacks_ground=any(course.course.ground is None for course in courses),
        has_districts=case.municipality.code == WITH_DISTRICTS,
        district=case.district,
        cause=case.cause,
        stage=case.stage,
        is_noticed=case.first_noticed_on is not None,
        contact_count=case.contact_count,
        lacks_court_result=bool(overdue),
        unknown=set(UnknownFact.objects.filter(case=case).values_list("fact", flat=True)),
    )
    return [Lack(one, _url(case, one.fact, overdue)) for one in missing(known)]


def lacks_of_case(case: Case, *, now: dt.datetime) -> list[Lack]:
    """The same for a case whose page was not gathered."""
    return lacks_of(case, has_background=case.backgrounds.exists(), courses=courses_of(case), now=now)


def counts_of_unit(scope: Scope, *, now: dt.datetime) -> list[Lacking]:
    """How many open cases of the unit that one may open lack each fact, in one question; facts nobody lacks last."""
    cases = Case.objects.visible_to(scope).open().of_unit(scope.unit_id or 0)
    counted = cases.aggregate(**{f"lacks_{fact}": Count("pk", filter=lacking(fact, now=now)) for fact in Fact})
    found = [Lacking(fact, str(SERVES[fact]), counted[f"lacks_{fact}"]) for fact in Fact]
    return sorted(found, key=lambda one: one.cases == 0)


def cases_lacking(scope: Scope, fact: StatisticsFact, *, now: dt.datetime) -> QuerySet[Case]:
    """The unit's open cases that lack a fact, the most urgent first."""
    return Case.objects.visible_to(scope).open().of_unit(scope.unit_id or 0).filter(lacking(fact, now=now)).by_urgency()


def lacking(fact: StatisticsFact, *, now: dt.datetime) -> Q:
    """The rule of `missing.missing` for one fact, in the database."""
    rule = _RULES[fact] if fact != Fact.COURT_RESULT else Q(Exists(_waiting_for_result(now)))
    if fact in ALWAYS_KNOWN:
        return rule
    return rule & ~Q(Exists(UnknownFact.objects.filter(case=OuterRef("pk"), fact=fact)))


_RULES: dict[StatisticsFact, Q] = {
    Fact.HOUSEHOLD: Q(household_type__in=["", "unknown"]),
    Fact.CHILDREN: Q(has_children="unknown"),
    Fact.CHILD_COUNT: Q(has_children="yes") & (Q(children__isnull=True) | Q(children=0)),
    Fact.BACKGROUND: ~Q(Exists(CaseBackground.objects.filter(case=OuterRef("pk")))),
    Fact.GROUND: Q(Exists(LegalCourse.objects.filter(case=OuterRef("pk"), ground__isnull=True))),
    Fact.DISTRICT: Q(municipality__code=WITH_DISTRICTS, district=""),
    Fact.NOTICE: Q(cause=Cause.ARREARS, stage__in=_FILED, first_noticed_on__isnull=True),
    Fact.CONTACT: Q(contact_count=0),
}


def _waiting_for_result(now: dt.datetime) -> QuerySet[LegalStep]:
    """Hearings and evictions whose hour has passed and after which nothing of their kind was recorded."""
    named = LegalStep.objects.filter(
        case=OuterRef("pk"),
        kind__in=[LegalStepKind.HEARING_CALLED, LegalStepKind.EVICTION_SCHEDULED],
        takes_place_at__lte=now,
        corrected_by__isnull=True,
        is_void=False,
        course__ended_on__isnull=True,
    )
    later = LegalStep.objects.filter(
        course=OuterRef("course"), corrected_by__isnull=True, is_void=False, occurred_on__gte=OuterRef("occurred_on")
    ).exclude(pk=OuterRef("pk"))
    after_hearing = later.filter(kind__in=[LegalStepKind.HEARING_HELD, LegalStepKind.EVICTION_SCHEDULED])
    after_eviction = later.filter(kind=LegalStepKind.EVICTION_SCHEDULED)
    return named.exclude(Exists(after_hearing), kind=LegalStepKind.HEARING_CALLED).exclude(
        Exists(after_eviction), kind=LegalStepKind.EVICTION_SCHEDULED
    )


def _url(case: Case, fact: StatisticsFact, overdue: list[LegalStep]) -> str:
    """Where a fact is filled in."""
    here = reverse("casework:case", args=[case.pk])
    if fact == Fact.CONTACT:
        return f"{here}?log=contact#log"
    if fact == Fact.NOTICE:
        return reverse("casework:notice-new")
    if fact == Fact.COURT_RESULT and overdue:
        step = overdue[0]
        return f"{reverse('casework:court-day')}?day={_day(step)}#step-{step.pk}"
    return f"{reverse('casework:missing', args=[case.pk])}#{fact}"


def _day(step: LegalStep) -> str:
    return local_date(step.takes_place_at).isoformat() if step.takes_place_at else ""
