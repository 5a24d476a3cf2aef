"""The deadlines of a case: rules in order, what its records say in, dates out. Nothing here reads a record or a clock.

A deadline follows from a start event; correct that event's day, and exactly the deadlines that follow from it move.
It ends with an event that meets it, with one that takes its ground away, or by a waiver with a reason.
"""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest

from django.utils import timezone

from housing.enums import NoticeKind

from . import stages
from .enums import DeadlineEnd as End
from .enums import DeadlineStart as Start
from .enums import HearingResult
from .enums import LegalStepKind as Kind
from .legal_calendar import DAY, LegalParameters, last_payment_day, next_weekday, next_working_day
from .outcomes import STAYS

INFORMATION, ADVICE, FIRST_CONTACT, ASSESSMENT = "information", "advice", "first_contact", "assessment"
PAYMENT, HEARING, EVICTION = "payment_deadline", "bailiff_hearing", "eviction"
COMPLAINT, GUARANTEE, INSTALMENT, AFTER_CLOSING = "complaint", "guarantee", "instalment", "after_closing"
REQUEST, REQUEST_REPLY, AGREEMENT = "request", "request_reply", "agreement"
APPOINTMENT, EVICTION_REVIEW = "appointment", "eviction_review"

#: The rules that set a date in court.
IN_COURT = frozenset({HEARING, EVICTION})
#: Months after closing at which a household that stayed is asked how it goes.
FOLLOW_UP_MONTHS = (3, 6, 12)
#: What may follow a date in court, and how it then ended.
_AFTER_COURT_DATE = {
    Kind.HEARING_CALLED: End.REPLACED,
    Kind.HEARING_HELD: End.HELD,
    Kind.EVICTION_SCHEDULED: End.REPLACED,
    Kind.ENDED: End.COURSE_ENDED,
}
#: How the legal parameters name the sender of a notice.
_SENDER: dict[str, str] = {NoticeKind.SECTION_92_2: "association", NoticeKind.COURT: "court"}


@dataclasses.dataclass(frozen=True, slots=True)
class Deadline:
    """One date that follows from a rule. `subject` tells several of a rule apart: the step, the instalment, the month.

    `takes_place_at` is the hour of a date in court or of an appointment. A deadline without `ended_on` is open.
    """

    rule: str
    started_by: Start
    started_on: dt.date
    due_on: dt.date
    subject: int = 0
    takes_place_at: dt.datetime | None = None
    ended_on: dt.date | None = None
    ended_by: str = ""

    @property
    def is_open(self) -> bool:
        return self.ended_on is None

    def ended(self, on: dt.date | None, by: str) -> Deadline:
        """The same deadline ended on a day; unchanged where nothing has ended it, or something has before."""
        if on is None or self.ended_on is not None:
            return self
        return dataclasses.replace(self, ended_on=on, ended_by=by)


@dataclasses.dataclass(frozen=True, slots=True)
class Dated:
    """A thing recorded on a case with its days: what it is, its id, and the word that tells which kind of it.

    `at` is the hour of one that takes place at an hour.
    """

    what: str
    pk: int
    on: dt.date
    word: str = ""
    due_on: dt.date | None = None
    ended_on: dt.date | None = None
    at: dt.datetime | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Course:
    """A legal course with every recorded step of it, those corrected too."""

    steps: Sequence[stages.Step]
    ended_on: dt.date | None


@dataclasses.dataclass(frozen=True, slots=True)
class Facts:
    """What the rules ask of a case.

    `began_on` is the day it was opened or last reopened, `since_on` the day its present round begins: when the
    household first became known, or when the case was closed before it was reopened. `contacted_on` is the first
    attempt of this round. `parameters` tells what the law said on a day.
    """

    opened_on: dt.date
    received_on: dt.date
    began_on: dt.date
    since_on: dt.date
    parameters: Callable[[dt.date], LegalParameters]
    contacted_on: dt.date | None = None
    courses: Sequence[Course] = ()
    dated: Sequence[Dated] = ()
    closed_on: dt.date | None = None
    housing_outcome: str = ""

    def all(self, what: str, *words: str) -> Iterator[Dated]:
        """The things of a kind; with words only those the words name."""
        return (one for one in self.dated if one.what == what and (not words or one.word in words))

    def first(self, what: str, *words: str, since: dt.date = dt.date.min) -> dt.date | None:
        """The earliest day of such a thing since a day."""
        return min((one.on for one in self.all(what, *words) if one.on >= since), default=None)

    @property
    def beginning(self) -> Start:
        return Start.OPENED if self.began_on == self.opened_on else Start.REOPENED


