"""Roles are granted by two people."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from accounts import actions
from accounts.enums import Role
from accounts.errors import Conflict, NotAllowed, Refused
from accounts.models import Membership, Unit, User
from tests.background import do_what_waits
from tests.factories.accounts import MembershipFactory, MunicipalityFactory, UnitFactory, UserFactory
from tests.factories.people import make_administrator, make_caseworker, scope_of

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


@pytest.fixture
def administrator(unit: Unit) -> User:
    return make_administrator(unit.municipality.organisation)


@pytest.fixture
def colleague(unit: Unit) -> User:
    return make_administrator(unit.municipality.organisation)


def proposal(unit: Unit, administrator: User, **changes: Any) -> Membership:
    wanted: dict[str, Any] = {
        "username": "nykollega",
        "name": "Ny Kollega",
        "email": "ny@example.org",
        "organisation": unit.organisation,
        "role": Role.CASEWORKER,
        "starts_on": dt.date(2026, 12, 1),
        "ends_on": None,
        "by": scope_of(administrator),
        "now": NOW,
    }
    return actions.propose_membership(**(wanted | changes))


def test_a_proposed_role_opens_nothing_until_a_colleague_approves(
    unit: Unit, administrator: User, colleague: User
) -> None:
    membership = proposal(unit, administrator)
    current = Membership.objects.current(dt.date(2026, 12, 1)).filter(user=membership.user)
    assert list(current) == []

    with pytest.raises(NotAllowed):
        actions.approve_membership(membership, version=1, by=scope_of(administrator), now=NOW)
    actions.approve_membership(membership, version=1, by=scope_of(colleague), now=NOW)

    assert list(current.all()) == [membership]


def test_the_database_too_wants_two_people(unit: Unit, administrator: User) -> None:
    membership = proposal(unit, administrator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(approved_by=administrator, approved_at=NOW)


def test_nobody_approves_their_own_role(unit: Unit, administrator: User, colleague: User) -> None:
    membership = proposal(unit, administrator, username=colleague.username, role=Role.TEAM_LEADER)
    with pytest.raises(NotAllowed):
        actions.approve_membership(membership, version=1, by=scope_of(colleague), now=NOW)


def test_an_answered_proposal_is_not_answered_again(unit: Unit, administrator: User, colleague: User) -> None:
    membership = proposal(unit, administrator)
    actions.decline_membership(membership, version=1, by=scope_of(colleague), now=NOW)

    with pytest.raises(Conflict):
        actions.approve_membership(membership, version=1, by=scope_of(colleague), now=NOW)
    with translation.override("en"), pytest.raises(Refused, match="already been answered"):
        actions.approve_membership(membership, version=2, by=scope_of(colleague), now=NOW)


def test_only_an_administrator_changes_roles(unit: Unit) -> None:
    with pytest.raises(NotAllowed):
        proposal(unit, make_caseworker(unit))


def test_the_pages_propose_approve_and_end(client: Client, unit: Unit, administrator: User, colleague: User) -> None:
    client.force_login(administrator)
    posted = {
        "username": "nykollega",
        "name": "Ny Kollega",
        "email": "ny@example.org",
        "organisation": unit.pk,
        "role": Role.CASEWORKER,
        "starts_on": timezone.localdate().isoformat(),
    }
    response = client.post(reverse("accounts:membership-new"), posted)
    assert response.status_code == 302
    membership = Membership.objects.get(user__username="nykollega")

    client.post(reverse("accounts:membership-approve", args=[membership.pk]), {"version": 1})
    membership.refresh_from_db()
    assert membership.approved_at is None

    client.force_login(colleague)
    client.post(reverse("accounts:membership-approve", args=[membership.pk]), {"version": 1})
    membership.refresh_from_db()
    assert (membership.approved_by, membership.version) == (colleague, 2)

    listed = client.get(reverse("accounts:membership-list"), {"q": "kollega"})
    assert listed.context["current"] == [membership]
    assert client.get(reverse("accounts:membership-end", args=[membership.pk])).status_code == 200
    too_early = client.post(
        reverse("accounts:membership-end", args=[membership.pk]), {"version": 2, "ends_on": "2000-01-01"}
    )
    assert too_early.status_code == 422
    stale = client.post(
        reverse("accounts:membership-end", args=[membership.pk]), {"version": 1, "ends_on": "2030-01-01"}
    )
    assert stale.status_code == 422
    client.post(reverse("accounts:membership-end", args=[membership.pk]), {"version": 2, "ends_on": "2030-01-01"})
    membership.refresh_from_db()
    assert membership.ends_on == dt.date(2030, 1, 1)


def test_a_declined_role_stays_on_record(client: Client, unit: Unit, administrator: User, colleague: User) -> None:
    membership = proposal(unit, administrator)
    client.force_login(colleague)

    client.post(reverse("accounts:membership-decline", args=[membership.pk]), {"version": "1"})
    client.post(reverse("accounts:membership-decline", args=[membership.pk]), {"version": "x"})

    membership.refresh_from_db()
    assert (membership.declined_by, membership.approved_by) == (colleague, None)


def test_a_new_user_gets_a_link_to_choose_a_password(
    client: Client, unit: Unit, administrator: User, django_capture_on_commit_callbacks: Any
) -> None:
    client.force_login(administrator)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("accounts:membership-new"),
            {
                "username": "nykollega",
                "name": "Ny Kollega",
                "email": "ny@example.org",
                "organisation": unit.pk,
                "role": Role.CASEWORKER,
                "starts_on": "2026-12-01",
            },
        )
    do_what_waits()
    assert [message.to for message in mail.outbox] == [["ny@example.org"]]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"role": Role.MANAGER}, "role"),
        ({"ends_on": "2026-01-01"}, "ends_on"),
        ({"name": ""}, "name"),
        ({"username": "bruger", "name": ""}, "__all__"),
    ],
    ids=["no such role in a unit", "ends before it begins", "new user without a name", "holds it already"],
)
def test_a_faulty_proposal_is_told_what_is_wrong(
    client: Client, unit: Unit, administrator: User, changes: dict[str, Any], field: str
) -> None:
    MembershipFactory(
        user=UserFactory(username="bruger"),
        organisation=unit.organisation,
        role=Role.CASEWORKER,
        starts_on=dt.date(2026, 1, 1),
    )
    client.force_login(administrator)
    posted = {
        "username": "nykollega",
        "name": "Ny Kollega",
        "email": "ny@example.org",
        "organisation": unit.pk,
        "role": Role.CASEWORKER,
        "starts_on": "2026-12-01",
    }

    response = client.post(reverse("accounts:membership-new"), posted | changes)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not User.objects.filter(username="nykollega").exists()


def test_another_municipalitys_roles_do_not_exist_here(client: Client, administrator: User) -> None:
    elsewhere = MembershipFactory(organisation=UnitFactory(municipality=MunicipalityFactory()).organisation)
    client.force_login(administrator)

    assert client.get(reverse("accounts:membership-end", args=[elsewhere.pk])).status_code == 404
