"""What is kept up on a case: numbers and addresses, the summary, drafts, the day in court, the statistics' facts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from accounts.errors import Conflict, NotAllowed, Refused
from accounts.models import Unit
from accounts.scope import Scope
from casework.actions import contact_points, court_day, drafts, statistics, summary
from casework.actions.logging import log_contact_attempt
from casework.enums import EventKind, HearingResult, LegalStepKind
from casework.models import (
    AvoidedMode,
    Case,
    CaseEvent,
    CaseSummary,
    ContactPoint,
    CourtAttendance,
    Draft,
    EvictionCheckMark,
    LegalStep,
    UnknownFact,
)
from tests.factories import NOW, TODAY, at
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory
from tests.factories.courses import LegalCourseFactory, LegalStepFactory
from tests.factories.people import make_caseworker, scope_of

pytestmark = pytest.mark.django_db

LATER = NOW + dt.timedelta(hours=1)


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


@pytest.fixture
def case(unit: Unit) -> Case:
    return CaseFactory(unit=unit)


@pytest.fixture
def by(unit: Unit) -> Scope:
    return scope_of(make_caseworker(unit, name="Mette Holm"))


@pytest.fixture
def other(unit: Unit) -> Scope:
    return scope_of(make_caseworker(unit, name="Bo Beck"))


def told(kind: EventKind) -> list[dict[str, Any]]:
    return list(CaseEvent.objects.filter(kind=kind).order_by("pk").values_list("detail", flat=True))


def test_an_attempt_names_the_number_and_marks_it_when_it_does_not_work(case: Case, by: Scope) -> None:
    attempt = log_contact_attempt(
        case,
        mode="phone",
        part_of_day="morning",
        is_reached=False,
        not_reached_reason="wrong_address",
        occurred_at=NOW,
        used=("phone", "20 12 34 56"),
        used_failed=True,
        by=by,
        now=NOW,
    )

    point = ContactPoint.objects.get()
    assert (attempt.point, point.kind, point.value, point.fails_since) == (point, "phone", "20 12 34 56", TODAY)
    assert told(EventKind.CONTACT)[0]["used"] == "20 12 34 56"
    assert told(EventKind.CONTACT_POINT) == [
        {"did": "changed", "kind": "phone", "value": "20 12 34 56", "fails_since": "2026-11-22"}
    ]


def test_two_who_mark_the_same_number_both_see_it(case: Case, by: Scope, other: Scope) -> None:
    number = {"kind": "phone", "value": "20 12 34 56"}
    first = contact_points.change_point(case, **number, fails_since=TODAY, version=0, by=by, now=NOW)
    contact_points.change_point(
        case, **number, fails_since=None, avoid_reason="Partneren svarer", version=first.version, by=other, now=NOW
    )

    with pytest.raises(Conflict) as conflict:
        contact_points.change_point(case, **number, fails_since=None, version=first.version, by=by, now=LATER)

    assert conflict.value.theirs("fails_since", "avoid_reason") == {
        "fails_since": None,
        "avoid_reason": "Partneren svarer",
    }


def test_a_way_is_marked_once_and_the_mark_can_be_lifted(case: Case, by: Scope) -> None:
    avoided = contact_points.avoid_mode(case, mode="letter", reason="Far åbner posten", by=by, now=NOW)
    with pytest.raises(Refused, match="allerede markeret"):
        contact_points.avoid_mode(case, mode="letter", reason="Igen", by=by, now=NOW)

    contact_points.allow_mode(avoided, by=by, now=LATER)
    contact_points.allow_mode(avoided, by=by, now=LATER)

    assert not AvoidedMode.objects.exists()
    assert told(EventKind.AVOIDED_MODE) == [
        {"mode": "letter", "reason": "Far åbner posten"},
        {"mode": "letter", "is_lifted": True},
    ]


def test_a_summary_keeps_its_earlier_wordings_and_shows_the_other_one_s(case: Case, by: Scope, other: Scope) -> None:
    summary.write_summary(case, text="Mor og to børn", version=0, by=by, now=NOW)
    summary.write_summary(case, text="Mor og tre børn", version=1, by=other, now=LATER)

    with pytest.raises(Conflict) as conflict:
        summary.write_summary(case, text="Mor, far og to børn", version=1, by=by, now=LATER)

    assert conflict.value.theirs("text", "version") == {"text": "Mor og tre børn", "version": 2}
    wordings = CaseSummary.objects.order_by("version").values_list("version", "text", "recorded_by")
    assert list(wordings) == [(1, "Mor og to børn", by.user_id), (2, "Mor og tre børn", other.user_id)]


def test_a_summary_is_short(case: Case, by: Scope) -> None:
    with pytest.raises(Refused, match="600 tegn"):
        summary.write_summary(case, text="x" * 601, version=0, by=by, now=NOW)


def test_a_draft_is_one_s_own_and_holds_no_cpr_number(case: Case, by: Scope, other: Scope) -> None:
    text = "CPR 010190-1234, også 0101901234; sag 12345678 og tlf. 20123456"
    drafts.keep_draft(case, form="note", fields={"text": "Kort", "codes": ["debt"]}, by=by, now=NOW)
    drafts.keep_draft(case, form="note", fields={"text": text, "codes": ["debt"]}, by=by, now=LATER)

    (draft,) = Draft.objects.visible_to(by)
    assert (draft.fields, draft.saved_at) == (
        {"text": "CPR 010190-••••, også 010190-••••; sag 12345678 og tlf. 20123456", "codes": ["debt"]},
        LATER,
    )
    assert list(Draft.objects.visible_to(other)) == []

    drafts.drop_draft(case, form="note", by=other)
    assert Draft.objects.count() == 1
    drafts.drop_draft(case, form="note", by=by)
    assert Draft.objects.count() == 0


def test_a_draft_on_a_case_that_is_closed_to_one_is_gone(case: Case, by: Scope) -> None:
    drafts.keep_draft(case, form="note", fields={"text": "Kort"}, by=by, now=NOW)
    case.is_restricted = True
    case.save(update_fields=["is_restricted"])

    assert list(Draft.objects.visible_to(by)) == []
    with pytest.raises(NotAllowed):
        drafts.keep_draft(case, form="note", fields={"text": "Mere"}, by=by, now=NOW)


def hearing(case: Case, kind: str = LegalStepKind.HEARING_CALLED) -> LegalStep:
    return LegalStepFactory(
        course__case=case, kind=kind, takes_place_at=at(TODAY, 10), court="Byretten", court_case_number="FS 1"
    )


def test_who_attends_is_said_with_a_version(case: Case, by: Scope, other: Scope) -> None:
    step, me = hearing(case), make_caseworker(name="Mette Holm")
    first = court_day.attend(step, attends=me, version=0, by=by, now=NOW)
    court_day.attend(step, attends=me, prepared="Ansøgning § 81", version=first.version, by=by, now=NOW)

    with pytest.raises(Conflict):
        court_day.attend(step, attends=None, version=first.version, by=other, now=LATER)

    attendance = CourtAttendance.objects.get()
    assert (attendance.attends, attendance.prepared, attendance.version) == (me, "Ansøgning § 81", 2)
    assert [event["attends"] for event in told(EventKind.ATTENDANCE)] == ["Mette Holm", "Mette Holm"]


def test_the_result_of_a_hearing_is_a_step_and_can_be_taken_back(case: Case, by: Scope) -> None:
    step = hearing(case)
    new_day = at(TODAY + dt.timedelta(days=14), 11)

    held = court_day.record_hearing(
        step,
        hearing_result=HearingResult.POSTPONED,
        postponed_to=new_day,
        version=step.course.version,
        by=by,
        now=NOW,
    )
    case.refresh_from_db()
    assert (held.kind, held.occurred_on, held.court, held.court_case_number, case.next_court_at) == (
        LegalStepKind.HEARING_HELD,
        TODAY,
        "Byretten",
        "FS 1",
        new_day,
    )

    court_day.take_back(held, by=by, now=LATER)
    case.refresh_from_db()
    assert case.next_court_at == step.takes_place_at


@pytest.mark.parametrize(
    ("given", "stage"),
    [({"because": "paid"}, "ended"), ({"because": "", "new_date": at(TODAY + dt.timedelta(days=9), 9)}, "scheduled")],
)
def test_an_eviction_that_is_called_off(case: Case, by: Scope, given: dict[str, Any], stage: str) -> None:
    step = hearing(case, LegalStepKind.EVICTION_SCHEDULED)

    recorded = court_day.call_off_eviction(
        step, **given, reason="Beløbet er betalt", version=step.course.version, by=by, now=NOW
    )

    step.course.refresh_from_db()
    assert (step.course.stage, recorded.note) == (stage, "Beløbet er betalt")


def test_an_eviction_is_not_called_off_without_saying_why(case: Case, by: Scope) -> None:
    step = hearing(case, LegalStepKind.EVICTION_SCHEDULED)
    for because in ("", "carried_out"):
        with pytest.raises(Refused, match="aflyst"):
            court_day.call_off_eviction(step, because=because, version=1, by=by, now=NOW)


def test_the_checklist_says_who_settled_what_and_when(case: Case, by: Scope, other: Scope) -> None:
    step = hearing(case, LegalStepKind.EVICTION_SCHEDULED)
    court_day.mark_check(step, point="pets", answer="not_relevant", by=by, now=NOW)
    court_day.mark_check(step, point="keys", answer="done", by=by, now=NOW)
    court_day.mark_check(step, point="keys", answer="done", by=other, now=LATER)
    court_day.mark_check(step, point="pets", answer="", by=other, now=LATER)

    assert list(EvictionCheckMark.objects.values_list("point", "answer", "marked_by", "marked_at")) == [
        ("keys", "done", by.user_id, NOW)
    ]
    assert [(event["point"], event.get("answer")) for event in told(EventKind.EVICTION_CHECK)] == [
        ("pets", "not_relevant"),
        ("keys", "done"),
        ("pets", None),
    ]


def test_only_an_eviction_has_the_checklist(case: Case, by: Scope) -> None:
    with pytest.raises(Refused, match="Kun en udsættelse"):
        court_day.mark_check(hearing(case), point="keys", answer="done", by=by, now=NOW)


def test_the_first_step_keeps_what_was_said_though_its_hour_is_corrected(case: Case) -> None:
    step = hearing(case)
    corrected = LegalStepFactory(
        course=step.course, kind=step.kind, takes_place_at=at(TODAY, 11), corrects=step, court="Byretten"
    )

    assert court_day.first_of(case, corrected) == step


def test_unknown_to_us_is_an_answer_that_can_be_taken_back(case: Case, by: Scope) -> None:
    statistics.answer_unknown(case, fact="background", by=by, now=NOW)
    statistics.answer_unknown(case, fact="background", by=by, now=NOW)
    assert list(UnknownFact.objects.values_list("fact", flat=True)) == ["background"]

    statistics.ask_again(case, fact="background", by=by, now=LATER)
    assert told(EventKind.STATISTICS_FACT) == [
        {"fact": "background", "is_unknown": True},
        {"fact": "background", "is_asked_again": True},
    ]


def test_ground_and_district_are_filled_in_late(case: Case, by: Scope) -> None:
    course = LegalCourseFactory(case=case, ground=None)
    statistics.state_ground(course, ground=6, version=course.version, by=by, now=NOW)
    statistics.state_district(case, district="7", version=case.version, by=by, now=NOW)

    course.refresh_from_db()
    case.refresh_from_db()
    assert (course.ground, case.district) == (6, "7")
    with pytest.raises(Conflict):
        statistics.state_ground(course, ground=1, version=1, by=by, now=LATER)