Found = Iterable[Deadline]


def information(facts: Facts) -> Found:
    """Owed once: what was told does not have to be told again when the case is reopened."""
    due_on = facts.received_on + facts.parameters(facts.received_on).information_days * DAY
    one = Deadline(INFORMATION, Start.RECEIVED, facts.received_on, due_on)
    yield one.ended(facts.first("letter", "information"), End.LETTER)


def advice(facts: Facts) -> Found:
    due_on = facts.began_on + facts.parameters(facts.began_on).advice_days * DAY
    one = Deadline(ADVICE, facts.beginning, facts.began_on, due_on)
    yield one.ended(facts.first("letter", "help_offer", since=facts.since_on), End.LETTER)


def first_contact(facts: Facts) -> Found:
    due_on = working_days_after(facts.began_on, facts.parameters(facts.began_on).first_contact_days)
    yield Deadline(FIRST_CONTACT, facts.beginning, facts.began_on, due_on).ended(facts.contacted_on, End.CONTACT)


def assessment(facts: Facts) -> Found:
    """From the notice the municipality's rule names; help given answers the question as a decision does."""
    for one in _first_notice(facts):
        days = facts.parameters(one.on).decision_days
        found = Deadline(ASSESSMENT, Start.NOTICE, one.on, one.on + days * DAY)
        found = found.ended(facts.first("decision", since=one.on), End.DECISION)
        helped_on = facts.first("help", since=facts.since_on)
        yield found.ended(helped_on and max(helped_on, one.on), End.HELP)


def _first_notice(facts: Facts) -> list[Dated]:
    """The notice of this round from which the days run; none before the notice the rule names has come."""
    notices = sorted((one for one in facts.all("notice") if one.on >= facts.since_on), key=lambda one: one.on)
    return [one for one in notices if facts.parameters(one.on).decision_start in {"first", _SENDER[one.word]}][:1]


def payment(facts: Facts) -> Found:
    for course in facts.courses:
        first_of = stages.first_records(course.steps)
        standing = [
            step
            for step in stages.effective(course.steps)
            if stages.STAGE_ORDER[stages.STAGE_OF[step.kind]] >= stages.STAGE_ORDER[stages.STAGE_OF[Kind.DEMAND]]
        ]
        for step, after in zip_longest(standing, standing[1:]):
            if step.kind != Kind.DEMAND:
                continue
            arrived_on = step.arrived_on or next_weekday(step.occurred_on)
            due_on = last_payment_day(arrived_on, facts.parameters(arrived_on)).day
            one = Deadline(PAYMENT, Start.DEMAND, arrived_on, due_on, subject=first_of[step.pk])
            yield one if after is None else one.ended(after.occurred_on, _after_demand(after))


def _after_demand(after: stages.Step) -> End:
    if after.kind == Kind.DEMAND:
        return End.REPLACED
    return End.COURSE_ENDED if after.kind == Kind.ENDED else End.NEXT_STEP


def hearing(facts: Facts) -> Found:
    return _court_dates(facts, HEARING, is_eviction=False)


def eviction(facts: Facts) -> Found:
    return _court_dates(facts, EVICTION, is_eviction=True)


def _court_dates(facts: Facts, rule: str, *, is_eviction: bool) -> Found:
    """Every date the court has set; what happens next in court ends it, the passing of the day does not."""
    for course in facts.courses:
        first_of = stages.first_records(course.steps)
        court = [step for step in stages.effective(course.steps) if step.kind in _AFTER_COURT_DATE]
        for step, after in zip_longest(court, court[1:]):
            moment = _set_by(step)
            if moment is None or (step.kind == Kind.EVICTION_SCHEDULED) != is_eviction:
                continue
            one = Deadline(
                rule,
                Start.EVICTION_SET if is_eviction else Start.HEARING_SET,
                step.occurred_on,
                timezone.localdate(moment),
                subject=first_of[step.pk],
                takes_place_at=moment,
            )
            if after is not None:
                one = one.ended(after.occurred_on, _AFTER_COURT_DATE[Kind(after.kind)])
            yield one.ended(course.ended_on, End.COURSE_ENDED)


def _set_by(step: stages.Step) -> dt.datetime | None:
    """The hour in court that a step sets; a hearing that was held sets one when it was postponed."""
    if step.kind == Kind.HEARING_HELD and step.hearing_result != HearingResult.POSTPONED:
        return None
    return step.takes_place_at


def complaint(facts: Facts) -> Found:
    """From the day the decision was made known, as many weeks as it says itself."""
    return _due(facts, COMPLAINT, Start.DECISION)


