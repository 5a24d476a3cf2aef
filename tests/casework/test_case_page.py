"""The page of a case: who and where, what to do next, what happened, and for whom it does not exist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Look
from accounts.models import AccessLog, Unit, User
from casework import derived
from casework.enums import Cause, CourseResult, EventKind, LegalStepKind, ParticipantKind, PersonRole
from casework.models import Case
from housing import codes
from housing.enums import GateBasis
from tests.factories import NOW, TODAY, at
from tests.factories.accounts import UnitFactory
from tests.factories.casework import (
    CaseBackgroundFactory,
    CaseEventFactory,
    CaseFactory,
    CaseParticipantFactory,
    CasePersonFactory,
    ContactAttemptFactory,
    EvictionFactory,
    InterventionFactory,
    LegalCourseFactory,
    LegalStepFactory,
    ProgrammeFactory,
)
from tests.factories.housing import ArrearsWarningFactory
from tests.factories.people import make_caseworker, make_employment_caseworker, make_manager, make_team_leader

from .pages import link, main_words

pytestmark = pytest.mark.django_db

Kind = LegalStepKind


@pytest.fixture(autouse=True)
def _sunday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory(name="Boligteam", organisation__name="Boligteam")


@pytest.fixture
def user(unit: Unit, client: Client) -> User:
    """A caseworker who reads English and is logged in."""
    user = make_caseworker(unit, name="Mette Holm", language="en")
    client.force_login(user)
    return user


@pytest.fixture
def case(unit: Unit, user: User) -> Case:
    """An open case the caseworker has."""
    return CaseFactory(unit=unit, assigned_to=user, names="Ida Andersen", number="2026-00042")


def page_of(case: Case) -> str:
    return reverse("casework:case", args=[case.pk])


def fill(case: Case, count: int) -> None:
    """Some of everything a page shows."""
    for number in range(count):
        day = TODAY - dt.timedelta(days=number)
        CasePersonFactory(case=case, person__phone="20 12 34 56", person__interpreter="tyrkisk")
        course = LegalCourseFactory(case=case, started_on=day)
        LegalStepFactory(course=course, occurred_on=day)
        InterventionFactory(case=case, programme=ProgrammeFactory(municipality=case.municipality))
        ContactAttemptFactory(case=case)
        ArrearsWarningFactory(lease=case.lease, as_of=day, gate_basis=GateBasis.AGREEMENT)
        CaseBackgroundFactory(case=case, code=["debt", "illness", "job_lost"][number])
        CaseParticipantFactory(case=case)
        EvictionFactory(case=case, occurred_on=day)
        CaseEventFactory(case=case, kind=EventKind.NOTE, detail={"note": number, "text": "Hej"})
        CaseFactory(
            unit=case.unit,
            tenancy=case.tenancy,
            lease=case.lease,
            is_closed=True,
            opened_on=dt.date(2020 + number, 1, 1),
        )


@pytest.mark.parametrize("tab", ["contact", "intervention", "note", "step"])
def test_query_count_is_constant(client: Client, case: Case, tab: str, django_assert_num_queries: Any) -> None:
    codes.name_of("contact_mode", "phone")
    fill(case, 1)
    with CaptureQueriesContext(connection) as few:
        client.get(page_of(case), {"log": tab})
    other = CaseFactory(unit=case.unit, assigned_to=case.assigned_to)
    fill(other, 3)

    with django_assert_num_queries(len(few)):
        client.get(page_of(other), {"log": tab})
