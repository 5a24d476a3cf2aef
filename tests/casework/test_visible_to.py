"""Who sees which case: one table for every role, asked of the database and of one case at hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from accounts.models import Unit, User
from casework.enums import ParticipantKind
from casework.models import Case, Eviction, Person
from casework.permissions import sees
from tests.factories import NOW
from tests.factories.accounts import UnitFactory, UserFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory
from tests.factories.courses import EvictionFactory
from tests.factories.people import (
    make_administrator,
    make_adviser,
    make_caseworker,
    make_data_protection_officer,
    make_employment_caseworker,
    make_manager,
    make_officer,
    make_team_leader,
    scope_of,
)
from tests.factories.persons import CasePersonFactory

pytestmark = pytest.mark.django_db

NAMES = (
    "own unit",
    "own unit, a colleague's",
    "own unit, closed",
    "own unit, restricted",
    "own unit, restricted, assigned but not named",
    "other unit",
    "other unit, assigned",
    "other unit, invited",
    "other unit, purpose stated",
    "other unit, purpose of yesterday",
    "other unit, restricted, invited",
    "other unit, restricted, named",
    "other municipality",
    "other municipality, invited",
    "other municipality, named",
)


def make_cases(user: User, unit: Unit) -> dict[str, Case]:
    """One case of each kind there is for a person who works in a unit."""
    other_unit = UnitFactory(municipality=unit.municipality)
    elsewhere = UnitFactory()
    colleague = UserFactory()
    cases = {
        "own unit": CaseFactory(unit=unit),
        "own unit, a colleague's": CaseFactory(unit=unit, assigned_to=colleague),
        "own unit, closed": CaseFactory(unit=unit, is_closed=True),
        "own unit, restricted": CaseFactory(unit=unit, is_restricted=True),
        "own unit, restricted, assigned but not named": CaseFactory(unit=unit, is_restricted=True, assigned_to=user),
        "other unit": CaseFactory(unit=other_unit),
        "other unit, assigned": CaseFactory(unit=other_unit, assigned_to=user),
        "other unit, invited": CaseFactory(unit=other_unit),
        "other unit, purpose stated": CaseFactory(unit=other_unit),
        "other unit, purpose of yesterday": CaseFactory(unit=other_unit),
        "other unit, restricted, invited": CaseFactory(unit=other_unit, is_restricted=True),
        "other unit, restricted, named": CaseFactory(unit=other_unit, is_restricted=True),
        "other municipality": CaseFactory(unit=elsewhere),
        "other municipality, invited": CaseFactory(unit=elsewhere),
        "other municipality, named": CaseFactory(unit=elsewhere, is_restricted=True),
    }
    for name, case in cases.items():
        ends_at = NOW - dt.timedelta(hours=1) if "yesterday" in name else None
        if name.endswith("invited"):
            CaseParticipantFactory(case=case, user=user)
        if "purpose" in name:
            CaseParticipantFactory(case=case, user=user, kind=ParticipantKind.PURPOSE, ends_at=ends_at)
        if name.endswith(", named"):
            CaseParticipantFactory(case=case, user=user, kind=ParticipantKind.CLEARED)
    return cases


CASEWORK = {
    "own unit",
    "own unit, a colleague's",
    "own unit, closed",
    "other unit, assigned",
    "other unit, invited",
    "other unit, purpose stated",
    "other unit, restricted, named",
}


@pytest.mark.parametrize(
    ("make", "seen"),
    [
        (make_caseworker, CASEWORK),
        (make_team_leader, CASEWORK),
        (
            make_employment_caseworker,
            {"other unit, invited", "other unit, purpose stated", "other unit, restricted, named"},
        ),
    ],
)
def test_what_people_of_a_unit_see(make: Callable[[Unit], User], seen: set[str]) -> None:
    unit = UnitFactory()
    user = make(unit)
    cases = make_cases(user, unit)

    scope = scope_of(user)
    visible = set(Case.objects.visible_to(scope))

    assert {name for name, case in cases.items() if case in visible} == seen
    assert {name for name, case in cases.items() if sees(scope, case)} == seen
    assert set(cases) == set(NAMES)


@pytest.mark.parametrize("make", [make_manager, make_administrator, make_data_protection_officer])
def test_people_of_the_municipality_who_see_no_case(make: Callable[..., User]) -> None:
    unit = UnitFactory()
    user = make(unit.municipality.organisation)
    cases = make_cases(user, unit)

    scope = scope_of(user)

    assert list(Case.objects.visible_to(scope)) == []
    assert [name for name, case in cases.items() if sees(scope, case)] == []


@pytest.mark.parametrize("make", [make_adviser, make_officer])
def test_people_of_the_association_see_no_case_in_its_homes(make: Callable[..., User]) -> None:
    case = CaseFactory()
    user = make(case.association)
    CaseParticipantFactory(case=case, user=user)

    scope = scope_of(user)

    assert list(Case.objects.visible_to(scope)) == []
    assert not sees(scope, case)


def test_a_team_leader_knows_of_restricted_cases_to_let_people_in() -> None:
    unit = UnitFactory()
    leader = make_team_leader(unit)
    cases = make_cases(leader, unit)
    named = CaseFactory(unit=unit, is_restricted=True)
    CaseParticipantFactory(case=named, user=leader, kind=ParticipantKind.CLEARED)

    assert set(Case.objects.closed_to(scope_of(leader))) == {
        cases["own unit, restricted"],
        cases["own unit, restricted, assigned but not named"],
    }
    assert list(Case.objects.closed_to(scope_of(make_caseworker(unit)))) == []


def test_people_and_evictions_are_seen_with_their_case() -> None:
    unit = UnitFactory()
    user = make_caseworker(unit)
    cases = make_cases(user, unit)
    people = {name: CasePersonFactory(case=case).person for name, case in cases.items()}
    evictions = {name: EvictionFactory(case=case) for name, case in cases.items()}
    home = CaseFactory(unit=unit)
    homeless = EvictionFactory(
        case=None,
        municipality=unit.municipality,
        association=home.association,
        department=home.department,
        tenancy=home.tenancy,
        district="3",
        household_type="unknown",
        has_children="unknown",
    )

    scope = scope_of(user)

    assert set(Person.objects.visible_to(scope)) == {people[name] for name in CASEWORK}
    assert set(Eviction.objects.visible_to(scope)) == {evictions[name] for name in CASEWORK} | {homeless}
    assert list(Eviction.objects.visible_to(scope_of(make_manager(unit.municipality.organisation)))) == []
