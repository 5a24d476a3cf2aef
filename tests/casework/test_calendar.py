"""One's own deadlines in a calendar program: readable, without names, as long as the link and the role hold."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.models import AccessLog, Unit, User
from casework import derived
from casework.actions.calendar import renew_link, revoke_link
from casework.enums import LegalStepKind
from casework.models import CalendarLink, Case
from tests.factories import NOW, TODAY, at
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory
from tests.factories.courses import LegalCourseFactory, LegalStepFactory
from tests.factories.people import make_caseworker, scope_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    unit: Unit = UnitFactory()
    return unit


@pytest.fixture
def user(unit: Unit) -> User:
    return make_caseworker(unit)


@pytest.fixture
def case(unit: Unit, user: User) -> Case:
    """The caseworker's case with a hearing in winter time and a date to see it again."""
    case: Case = CaseFactory(
        unit=unit,
        assigned_to=user,
        names="Ida Andersen",
        address="Ruten 169",
        number="2026-00042",
        follow_up_on=dt.date(2026, 11, 27),
    )
    course = LegalCourseFactory(case=case)
    LegalStepFactory(
        course=course, kind=LegalStepKind.HEARING_CALLED, takes_place_at=at(dt.date(2026, 11, 25), 9), court="Byretten"
    )
    derived.refresh([case.pk], today=TODAY)
    return case


def link_of(user: User) -> str:
    return reverse("casework:calendar-feed", args=[renew_link(by=scope_of(user), now=NOW)])


def read(client: Client, address: str) -> Any:
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return Calendar.from_ical(response.content)


@time_machine.travel(NOW)
def test_a_calendar_program_reads_it_back(client: Client, user: User, case: Case) -> None:
    calendar = read(client, link_of(user))

    events = {str(event["summary"]): event for event in calendar.walk("VEVENT")}
    hearing = events["Fogedmøde, sag 2026-00042"]
    assert set(events) == {
        "Oplysningsbrev, sag 2026-00042",
        "Fortæl om rådgivning, sag 2026-00042",
        "Første kontakt, sag 2026-00042",
        "Fogedmøde, sag 2026-00042",
        "Opfølgningsdato, sag 2026-00042",
    }
    assert hearing["dtstart"].dt == timezone.localtime(at(dt.date(2026, 11, 25), 9))
    assert str(hearing["dtstart"].params["TZID"]) == "Europe/Copenhagen"
    assert events["Første kontakt, sag 2026-00042"]["dtstart"].dt == dt.date(2026, 11, 3)
    assert (str(calendar["version"]), str(calendar["calscale"])) == ("2.0", "GREGORIAN")
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Copenhagen"]
    assert len({str(event["uid"]) for event in events.values()}) == 5


@time_machine.travel(NOW)
def test_it_says_of_nobody_who_they_are(client: Client, user: User, case: Case) -> None:
    text = client.get(link_of(user)).content.decode()

    assert [word for word in ("Ida", "Andersen", "Ruten", "Byretten", user.name) if word in text] == []


@time_machine.travel(NOW)
def test_a_moved_date_is_the_same_entry_with_a_higher_sequence(client: Client, user: User, case: Case) -> None:
    address = link_of(user)
    before = {str(event["uid"]): event for event in read(client, address).walk("VEVENT")}
    called = case.steps.get(kind=LegalStepKind.HEARING_CALLED)
    LegalStepFactory(
        course=called.course, kind=called.kind, takes_place_at=at(dt.date(2026, 12, 2), 9), corrects=called
    )
    derived.refresh([case.pk], today=TODAY)

    after = {str(event["uid"]): event for event in read(client, address).walk("VEVENT")}

    moved = [uid for uid in before if before[uid]["dtstart"].dt != after[uid]["dtstart"].dt]
    assert before.keys() == after.keys()
    assert [after[uid]["sequence"] - before[uid]["sequence"] for uid in moved] == [1]


@time_machine.travel(NOW)
def test_what_has_not_changed_is_not_sent_again(client: Client, user: User, case: Case) -> None:
    address = link_of(user)
    etag = client.get(address).headers["ETag"]

    assert client.get(address, headers={"if-none-match": etag}).status_code == 304


@time_machine.travel(NOW)
def test_each_reading_is_logged(client: Client, user: User, case: Case) -> None:
    client.get(link_of(user))

    assert list(AccessLog.objects.values_list("user_id", "look", "subject", "subject_ids", "path")) == [
        (user.pk, "export", "calendar", [case.pk], "casework:calendar-feed")
    ]


@time_machine.travel(NOW)
def test_a_link_ends_when_revoked_renewed_or_its_role_does(client: Client, user: User, case: Case) -> None:
    first, second = link_of(user), link_of(user)
    assert [client.get(address).status_code for address in (first, second)] == [404, 200]

    revoke_link(by=scope_of(user), now=NOW)
    assert client.get(second).status_code == 404

    third = link_of(user)
    user.memberships.update(ends_on=TODAY - dt.timedelta(days=1))
    assert client.get(third).status_code == 404


@time_machine.travel(NOW)
def test_somebody_who_may_no_longer_log_in_has_no_calendar(client: Client, user: User, case: Case) -> None:
    address = link_of(user)
    user.is_active = False
    user.save()

    assert client.get(address).status_code == 404


@time_machine.travel(NOW)
def test_a_restricted_case_stands_there_for_those_cleared_alone(client: Client, user: User, case: Case) -> None:
    case.is_restricted = True
    case.save()
    address = link_of(user)
    assert read(client, address).walk("VEVENT") == []

    CaseParticipantFactory(case=case, user=user, kind="cleared")
    assert len(read(client, address).walk("VEVENT")) == 5


def test_only_a_hash_of_the_secret_is_kept(user: User) -> None:
    token = renew_link(by=scope_of(user), now=NOW)

    kept = CalendarLink.objects.values_list("token_hash", flat=True).get()
    assert (len(kept), token in kept) == (64, False)


@time_machine.travel(NOW)
def test_the_page_shows_the_secret_once(client: Client, user: User) -> None:
    client.force_login(user)
    page = reverse("casework:calendar")

    made = client.post(page)
    address = made.context["address"]

    assert (client.get(address).status_code, address in client.get(page).content.decode()) == (200, False)
