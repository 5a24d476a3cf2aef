"""Opening a case to somebody: a stated purpose, an invitation, a name on a restricted case."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import translation

from accounts.errors import Conflict, NotAllowed, Refused
from accounts.models import Unit
from casework.actions.access import invite, let_in, restrict_case, state_purpose
from casework.enums import EventKind, ParticipantKind
from casework.models import Case, CaseEvent, CaseParticipant
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory
from tests.factories.people import (
    make_caseworker,
    make_employment_caseworker,
    make_manager,
    make_officer,
    make_team_leader,
    scope_of,
)

pytestmark = pytest.mark.django_db

LATER = NOW + dt.timedelta(hours=24)


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


@pytest.fixture
def other(unit: Unit) -> Unit:
    return UnitFactory(municipality=unit.municipality)


def participants() -> set[tuple[Any, ...]]:
    return set(
        CaseParticipant.objects.values_list("case", "user", "kind", "reason", "starts_at", "ends_at", "given_by")
    )


def lines() -> list[tuple[Any, ...]]:
    return list(CaseEvent.objects.order_by("pk").values_list("kind", "occurred_on", "detail"))


def test_a_purpose_opens_a_case_for_a_day(unit: Unit, other: Unit) -> None:
    case = CaseFactory(unit=other)
    user = make_caseworker(unit, name="Ida Holm")

    state_purpose(case, purpose="Vagten blev ringet op", by=scope_of(user), now=NOW)

    assert participants() == {(case.pk, user.pk, ParticipantKind.PURPOSE, "Vagten blev ringet op", NOW, LATER, user.pk)}
    assert lines() == [
        (
            EventKind.PARTICIPANT,
            TODAY,
            {
                "kind": "purpose",
                "to": "Ida Holm",
                "to_id": user.pk,
                "reason": "Vagten blev ringet op",
                "ends_at": "2026-11-23T10:00:00+01:00",
            },
        )
    ]
    seen = [
        list(Case.objects.visible_to(scope_of(user, now=moment)))
        for moment in (NOW, LATER - dt.timedelta(seconds=1), LATER)
    ]
    assert seen == [[case], [case], []]


def test_what_a_purpose_never_opens(unit: Unit, other: Unit) -> None:
    user = scope_of(make_caseworker(unit))

    with translation.override("en"):
        for case, by in (
            (CaseFactory(unit=other, is_restricted=True), user),
            (CaseFactory(), user),
            (CaseFactory(unit=other), scope_of(make_employment_caseworker(unit))),
            (CaseFactory(unit=other), scope_of(make_manager(unit.municipality.organisation))),
        ):
            with pytest.raises(NotAllowed, match="A stated purpose does not open this case"):
                state_purpose(case, purpose="Vagten", by=by, now=NOW)
        with pytest.raises(Refused, match="Give the reason"):
            state_purpose(CaseFactory(unit=other), purpose=" ", by=user, now=NOW)

    assert (participants(), lines()) == (set(), [])


def test_restricting_a_case(unit: Unit) -> None:
    holder, user, colleague = make_caseworker(unit), make_caseworker(unit), make_caseworker(unit)
    case = CaseFactory(unit=unit, assigned_to=holder)

    restrict_case(case, reason="Kollega", version=1, by=scope_of(user), now=NOW)

    assert participants() == {
        (case.pk, named.pk, ParticipantKind.CLEARED, "Kollega", NOW, None, user.pk) for named in (holder, user)
    }
    assert lines() == [(EventKind.RESTRICTED, TODAY, {"reason": "Kollega"})]
    assert [list(Case.objects.visible_to(scope_of(one))) for one in (holder, user, colleague)] == [[case], [case], []]
    with translation.override("en"):
        with pytest.raises(Refused, match="The case is already restricted"):
            restrict_case(case, reason="Igen", version=2, by=scope_of(user), now=NOW)
        with pytest.raises(NotAllowed):
            restrict_case(case, reason="Igen", version=2, by=scope_of(colleague), now=NOW)
        with pytest.raises(Conflict):
            restrict_case(case, reason="Igen", version=1, by=scope_of(user), now=NOW)
    with translation.override("en"), pytest.raises(Refused, match="Give the reason"):
        restrict_case(CaseFactory(unit=unit), reason="", version=1, by=scope_of(user), now=NOW)


def test_the_team_leader_lets_people_in(unit: Unit, other: Unit) -> None:
    case = CaseFactory(unit=unit, is_restricted=True)
    leader, helper = make_team_leader(unit), make_employment_caseworker(other, name="Ole Lund")
    by = scope_of(leader)

    let_in(case, user=helper, reason="Kender familien", by=by, now=NOW)
    let_in(case, user=leader, reason="Fordeler sagen", by=by, now=NOW)

    assert participants() == {
        (case.pk, helper.pk, ParticipantKind.CLEARED, "Kender familien", NOW, None, leader.pk),
        (case.pk, leader.pk, ParticipantKind.CLEARED, "Fordeler sagen", NOW, None, leader.pk),
    }
    assert lines()[0] == (
        EventKind.PARTICIPANT,
        TODAY,
        {"kind": "cleared", "to": "Ole Lund", "to_id": helper.pk, "reason": "Kender familien"},
    )
    assert [list(Case.objects.visible_to(scope_of(one))) for one in (helper, leader)] == [[case], [case]]


def test_whom_nobody_lets_in(unit: Unit, other: Unit) -> None:
    case = CaseFactory(unit=unit, is_restricted=True)
    named = make_caseworker(unit, name="Ida Holm")
    CaseParticipantFactory(case=case, user=named, kind=ParticipantKind.CLEARED)
    leader = scope_of(make_team_leader(unit))

    with translation.override("en"):
        for by in (scope_of(named), scope_of(make_team_leader(other)), scope_of(make_team_leader())):
            with pytest.raises(NotAllowed, match="Only the unit's team leader lets people in"):
                let_in(case, user=make_caseworker(unit), reason="Hjælper", by=by, now=NOW)
        with pytest.raises(NotAllowed, match="The case is not restricted"):
            let_in(CaseFactory(unit=unit), user=named, reason="Hjælper", by=leader, now=NOW)
        with pytest.raises(Refused, match="The case is already open to Ida Holm"):
            let_in(case, user=named, reason="Hjælper", by=leader, now=NOW)
        with pytest.raises(Refused, match="Give the reason"):
            let_in(case, user=make_caseworker(unit), reason="", by=leader, now=NOW)
        for stranger in (
            make_caseworker(name="Eva Krog"),
            make_officer(case.association, name="Eva Krog"),
            make_manager(unit.municipality.organisation, name="Eva Krog"),
            make_caseworker(unit, name="Eva Krog", is_active=False),
        ):
            with pytest.raises(Refused, match="Eva Krog does not work with cases in the municipality"):
                let_in(case, user=stranger, reason="Hjælper", by=leader, now=NOW)

    assert (len(participants()), lines()) == (1, [])


def test_inviting(unit: Unit, other: Unit) -> None:
    case = CaseFactory(unit=unit)
    user, guest = make_caseworker(unit), make_employment_caseworker(other, name="Ole Lund")

    invite(case, user=guest, reason="Ydelsen er stoppet", by=scope_of(user), now=NOW)

    assert participants() == {(case.pk, guest.pk, ParticipantKind.INVITED, "Ydelsen er stoppet", NOW, None, user.pk)}
    assert lines() == [
        (
            EventKind.PARTICIPANT,
            TODAY,
            {"kind": "invited", "to": "Ole Lund", "to_id": guest.pk, "reason": "Ydelsen er stoppet"},
        )
    ]
    assert list(Case.objects.visible_to(scope_of(guest))) == [case]
    with translation.override("en"):
        with pytest.raises(Refused, match="The case is already open to Ole Lund"):
            invite(case, user=guest, reason="Igen", by=scope_of(user), now=NOW)
        with pytest.raises(NotAllowed):
            invite(case, user=make_caseworker(other), reason="Igen", by=scope_of(guest), now=NOW)
        with pytest.raises(Refused, match="does not work with cases in the municipality"):
            invite(case, user=make_officer(case.association), reason="Igen", by=scope_of(user), now=NOW)
        with pytest.raises(Refused, match="Give the reason"):
            invite(case, user=make_caseworker(other), reason="", by=scope_of(user), now=NOW)


def test_nobody_is_invited_to_a_restricted_case(unit: Unit, other: Unit) -> None:
    case = CaseFactory(unit=unit, is_restricted=True)
    named = make_caseworker(unit)
    CaseParticipantFactory(case=case, user=named, kind=ParticipantKind.CLEARED)

    with translation.override("en"), pytest.raises(NotAllowed, match="the team leader lets people in"):
        invite(case, user=make_caseworker(other), reason="Hjælper", by=scope_of(named), now=NOW)
