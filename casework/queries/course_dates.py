"""The dates of a case's legal courses with how each was reckoned, and what in them does not look right."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from accounts.scope import Scope
from accounts.wording import day, kroner
from housing.enums import NoticeKind
from housing.models import ArrearsWarning, Notice

from ..enums import Cause, EventKind, Finding, LegalStepKind
from ..legal_calendar import LegalDate
from ..legal_parameters import ParameterHistory
from ..models import Case, CaseEvent, LegalCourse, LegalStep
from ..plausibility import Course, Found, condition_ends_on, demand_course, findings
from ..reckoning import NAMES, SECTIONS, reckoned
from .legal_parameters import parameter_history


@dataclasses.dataclass(frozen=True, slots=True)
class CourseDate:
    """One date: its name, the day, how it was found, and where it stands in the law; all of it guidance."""

    name: str
    day: dt.date
    how: str
    section: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class ShownFinding:
    """One thing to raise with the association, in words; `raised_on` once somebody did."""

    code: str
    label: str
    text: str
    raised_on: dt.date | None

    @property
    def level(self) -> str:
        return "neutral" if self.raised_on else "amber"


@dataclasses.dataclass(frozen=True, slots=True)
class CourseDates:
    """What follows from the steps of one course."""

    course_id: int
    dates: list[CourseDate]
    findings: list[ShownFinding]
    is_due_day_missing: bool = False


def course_dates(
    case: Case,
    courses: Sequence[tuple[LegalCourse, Sequence[LegalStep]]],
    scope: Scope,
) -> dict[int, CourseDates]:
    """By course; four questions to the database, however many courses and steps there are."""
    history = parameter_history(case.municipality_id)
    lists = _lists(case, scope)
    notices = dict(
        Notice.objects.visible_to(scope)
        .filter(lease=case.lease_id, kind=NoticeKind.SECTION_92_2)
        .values_list("filed_on", "received_on")
    )
    raised = {
        (event.detail.get("course"), event.detail.get("finding")): event.occurred_on
        for event in CaseEvent.objects.filter(case=case, kind=EventKind.RAISED).order_by("occurred_on", "pk")
    }
    return {
        course.pk: _dates_of(course, _facts(course, steps, case, lists, notices), history, raised)
        for course, steps in courses
    }


def _lists(case: Case, scope: Scope) -> list[ArrearsWarning]:
    """What the association's lists said of demands, the earliest first."""
    shared = ArrearsWarning.objects.visible_to(scope).filter(lease=case.lease_id, demand_sent_on__isnull=False)
    return list(shared.order_by("as_of", "pk").only("as_of", "due_on", "demand_sent_on", "amount", "monthly_rent"))


def _facts(
    course: LegalCourse,
    steps: Sequence[LegalStep],
    case: Case,
    lists: Sequence[ArrearsWarning],
    notices: Mapping[dt.date, dt.date],
) -> Course:
    """The course with what the list of its demand said: the list that names the same day."""
    demand = next((step for step in reversed(steps) if step.kind == LegalStepKind.DEMAND), None)
    told = next((one for one in lists if demand is not None and one.demand_sent_on == demand.occurred_on), None)
    due_on = told.due_on if told is not None else None
    return Course(
        course.cause,
        steps,
        due_on=due_on if due_on and demand and due_on <= demand.occurred_on else None,
        amount=told.amount if told is not None else None,
        monthly_rent=(told.monthly_rent if told is not None else None) or case.monthly_rent,
        notices={filed_on: day for filed_on, day in notices.items() if filed_on >= course.started_on},
    )


def _dates_of(
    course: LegalCourse,
    facts: Course,
    history: ParameterHistory,
    raised: dict[tuple[int | None, str | None], dt.date],
) -> CourseDates:
    dates = _arrears_dates(facts, history) if facts.cause == Cause.ARREARS else _condition_dates(facts, history)
    demand = demand_course(facts, history.on) if facts.cause == Cause.ARREARS else None
    return CourseDates(
        course.pk,
        dates,
        [_shown(found, raised.get((course.pk, found.finding.value))) for found in findings(facts, history.on)],
        is_due_day_missing=demand is not None and demand.demand is None,
    )


def _arrears_dates(facts: Course, history: ParameterHistory) -> list[CourseDate]:
    found = demand_course(facts, history.on)
    if found is None:
        return []
    before: list[LegalDate] = []
    if found.demand is not None:
        before = [found.demand.adjusted_due, found.demand.third_weekday, found.demand.earliest_demand]
    given = CourseDate(_("Demand given"), found.given_on, _("as recorded"))
    how = (
        _("as recorded")
        if found.is_arrival_known
        else _("not known; taken to be the next weekday after the demand, Saturdays included")
    )
    arrived = CourseDate(_("Demand reached the tenant"), found.arrived_on, how)
    after = [found.payment.last_payment_day, found.payment.earliest_rescission]
    return [*map(_reckoned, before), given, arrived, *map(_reckoned, after)]


def _condition_dates(facts: Course, history: ParameterHistory) -> list[CourseDate]:
    conditions = [step for step in facts.steps if step.kind == LegalStepKind.CONDITIONAL_TENANCY]
    notices = [step.ends_on for step in facts.steps if step.kind == LegalStepKind.TERMINATION and step.ends_on]
    return [
        *(
            CourseDate(
                _("Conditional tenancy until"),
                condition_ends_on(step, history.on),
                _("as recorded")
                if step.ends_on
                else _("%(months)d months from %(day)s, as the association named no date")
                % {"months": history.on(step.occurred_on).conditional_months, "day": day(step.occurred_on)},
            )
            for step in conditions
        ),
        *(CourseDate(_("Tenancy given notice, ends"), ends_on, _("as recorded")) for ends_on in notices),
    ]


def _reckoned(date: LegalDate) -> CourseDate:
    return CourseDate(str(NAMES[date.rule]), date.day, reckoned(date), SECTIONS.get(date.rule, ""))


def _shown(found: Found, raised_on: dt.date | None) -> ShownFinding:
    return ShownFinding(found.finding.value, str(found.finding.label), finding_text(found), raised_on)


def finding_text(found: Found) -> str:
    """What was seen, with the day by the law beside it."""
    said = {"day": day(found.occurred_on), "legal": day(found.legal_day), "amount": kroner(found.amount)}
    sentences = {
        Finding.DEMAND_TOO_EARLY: _("Given %(day)s; the earliest day is %(legal)s."),
        Finding.RESCISSION_TOO_EARLY: _("Rescinded %(day)s; the earliest day is %(legal)s."),
        Finding.FILING_WITHOUT_NOTICE: _("Filed %(day)s; no notice from the association is recorded."),
        Finding.NOTICE_LATE: _("Received %(day)s; it was owed when the case was filed, %(legal)s, at the latest."),
        Finding.MORE_THAN_RENT: _("In the demand of %(day)s, %(amount)s is not rent."),
        Finding.RESCISSION_WITHOUT_OBJECTION: _("Rescinded %(day)s; no objection is recorded before it."),
        Finding.BREACH_AFTER_CONDITION: _("Breach on %(day)s; the conditional tenancy ended %(legal)s."),
    }
    return sentences[found.finding] % said
