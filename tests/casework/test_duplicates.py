"""Records that are likely one person: what speaks for it, and that nobody is told of people they may not see."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import translation

from accounts.models import Unit
from accounts.scope import Scope
from casework.models import Case, Person
from casework.names import LETTERS, SIGNS, key_of
from casework.queries import duplicates as queries
from casework.queries.duplicates import duplicates
from casework.similarity import Pair, likeness
from housing import cpr_keys
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory
from tests.factories.people import make_caseworker, scope_of
from tests.factories.persons import CasePersonFactory, DistinctPeopleFactory, PersonFactory

BORN = dt.date(1990, 2, 28)


@pytest.mark.parametrize(
    ("pair", "score", "reasons"),
    [
        (Pair(0.1, same_cpr=True, same_birth_date=False), 100, ["the same CPR number", "different dates of birth"]),
        (Pair(1, same_birth_date=True), 80, ["the same name", "the same date of birth"]),
        (
            Pair(1, same_cpr=False, same_birth_date=True, same_address=True, same_phone=True, same_email=True),
            95,
            [
                "different CPR numbers", "the same name", "the same date of birth", "the same home", "the same phone",
                "the same e-mail",
            ],
        ),
        (Pair(0.7, same_birth_date=True), 70, ["almost the same name", "the same date of birth"]),
        (Pair(0.5, same_birth_date=True), 60, ["a similar name", "the same date of birth"]),
        (Pair(1, same_address=True), 60, ["the same name", "the same home"]),
        (Pair(1, same_birth_date=False, same_address=True), 20,
         ["the same name", "different dates of birth", "the same home"]),
        (Pair(1, same_phone=False), 35, ["the same name"]),
        (Pair(0.2, same_birth_date=False), 0, ["different dates of birth"]),
    ],
)  # fmt: skip
def test_the_score_says_why(pair: Pair, score: int, reasons: list[str]) -> None:
    with translation.override("en"):
        found = likeness(pair)
        assert (found.score, [str(reason) for reason in found.reasons]) == (score, reasons)


def test_more_in_common_never_lowers_the_score() -> None:
    for share in (0, 0.45, 0.6, 1):
        for birth in (None, False, True):
            low = likeness(Pair(share, same_birth_date=birth)).score
            assert low <= likeness(Pair(share, same_birth_date=birth, same_address=True)).score
            assert low <= likeness(Pair(share, same_birth_date=birth, same_phone=True)).score
            assert low <= likeness(Pair(min(share + 0.4, 1), same_birth_date=birth)).score


@pytest.fixture
def unit(db: None) -> Unit:
    return UnitFactory()


@pytest.fixture
def by(unit: Unit) -> Scope:
    return scope_of(make_caseworker(unit))


def met(unit: Unit, name: str, case: Case | None = None, **fields: Any) -> Person:
    person: Person = PersonFactory(municipality=unit.municipality, name=name, **fields)
    CasePersonFactory(case=case or CaseFactory(unit=unit), person=person)
    return person


def pairs(by: Scope) -> set[tuple[str, str]]:
    return {(pair.older.name, pair.newer.name) for pair in duplicates(by).pairs}


def test_found_by_cpr_by_date_of_birth_and_by_home(unit: Unit, by: Scope) -> None:
    numbers: dict[str, Any] = {
        "cpr_hash": cpr_keys.fingerprint("0102901234"),
        "cpr_sealed": cpr_keys.seal("0102901234"),
        "cpr_key_version": 1,
    }
    home = CaseFactory(unit=unit)
    met(unit, "Ida Andersen", birth_date=BORN)
    met(unit, "Ida Anderson", birth_date=BORN)
    met(unit, "Bo Thygesen", **numbers)
    met(unit, "Helt Anderledes", **numbers)
    met(unit, "Åse Kjær", home)
    met(unit, "Aase Kjær", home)
    met(unit, "Ole Olsen", birth_date=BORN)
    met(unit, "Ida Andersen", birth_date=dt.date(1950, 1, 1))

    assert pairs(by) == {
        ("Ida Andersen", "Ida Anderson"),
        ("Bo Thygesen", "Helt Anderledes"),
        ("Åse Kjær", "Aase Kjær"),
    }


def test_only_people_one_may_see_and_who_were_not_said_to_be_two(unit: Unit, by: Scope) -> None:
    met(unit, "Ida Andersen", birth_date=BORN)
    elsewhere = UnitFactory(municipality=unit.municipality)
    met(elsewhere, "Ida Andersen", birth_date=BORN)
    met(unit, "Ida Andersen", CaseFactory(unit=unit, is_restricted=True), birth_date=BORN)
    met(UnitFactory(), "Ida Andersen", birth_date=BORN)
    assert pairs(by) == set()

    settled = met(unit, "Ida Andersen", birth_date=BORN)
    assert pairs(by) == {("Ida Andersen", "Ida Andersen")}
    DistinctPeopleFactory(first=Person.objects.order_by("pk")[0], second=settled)
    assert pairs(by) == set()


def test_a_shared_home_behind_a_closed_door_says_nothing(unit: Unit, by: Scope) -> None:
    home = CaseFactory(unit=unit, is_closed=True, is_restricted=True)
    for _number in range(2):
        person = met(unit, "Ida Andersen")
        CasePersonFactory(case=home, person=person)

    assert pairs(by) == set()


def test_pages_go_back_to_the_first_ever_met(unit: Unit, by: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "LOOKED_THROUGH", 3)
    monkeypatch.setattr(queries, "SHOWN", 2)
    for number in range(8):
        met(unit, "Ida Andersen", birth_date=BORN.replace(year=1950 + number % 4))

    found, cursor, pages = [], "", 0
    while pages < 20:
        page = duplicates(by, cursor=cursor)
        found += [(pair.older.pk, pair.newer.pk) for pair in page.pairs]
        pages += 1
        if not page.next:
            break
        cursor = page.next

    people = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    assert sorted(found) == [(people[number], people[number + 4]) for number in range(4)]


@pytest.mark.parametrize("name", ["Åse Søndergård Æbelø", f"X {SIGNS}", f"X {SIGNS.upper()}", "o'Neill-Smith 2"])
def test_names_are_compared_alike_here_and_in_the_database(unit: Unit, name: str) -> None:
    person = PersonFactory(municipality=unit.municipality, name=name)
    person.refresh_from_db()

    assert person.name_key == key_of(name)
    assert len(SIGNS) == len(LETTERS)