def guarantee(facts: Facts) -> Found:
    return _due(facts, GUARANTEE, Start.GUARANTEE)


def instalment(facts: Facts) -> Found:
    return _due(facts, INSTALMENT, Start.PLAN)


def request(facts: Facts) -> Found:
    """Others are to answer by the day they were given."""
    return _due(facts, REQUEST, Start.REQUEST)


def request_reply(facts: Facts) -> Found:
    """Somebody who is to answer a request asks back and waits for us."""
    for one in facts.all(REQUEST_REPLY):
        due_on = working_days_after(one.on, facts.parameters(one.on).request_days_reply)
        yield Deadline(REQUEST_REPLY, Start.ASKED_BACK, one.on, due_on, subject=one.pk).ended(one.ended_on, one.word)


def agreement(facts: Facts) -> Found:
    return _due(facts, AGREEMENT, Start.MEETING)


def appointment(facts: Facts) -> Found:
    """A talk agreed with the household, at its hour, until somebody has said what came of it."""
    return _due(facts, APPOINTMENT, Start.APPOINTMENT)


def eviction_review(facts: Facts) -> Found:
    """Those who had to do with an eviction review it together, also when the case is closed meanwhile."""
    for one in facts.all(EVICTION_REVIEW):
        due_on = one.on + facts.parameters(one.on).review_days * DAY
        found = Deadline(EVICTION_REVIEW, Start.EVICTED, one.on, due_on, subject=one.pk)
        yield found.ended(one.ended_on, End.REVIEWED)


def _due(facts: Facts, what: str, start: Start) -> Found:
    """Dates that were agreed, each ended as its record says."""
    for one in facts.all(what):
        if one.due_on is not None:
            found = Deadline(what, start, one.on, one.due_on, subject=one.pk, takes_place_at=one.at)
            yield found.ended(one.ended_on, one.word)


def after_closing(facts: Facts) -> Found:
    """A household that still lived there when the case was closed is asked again: still housed, new arrears?"""
    if facts.closed_on is None or facts.housing_outcome != STAYS:
        return
    for months in FOLLOW_UP_MONTHS:
        asked = [one for one in facts.all("follow_up", str(months)) if one.due_on == facts.closed_on]
        one = Deadline(AFTER_CLOSING, Start.CLOSED, facts.closed_on, months_after(facts.closed_on, months), months)
        yield one.ended(min((found.on for found in asked), default=None), End.FOLLOWED_UP)


def working_days_after(day: dt.date, count: int) -> dt.date:
    """So many working days later; 0 is the day itself."""
    for _day in range(count):
        day = next_working_day(day)
    return day


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


#: How each rule finds its deadlines, in the order of a case's life.
FINDERS: dict[str, Callable[[Facts], Found]] = {
    INFORMATION: information,
    ADVICE: advice,
    FIRST_CONTACT: first_contact,
    ASSESSMENT: assessment,
    COMPLAINT: complaint,
    GUARANTEE: guarantee,
    INSTALMENT: instalment,
    REQUEST: request,
    REQUEST_REPLY: request_reply,
    AGREEMENT: agreement,
    APPOINTMENT: appointment,
    PAYMENT: payment,
    HEARING: hearing,
    EVICTION: eviction,
    EVICTION_REVIEW: eviction_review,
    AFTER_CLOSING: after_closing,
}
#: What is still to be done when the case is closed.
OUTLIVE_THE_CASE = frozenset({EVICTION_REVIEW, AFTER_CLOSING})
#: The rules that begin again when a case is reopened: what was waived or noted before no longer counts.
_BEGIN_AGAIN = {ADVICE, FIRST_CONTACT, ASSESSMENT}


def deadlines_of(facts: Facts) -> list[Deadline]:
    """Every deadline of a case, open and ended; those of a closed case end with it but for what outlives it."""
    return [_settled(one, facts) for find in FINDERS.values() for one in find(facts)]


def _settled(one: Deadline, facts: Facts) -> Deadline:
    """Ended by what somebody noted, by a waiver or with its case, unless it had ended before."""
    since = facts.since_on if one.rule in _BEGIN_AGAIN else dt.date.min
    for what, end in (("noted", End.NOTED), ("waived", End.WAIVED)):
        days = (by_hand.on for by_hand in facts.all(what, one.rule) if by_hand.pk == one.subject)
        one = one.ended(max((day for day in days if day >= since), default=None), end)
    return one if one.rule in OUTLIVE_THE_CASE else one.ended(facts.closed_on, End.CASE_CLOSED)
