"""What is derived on a case is what its records say, whoever derived it and however many at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework import deadlines as rules
from casework import derived
from casework.enums import Cause, CourseResult, DeadlineStart, EventKind, HearingResult, LegalStepKind, Stage
from casework.models import Case, Deadline, LegalCourse
from casework.models.cases import NOTHING_DUE
from casework.recorded import read_cases
from tests.factories import TODAY, at
from tests.factories.casework import CaseEventFactory, CaseFactory, ContactAttemptFactory, InterventionFactory
from tests.factories.courses import LegalCourseFactory, LegalStepFactory
from tests.factories.deadlines import DeadlineEntryFactory, tell_household
from tests.factories.housing import NoticeFactory
from tests.factories.rules import LeadDaysFactory

pytestmark = pytest.mark.django_db

Kind = LegalStepKind
DERIVED = (
    "cause",
    "stage",
    "next_court_at",
    "first_contact_at",
    "last_contact_at",
    "first_reached_at",
    "contact_count",
    "triage_key",
    "triage_rule",
    "triage_due_on",
    "search_doc",
)
OPENED = dt.date(2026, 11, 2)


def november(day: int, hour: int = 12) -> dt.datetime:
    return at(dt.date(2026, 11, day), hour)


def derived_of(case: Case) -> dict[str, Any]:
    derived.refresh([case.pk], today=TODAY)
    return dict(Case.objects.values(*DERIVED).get(pk=case.pk))


def make_case(**fields: Any) -> Case:
    """A case whose household has been told what it must be told."""
    case: Case = CaseFactory(
        names="Søren Ærø", address="Ågade 5, 2200 København N", number="2026-00042", tenancy__number="123-4", **fields
    )
    DeadlineEntryFactory(case=case, occurred_on=TODAY)  # told again when it is opened again
    return tell_household(case)


SEARCHED = "soeren aeroe aagade 5, 2200 koebenhavn n 123-4 2026-00042"


def test_a_fresh_case() -> None:
    assert derived_of(make_case()) == {
        "cause": Cause.ARREARS,
        "stage": Stage.EARLY,
        "next_court_at": None,
        "first_contact_at": None,
        "last_contact_at": None,
        "first_reached_at": None,
        "contact_count": 0,
        "triage_key": dt.date(2026, 11, 3),
        "triage_rule": "first_contact",
        "triage_due_on": dt.date(2026, 11, 3),
        "search_doc": SEARCHED,
    }


def test_a_case_in_full() -> None:
    case = make_case(has_children="yes", first_noticed_on=OPENED)
    NoticeFactory(lease=case.lease, received_on=OPENED)
    subletting = LegalCourseFactory(case=case, cause=Cause.SUBLETTING, started_on=OPENED)
    LegalStepFactory(course=subletting, kind=Kind.OBJECTION)
    arrears = LegalCourseFactory(case=case, started_on=OPENED)
    demand = LegalStepFactory(course=arrears, kind=Kind.DEMAND)
    LegalStepFactory(course=arrears, kind=Kind.FILING, occurred_on=dt.date(2026, 11, 4), corrects=demand)
    LegalStepFactory(
        course=arrears, kind=Kind.HEARING_CALLED, occurred_on=dt.date(2026, 11, 9), takes_place_at=november(30, 9)
    )
    for day, is_reached in [(3, False), (5, True), (6, True), (7, False)]:
        ContactAttemptFactory(case=case, occurred_at=november(day), is_reached=is_reached)
    InterventionFactory(case=case)

    assert derived_of(case) == {
        "cause": Cause.ARREARS,
        "stage": Stage.HEARING,
        "next_court_at": november(30, 9),
        "first_contact_at": november(3),
        "last_contact_at": november(7),
        "first_reached_at": november(5),
        "contact_count": 4,
        "triage_key": dt.date(2026, 11, 3),
        "triage_rule": "nobody",
        "triage_due_on": dt.date(2026, 11, 3),
        "search_doc": SEARCHED,
    }
    assert list(LegalCourse.objects.order_by("pk").values_list("cause", "stage", "ended_on", "result")) == [
        (Cause.SUBLETTING, Stage.EARLY, None, ""),
        (Cause.ARREARS, Stage.HEARING, None, ""),
    ]


def test_a_closed_case_stands_nowhere_in_the_worklist() -> None:
    case = make_case(is_closed=True)
    course = LegalCourseFactory(case=case)
    LegalStepFactory(course=course, kind=Kind.HEARING_CALLED, takes_place_at=november(30))
    LegalStepFactory(course=course, kind=Kind.ENDED, occurred_on=dt.date(2026, 11, 16), result=CourseResult.PAID)

    found = derived_of(case)
    course.refresh_from_db()

    assert {name: found[name] for name in ("stage", "next_court_at", "triage_key", "triage_rule", "triage_due_on")} == {
        "stage": Stage.ENDED,
        "next_court_at": None,
        "triage_key": NOTHING_DUE,
        "triage_rule": "",
        "triage_due_on": None,
    }
    assert (course.stage, course.ended_on, course.result) == (Stage.ENDED, dt.date(2026, 11, 16), CourseResult.PAID)


def test_a_reopened_case_begins_again() -> None:
    case = make_case()
    ContactAttemptFactory(case=case, occurred_at=november(3), is_reached=True)
    CaseEventFactory(case=case, kind=EventKind.REOPENED, recorded_at=november(20))

    found = derived_of(case)

    assert (found["contact_count"], found["triage_rule"], found["triage_key"]) == (
        1,
        "first_contact",
        dt.date(2026, 11, 23),
    )


def test_a_missed_hearing_stays_due() -> None:
    case = make_case()
    course = LegalCourseFactory(case=case)
    LegalStepFactory(course=course, kind=Kind.HEARING_CALLED, takes_place_at=november(5))

    assert derived_of(case)["triage_rule"] == "bailiff_hearing"

    LegalStepFactory(
        course=course,
        kind=Kind.HEARING_HELD,
        occurred_on=dt.date(2026, 11, 5),
        hearing_result=HearingResult.POSTPONED,
        takes_place_at=november(29),
    )
    found = derived_of(case)
    assert (found["triage_rule"], found["next_court_at"]) == ("first_contact", november(29))


def test_a_new_list_is_no_attention() -> None:
    case = make_case()
    case.assigned_to_id = LegalStepFactory().recorded_by_id
    case.assigned_at = november(2)
    case.save()
    ContactAttemptFactory(case=case, occurred_at=november(3), is_reached=True)
    CaseEventFactory(case=case, kind=EventKind.CONTACT, recorded_at=november(3))
    CaseEventFactory(case=case, kind=EventKind.REFRESHED, recorded_at=november(20))

    found = derived_of(case)

    assert (found["triage_rule"], found["triage_due_on"]) == ("quiet", dt.date(2026, 11, 17))


def test_the_municipality_s_lead_days_of_the_day_count() -> None:
    case = make_case()
    LeadDaysFactory(municipality=case.municipality, rule="first_contact", days=2, ends_on=dt.date(2026, 11, 10))
    LeadDaysFactory(municipality=case.municipality, rule="first_contact", days=-4, starts_on=dt.date(2026, 11, 11))
    LeadDaysFactory(rule="first_contact", days=9)
    LeadDaysFactory(municipality=case.municipality, rule="nobody", days=-20)

    derived.refresh([case.pk], today=dt.date(2026, 11, 10))
    before = Case.objects.get().triage_key
    derived.refresh([case.pk], today=dt.date(2026, 11, 11))
    after = Case.objects.get().triage_key

    assert (before, after) == (dt.date(2026, 11, 1), dt.date(2026, 11, 7))


def make_mixed_cases() -> list[Case]:
    """Cases of every sort, derived in one go."""
    cases = [make_case() if number == 0 else CaseFactory(is_closed=number % 4 == 3) for number in range(8)]
    for number, case in enumerate(cases):
        course = LegalCourseFactory(case=case, cause=[Cause.ARREARS, Cause.CRIME][number % 2])
        NoticeFactory(lease=case.lease, received_on=case.opened_on)
        LegalStepFactory(course=course, kind=Kind.DEMAND)
        if number % 3:
            LegalStepFactory(course=course, kind=Kind.HEARING_CALLED, takes_place_at=november(20 + number))
        if number % 4 == 3:
            LegalStepFactory(course=course, kind=Kind.ENDED, occurred_on=TODAY, result=CourseResult.SETTLED)
        ContactAttemptFactory.create_batch(number % 3, case=case, is_reached=number % 2 == 0)
    return cases


def test_many_at_once_are_derived_as_each_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = make_mixed_cases()
    monkeypatch.setattr(derived, "ROUND", 3)
    derived.refresh([case.pk for case in cases], today=TODAY)
    together = list(Case.objects.order_by("pk").values_list(*DERIVED)), stored_deadlines()
    Case.objects.update(stage=Stage.EARLY, triage_key=NOTHING_DUE, triage_rule="", search_doc="", contact_count=9)
    LegalCourse.objects.filter(ended_on=None).update(stage=Stage.RESCINDED)
    Deadline.objects.filter(rule="information").delete()
    Deadline.objects.filter(rule="advice").update(due_on=TODAY, subject=7)

    for case in cases:
        derived.refresh([case.pk], today=TODAY)

    assert (list(Case.objects.order_by("pk").values_list(*DERIVED)), stored_deadlines()) == together
    assert set(Deadline.objects.values_list("rule", flat=True)) == {
        "information",
        "advice",
        "first_contact",
        "assessment",
        "payment_deadline",
        "bailiff_hearing",
        "after_closing",
    }


@pytest.mark.parametrize("count", [1, 7])
def test_a_few_statements_whatever_their_number(count: int) -> None:
    cases = make_mixed_cases()[1 : count + 1]

    with CaptureQueriesContext(connection) as queries:
        derived.refresh([case.pk for case in cases], today=TODAY)

    said = [query["sql"].split()[0] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert said == ["SELECT", "SELECT", "SELECT", "SELECT", "SELECT", "WITH", "UPDATE", "WITH", "UPDATE"]


def test_deriving_again_writes_nothing() -> None:
    cases = make_mixed_cases()
    derived.refresh([case.pk for case in cases], today=TODAY)
    before = _row_versions()

    derived.refresh([case.pk for case in cases], today=TODAY)

    assert _row_versions() == before


def stored_deadlines() -> list[tuple[Any, ...]]:
    """What stands in the table, but for the keys of the rows and when they were written."""
    columns = [field.attname for field in Deadline._meta.concrete_fields]
    told = [name for name in columns if name not in {"id", "revision", "changed_at"}]
    return list(Deadline.objects.order_by("case", "rule", "subject").values_list(*told))


def test_what_is_stored_is_what_the_rules_say() -> None:
    """The derived table against the source: the rules asked again of what is recorded."""
    cases = make_mixed_cases()
    derived.refresh([case.pk for case in cases], today=TODAY)

    with connection.cursor() as cursor:
        recorded = read_cases(cursor, [case.pk for case in cases], today=TODAY)

    assert {one.row.pk: set(one.deadlines) for one in recorded} == {
        case.pk: {
            rules.Deadline(
                one.rule,
                DeadlineStart(one.started_by),
                one.started_on,
                one.due_on,
                one.subject,
                one.takes_place_at,
                one.ended_on,
                one.ended_by,
            )
            for one in case.deadlines.all()
        }
        for case in cases
    }


def test_correcting_an_event_moves_the_rows_that_follow_from_it_alone() -> None:
    case = make_case()
    course = LegalCourseFactory(case=case)
    demand = LegalStepFactory(course=course, kind=Kind.DEMAND, occurred_on=OPENED)
    LegalStepFactory(course=LegalCourseFactory(case=case), kind=Kind.HEARING_CALLED, takes_place_at=november(30))
    derived.refresh([case.pk], today=TODAY)
    before = {one.rule: one for one in case.deadlines.all()}

    LegalStepFactory(course=course, kind=Kind.DEMAND, occurred_on=dt.date(2026, 11, 4), corrects=demand)
    derived.refresh([case.pk], today=TODAY)
    after = {one.rule: one for one in case.deadlines.all()}

    assert {rule: one.pk for rule, one in after.items()} == {rule: one.pk for rule, one in before.items()}
    assert [rule for rule in before if after[rule].due_on != before[rule].due_on] == ["payment_deadline"]
    assert {rule: one.revision for rule, one in after.items() if one.revision} == {"payment_deadline": 1}
    assert after["payment_deadline"].due_on == dt.date(2026, 11, 19)


def test_nothing_to_derive() -> None:
    derived.refresh([], today=TODAY)
    derived.refresh([0], today=TODAY)


def _row_versions() -> list[tuple[int, str]]:
    """Where each row lies in the table: an update moves it, also one that changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, ctid::text FROM casework_case"
            " UNION ALL SELECT id, ctid::text FROM casework_legalcourse"
            " UNION ALL SELECT id, ctid::text FROM casework_deadline ORDER BY 1, 2"
        )
        return list(cursor.fetchall())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Søren  ÆRØ", "soeren aeroe"),
        ("Ågade 5,\t2. th", "aagade 5, 2. th"),
        ("André Müller", "andre muller"),
        ("A\u030agade", "aagade"),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert derived.fold(text) == folded
