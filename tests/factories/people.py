"""People of each role with one approved membership, and the scope they work in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.sessions.backends.signed_cookies import SessionStore

from accounts.enums import Administration, Role
from accounts.memberships import scope_for
from accounts.models import Organisation, Unit, User
from accounts.scope import Scope
from casework.queries.scopes import opened_cases
from housing.models import HousingAssociation

from . import NOW
from .accounts import MembershipFactory, MunicipalityFactory, UnitFactory
from .housing import HousingAssociationFactory


def make_caseworker(unit: Unit | None = None, **fields: Any) -> User:
    """A caseworker of a unit of the social services."""
    return _member(Role.CASEWORKER, (unit or UnitFactory()).organisation, fields)


def make_team_leader(unit: Unit | None = None, **fields: Any) -> User:
    """A team leader of a unit of the social services."""
    return _member(Role.TEAM_LEADER, (unit or UnitFactory()).organisation, fields)


def make_employment_caseworker(unit: Unit | None = None, **fields: Any) -> User:
    """A caseworker of a unit of the employment administration."""
    unit = unit or UnitFactory(administration=Administration.EMPLOYMENT)
    return _member(Role.EMPLOYMENT_CASEWORKER, unit.organisation, fields)


def make_adviser(association: HousingAssociation | None = None, **fields: Any) -> User:
    """A tenant adviser of an association."""
    return _member(Role.TENANT_ADVISER, (association or HousingAssociationFactory()).organisation, fields)


def make_officer(association: HousingAssociation | None = None, **fields: Any) -> User:
    """An officer of an association."""
    return _member(Role.ASSOCIATION_OFFICER, (association or HousingAssociationFactory()).organisation, fields)


def make_manager(organisation: Organisation | None = None, **fields: Any) -> User:
    """A manager of a municipality's or an association's organisation."""
    return _member(Role.MANAGER, organisation or MunicipalityFactory().organisation, fields)


def make_administrator(organisation: Organisation | None = None, **fields: Any) -> User:
    """A system administrator of a municipality's organisation."""
    return _member(Role.ADMINISTRATOR, organisation or MunicipalityFactory().organisation, fields)


def make_data_protection_officer(organisation: Organisation | None = None, **fields: Any) -> User:
    """A data-protection officer of a municipality's organisation."""
    return _member(Role.DATA_PROTECTION_OFFICER, organisation or MunicipalityFactory().organisation, fields)


def scope_of(user: User, *, now: dt.datetime = NOW) -> Scope:
    """The scope of a person with one role, as a request at that moment would have it."""
    scope = scope_for(
        user,
        SessionStore(),
        now=now,
        opened=opened_cases,
    )
    assert scope is not None, "somebody with one role has a scope"
    return scope


def _member(role: Role, organisation: Organisation, fields: dict[str, Any]) -> User:
    given = {f"user__{name}": value for name, value in fields.items()}
    return MembershipFactory(organisation=organisation, role=role, **given).user
