"""Who has a case: take it, take the next, hand it over, give it back."""

from __future__ import annotations

import datetime as dt
import multiprocessing
from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone, translation

from accounts.errors import Conflict, NotAllowed, Refused
from accounts.models import Unit
from accounts.scope import Scope
from casework.actions.assignment import assign_case, give_back_case, take_case, take_next_case
from casework.enums import EventKind, ParticipantKind
from casework.models import Case, CaseEvent
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory
from tests.factories.people import (
    make_caseworker,
    make_employment_caseworker,
    make_team_leader,
    scope_of,
)

PROCESSES, CASES = 16, 2000


def assignment(case: Case) -> tuple[Any, ...]:
    case.refresh_from_db()
    return case.assigned_to_id, case.assigned_at, case.taken_up_at, case.version


def lines() -> list[tuple[Any, ...]]:
    """The timeline, without the derived place in the worklist."""
    return list(CaseEvent.objects.order_by("pk").values_list("case_id", "kind", "by_name", "detail"))


@pytest.mark.django_db
def test_taking_a_case() -> None:
    unit = UnitFactory()
    case = CaseFactory(unit=unit)
    user = make_caseworker(unit, name="Ida Holm")
    by = scope_of(user)

    taken = take_case(case, version=1, by=by, now=NOW)

    assert taken == case
    assert assignment(case) == (user.pk, NOW, NOW, 2)
    event = CaseEvent.objects.get()
    assert (event.kind, event.occurred_on, event.recorded_at, event.by_user, event.by_name, event.by_organisation) == (
        EventKind.TAKEN,
        TODAY,
        NOW,
        user,
        "Ida Holm",
        unit.organisation.name,
    )
    assert case.triage_rule == "first_contact"


@pytest.mark.django_db
def test_a_case_is_taken_once() -> None:
    unit = UnitFactory()
    case = CaseFactory(unit=unit)
    first, second = scope_of(make_caseworker(unit)), scope_of(make_caseworker(unit))
    take_case(case, version=1, by=first, now=NOW)

    with pytest.raises(Conflict) as conflict:
        take_case(case, version=1, by=second, now=NOW)
    with translation.override("en"), pytest.raises(Refused, match="Somebody has already taken the case"):
        take_case(case, version=2, by=second, now=NOW)

    assert conflict.value.theirs("assigned_to_id") == {"assigned_to_id": first.user_id}
    assert assignment(case)[0] == first.user_id
    assert len(lines()) == 1


@pytest.mark.django_db
def test_handing_over_and_giving_back() -> None:
    unit = UnitFactory()
    case = CaseFactory(unit=unit)
    ida, ole = make_caseworker(unit, name="Ida Holm"), make_caseworker(unit, name="Ole Lund")
    leader = scope_of(make_team_leader(unit, name="Eva Krog"))
    later, latest = NOW + dt.timedelta(hours=1), NOW + dt.timedelta(hours=2)

    assign_case(case, to=ida, version=1, by=leader, now=NOW)
    assert assignment(case) == (ida.pk, NOW, NOW, 2)
    assign_case(case, to=ole, version=2, by=scope_of(ida), now=later)
    assert assignment(case) == (ole.pk, later, NOW, 3)
    give_back_case(case, reason="Sygdom", version=3, by=scope_of(ole), now=latest)
    assert assignment(case) == (None, None, NOW, 4)

    assert lines() == [
        (case.pk, EventKind.ASSIGNED, "Eva Krog", {"to": "Ida Holm", "to_id": ida.pk}),
        (case.pk, EventKind.ASSIGNED, "Ida Holm", {"to": "Ole Lund", "to_id": ole.pk}),
        (case.pk, EventKind.GIVEN_BACK, "Ole Lund", {"reason": "Sygdom"}),
    ]
    with translation.override("en"), pytest.raises(Refused, match="Nobody has the case"):
        give_back_case(case, reason="Igen", version=4, by=leader, now=latest)


@pytest.mark.django_db
def test_who_may_hand_a_case_over_and_to_whom() -> None:
    unit = UnitFactory()
    other = UnitFactory(municipality=unit.municipality)
    mine, theirs = make_caseworker(unit, name="Ida Holm"), make_caseworker(unit)
    case = CaseFactory(unit=unit, assigned_to=theirs)
    leader = scope_of(make_team_leader(unit))

    with translation.override("en"):
        with pytest.raises(NotAllowed, match="Only the one who has the case"):
            assign_case(case, to=mine, version=1, by=scope_of(mine), now=NOW)
        with pytest.raises(NotAllowed, match="Only caseworkers who can open the case"):
            assign_case(case, to=mine, version=1, by=scope_of(make_team_leader(other)), now=NOW)
        with pytest.raises(Refused, match="already has the case"):
            assign_case(case, to=theirs, version=1, by=leader, now=NOW)
        for stranger in (
            make_caseworker(other, name="Ole Lund"),
            make_employment_caseworker(unit, name="Ole Lund"),
            make_caseworker(unit, name="Ole Lund", is_active=False),
        ):
            with pytest.raises(Refused, match="Ole Lund is not a caseworker of the case's unit"):
                assign_case(case, to=stranger, version=1, by=leader, now=NOW)
        with pytest.raises(Conflict):
            assign_case(case, to=mine, version=7, by=leader, now=NOW)

    assert assignment(case)[0] == theirs.pk
    assert lines() == []


