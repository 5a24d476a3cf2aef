"""Several cases at once: what may be done is done in one go, and what may not is named with the reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from accounts.errors import Refused
from accounts.models import Unit
from casework import derived
from casework.actions.several import LeftOut, assign_cases, follow_up_cases, give_cases, undo_batch
from casework.enums import EventKind, ParticipantKind
from casework.models import Case, CaseBatch, CaseEvent
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory
from tests.factories.people import make_caseworker, make_team_leader, scope_of

pytestmark = pytest.mark.django_db
LATER = NOW + dt.timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


def versions(*cases: Case) -> dict[int, int]:
    return {case.pk: case.version for case in cases}


def kinds(case: Case) -> list[str]:
    return list(CaseEvent.objects.filter(case=case).order_by("pk").values_list("kind", flat=True))


def test_handing_over_asks_the_database_no_more_for_many(unit: Unit) -> None:
    leader, lise = scope_of(make_team_leader(unit)), make_caseworker(unit)
    asked = []
    for count in (1, 3):
        cases = CaseFactory.create_batch(count, unit=unit)
        derived.refresh([case.pk for case in cases], today=TODAY)
        with CaptureQueriesContext(connection) as queries:
            done = assign_cases({case.pk: lise for case in cases}, versions=versions(*cases), by=leader, now=NOW)
        asked.append(len(queries))
        assert (done.changed, done.left_out) == (count, [])
        assert [kinds(case) for case in cases] == [[EventKind.ASSIGNED]] * count

    assert asked[0] == asked[1]
    assert {(case.assigned_to, case.taken_up_at, case.version) for case in Case.objects.all()} == {(lise, NOW, 2)}


def test_what_may_not_be_handed_over_is_left_out_and_named(unit: Unit) -> None:
    mette, lise = make_caseworker(unit), make_caseworker(unit, name="Lise Krogh")
    mine = CaseFactory(unit=unit, assigned_to=mette, number="1")
    changed = CaseFactory(unit=unit, assigned_to=mette, number="2")
    colleagues = CaseFactory(unit=unit, assigned_to=make_caseworker(unit), number="3")
    closed = CaseFactory(unit=unit, assigned_to=mette, number="4", is_closed=True)
    restricted = CaseFactory(unit=unit, assigned_to=mette, number="5", is_restricted=True)
    CaseParticipantFactory(case=restricted, user=mette, kind=ParticipantKind.CLEARED)
    elsewhere = CaseFactory(unit=UnitFactory(municipality=unit.municipality), assigned_to=mette, number="6")
    hidden = CaseFactory(number="7")
    cases = (mine, changed, colleagues, closed, restricted, elsewhere, hidden)
    seen = versions(*cases) | {changed.pk: 0}

    done = assign_cases({case.pk: lise for case in cases}, versions=seen, by=scope_of(mette), now=NOW)

    assert done.changed == 1
    assert done.left_out == [
        LeftOut("2", "somebody changed it meanwhile"),
        LeftOut("3", "Only the one who has the case, or the unit's team leader, can hand it over."),
        LeftOut("4", "The case is closed. Reopen it first."),
        LeftOut("5", "The case is restricted: let Lise Krogh in first."),
        LeftOut("6", "Lise Krogh is not a caseworker of the case's unit."),
        LeftOut("", "it is no longer open to you"),
    ]
    assert list(Case.objects.filter(assigned_to=lise)) == [mine]
    assert CaseEvent.objects.count() == 1


def test_anybody_takes_several_that_nobody_has(unit: Unit) -> None:
    mette = make_caseworker(unit)
    cases = CaseFactory.create_batch(2, unit=unit)

    done = assign_cases({case.pk: mette for case in cases}, versions=versions(*cases), by=scope_of(mette), now=NOW)

    assert done.changed == 2


def test_undoing_gives_back_who_had_them_but_for_what_was_touched_since(unit: Unit) -> None:
    leader, lise = scope_of(make_team_leader(unit)), make_caseworker(unit)
    henrik = make_caseworker(unit, name="Henrik Storm")
    cases = [CaseFactory(unit=unit, assigned_to=henrik), CaseFactory(unit=unit), CaseFactory(unit=unit, number="9")]
    before = [(case.assigned_to_id, case.assigned_at, case.taken_up_at) for case in cases]
    batch = assign_cases({case.pk: lise for case in cases}, versions=versions(*cases), by=leader, now=NOW).batch
    assert batch is not None
    touched = Case.objects.get(pk=cases[2].pk)
    follow_up_cases([touched.pk], follow_up_on=TODAY, versions=versions(touched), by=leader, now=LATER)

    done = undo_batch(batch, by=leader, now=LATER)

    assert (done.changed, done.left_out) == (2, [LeftOut("9", "somebody has worked on it since")])
    for case in cases:
        case.refresh_from_db()
    assert [(case.assigned_to_id, case.assigned_at, case.taken_up_at) for case in cases[:2]] == before[:2]
    assert cases[2].assigned_to == lise
    assert kinds(cases[0]) == [EventKind.ASSIGNED, EventKind.ASSIGNMENT_UNDONE]
    with pytest.raises(Refused, match="undone already"):
        undo_batch(batch, by=leader, now=LATER)


def test_cases_are_given_back_or_to_another_unit_and_return(unit: Unit) -> None:
    leader = scope_of(make_team_leader(unit))
    other = UnitFactory(municipality=unit.municipality)
    mine = CaseFactory(unit=unit, assigned_to=make_caseworker(unit))
    free = CaseFactory(unit=unit, number="2")

    back = give_cases([mine.pk, free.pk], unit=unit, reason="Ferie", versions=versions(mine, free), by=leader, now=NOW)
    mine.refresh_from_db()
    moved = give_cases([mine.pk], unit=other, reason="Flyttet", versions=versions(mine), by=leader, now=LATER)

    assert (back.changed, back.left_out) == (1, [LeftOut("2", "Nobody has the case.")])
    mine.refresh_from_db()
    assert (mine.unit, mine.assigned_to) == (other, None)
    assert kinds(mine) == [EventKind.GIVEN_BACK, EventKind.MOVED]
    assert moved.batch is not None
    undo_batch(moved.batch, by=leader, now=LATER)
    mine.refresh_from_db()
    assert mine.unit == unit


def test_a_follow_up_date_for_several_and_back(unit: Unit) -> None:
    leader = scope_of(make_team_leader(unit))
    first, second = CaseFactory(unit=unit), CaseFactory(unit=unit, follow_up_on=TODAY + dt.timedelta(days=9))
    day = TODAY + dt.timedelta(days=3)

    done = follow_up_cases(
        [first.pk, second.pk], follow_up_on=day, versions=versions(first, second), by=leader, now=NOW
    )

    assert set(Case.objects.values_list("follow_up_on", "triage_rule")) == {(day, "first_contact")}
    assert done.batch is not None
    undo_batch(done.batch, by=leader, now=LATER)
    assert list(Case.objects.order_by("pk").values_list("follow_up_on", flat=True)) == [None, second.follow_up_on]
    with pytest.raises(Refused, match="today or a later day"):
        follow_up_cases([first.pk], follow_up_on=TODAY - dt.timedelta(days=1), versions={}, by=leader, now=NOW)


def test_nothing_done_leaves_nothing_to_undo(unit: Unit) -> None:
    done = follow_up_cases([], follow_up_on=None, versions={}, by=scope_of(make_team_leader(unit)), now=NOW)

    assert (done, CaseBatch.objects.count()) == ((0, [], None), 0)
