"""What a caseworker needs to know of one case, gathered in a fixed number of questions to the database."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.scope import Scope
from housing import codes

from ..course_facts import FACTS_OF
from ..enums import Cause, CourseResult, HearingResult
from ..models import (
    Appointment,
    Case,
    CaseParticipant,
    CasePerson,
    CaseSummary,
    ContactAttempt,
    CourseFact,
    Eviction,
    EvictionReview,
    Intervention,
    LegalCourse,
    LegalStep,
)
from ..models.cases import CaseQuerySet
from ..stages import effective, furthest
from .appointments import planned_of
from .arrears import ArrearsOverTime, arrears_over_time
from .budgets import BudgetPage, budget_page, budgets_of
from .contact import ContactPicture, contact_picture
from .home import Home, children_words, home_of, people_of
from .papers import Papers, papers_of
from .plans import PlanPage, plan_pages


@dataclasses.dataclass(frozen=True, slots=True)
class CoursePage:
    """A legal course with the steps that hold, in the order they happened."""

    course: LegalCourse
    steps: list[LegalStep]
    facts: list[CourseFact] = dataclasses.field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.course.ended_on is None

    @property
    def takes_facts(self) -> bool:
        """Whether there is something to note of its ground beside the steps."""
        return bool(FACTS_OF[Cause(self.course.cause)])


@dataclasses.dataclass(frozen=True, slots=True)
class CasePage:
    """Everything of a case but its timeline; each intervention with its name."""

    case: Case
    people: list[CasePerson]
    home: Home
    courses: list[CoursePage]
    evictions: list[Eviction]
    interventions: list[tuple[str, Intervention]]
    attempts: list[ContactAttempt]
    arrears: ArrearsOverTime
    plan: PlanPage | None
    budget: BudgetPage | None
    contact: ContactPicture
    summary: CaseSummary | None
    backgrounds: list[str]
    participants: list[CaseParticipant]
    earlier: list[Case]
    papers: Papers
    appointments: list[Appointment]

    @property
    def children(self) -> str:
        """How many children live there, in words; empty when none or unknown."""
        return children_words(self.case.has_children, self.case.children)

    @property
    def months(self) -> Decimal | None:
        """What is owed, in months of rent."""
        if self.case.amount is None or not self.case.monthly_rent:
            return None
        return self.case.amount / self.case.monthly_rent

    @property
    def household_facts(self) -> list[tuple[str, object]]:
        """The household as the municipality knows it, as pairs of a word and an answer."""
        case = self.case
        return [
            (_("Household"), codes.name_of("household_type", case.household_type)),
            (_("Adults"), case.adults),
            (_("Children under 18"), case.children or case.get_has_children_display()),
        ]

    @property
    def background_names(self) -> list[str]:
        return [codes.name_of("background", code) for code in self.backgrounds]

    @property
    def open_courses(self) -> list[CoursePage]:
        return [course for course in self.courses if course.is_open]

    @property
    def leading_course(self) -> CoursePage | None:
        """The course the case shows; see `stages.furthest`."""
        leading = furthest([page.course for page in self.courses])
        return next((page for page in self.courses if page.course is leading), None)

    @property
    def awaits_plan(self) -> bool:
        """Whether the court settled it and no instalment plan has been written down since."""
        settled = [step.occurred_on for page in self.courses for step in page.steps if _is_settlement(step)]
        written_on = self.plan.plan.agreed_on if self.plan else None
        return bool(settled) and (written_on is None or written_on < max(settled))

    @property
    def next_court_step(self) -> LegalStep | None:
        """The recorded step that set the case's next court date."""
        waited_for = self.case.next_court_at
        dated = [step for page in self.open_courses for step in page.steps if step.takes_place_at is not None]
        return next((step for step in reversed(dated) if step.takes_place_at == waited_for), None)


def _is_settlement(step: LegalStep) -> bool:
    return step.hearing_result == HearingResult.SETTLEMENT or step.result == CourseResult.SETTLED


def with_all(cases: CaseQuerySet) -> CaseQuerySet:
    """The cases together with the records their page names."""
    return cases.select_related(
        "association__organisation",
        "department",
        "tenancy",
        "campaign",
        "unit",
        "municipality",
        "assigned_to",
        "lease",
        "closed_by",
    )


def case_page(case: Case, scope: Scope, *, now: dt.datetime) -> CasePage:
    """Gather one case that may be opened; `case` comes from `with_all`."""
    today = timezone.localdate(now)
    everybody = people_of(case)
    people = [entry for entry in everybody if entry.ended_on is None]
    attempts = list(case.contact_attempts.order_by("occurred_at", "pk"))
    return CasePage(
        case=case,
        people=people,
        home=home_of(case, everybody, scope, today=today),
        courses=_with_facts(case, courses_of(case)),
        evictions=list(case.evictions.annotate(is_reviewed=_has_review()).order_by("occurred_on", "pk")),
        interventions=[
            (codes.name_of("intervention", one.kind), one)
            for one in case.interventions.select_related("responsible", "programme", "person").order_by(
                "-starts_on", "-pk"
            )
        ],
        attempts=attempts,
        contact=contact_picture(case, people, attempts),
        summary=case.summaries.select_related("recorded_by").order_by("-version").first(),
        arrears=arrears_over_time(case, scope, today=today),
        plan=next(iter(plan_pages(case, today=today)), None),
        budget=budget_page(budget) if (budget := budgets_of(case).first()) else None,
        backgrounds=list(case.backgrounds.order_by("pk").values_list("code", flat=True)),
        participants=list(
            case.participants.current(now).select_related("user", "given_by").order_by("starts_at", "pk")
        ),
        earlier=list(_earlier(case, scope)),
        papers=papers_of(case, scope),
        appointments=planned_of(case) if case.closed_at is None else [],
    )


def _has_review() -> Exists:
    """Whether an eviction has been reviewed together."""
    return Exists(EvictionReview.objects.filter(eviction=OuterRef("pk")))


def courses_of(case: Case) -> list[CoursePage]:
    steps = effective(case.steps.order_by("pk"))
    return [
        CoursePage(course, [step for step in steps if step.course_id == course.pk])
        for course in case.courses.order_by("started_on", "pk")
    ]


def _with_facts(case: Case, courses: list[CoursePage]) -> list[CoursePage]:
    """The courses with what is known of their ground; only a ground that can have facts asks for them."""
    if not any(page.takes_facts for page in courses):
        return courses
    facts = list(CourseFact.objects.filter(case=case).standing().order_by("occurred_on", "pk"))
    return [
        dataclasses.replace(page, facts=[fact for fact in facts if fact.course_id == page.course.pk])
        for page in courses
    ]


def _earlier(case: Case, scope: Scope) -> CaseQuerySet:
    """The tenancy's other cases that one may open; they may be another household's."""
    return (
        Case.objects.visible_to(scope)
        .filter(tenancy=case.tenancy_id)
        .exclude(pk=case.pk)
        .order_by("-opened_on", "-pk")
        .only("number", "opened_on", "closed_on", "names", "lease_id")[:10]
    )
