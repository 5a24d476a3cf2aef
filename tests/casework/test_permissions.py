"""Who may do what on a case: one line for each question, asked of everybody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import translation

from accounts.errors import NotAllowed
from accounts.scope import Scope
from casework import permissions
from casework.enums import ParticipantKind
from casework.models import Case
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory
from tests.factories.housing import NoticeFactory
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

pytestmark = pytest.mark.django_db

People = dict[str, Scope]


@pytest.fixture
def case() -> Case:
    unit = UnitFactory()
    return CaseFactory(unit=unit, assigned_to=make_caseworker(unit, name="the one who has it"))


def everybody(case: Case) -> People:
    """One person of each sort there is for a case, by what they are to it."""
    unit, other = case.unit, UnitFactory(municipality=case.municipality)
    organisation = case.municipality.organisation
    assert case.assigned_to is not None
    guest = make_employment_caseworker(other)
    CaseParticipantFactory(case=case, user=guest)
    CaseParticipantFactory(case=case, user=case.assigned_to, kind=ParticipantKind.CLEARED)
    users = {
        "holder": case.assigned_to,
        "colleague": make_caseworker(unit),
        "leader": make_team_leader(unit),
        "other unit": make_caseworker(other),
        "other leader": make_team_leader(other),
        "elsewhere": make_caseworker(),
        "guest": guest,
        "adviser": make_adviser(case.association),
        "officer": make_officer(case.association),
        "manager": make_manager(organisation),
        "administrator": make_administrator(organisation),
        "data-protection officer": make_data_protection_officer(organisation),
    }
    return {name: scope_of(user) for name, user in users.items()}


@pytest.mark.parametrize(
    ("question", "state", "allowed"),
    [
        (permissions.may_work_on, {}, {"holder", "colleague", "leader"}),
        (permissions.may_work_on, {"is_restricted": True}, {"holder"}),
        (permissions.may_reopen, {}, set()),
        (permissions.may_hand_over, {}, {"holder", "leader"}),
        (permissions.may_hand_over, {"is_restricted": True}, {"holder"}),
        (permissions.may_invite, {}, {"holder", "colleague", "leader"}),
        (permissions.may_invite, {"is_restricted": True}, set()),
        (permissions.may_let_in, {}, set()),
        (permissions.may_let_in, {"is_restricted": True}, {"leader"}),
        (permissions.may_state_purpose, {}, {"holder", "colleague", "leader", "other unit", "other leader"}),
        (permissions.may_state_purpose, {"is_restricted": True}, set()),
    ],
)
def test_who_may_on_an_open_case(
    case: Case, question: Callable[[Scope, Case], bool], state: dict[str, bool], allowed: set[str]
) -> None:
    people = everybody(case)
    for field, value in state.items():
        setattr(case, field, value)

    assert {name for name, by in people.items() if question(by, case)} == allowed


@pytest.mark.parametrize(
    ("question", "allowed"),
    [
        (permissions.may_work_on, set()),
        (permissions.may_hand_over, set()),
        (permissions.may_invite, set()),
        (permissions.may_reopen, {"holder", "colleague", "leader"}),
    ],
)
def test_who_may_on_a_closed_case(case: Case, question: Callable[[Scope, Case], bool], allowed: set[str]) -> None:
    closed = CaseFactory(unit=case.unit, assigned_to=case.assigned_to, is_closed=True)

    assert {name for name, by in everybody(case).items() if question(by, closed)} == allowed


def test_who_may_take_and_open(case: Case) -> None:
    people = everybody(case)
    caseworkers = {"holder", "colleague", "leader", "other unit", "other leader"}

    taking = {name for name, by in people.items() if permissions.may_take_next(by)}
    opening = {name for name, by in people.items() if permissions.may_open_in(by, case.municipality_id)}

    assert (taking, opening) == (caseworkers | {"elsewhere"}, caseworkers)


def test_who_may_record_a_notice(case: Case) -> None:
    notice = NoticeFactory(lease=case.lease)
    of_another_association = scope_of(make_officer())

    allowed = {name for name, by in everybody(case).items() if permissions.may_record_notice(by, notice)}

    assert allowed == {"holder", "colleague", "leader", "other unit", "other leader", "officer"}
    assert not permissions.may_record_notice(of_another_association, notice)


def test_a_check_says_why(case: Case) -> None:
    with translation.override("en"), pytest.raises(NotAllowed) as refused:
        permissions.check_let_in(scope_of(make_team_leader(case.unit)), case)

    assert refused.value.message == "The case is not restricted: invite people instead."
