"""What was done on a case: attempts, help, the legal courses, requests and the follow-ups."""

from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.models import Unit, User
from casework.enums import Answer, Cause, CourseResult, Ground, InterventionResult, LegalStepKind
from casework.enums_requests import AnswerOutcome, Receiver, RequestBasis, RequestKind, RequestReason
from casework.models import (
    AgencyRequest,
    Case,
    ContactAttempt,
    FollowUp,
    Intervention,
    LegalCourse,
    LegalStep,
    Programme,
    RequestAnswer,
)
from casework.request_rules import SHAPES
from tests.factories import NOW

from .chance import DAY, Chance
from .keeping import Kept

MODES, PARTS = ("phone", "letter", "home_visit", "never heard of"), ("morning", "afternoon", "evening")
COURT = (LegalStepKind.HEARING_CALLED, LegalStepKind.HEARING_HELD, LegalStepKind.EVICTION_SCHEDULED)
KINDS = ("conversation", "grant_81", "storage", "never heard of")


def make_work(kept: Kept, chance: Chance, case: Case, programmes: list[Programme], user: User) -> None:
    """Attempts around the borders of the days that count, and help of every result."""
    here: dict[str, Any] = {"case": case, "municipality": case.municipality, "recorded_by": user}
    for _ in range(chance.choice((0, 1, 1, 2, 3, 4, 5))):
        moment, is_reached = chance.moment(chance.near(case.opened_on)), chance.happens(0.4)
        kept.add(
            ContactAttempt(
                **here, occurred_at=moment, recorded_at=moment, mode=chance.choice(MODES),
                part_of_day=chance.choice(PARTS), is_reached=is_reached,
                not_reached_reason="" if is_reached else "no_answer",
            )
        )  # fmt: skip
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        kept.add(
            Intervention(
                **here, kind=chance.choice(KINDS), programme=chance.choice([None, *programmes]),
                responsible=case.unit.organisation, starts_on=chance.near(case.opened_on), recorded_at=NOW,
                result=chance.choice(list(InterventionResult)),
            )
        )  # fmt: skip


def make_courses(kept: Kept, chance: Chance, case: Case, user: User) -> None:
    """Courses with a ground and without, whose steps are corrected, taken back, or too late to count."""
    for _ in range(chance.choice((0, 1, 1, 2))):
        course = kept.add(
            LegalCourse(
                case=case, municipality=case.municipality, cause=chance.choice(list(Cause)),
                ground=chance.choice([None, *Ground]), started_on=case.opened_on,
            )
        )  # fmt: skip
        day = case.opened_on
        for _ in range(chance.randint(0, 4)):
            day = day if chance.happens(0.6) else chance.near(case.opened_on)
            _step(kept, chance, course, day, user)


def _step(kept: Kept, chance: Chance, course: LegalCourse, day: dt.date, user: User) -> None:
    """A step, with what it was corrected to be; most are of the court, whose hour may have passed."""
    corrects, kind = None, chance.choice([*COURT, *COURT, *LegalStepKind])
    for level in range(chance.choice((1, 1, 1, 2, 3))):
        is_in_court = kind in (LegalStepKind.HEARING_CALLED, LegalStepKind.EVICTION_SCHEDULED)
        corrects = kept.add(
            LegalStep(
                course=course, case=course.case, municipality=course.municipality, kind=kind, occurred_on=day,
                takes_place_at=chance.moment(chance.after(day)) if is_in_court else None,
                result=chance.choice(list(CourseResult)) if kind == LegalStepKind.ENDED else "",
                corrects=corrects, is_void=corrects is not None and chance.happens(0.4), source="association",
                recorded_at=NOW, recorded_by=user,
            ),
            level,
        )  # fmt: skip
        day = chance.near(course.started_on)


def make_requests(kept: Kept, chance: Chance, case: Case, units: list[Unit], user: User) -> None:
    """Requests withdrawn, waiting or answered, of which the answer may have been corrected."""
    for _ in range(chance.choice((0, 1, 1, 2))):
        kind = chance.choice([RequestKind.HOLD, *RequestKind])
        sent_at = chance.moment(chance.near(case.opened_on))
        request = AgencyRequest(
            case=case, municipality=case.municipality, tenancy=case.tenancy, kind=kind, due_on=case.opened_on + 5 * DAY,
            from_organisation=case.unit.organisation, sent_at=sent_at, sent_by=user,
        )  # fmt: skip
        if kind == RequestKind.HOLD:
            request.receiver, request.to_organisation = Receiver.ASSOCIATION, case.association.organisation
            request.basis, request.reason = RequestBasis.COURT, RequestReason.PAYMENT
            request.hold_until = case.opened_on + 9 * DAY
        else:
            request.receiver, request.to_organisation = Receiver.EMPLOYMENT, chance.choice(units).organisation
        kept.add(request)
        state = chance.random()
        if state < 0.2:
            request.withdrawn_at, request.withdrawn_why = sent_at + DAY, "mistake"
        elif state < 0.7:
            request.answered_at = _later(chance, sent_at)
            _answer(kept, chance, request, request.answered_at, user)


def _later(chance: Chance, moment: dt.datetime) -> dt.datetime:
    return moment + chance.choice((0, 1, 30, 90, 24 * 60, 25 * 60, 24 * 60 * 30)) * dt.timedelta(minutes=1)


def _answer(kept: Kept, chance: Chance, request: AgencyRequest, answered_at: dt.datetime, user: User) -> None:
    corrects = None
    for level in range(chance.choice((1, 1, 2, 3))):
        outcome = chance.choice(SHAPES[RequestKind(request.kind)].outcomes)
        is_no = outcome in (AnswerOutcome.REFUSED, AnswerOutcome.NOT_POSSIBLE)
        corrects = kept.add(
            RequestAnswer(
                request=request, case=request.case, municipality=request.municipality, kind=request.kind,
                outcome=outcome, why_not="too_late" if is_no else "", corrects=corrects,
                granted_until=request.due_on if outcome == AnswerOutcome.GRANTED else None,
                answered_at=answered_at, answered_by=user, by_organisation="KAB",
            ),
            level,
        )  # fmt: skip


def make_follow_ups(kept: Kept, chance: Chance, case: Case, user: User) -> None:
    """Follow-ups of this closing, or of one that was undone, with what was corrected."""
    for months in (3, 6, 12):
        if chance.happens(0.4):
            continue
        closed_on = case.closed_on if chance.happens(0.8) else case.opened_on
        assert closed_on is not None
        corrects = None
        for level in range(chance.choice((1, 1, 2, 3))):
            corrects = kept.add(
                FollowUp(
                    case=case, municipality=case.municipality, closed_on=closed_on, months=months,
                    asked_on=closed_on + 31 * months * DAY, year=closed_on.year,
                    is_housed=chance.choice([Answer.YES, Answer.YES, *Answer]),
                    has_new_arrears=chance.choice(list(Answer)), corrects=corrects,
                    recorded_at=NOW, recorded_by=user,
                ),
                level,
            )  # fmt: skip
