"""A deputy finds the absent colleague's cases in a list of their own, and what is overdue in the own list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import Unit, User
from casework.enums import ParticipantKind
from casework.models import Absence
from housing import codes
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory, ContactAttemptFactory
from tests.factories.listing import AbsenceFactory
from tests.factories.people import make_caseworker, make_team_leader

from .pages import link, main_words, row_links

pytestmark = pytest.mark.django_db
WORKLIST, ABSENCES, NEW = "/cases/", "/cases/absences/", "/cases/absences/new/"
YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _sunday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


@pytest.fixture
def mette(unit: Unit, client: Client) -> User:
    """The deputy, logged in."""
    mette = make_caseworker(unit, name="Mette", language="en")
    client.force_login(mette)
    return mette


@pytest.fixture
def lise(unit: Unit, mette: User) -> User:
    """Away, with a case that is overdue, one that is not and a restricted one."""
    lise = make_caseworker(unit, name="Lise")
    AbsenceFactory(unit=unit, user=lise, deputy=mette)
    overdue = {"triage_key": YESTERDAY, "triage_due_on": YESTERDAY}
    CaseFactory(unit=unit, assigned_to=lise, names="Overdue", **overdue)
    CaseFactory(unit=unit, assigned_to=lise, names="Later", triage_due_on=TODAY)
    CaseFactory(unit=unit, assigned_to=lise, names="Restricted", is_restricted=True, **overdue)
    return lise


def test_the_deputy_works_the_absent_colleagues_list(client: Client, unit: Unit, mette: User, lise: User) -> None:
    CaseFactory(unit=unit, assigned_to=mette, names="My own")

    own = client.get(WORKLIST)
    theirs = client.get(WORKLIST + link(own, "For Lise"))

    assert row_links(own) == ["Overdue", "My own"]
    assert row_links(theirs) == ["Overdue", "Later"]
    assert main_words(own).count("for Lise") == 1
    said = main_words(theirs)
    assert "Lise is away until 28 Nov 2026 , and you stand in." in said
    assert "1 restricted case is not shown: it needs its own clearance." in said


def test_a_cleared_deputy_sees_the_restricted_case_too(client: Client, unit: Unit, mette: User, lise: User) -> None:
    restricted = lise.cases.get(names="Restricted")
    CaseParticipantFactory(case=restricted, user=mette, kind=ParticipantKind.CLEARED)

    theirs = client.get(WORKLIST, {"list": f"for-{lise.pk}"})

    assert row_links(theirs) == ["Overdue", "Restricted", "Later"]
    assert "needs its own clearance" not in main_words(theirs)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_for_somebody_costs_what_any_list_costs(
    client: Client, unit: Unit, mette: User, count: int, django_assert_num_queries: Any
) -> None:
    for _number in range(count):
        lise = make_caseworker(unit)
        AbsenceFactory(unit=unit, user=lise, deputy=mette)
    ContactAttemptFactory.create_batch(count, case=CaseFactory(unit=unit, assigned_to=lise))
    codes.name_of("contact_mode", "phone")

    for name in (f"for-{lise.pk}", "mine"):
        with django_assert_num_queries(8):
            client.get(WORKLIST, {"list": name})


def test_nobody_elses_list_can_be_asked_for(client: Client, unit: Unit, mette: User) -> None:
    lise = make_caseworker(unit)
    CaseFactory(unit=unit, assigned_to=lise, names="Hers")

    assert row_links(client.get(WORKLIST, {"list": f"for-{lise.pk}"})) == []


def test_an_absence_is_recorded_and_ended(client: Client, unit: Unit, mette: User) -> None:
    tariq = make_caseworker(unit, name="Tariq")
    CaseFactory(unit=unit, assigned_to=mette, is_restricted=True)
    AbsenceFactory(unit=unit, user=make_caseworker(unit, name="Henrik"), deputy=mette)
    given = {"deputy": tariq.pk, "starts_on": "2026-11-22", "ends_on": ""}

    said = main_words(client.post(NEW, given, follow=True))
    again = client.post(NEW, given)

    assert "Tariq stands in for Mette." in said
    assert "1 case of Mette is restricted: Tariq sees it only once the team leader lets them in." in said
    assert "Mette was to stand in for Henrik: agree on another deputy." in said
    assert "Mette away now" in said
    assert "until further notice" in said
    assert "There already is an absence in that period." in main_words(again)
    mine = Absence.objects.get(user=mette)
    end = reverse("casework:absence-end", args=[mine.pk])
    assert "Somebody changed the absence" in main_words(client.post(end, {"version": "9"}, follow=True))
    assert "The absence of Mette is ended." in main_words(client.post(end, {"version": "1"}, follow=True))
    others = reverse("casework:absence-end", args=[Absence.objects.get(user__name="Henrik").pk])
    assert client.post(others, {"version": "1"}).status_code == 404


def test_the_team_leader_records_for_anybody(client: Client, unit: Unit) -> None:
    client.force_login(make_team_leader(unit, language="en"))
    lise, tariq = make_caseworker(unit, name="Lise"), make_caseworker(unit, name="Tariq")
    given = {"user": lise.pk, "deputy": tariq.pk, "starts_on": "2026-11-23", "ends_on": "2026-11-27"}

    assert "Tariq stands in for Lise." in main_words(client.post(NEW, given, follow=True))
    assert "Everybody is here" not in main_words(client.get(ABSENCES))


def test_whoever_hands_a_case_to_somebody_away_is_told_who_stands_in(client: Client, unit: Unit, mette: User) -> None:
    lise = make_caseworker(unit, name="Lise")
    AbsenceFactory(unit=unit, user=lise, deputy=make_caseworker(unit, name="Tariq"), ends_on=None)
    case = CaseFactory(unit=unit, assigned_to=mette)
    assign = reverse("casework:assign", args=[case.pk])

    assert "Lise (away, Tariq stands in)" in main_words(client.get(assign))
    said = main_words(client.post(assign, {"to": lise.pk, "version": case.version}, follow=True))
    assert "Lise is away. Tariq stands in." in said
