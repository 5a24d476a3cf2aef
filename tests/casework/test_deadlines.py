"""Which deadlines a case has, when they are due, and what ends them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework import deadline_rules, deadlines
from casework.deadlines import Course, Dated, Deadline, Facts, deadlines_of, months_after
from casework.enums import CourseResult, DeadlineEnd, DeadlineStart, HearingResult, LegalStepKind
from casework.legal_parameters import proposed
from housing.enums import NoticeKind
from tests.factories import at

Kind, Start, End = LegalStepKind, DeadlineStart, DeadlineEnd
#: A Monday.
BEGAN = dt.date(2026, 11, 2)


def day(number: int) -> dt.date:
    """A day of November 2026, counted on beyond its end."""
    return dt.date(2026, 10, 31) + dt.timedelta(days=number)


@dataclasses.dataclass(frozen=True)
class Step:
    """A recorded step as the rules see it."""

    pk: int
    kind: str
    occurred_on: dt.date
    takes_place_at: dt.datetime | None = None
    hearing_result: str = ""
    result: str = ""
    corrects_id: int | None = None
    is_void: bool = False
    arrived_on: dt.date | None = None


def a_case(*dated: Dated, **facts: Any) -> Facts:
    """A case opened on the Monday, with what is recorded on it."""
    known = {"opened_on": BEGAN, "received_on": BEGAN, "began_on": BEGAN, "since_on": BEGAN, "parameters": proposed}
    return Facts(**(known | {"dated": dated} | facts))  # type: ignore[arg-type]  # the tests name them


def of(rule: str, facts: Facts) -> list[Deadline]:
    return [one for one in deadlines_of(facts) if one.rule == rule]


def course(*steps: Step, ended_on: dt.date | None = None) -> Facts:
    return a_case(courses=[Course(steps, ended_on)])


def test_what_every_case_owes() -> None:
    assert deadlines_of(a_case()) == [
        Deadline("information", Start.RECEIVED, BEGAN, day(16)),
        Deadline("advice", Start.OPENED, BEGAN, day(9)),
        Deadline("first_contact", Start.OPENED, BEGAN, day(3)),
    ]


def test_the_first_receipt_may_lie_before_the_case() -> None:
    assert of("information", a_case(received_on=day(-9)))[0].due_on == day(5)


def test_first_contact_is_counted_in_working_days() -> None:
    assert of("first_contact", a_case(opened_on=day(6), began_on=day(6)))[0].due_on == day(9)


@pytest.mark.parametrize(
    ("rule", "recorded", "ended"),
    [
        ("information", Dated("letter", 1, day(4), "information"), (day(4), End.LETTER)),
        ("information", Dated("letter", 1, day(4), "help_offer"), (None, "")),
        ("advice", Dated("letter", 1, day(4), "help_offer"), (day(4), End.LETTER)),
        ("advice", Dated("noted", 0, day(5), "advice"), (day(5), End.NOTED)),
        ("advice", Dated("waived", 0, day(6), "advice"), (day(6), End.WAIVED)),
        ("advice", Dated("waived", 0, day(6), "information"), (None, "")),
    ],
)
def test_what_meets_or_waives_a_deadline(rule: str, recorded: Dated, ended: tuple[Any, str]) -> None:
    [found] = of(rule, a_case(recorded))

    assert (found.ended_on, found.ended_by) == ended


def test_a_reopened_case_begins_again_but_the_information_was_given() -> None:
    again = {"began_on": day(23), "since_on": day(16)}
    told = [Dated("letter", 1, day(4), "information"), Dated("letter", 2, day(4), "help_offer")]
    waived = Dated("waived", 0, day(5), "advice")

    found = deadlines_of(a_case(*told, waived, **again))

    assert [(one.rule, one.started_by, one.due_on, one.ended_on) for one in found] == [
        ("information", Start.RECEIVED, day(16), day(4)),
        ("advice", Start.REOPENED, day(30), None),
        ("first_contact", Start.REOPENED, day(24), None),
    ]


NOTICE = Dated("notice", 1, day(7), NoticeKind.SECTION_92_2)
COURT_NOTICE = Dated("notice", 2, day(12), NoticeKind.COURT)


def test_the_decision_is_due_in_14_calendar_days_weekends_or_not() -> None:
    """From Saturday 7 November to Saturday 21 November."""
    assert of("assessment", a_case(NOTICE)) == [Deadline("assessment", Start.NOTICE, day(7), day(21))]


@pytest.mark.parametrize(
    ("start", "due"),
    [("first", [day(21)]), ("association", [day(21)]), ("court", [day(26)])],
)
def test_the_municipality_says_from_which_notice_the_days_run(start: str, due: list[dt.date]) -> None:
    facts = a_case(COURT_NOTICE, NOTICE, parameters=lambda on: dataclasses.replace(proposed(on), decision_start=start))
    assert [one.due_on for one in of("assessment", facts)] == due


def test_without_the_notice_that_counts_no_days_run() -> None:
    facts = a_case(NOTICE, parameters=lambda on: dataclasses.replace(proposed(on), decision_start="court"))
    assert of("assessment", facts) == []


@pytest.mark.parametrize(
    ("recorded", "ended"),
    [
        (Dated("decision", 1, day(18)), (day(18), End.DECISION)),
        (Dated("help", 1, day(9), "enkeltydelse"), (day(9), End.HELP)),
        (Dated("help", 1, day(3), "enkeltydelse"), (day(7), End.HELP)),
        (Dated("decision", 1, day(5)), (None, "")),
    ],
)
def test_help_or_a_decision_answers_the_notice(recorded: Dated, ended: tuple[Any, str]) -> None:
    [found] = of("assessment", a_case(NOTICE, recorded))
    assert (found.ended_on, found.ended_by) == ended


@pytest.mark.parametrize(
    ("arrived", "since", "due"),
    [
        (7, 7, 23),  # a Saturday: 14 days reach a Saturday, the next working day is Monday
        (12, 12, 26),
        (None, 9, 23),  # sent on Saturday 7 November it is taken to arrive on Monday 9
    ],
)
def test_the_payment_deadline_runs_from_arrival_and_moves_to_a_weekday(
    arrived: int | None, since: int, due: int
) -> None:
    demand = Step(5, Kind.DEMAND, day(7), arrived_on=day(arrived) if arrived else None)

    assert of("payment_deadline", course(demand)) == [
        Deadline("payment_deadline", Start.DEMAND, day(since), day(due), subject=5)
    ]


def test_what_follows_a_demand_ends_its_deadline() -> None:
    steps = [Step(5, Kind.DEMAND, day(2)), Step(6, Kind.DEMAND, day(9)), Step(7, Kind.RESCISSION, day(24))]

    assert [(one.subject, one.ended_on, one.ended_by) for one in of("payment_deadline", course(*steps))] == [
        (5, day(9), End.REPLACED),
        (6, day(24), End.NEXT_STEP),
    ]


HEARING, LATER, EVICTION = at(day(20), 10), at(day(27), 9), at(day(40), 11)


def court_days(facts: Facts) -> list[tuple[str, int, dt.date, dt.date | None, str]]:
    return [
        (one.rule, one.subject, one.due_on, one.ended_on, one.ended_by)
        for one in deadlines_of(facts)
        if one.takes_place_at
    ]


def test_a_course_in_court() -> None:
    steps = [
        Step(1, Kind.FILING, day(2)),
        Step(2, Kind.HEARING_CALLED, day(5), HEARING),
        Step(3, Kind.HEARING_HELD, day(20), LATER, hearing_result=HearingResult.POSTPONED),
        Step(4, Kind.HEARING_HELD, day(27), hearing_result=HearingResult.ORDER),
        Step(5, Kind.EVICTION_SCHEDULED, day(29), EVICTION),
    ]
    end = Step(6, Kind.ENDED, day(40), result=CourseResult.CARRIED_OUT)

    assert court_days(course(*steps)) == [
        ("bailiff_hearing", 2, day(20), day(20), End.HELD),
        ("bailiff_hearing", 3, day(27), day(27), End.HELD),
        ("eviction", 5, day(40), None, ""),
    ]
    assert court_days(course(*steps, end, ended_on=day(40)))[-1] == (
        "eviction",
        5,
        day(40),
        day(40),
        End.COURSE_ENDED,
    )


def test_a_corrected_step_stays_the_same_deadline() -> None:
    called = Step(2, Kind.HEARING_CALLED, day(5), HEARING)
    corrected = Step(9, Kind.HEARING_CALLED, day(5), LATER, corrects_id=2)
    again = Step(12, Kind.HEARING_CALLED, day(5), EVICTION, corrects_id=9)

    assert [
        court_days(course(*steps))[0][1:3] for steps in ([called], [called, corrected], [called, corrected, again])
    ] == [
        (2, day(20)),
        (2, day(27)),
        (2, day(40)),
    ]


def test_a_step_taken_back_takes_its_deadline_with_it() -> None:
    called = Step(2, Kind.HEARING_CALLED, day(5), HEARING)
    assert court_days(course(called, Step(3, Kind.HEARING_CALLED, day(5), HEARING, corrects_id=2, is_void=True))) == []


def test_what_was_agreed_is_due_as_agreed() -> None:
    facts = a_case(
        Dated("complaint", 1, day(6), "complaint", day(34)),
        Dated("guarantee", 3, day(6), "", day(60)),
        Dated("instalment", 7, day(6), "paid", day(30), day(29)),
        Dated("instalment", 8, day(6), "", day(60)),
    )

    found = [one for one in deadlines_of(facts) if one.subject]

    assert [(one.rule, one.subject, one.due_on, one.ended_on, one.ended_by) for one in found] == [
        ("complaint", 1, day(34), None, ""),
        ("guarantee", 3, day(60), None, ""),
        ("instalment", 7, day(30), day(29), "paid"),
        ("instalment", 8, day(60), None, ""),
    ]


def test_a_closed_case_is_asked_again_when_the_household_stayed() -> None:
    closed = {"closed_on": day(30), "housing_outcome": "stays"}
    answer = Dated("follow_up", 1, dt.date(2027, 3, 2), "3", due_on=day(30))

    assert [(one.subject, one.due_on, one.ended_on) for one in of("after_closing", a_case(answer, **closed))] == [
        (3, dt.date(2027, 2, 28), dt.date(2027, 3, 2)),
        (6, dt.date(2027, 5, 30), None),
        (12, dt.date(2027, 11, 30), None),
    ]
    assert {one.ended_by for one in deadlines_of(a_case(**closed)) if one.rule != "after_closing"} == {End.CASE_CLOSED}
    assert of("after_closing", a_case(closed_on=day(30), housing_outcome="evicted")) == []


def test_months_end_on_their_last_day() -> None:
    assert [months_after(dt.date(2027, 8, 31), months) for months in (3, 6, 12)] == [
        dt.date(2027, 11, 30),
        dt.date(2028, 2, 29),
        dt.date(2028, 8, 31),
    ]


#: Each start event, and the rules whose deadlines follow from it.
FOLLOWS = {
    "received_on": {"information"},
    "began_on": {"advice", "first_contact"},
    "notice": {"assessment"},
    "demand": {"payment_deadline"},
    "hearing": {"bailiff_hearing"},
    "eviction": {"eviction"},
    "decision": {"complaint"},
    "guarantee": {"guarantee"},
    "instalment": {"instalment"},
}


def full_case(late: str = "", by: int = 0) -> Facts:
    """A case in which every rule has found something; one of its events may have happened some days later."""

    def on(what: str, day: dt.date) -> dt.date:
        return day + dt.timedelta(days=by) if what == late else day

    def moment(what: str, moment: dt.datetime) -> dt.datetime:
        return moment + dt.timedelta(days=by) if what == late else moment

    steps = [
        [Step(1, Kind.DEMAND, on("demand", day(3)))],
        [Step(2, Kind.HEARING_CALLED, day(4), moment("hearing", HEARING))],
        [Step(3, Kind.EVICTION_SCHEDULED, day(4), moment("eviction", EVICTION))],
    ]
    return a_case(
        Dated("notice", 1, on("notice", day(5)), NoticeKind.COURT),
        Dated("complaint", 2, on("decision", day(9)), "complaint", on("decision", day(9)) + dt.timedelta(weeks=4)),
        Dated("guarantee", 3, day(9), "", on("guarantee", day(40))),
        Dated("instalment", 4, day(9), "", on("instalment", day(50))),
        received_on=on("received_on", BEGAN),
        began_on=on("began_on", BEGAN),
        courses=[Course(one, None) for one in steps],
    )


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(sorted(FOLLOWS)), st.integers(1, 40))
def test_correcting_an_event_moves_exactly_what_follows_from_it(event: str, by: int) -> None:
    before = {(one.rule, one.subject): one.due_on for one in deadlines_of(full_case())}
    after = {(one.rule, one.subject): one.due_on for one in deadlines_of(full_case(event, by))}

    moved = {rule for rule, subject in before if before[rule, subject] != after[rule, subject]}

    assert before.keys() == after.keys()
    assert {rule for rule, _subject in before} == set().union(*FOLLOWS.values())
    assert moved <= FOLLOWS[event]
    assert by < 7 or moved == FOLLOWS[event]


def test_every_rule_has_its_words() -> None:
    assert set(deadline_rules.BY_CODE) == set(deadlines.FINDERS)