@pytest.mark.django_db
def test_a_restricted_case_goes_to_people_named_on_it() -> None:
    unit = UnitFactory()
    case = CaseFactory(unit=unit, is_restricted=True)
    leader, ida = make_team_leader(unit), make_caseworker(unit, name="Ida Holm")
    CaseParticipantFactory(case=case, user=leader, kind=ParticipantKind.CLEARED)

    with translation.override("en"), pytest.raises(Refused, match="let Ida Holm in first"):
        assign_case(case, to=ida, version=1, by=scope_of(leader), now=NOW)
    CaseParticipantFactory(case=case, user=ida, kind=ParticipantKind.CLEARED)
    assign_case(case, to=ida, version=1, by=scope_of(leader), now=NOW)

    assert assignment(case)[0] == ida.pk


@pytest.mark.django_db
def test_the_next_case_is_the_most_urgent_nobody_has() -> None:
    unit = UnitFactory()
    user = make_caseworker(unit, name="Ida Holm")
    for fields in (
        {"unit": UnitFactory(municipality=unit.municipality)},
        {"unit": unit, "is_restricted": True},
        {"unit": unit, "is_closed": True},
        {"unit": unit, "assigned_to": user},
    ):
        CaseFactory(triage_key=dt.date(2026, 1, 1), **fields)
    later = CaseFactory(unit=unit, triage_key=dt.date(2026, 11, 9))
    first = CaseFactory(unit=unit, triage_key=dt.date(2026, 11, 3), taken_up_at=NOW - dt.timedelta(days=9))
    second = CaseFactory(unit=unit, triage_key=dt.date(2026, 11, 3))
    by = scope_of(user)

    taken = [take_next_case(by=by, now=NOW) for _ in range(4)]

    assert taken == [first, second, later, None]
    assert assignment(first) == (user.pk, NOW, NOW - dt.timedelta(days=9), 2)
    assert assignment(second) == (user.pk, NOW, NOW, 2)
    assert lines() == [(case.pk, EventKind.TAKEN, "Ida Holm", {}) for case in (first, second, later)]
    event = CaseEvent.objects.get(case=first)
    assert (event.occurred_on, event.recorded_at, event.by_user, event.municipality, event.by_organisation) == (
        TODAY,
        NOW,
        user,
        unit.municipality,
        unit.organisation.name,
    )


@pytest.mark.django_db
def test_employment_caseworkers_take_no_case() -> None:
    with translation.override("en"), pytest.raises(NotAllowed, match="Only caseworkers take cases"):
        take_next_case(by=scope_of(make_employment_caseworker()), now=NOW)


@pytest.mark.django_db(transaction=True)
def test_sixteen_processes_take_from_one_list() -> None:
    unit = UnitFactory()
    scopes = [scope_of(make_caseworker(unit)) for _ in range(PROCESSES)]
    make_many_cases(unit)
    connection.close()  # a forked process must not share it

    processes = multiprocessing.get_context("fork")
    with processes.Pool(PROCESSES, maxtasksperchild=1) as pool:
        taken = pool.map(take_all, scopes, chunksize=1)

    flat = [pk for of_one in taken for pk in of_one]
    assert len(flat) == CASES
    assert set(flat) == set(Case.objects.values_list("pk", flat=True))
    assert {pk: scope.user_id for scope, of_one in zip(scopes, taken, strict=True) for pk in of_one} == dict(
        Case.objects.values_list("pk", "assigned_to_id")
    )
    assert set(Counter(CaseEvent.objects.filter(kind=EventKind.TAKEN).values_list("case_id", flat=True)).values()) == {
        1
    }
    assert set(Case.objects.values_list("version", flat=True)) == {2}


def take_all(by: Scope) -> list[int]:
    """What one caseworker's process takes until nothing is left."""
    taken = []
    while case := take_next_case(by=by, now=timezone.now()):
        taken.append(case.pk)
    return taken


def make_many_cases(unit: Unit) -> None:
    """Copies of one case, each in a lease of its own."""
    first = CaseFactory(unit=unit, names="Ida Holm")
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH homes AS (
                INSERT INTO housing_tenancy
                    (association_id, municipality_id, department_id, number, street, postcode, city)
                SELECT association_id, municipality_id, department_id, 'home ' || n, street, postcode, city
                FROM housing_tenancy, generate_series(2, %s) AS n RETURNING id, association_id, municipality_id
            )
            INSERT INTO housing_lease (tenancy_id, association_id, municipality_id, allocation)
            SELECT id, association_id, municipality_id, '' FROM homes
            """,
            [CASES],
        )
        columns = [
            field.column
            for field in Case._meta.concrete_fields
            if field.name not in {"id", "number", "lease", "tenancy"}
        ]
        cursor.execute(
            f"""
            INSERT INTO casework_case (number, lease_id, tenancy_id, {", ".join(columns)})
            SELECT 'copy ' || l.id, l.id, l.tenancy_id, {", ".join(f"c.{column}" for column in columns)}
            FROM housing_lease l, casework_case c WHERE l.id <> c.lease_id AND c.id = %s
            """,
            [first.pk],
        )
