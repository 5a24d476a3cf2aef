"""Noting things on a case: what is typed arrives whole, and what is wrong is said without losing it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import Unit, User
from casework.enums import Cause, CourseResult, EventKind, Ground, HearingResult, LegalStepKind, Stage
from casework.forms.contact import part_of_day
from casework.models import Case, CaseEvent, ContactAttempt, Eviction, Intervention, LegalCourse, LegalStep, Note
from tests.factories import COPENHAGEN, NOW, TODAY, at
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory, InterventionFactory, NoteFactory, ProgrammeFactory
from tests.factories.courses import LegalCourseFactory, LegalStepFactory
from tests.factories.people import make_caseworker

from .pages import main_words

pytestmark = pytest.mark.django_db

Kind = LegalStepKind
YESTERDAY = dt.date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _sunday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory(organisation__name="Boligteam")


@pytest.fixture
def user(unit: Unit, client: Client) -> User:
    user = make_caseworker(unit, name="Mette Holm", language="en")
    client.force_login(user)
    return user


@pytest.fixture
def case(unit: Unit, user: User) -> Case:
    return CaseFactory(unit=unit, assigned_to=user, names="Ida Andersen")


def url(name: str, case: Case, *more: int) -> str:
    return reverse(f"casework:{name}", args=[case.pk, *more])


CALL = {"mode": "phone", "outcome": "no_answer", "day": "2026-11-22", "part_of_day": "morning"}


@pytest.mark.parametrize(("hour", "part"), [(0, "morning"), (11, "morning"), (12, "afternoon"), (18, "evening")])
def test_the_parts_of_the_day(hour: int, part: str) -> None:
    assert part_of_day(dt.datetime(2026, 11, 22, hour, 0, tzinfo=COPENHAGEN)) == part


def test_a_contact_of_this_hour_is_noted_as_now(client: Client, case: Case, user: User) -> None:
    response = client.post(url("contact", case), {**CALL, "note": "Telefonen er slukket", "has_appointment": "on"})

    assert response.headers["Location"] == url("case", case)
    attempt = ContactAttempt.objects.get()
    assert (
        attempt.mode,
        attempt.occurred_at,
        attempt.part_of_day,
        attempt.is_reached,
        attempt.not_reached_reason,
        attempt.has_appointment,
        attempt.wants_no_contact,
        attempt.note,
        attempt.recorded_by,
    ) == ("phone", NOW, "morning", False, "no_answer", True, False, "Telefonen er slukket", user)


def test_a_contact_of_yesterday_is_noted_in_the_middle_of_its_part(client: Client, case: Case) -> None:
    client.post(url("contact", case), {**CALL, "outcome": "reached", "day": "2026-11-21", "part_of_day": "evening"})

    attempt = ContactAttempt.objects.get()
    assert (attempt.occurred_at, attempt.is_reached, attempt.not_reached_reason) == (at(YESTERDAY, 19), True, "")


@pytest.mark.parametrize(
    ("given", "follow_up_on"),
    [
        ({"follow_up": ""}, None),
        ({"follow_up": "tomorrow"}, dt.date(2026, 11, 23)),
        ({"follow_up": "week"}, dt.date(2026, 11, 29)),
        ({"follow_up": "date", "follow_up_on": "2026-12-01"}, dt.date(2026, 12, 1)),
        ({"follow_up_on": "2026-12-01"}, dt.date(2026, 12, 1)),
    ],
)
def test_a_contact_says_when_to_look_again(
    client: Client, case: Case, given: dict[str, str], follow_up_on: dt.date | None
) -> None:
    client.post(url("contact", case), {**CALL, **given})

    case.refresh_from_db()
    assert case.follow_up_on == follow_up_on


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"outcome": ""}, "Result : This field is required."),
        ({"day": "2026-11-23"}, "Day : That day has not come yet."),
        ({"part_of_day": "evening"}, "Part of day : That part of the day has not come yet."),
        ({"follow_up": "date"}, "Follow up on : Choose the date."),
        ({"follow_up": "date", "follow_up_on": "2026-11-21"}, "Follow up on : Choose today or a later day."),
        ({"follow_up": "date", "follow_up_on": "tomorrow"}, "Follow up on : Enter a valid date."),
        ({"mode": "dove"}, "How : Select a valid choice."),
    ],
)
def test_a_faulty_contact_is_said_and_kept(client: Client, case: Case, given: dict[str, str], sentence: str) -> None:
    response = client.post(url("contact", case), {**CALL, "note": "Vigtigt", **given})

    said = main_words(response)
    assert (response.status_code, ContactAttempt.objects.count()) == (422, 0)
    assert sentence.replace(" :", ":") in said.replace(" :", ":")
    assert "Vigtigt" in response.content.decode()
    assert said.startswith("Ida Andersen")


def test_an_intervention_is_noted(client: Client, case: Case, unit: Unit) -> None:
    programme = ProgrammeFactory(municipality=unit.municipality)

    client.post(
        url("intervention", case),
        {
            "kind": "grant_81",
            "result": "granted",
            "amount": "20.132,92",
            "starts_on": "2026-11-20",
            "ends_on": "2026-12-20",
            "responsible": unit.pk,
            "programme": programme.pk,
            "note": "Bevilget",
        },
    )

    done = Intervention.objects.get()
    assert (
        done.kind,
        done.result,
        done.amount,
        done.starts_on,
        done.ends_on,
        done.responsible_id,
        done.programme,
        done.note,
    ) == (
        "grant_81",
        "granted",
        Decimal("20132.92"),
        dt.date(2026, 11, 20),
        dt.date(2026, 12, 20),
        unit.pk,
        programme,
        "Bevilget",
    )


def test_an_intervention_needs_only_its_kind(client: Client, case: Case, unit: Unit) -> None:
    """Everything else stands in the form already."""
    form = client.get(url("case", case), {"log": "intervention"}).context["log"].form
    filled = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}

    client.post(url("intervention", case), {**filled, "kind": "debt_advice"})

    done = Intervention.objects.get()
    assert (done.kind, done.result, done.starts_on, done.responsible_id) == ("debt_advice", "ongoing", TODAY, unit.pk)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": ""}, "Intervention: This field is required."),
        ({"ends_on": "2026-11-01"}, "Until: The last day is before the first."),
        ({"amount": "a lot"}, "Amount, kr.: Write an amount such as 20.132,92."),
    ],
)
def test_a_faulty_intervention_is_said(client: Client, case: Case, given: dict[str, str], sentence: str) -> None:
    usual = {"kind": "grant_81", "result": "ongoing", "starts_on": "2026-11-20", "responsible": str(case.unit_id)}

    response = client.post(url("intervention", case), {**usual, **given})

    assert (response.status_code, Intervention.objects.count()) == (422, 0)
    assert sentence in main_words(response)


def changed(intervention: Intervention, **given: str) -> dict[str, Any]:
    usual = {
        "kind": intervention.kind,
        "result": "granted",
        "amount": "500",
        "starts_on": intervention.starts_on.isoformat(),
        "responsible": intervention.responsible_id,
        "version": intervention.version,
    }
    return {**usual, **given}


def test_an_intervention_is_changed(client: Client, case: Case) -> None:
    ended = ProgrammeFactory(municipality=case.municipality, ends_on=dt.date(2021, 1, 1))
    standing = InterventionFactory(case=case, programme=ended)

    form = client.get(url("intervention-edit", case, standing.pk)).context["form"]
    client.post(url("intervention-edit", case, standing.pk), changed(standing, programme=str(ended.pk)))

    standing.refresh_from_db()
    assert form.initial["programme"] == ended.pk
    now = (standing.result, standing.amount, standing.programme, standing.version)
    assert now == ("granted", Decimal(500), ended, 2)


def test_two_who_change_an_intervention_see_both_values(client: Client, case: Case) -> None:
    standing = InterventionFactory(case=case, amount=Decimal("100"))
    stale = changed(standing, note="Min note")
    Intervention.objects.filter(pk=standing.pk).update(amount=Decimal("900"), note="Deres note", version=2)

    response = client.post(url("intervention-edit", case, standing.pk), stale)

    clashes = {clash.label: (clash.theirs, clash.yours) for clash in response.context["form"].clashes}
    assert response.status_code == 422
    assert clashes == {
        "Result": ("Under way", "Carried out"),
        "Amount, kr.": ("900.00 kr.", "500.00 kr."),
        "Note": ("Deres note", "Min note"),
    }
    standing.refresh_from_db()
    assert standing.note == "Deres note"
    again = {**stale, "version": response.context["form"]["version"].value()}
    client.post(url("intervention-edit", case, standing.pk), again)
    standing.refresh_from_db()
    assert (standing.note, standing.version) == ("Min note", 3)


def test_anothers_intervention_is_not_changed_here(client: Client, case: Case) -> None:
    foreign = InterventionFactory()

    assert client.get(url("intervention-edit", case, foreign.pk)).status_code == 404


def test_a_note_is_written_and_corrected_beside_itself(client: Client, case: Case) -> None:
    client.post(url("note", case), {"text": "Hun ringede"})
    first = Note.objects.get()
    form = client.get(url("note-correct", case, first.pk)).context["form"]
    client.post(url("note-correct", case, first.pk), {"text": "Han ringede"})

    assert form.initial == {"text": "Hun ringede"}
    assert list(Note.objects.order_by("pk").values_list("text", "corrects")) == [
        ("Hun ringede", None),
        ("Han ringede", first.pk),
    ]
    said = main_words(client.get(url("case", case)))
    assert "Corrected note" in said
    assert "corrected later" in said


def test_an_empty_note_is_not_written(client: Client, case: Case) -> None:
    response = client.post(url("note", case), {"text": "  "})

    assert (response.status_code, Note.objects.count()) == (422, 0)
    assert "Note: This field is required." in main_words(response)


def test_two_who_correct_a_note_see_both_and_go_on_from_the_newer(client: Client, case: Case) -> None:
    wrong = NoteFactory(case=case, text="Forkert")
    newer = NoteFactory(case=case, text="Deres rettelse", corrects=wrong)

    response = client.post(url("note-correct", case, wrong.pk), {"text": "Min rettelse"})

    (clash,) = response.context["form"].clashes
    assert (response.status_code, clash.theirs, clash.yours) == (422, "Deres rettelse", "Min rettelse")
    assert response.context["action"] == url("note-correct", case, newer.pk)
    client.post(response.context["action"], {"text": "Min rettelse"})
    assert Note.objects.get(corrects=newer).text == "Min rettelse"


def test_a_course_is_opened_for_any_cause(client: Client, case: Case) -> None:
    client.post(
        url("course-open", case),
        {"cause": "subletting", "ground": "6", "started_on": "2026-11-20", "source": "association"},
    )

    course = LegalCourse.objects.get()
    assert (course.cause, course.ground, course.started_on) == (
        Cause.SUBLETTING,
        Ground.TRANSFER_OF_USE,
        dt.date(2026, 11, 20),
    )


def test_a_course_begins_today_unless_one_says_otherwise_and_never_tomorrow(client: Client, case: Case) -> None:
    form = client.get(url("course-open", case)).context["form"]
    response = client.post(url("course-open", case), {"cause": "other", "started_on": "2026-11-23", "source": "tenant"})

    assert (form.initial, form.fields["ground"].required) == ({"started_on": TODAY, "cause": Cause.ARREARS}, False)
    assert (response.status_code, LegalCourse.objects.count()) == (422, 0)
    assert "Started on: That day has not come yet." in main_words(response)


@pytest.fixture
def course(case: Case) -> LegalCourse:
    return LegalCourseFactory(case=case, started_on=dt.date(2026, 11, 3))


def step_of(course: LegalCourse, **given: str) -> dict[str, Any]:
    usual = {
        "course": course.pk,
        f"version_{course.pk}": course.version,
        "kind": "rescission",
        "occurred_on": "2026-11-20",
        "source": "association",
    }
    return {**usual, **given}


def test_the_day_and_hour_of_a_hearing_are_recorded(client: Client, case: Case, course: LegalCourse) -> None:
    client.post(
        url("step", case),
        step_of(
            course,
            kind="hearing_called",
            source="court",
            takes_place_on="2026-11-25",
            takes_place_time="10:00",
            court="Københavns Byret",
            court_case_number="FS 1-2026",
            note="Indkaldt",
            hearing_result="order",
            result="paid",
        ),
    )

    step = LegalStep.objects.get()
    case.refresh_from_db()
    assert (
        step.kind,
        step.source,
        step.takes_place_at,
        step.court,
        step.court_case_number,
        step.note,
        step.hearing_result,
        step.result,
    ) == ("hearing_called", "court", at(dt.date(2026, 11, 25), 10), "Københavns Byret", "FS 1-2026", "Indkaldt", "", "")
    assert (case.stage, case.next_court_at) == (Stage.HEARING, at(dt.date(2026, 11, 25), 10))


def test_the_result_of_a_hearing_and_of_a_course_are_recorded(client: Client, case: Case, course: LegalCourse) -> None:
    client.post(url("step", case), step_of(course, kind="hearing_held", hearing_result="settlement"))
    course.refresh_from_db()
    client.post(url("step", case), step_of(course, kind="ended", result="settled", occurred_on="2026-11-21"))

    course.refresh_from_db()
    assert (course.stage, course.result, course.ended_on) == (Stage.ENDED, CourseResult.SETTLED, YESTERDAY)
    assert LegalStep.objects.get(kind=Kind.HEARING_HELD).hearing_result == HearingResult.SETTLEMENT


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": ""}, "Step: This field is required."),
        ({"kind": "objection"}, "Step: Select a valid choice."),
        ({"kind": "hearing_called"}, "Hearing or eviction on: Give the day and hour the court has set."),
        (
            {"kind": "eviction_scheduled", "takes_place_on": "x", "takes_place_time": "10:00"},
            "Hearing or eviction on: Enter a valid date.",
        ),
        ({"kind": "hearing_held"}, "Result of the hearing: Say what came of the hearing."),
        ({"kind": "ended"}, "Result of the course: Say how the course ended."),
        ({"occurred_on": "2026-11-23"}, "Happened on: That day has not come yet."),
        ({"version_": ""}, "The form was not whole."),
    ],
)
def test_a_faulty_step_is_said(
    client: Client, case: Case, course: LegalCourse, given: dict[str, str], sentence: str
) -> None:
    data = step_of(course, **given)
    if "version_" in given:
        del data[f"version_{course.pk}"]

    response = client.post(url("step", case), data)

    assert (response.status_code, LegalStep.objects.count()) == (422, 0)
    assert sentence in main_words(response)


def test_a_step_that_cannot_follow_is_refused_with_the_reason(client: Client, case: Case, course: LegalCourse) -> None:
    LegalStepFactory(course=course, kind=Kind.FILING, occurred_on=dt.date(2026, 11, 10))

    response = client.post(url("step", case), step_of(course, kind="demand"))

    assert response.status_code == 422
    assert "cannot follow a later stage" in main_words(response)


def test_a_course_that_moved_meanwhile_is_shown_as_a_conflict(client: Client, case: Case, course: LegalCourse) -> None:
    stale = step_of(course)
    LegalCourse.objects.filter(pk=course.pk).update(version=7)

    response = client.post(url("step", case), stale)
    form = response.context["log"].form

    assert (response.status_code, LegalStep.objects.count()) == (422, 0)
    assert "Somebody else changed this while you were writing." in main_words(response)
    client.post(url("step", case), {**stale, f"version_{course.pk}": form[f"version_{course.pk}"].value()})
    assert LegalStep.objects.get().kind == Kind.RESCISSION


def corrected(**given: str) -> dict[str, str]:
    return {"kind": "rescission", "occurred_on": "2026-11-18", "source": "association", **given}


def test_a_step_is_corrected_beside_itself(client: Client, case: Case, course: LegalCourse) -> None:
    wrong = LegalStepFactory(course=course, kind=Kind.RESCISSION, occurred_on=dt.date(2026, 11, 20))

    form = client.get(url("step-correct", case, wrong.pk)).context["form"]
    client.post(url("step-correct", case, wrong.pk), corrected(note="Brevet er fra den 18."))

    right = LegalStep.objects.get(corrects=wrong)
    assert (form.initial["kind"], form.initial["occurred_on"]) == ("rescission", dt.date(2026, 11, 20))
    assert (right.occurred_on, right.note, right.is_void) == (dt.date(2026, 11, 18), "Brevet er fra den 18.", False)


def test_a_step_that_did_not_happen_is_taken_back(client: Client, case: Case, course: LegalCourse) -> None:
    wrong = LegalStepFactory(
        course=course,
        kind=Kind.HEARING_CALLED,
        occurred_on=dt.date(2026, 11, 20),
        takes_place_at=at(dt.date(2026, 12, 1), 10),
    )
    form = client.get(url("step-correct", case, wrong.pk)).context["form"]
    shown = {name: form[name].value() for name in form.fields if form[name].value()}

    client.post(url("step-correct", case, wrong.pk), {**shown, "is_void": "on"})

    case.refresh_from_db()
    assert (form["takes_place_on"].value(), form["takes_place_time"].value()) == (dt.date(2026, 12, 1), dt.time(10))
    assert LegalStep.objects.get(corrects=wrong).is_void is True
    assert (case.stage, case.next_court_at) == (Stage.EARLY, None)


def test_two_who_correct_a_step_see_both_and_go_on_from_the_newer(
    client: Client, case: Case, course: LegalCourse
) -> None:
    wrong = LegalStepFactory(course=course, kind=Kind.RESCISSION, occurred_on=dt.date(2026, 11, 20))
    newer = LegalStepFactory(course=course, kind=Kind.RESCISSION, occurred_on=dt.date(2026, 11, 19), corrects=wrong)

    response = client.post(url("step-correct", case, wrong.pk), corrected())

    (clash,) = response.context["form"].clashes
    assert (clash.label, clash.theirs, clash.yours) == ("Happened on", "19 Nov 2026", "18 Nov 2026")
    assert (response.status_code, response.context["action"]) == (422, url("step-correct", case, newer.pk))


def test_an_eviction_is_recorded_with_its_day(client: Client, case: Case, course: LegalCourse) -> None:
    form = client.get(url("eviction", case)).context["form"]
    client.post(
        url("eviction", case),
        {
            "course": course.pk,
            "occurred_on": "2026-11-20",
            "cause": "arrears",
            "further_causes": ["arrears", "house_rules"],
            "source": "court",
        },
    )

    eviction = Eviction.objects.get()
    course.refresh_from_db()
    assert form.initial["course"] == course
    assert (eviction.case, eviction.course, eviction.occurred_on, eviction.cause, eviction.further_causes) == (
        case,
        course,
        dt.date(2026, 11, 20),
        Cause.ARREARS,
        [Cause.HOUSE_RULES],
    )
    assert course.result == CourseResult.CARRIED_OUT


def test_an_eviction_of_tomorrow_or_twice_on_a_day_is_refused(client: Client, case: Case) -> None:
    given = {"occurred_on": "2026-11-20", "cause": "arrears", "source": "court"}
    client.post(url("eviction", case), given)

    twice = client.post(url("eviction", case), given)
    ahead = client.post(url("eviction", case), {**given, "occurred_on": "2026-11-23"})

    assert (twice.status_code, ahead.status_code, Eviction.objects.count()) == (422, 422, 1)
    assert "An eviction from this tenancy on that day is already recorded." in main_words(twice)
    assert "Day of the eviction: That day has not come yet." in main_words(ahead)


@pytest.mark.parametrize(
    "name", ["contact", "intervention", "note", "step", "course-open", "eviction", "household", "background", "close"]
)
def test_nothing_is_noted_on_a_closed_case(client: Client, unit: Unit, user: User, name: str) -> None:
    closed = CaseFactory(unit=unit, assigned_to=user, is_closed=True)

    assert client.post(url(name, closed), {"text": "x"}).status_code == 404
    assert CaseEvent.objects.count() == 0


def test_each_thing_noted_stands_on_the_timeline(client: Client, case: Case) -> None:
    client.post(url("note", case), {"text": "Hej"})

    assert CaseEvent.objects.values_list("kind", "by_name").get() == (EventKind.NOTE, "Mette Holm")
