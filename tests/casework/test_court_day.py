"""The day in court: everything of the day on one page, each answered with a tap, and nothing that is not one's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Unit, User
from casework import derived
from casework.enums import LegalStepKind
from casework.models import Case, CourtAttendance, EvictionCheckMark, LegalStep
from tests.factories import NOW, TODAY, at
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory
from tests.factories.courses import (
    CourtAttendanceFactory,
    EvictionCheckMarkFactory,
    LegalCourseFactory,
    LegalStepFactory,
)
from tests.factories.people import make_caseworker

from .pages import link, main_words

pytestmark = pytest.mark.django_db

Kind = LegalStepKind
WEEK = dt.timedelta(days=7)


@pytest.fixture(autouse=True)
def _sunday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


@pytest.fixture
def user(unit: Unit, client: Client) -> User:
    user = make_caseworker(unit, name="Mette Holm", language="en")
    client.force_login(user)
    return user


def in_court(
    unit: Unit, kind: Kind = Kind.HEARING_CALLED, hour: int = 10, day: dt.date = TODAY, **case: Any
) -> LegalStep:
    """A hearing or an eviction the court has set, in a case of its own."""
    found = CaseFactory(unit=unit, **case)
    step = LegalStepFactory(
        course=LegalCourseFactory(case=found),
        kind=kind,
        takes_place_at=at(day, hour),
        court="Københavns Byret",
        court_case_number="FS 12-3456/2026",
    )
    derived.refresh([found.pk], today=TODAY)
    return step


def url(name: str, step: LegalStep) -> str:
    return reverse(f"casework:{name}", args=[step.case_id, step.pk])


def page(client: Client, day: dt.date = TODAY) -> Any:
    return client.get(reverse("casework:court-day"), {"day": day.isoformat()})


def test_a_day_is_read_by_hour(client: Client, unit: Unit, user: User) -> None:
    in_court(unit, Kind.EVICTION_SCHEDULED, 11, names="Bo Beck")
    in_court(unit, hour=9, names="Ida Andersen", address="Ruten 169, 2700 Brønshøj", association__name="fsb")
    in_court(unit, day=TODAY - WEEK, names="Sidste uge")
    in_court(unit, day=TODAY + WEEK, names="Næste uge")

    response = client.get(reverse("casework:court-day"))
    said = main_words(response)

    assert "Sunday 22 Nov 2026 · today · 2 hearings and evictions" in said
    assert "09:00 Hearing called Ida Andersen Ruten 169, 2700 Brønshøj fsb" in said
    assert "Københavns Byret · FS 12-3456/2026" in said
    assert said.index("Ida Andersen") < said.index("11:00 Eviction scheduled Bo Beck")
    assert "uge" not in said
    assert link(response, "15 Nov") == "?day=2026-11-15"
    assert link(response, "29 Nov") == "?day=2026-11-29"


def test_a_day_without_anything_says_so_and_leads_on(client: Client, unit: Unit, user: User) -> None:
    in_court(unit, day=TODAY + WEEK)

    response = page(client)

    assert "Nothing in court on this day" in main_words(response)
    assert link(response, "29 Nov") == "?day=2026-11-29"


def test_only_what_one_may_open_is_there(client: Client, unit: Unit, user: User) -> None:
    in_court(UnitFactory(municipality=unit.municipality), names="Anden enhed")
    in_court(UnitFactory(), names="Anden kommune")
    in_court(unit, names="Begrænset", is_restricted=True)
    named = in_court(unit, names="Navngivet", is_restricted=True)
    CaseParticipantFactory(case=named.case, user=user, kind="cleared")

    assert [one.case.names for one in page(client).context["court_day"].dates] == ["Navngivet"]


def test_what_was_corrected_or_taken_back_is_not_there(client: Client, unit: Unit, user: User) -> None:
    moved = in_court(unit, names="Flyttet")
    LegalStepFactory(course=moved.course, kind=moved.kind, takes_place_at=at(TODAY + WEEK), corrects=moved)
    void = in_court(unit, names="Aldrig sket")
    LegalStepFactory(
        course=void.course, kind=void.kind, takes_place_at=void.takes_place_at, corrects=void, is_void=True
    )

    assert page(client).context["court_day"].dates == []


def test_i_attend_is_one_tap(client: Client, unit: Unit, user: User) -> None:
    step = in_court(unit)

    response = client.post(url("court-attend", step), {"attends": user.pk, "version": "0", "prepared": ""})

    assert response.headers["Location"] == f"{reverse('casework:court-day')}?day=2026-11-22#step-{step.pk}"
    assert CourtAttendance.objects.get().attends == user
    assert "Mette Holm attends" in main_words(page(client))


def test_two_who_name_different_people_both_see_it(client: Client, unit: Unit, user: User) -> None:
    step, bo = in_court(unit), make_caseworker(unit, name="Bo Beck")
    CourtAttendanceFactory(step=step, attends=bo, prepared="Kvittering med")

    response = client.post(url("court-attend", step), {"attends": user.pk, "version": "0", "prepared": "Budget med"})

    assert response.status_code == 422
    said = main_words(response)
    assert all(word in said for word in ("Bo Beck", "Mette Holm", "Kvittering med", "Budget med"))


def test_who_attends_stays_when_the_hour_is_corrected(client: Client, unit: Unit, user: User) -> None:
    step = in_court(unit)
    CourtAttendanceFactory(step=step, attends=user)
    LegalStepFactory(course=step.course, kind=step.kind, takes_place_at=at(TODAY, 13), corrects=step)

    assert "13:00 Hearing called" in main_words(page(client))
    assert "Mette Holm attends" in main_words(page(client))


@pytest.mark.parametrize(
    ("result", "words"), [("settlement", "Settlement"), ("order", "Order to evict"), ("absent", "Tenant absent")]
)
def test_a_result_is_one_tap_and_can_be_undone(client: Client, unit: Unit, user: User, result: str, words: str) -> None:
    step = in_court(unit)

    told = client.post(
        url("court-result", step), {"hearing_result": result, "version": step.course.version}, follow=True
    )
    assert words in main_words(told)
    assert [one.is_settled for one in told.context["court_day"].dates] == [True]

    held = step.course.steps.get(kind=Kind.HEARING_HELD)
    client.post(reverse("casework:court-undo", args=[step.case_id, held.pk]))
    assert [one.is_settled for one in page(client).context["court_day"].dates] == [False]


def test_a_postponed_hearing_asks_for_its_new_date(client: Client, unit: Unit, user: User) -> None:
    step = in_court(unit)
    tapped = {"hearing_result": "postponed", "version": step.course.version}

    assert "Give the day and hour the court has set." in main_words(client.post(url("court-result", step), tapped))
    client.post(url("court-result", step), {**tapped, "new_day": "2026-12-01", "new_time": "09:30"})

    assert "Postponed · new date: 1 Dec 2026, 09:30" in main_words(page(client))
    assert [one.case for one in page(client, dt.date(2026, 12, 1)).context["court_day"].dates] == [step.case]


def test_a_second_tap_of_a_colleague_changes_nothing(client: Client, unit: Unit, user: User) -> None:
    step = in_court(unit)
    tap = {"hearing_result": "order", "version": step.course.version}
    client.post(url("court-result", step), tap)

    assert client.post(url("court-result", step), {**tap, "hearing_result": "settlement"}).status_code == 422
    assert step.course.steps.filter(kind=Kind.HEARING_HELD).count() == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"because": "paid"}, "Paid"),
        ({"because": "new_date", "new_day": "2026-12-01", "new_time": "09:30"}, "new date: 1 Dec 2026, 09:30"),
    ],
)
def test_an_eviction_is_called_off_with_its_reason(
    client: Client, unit: Unit, user: User, given: dict[str, str], words: str
) -> None:
    step = in_court(unit, Kind.EVICTION_SCHEDULED)

    client.post(url("court-call-off", step), {**given, "reason": "Beløbet er betalt", "version": step.course.version})

    assert words in main_words(page(client))
    assert step.course.steps.order_by("-pk")[0].note == "Beløbet er betalt"


def test_an_eviction_that_was_carried_out_is_recorded_where_evictions_are(
    client: Client, unit: Unit, user: User
) -> None:
    step = in_court(unit, Kind.EVICTION_SCHEDULED)
    form = client.get(link(page(client), "Carried out")).context["form"]

    assert (str(form["course"].value()), str(form["occurred_on"].value())) == (str(step.course_id), "2026-11-22")
    client.post(
        reverse("casework:eviction", args=[step.case_id]),
        {"course": step.course_id, "occurred_on": "2026-11-22", "cause": "arrears", "source": "court"},
    )
    assert "Eviction carried out" in main_words(page(client))


def test_the_checklist_is_kept_with_who_and_when(client: Client, unit: Unit, user: User) -> None:
    step = in_court(unit, Kind.EVICTION_SCHEDULED)

    client.post(url("court-check", step), {"point": "keys", "answer": "done"})
    said = main_words(page(client))

    assert "Keys handed over Done · Mette Holm · 22 Nov 2026, 10:00" in said
    assert "Checklist 6 open" in said
    client.post(url("court-check", step), {"point": "keys", "answer": ""})
    assert not EvictionCheckMark.objects.exists()


@pytest.mark.parametrize("day", ["", "i morgen", "0000-00-00", "99999-01-01"])
def test_a_day_that_is_none_is_today(client: Client, user: User, day: str) -> None:
    response = client.get(reverse("casework:court-day"), {"day": day})

    assert response.context["court_day"].day == TODAY


def test_a_day_asks_always_as_often(client: Client, unit: Unit, user: User, django_assert_num_queries: Any) -> None:
    def fill(count: int) -> None:
        for hour in range(count):
            step = in_court(unit, Kind.EVICTION_SCHEDULED, 8 + hour)
            CourtAttendanceFactory(step=step, attends=make_caseworker(unit))
            EvictionCheckMarkFactory(step=step)

    fill(1)
    with CaptureQueriesContext(connection) as few:
        page(client)
    fill(2)

    with django_assert_num_queries(len(few)):
        assert len(page(client).context["court_day"].dates) == 3


def test_on_a_closed_case_nothing_is_asked(client: Client, unit: Unit, user: User) -> None:
    step = in_court(unit)
    Case.objects.filter(pk=step.case_id).update(
        closed_at=NOW, closed_on=TODAY, closed_year=2026, closed_by=user, housing_outcome="stays",
        contact_outcome="no_need", arrears_outcome="paid_self",
    )  # fmt: skip

    assert "The case is closed." in main_words(page(client))
    assert client.post(url("court-attend", step), {"version": "0"}).status_code == 404
