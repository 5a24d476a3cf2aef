"""The team leader sees who has how much, and hands out what nobody has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import Unit, User
from casework.models import Case
from casework.queries.unit_load import loads_of
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory, UserFactory
from tests.factories.casework import CaseFactory
from tests.factories.listing import AbsenceFactory
from tests.factories.people import make_caseworker, make_team_leader, scope_of

from .pages import link, main_words, row_links

pytestmark = pytest.mark.django_db
UNIT, HAND_OUT = "/cases/unit/", "/cases/unit/hand-out/"
LONG_AGO = NOW - dt.timedelta(days=30)


@pytest.fixture(autouse=True)
def _sunday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


@pytest.fixture
def leader(unit: Unit, client: Client) -> User:
    leader = make_team_leader(unit, name="Jonas", language="en")
    client.force_login(leader)
    return leader


def busy(unit: Unit, **fields: Any) -> Case:
    """A case in work that is not overdue, was tried and was attended to today."""
    return CaseFactory(**{"unit": unit, "triage_due_on": TODAY, "contact_count": 1, "attended_at": NOW, **fields})


@pytest.fixture
def lise(unit: Unit) -> User:
    """Away, with an overdue case, one never tried, one long untouched, one restricted and one closed."""
    lise = make_caseworker(unit, name="Lise")
    AbsenceFactory(unit=unit, user=lise, deputy=make_caseworker(unit, name="Tariq"))
    busy(unit, assigned_to=lise, names="Overdue", triage_due_on=TODAY - dt.timedelta(days=1))
    busy(unit, assigned_to=lise, names="Never tried", contact_count=0)
    busy(unit, assigned_to=lise, names="Untouched", attended_at=LONG_AGO)
    busy(unit, assigned_to=lise, is_restricted=True)
    CaseFactory(unit=unit, assigned_to=lise, is_closed=True)
    return lise


def test_each_persons_load_is_counted_and_leads_to_just_these_cases(
    client: Client, unit: Unit, leader: User, lise: User
) -> None:
    busy(unit, assigned_to=UserFactory(name="Gone"))
    busy(unit)
    busy(unit, is_restricted=True)
    busy(UnitFactory(municipality=unit.municipality))

    loads, unassigned = loads_of(scope_of(leader), today=TODAY)
    page = client.get(UNIT)

    assert unassigned == (1, 0, 0, 0, 1)
    assert [(load.person.name, load.is_member, load.takes_cases, *load.cases) for load in loads] == [
        ("Gone", False, False, 1, 0, 0, 0, 0),
        ("Jonas", True, False, 0, 0, 0, 0, 0),
        ("Lise", True, True, 3, 1, 1, 1, 1),
        ("Tariq", True, True, 0, 0, 0, 0, 0),
    ]
    said = main_words(page)
    assert "Lise is away until 28 Nov 2026. Tariq stands in." in said
    assert "and 1 case with restricted access" in said
    assert "no longer in the unit" in said
    found = [
        row_links(client.get(link(page, words)))
        for words in ("Open cases, Lise", "Overdue, Lise", "Without contact, Lise", "14 days, Lise", "Open cases, Gone")
    ]
    assert [sorted(names) for names in found[:1]] == [["Never tried", "Overdue", "Untouched"]]
    assert found[1:4] == [["Overdue"], ["Never tried"], ["Untouched"]]
    assert len(found[4]) == 1


@pytest.mark.parametrize(
    ("sort", "first"), [("name", "Jonas"), ("open", "Lise"), ("quiet", "Lise"), ("nonsense", "Lise")]
)
def test_the_table_is_ordered_as_asked(client: Client, leader: User, lise: User, sort: str, first: str) -> None:
    assert client.get(UNIT, {"sort": sort}).context["rows"][0]["name"] == first


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_are_the_same_for_one_and_for_three(
    client: Client, unit: Unit, leader: User, count: int, django_assert_num_queries: Any
) -> None:
    for _number in range(count):
        busy(unit, assigned_to=make_caseworker(unit))

    with django_assert_num_queries(6):  # session, user, role, scope, counts, people
        client.get(UNIT)


def test_the_unassigned_are_handed_out_by_a_suggestion_that_the_leader_changes(
    client: Client, unit: Unit, leader: User, lise: User
) -> None:
    tariq = User.objects.get(name="Tariq")
    nanna = make_caseworker(unit, name="Nanna")
    busy(unit, assigned_to=nanna)
    cases = [CaseFactory(unit=unit, triage_key=TODAY + dt.timedelta(days=day)) for day in range(3)]
    CaseFactory(unit=unit, is_restricted=True)

    page = client.get(HAND_OUT)
    suggested = [field.value() for _case, field in page.context["lines"]]
    assert suggested == [tariq.pk, tariq.pk, nanna.pk]

    chosen = {f"to-{cases[0].pk}": lise.pk, f"to-{cases[1].pk}": tariq.pk, f"to-{cases[2].pk}": ""}
    versions = {f"version-{case.pk}": case.version for case in cases}
    answer = client.post(HAND_OUT, {"case": [case.pk for case in cases], **chosen, **versions}, follow=True)

    assert "2 cases were handed out." in main_words(answer)
    assert [Case.objects.get(pk=case.pk).assigned_to for case in cases] == [lise, tariq, None]


def test_an_empty_heap_says_so_and_choosing_nobody_too(client: Client, unit: Unit, leader: User) -> None:
    assert "Every case has been taken" in main_words(client.get(HAND_OUT))
    assert "Nothing was handed out" in main_words(client.post(HAND_OUT, {"case": "x"}, follow=True))


@pytest.mark.parametrize("address", [UNIT, HAND_OUT])
def test_caseworkers_do_not_see_the_load(client: Client, unit: Unit, address: str) -> None:
    client.force_login(make_caseworker(unit))

    assert client.get(address).status_code == 404
