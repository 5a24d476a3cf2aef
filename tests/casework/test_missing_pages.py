"""What the statistics lack is shown while one works, asked for at closing, and counted for the unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import Unit, User
from casework import derived
from casework.enums import LegalStepKind, StatisticsFact
from casework.models import Case, UnknownFact
from casework.queries.missing import cases_lacking, lacks_of_case
from tests.factories import NOW, TODAY, at
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseBackgroundFactory, CaseFactory, ContactAttemptFactory, UnknownFactFactory
from tests.factories.courses import LegalCourseFactory, LegalStepFactory
from tests.factories.people import make_caseworker, scope_of

from .pages import link, main_words

pytestmark = pytest.mark.django_db

Fact = StatisticsFact
WHOLE = {"household_type": "couple_children", "has_children": "yes", "children": 1}


@pytest.fixture(autouse=True)
def _sunday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


@pytest.fixture
def user(unit: Unit, client: Client) -> User:
    user = make_caseworker(unit, language="en")
    client.force_login(user)
    return user


def whole(unit: Unit, **changes: Any) -> Case:
    """A case of which everything is known, but for `changes`."""
    case: Case = CaseFactory(unit=unit, **{**WHOLE, **changes})
    CaseBackgroundFactory(case=case)
    ContactAttemptFactory(case=case)
    derived.refresh([case.pk], today=TODAY)
    return case


def hearing(case: Case, *later: LegalStepKind, ago: int = 3) -> None:
    """A hearing some days ago, with the steps of the day after it."""
    course = LegalCourseFactory(case=case)
    day = TODAY - dt.timedelta(days=ago)
    LegalStepFactory(
        course=course, kind=LegalStepKind.HEARING_CALLED, occurred_on=day - dt.timedelta(days=9), takes_place_at=at(day)
    )
    for kind in later:
        LegalStepFactory(
            course=course,
            kind=kind,
            occurred_on=day,
            hearing_result="order",
            takes_place_at=at(TODAY) + dt.timedelta(9),
        )
    derived.refresh([case.pk], today=TODAY)


def test_the_page_and_the_count_of_the_unit_say_the_same(unit: Unit, user: User) -> None:
    scope = scope_of(user)
    cases = [
        whole(unit),
        whole(unit, household_type="unknown"),
        whole(unit, has_children="unknown", children=None),
        whole(unit, children=None),
        whole(unit, district=""),
        CaseFactory(unit=unit),
    ]
    LegalCourseFactory(case=cases[0], ground=None)
    for case, later in ((whole(unit), ()), (whole(unit), (LegalStepKind.HEARING_HELD,))):
        hearing(case, *later)
        cases.append(case)
    hearing(cases[1], ago=-3)
    UnknownFactFactory(case=cases[5], fact=Fact.BACKGROUND)

    for fact in Fact:
        counted = {case.pk for case in cases_lacking(scope, fact, now=NOW)}
        shown = {
            case.pk
            for case in Case.objects.select_related("municipality")
            if fact in {lack.missing.fact for lack in lacks_of_case(case, now=NOW)}
        }
        assert counted == shown, fact


def test_the_case_says_quietly_what_is_missing_and_where_to_fill_it_in(client: Client, unit: Unit, user: User) -> None:
    case = whole(unit, household_type="unknown")
    hearing(case)

    response = client.get(reverse("casework:case", args=[case.pk]))

    assert "Missing for the statistics: household type , date of the first notice , result in court" in main_words(
        response
    )
    assert link(response, "household type") == f"{reverse('casework:missing', args=[case.pk])}#household"
    assert link(response, "result in court").startswith(f"{reverse('casework:court-day')}?day=2026-11-19#step-")


def test_a_case_that_lacks_nothing_says_nothing(client: Client, unit: Unit, user: User) -> None:
    case = whole(unit)

    assert "Missing" not in main_words(client.get(reverse("casework:case", args=[case.pk])))


def test_everything_is_filled_in_on_one_form(client: Client, unit: Unit, user: User) -> None:
    case: Case = CaseFactory(unit=unit, district="", municipality__organisation__code="101")
    course = LegalCourseFactory(case=case, ground=None, cause="other")
    answers = {
        "version": case.version,
        "household": "single_parent",
        "children": "yes",
        "unknown_background": "on",
        f"ground_{course.pk}": "5",
    }

    response = client.post(f"{reverse('casework:missing', args=[case.pk])}?to=close", answers)

    assert response.headers["Location"] == reverse("casework:close", args=[case.pk])
    case.refresh_from_db()
    course.refresh_from_db()
    assert (case.household_type, case.has_children, course.ground) == ("single_parent", "yes", 5)
    assert list(UnknownFact.objects.values_list("fact", flat=True)) == ["background"]
    closing = main_words(client.get(reverse("casework:close", args=[case.pk])))
    assert "Missing for the statistics Number of children (children affected by evictions)" in closing
    assert "Background (" not in closing


def test_an_answer_and_unknown_to_us_exclude_each_other(client: Client, unit: Unit, user: User) -> None:
    case = CaseFactory(unit=unit)

    response = client.post(
        reverse("casework:missing", args=[case.pk]),
        {"version": case.version, "household": "single", "unknown_household": "on"},
    )

    assert "You gave an answer too" in main_words(response)
    assert not UnknownFact.objects.exists()


def test_the_unit_sees_how_much_is_missing_and_where(client: Client, unit: Unit, user: User) -> None:
    whole(unit, household_type="unknown", names="Ida Andersen")
    whole(UnitFactory(municipality=unit.municipality), household_type="unknown", names="Anden enhed")

    response = client.get(reverse("casework:missing-list"), {"fact": "household"})
    said = main_words(response)

    assert "1 answer is missing in the unit's open cases." in said
    assert "| Household type cases and evictions by household type 1" in said
    assert "Ida Andersen" in said
    assert "Anden enhed" not in said
