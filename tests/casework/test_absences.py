"""An absence has a deputy of the same unit, does not overlap another, and ends with a click."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from accounts.errors import NotAllowed, Refused
from accounts.models import Unit, User
from casework.actions.absences import end_absence, record_absence
from casework.models import Absence
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.listing import AbsenceFactory
from tests.factories.people import make_caseworker, make_team_leader, scope_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


def away(user: User, deputy: User, *, by: User, first: int = 0, last: int | None = 7) -> Absence:
    return record_absence(
        user=user,
        deputy=deputy,
        starts_on=TODAY + dt.timedelta(days=first),
        ends_on=None if last is None else TODAY + dt.timedelta(days=last),
        by=scope_of(by),
        now=NOW,
    )


def test_one_records_ones_own_and_the_team_leader_anybodys(unit: Unit) -> None:
    lise, tariq, leader = make_caseworker(unit), make_caseworker(unit), make_team_leader(unit)

    away(lise, tariq, by=lise)
    away(tariq, leader, by=leader, first=20, last=None)

    assert set(Absence.objects.current(TODAY).values_list("user", "deputy")) == {(lise.pk, tariq.pk)}
    assert Absence.objects.lasting(TODAY + dt.timedelta(days=90)).get().user == tariq
    with pytest.raises(NotAllowed):
        away(leader, tariq, by=lise, first=40, last=50)


def test_absences_that_make_no_sense_are_refused(unit: Unit) -> None:
    lise, tariq, henrik = make_caseworker(unit), make_caseworker(unit), make_caseworker(unit)
    AbsenceFactory(unit=unit, user=henrik, deputy=tariq)
    stranger = make_caseworker()
    away(lise, tariq, by=lise)
    refused: list[tuple[str, dict[str, Any]]] = [
        ("already is an absence", {"first": 7, "last": 8}),
        ("another|somebody else", {"deputy": lise, "first": 20, "last": 22}),
        ("not a caseworker of the unit", {"deputy": stranger, "first": 20, "last": 22}),
        ("is away in that period too", {"deputy": henrik, "first": 5, "last": None}),
        ("last day is before", {"first": 22, "last": 20}),
        ("today or a later day", {"first": -9, "last": -5}),
    ]

    for reason, asked in refused:
        with pytest.raises(Refused, match=reason):
            away(lise, asked.pop("deputy", tariq), by=lise, **asked)


def test_an_absence_ends_at_once_and_makes_room_for_another(unit: Unit) -> None:
    lise, tariq = make_caseworker(unit), make_caseworker(unit)
    absence = away(lise, tariq, by=lise)
    with pytest.raises(NotAllowed):
        end_absence(absence, version=1, by=scope_of(tariq), now=NOW)

    end_absence(absence, version=1, by=scope_of(lise), now=NOW)

    assert not Absence.objects.current(TODAY).exists()
    assert away(lise, tariq, by=lise).pk != absence.pk


def test_colleagues_of_the_unit_see_who_is_away(unit: Unit) -> None:
    absence = AbsenceFactory(unit=unit)

    assert list(Absence.objects.visible_to(scope_of(make_caseworker(unit)))) == [absence]
    assert not Absence.objects.visible_to(scope_of(make_caseworker())).exists()
