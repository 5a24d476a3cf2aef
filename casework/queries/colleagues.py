"""The people and organisations one chooses among on a case."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from accounts.enums import CASEWORK_ROLES, Role
from accounts.models import Membership, User
from accounts.scope import Scope

from ..models import Case, Programme

#: Those who can be asked in on a case.
CASE_ROLES = frozenset({*CASEWORK_ROLES, Role.EMPLOYMENT_CASEWORKER})


def colleagues_for(case: Case, *, today: dt.date) -> QuerySet[User]:
    """Who does casework in the case's unit, without the one who has the case."""
    members = Membership.objects.current(today).filter(organisation_id=case.unit_id, role__in=CASEWORK_ROLES)
    return _people(members).exclude(pk=case.assigned_to_id or 0)


def invitable(case: Case, *, today: dt.date) -> QuerySet[User]:
    """Those of the municipality who work with households and whom the case is not open to by their unit."""
    members = _members(case, today).exclude(role__in=CASEWORK_ROLES, organisation_id=case.unit_id)
    return _people(members)


def admissible(case: Case, *, today: dt.date) -> QuerySet[User]:
    """Those of the municipality who can be named on a restricted case."""
    return _people(_members(case, today))


def programmes_of(scope: Scope, *, today: dt.date, keep: int | None = None) -> QuerySet[Programme]:
    """The municipality's prevention programmes that run on a day; `keep` stays a choice though it has ended."""
    runs = Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    return Programme.objects.filter(runs | Q(pk=keep), municipality_id=scope.municipality_id).order_by("name", "pk")


def _members(case: Case, today: dt.date) -> QuerySet[Membership]:
    return Membership.objects.current(today).filter(
        organisation__unit__municipality_id=case.municipality_id, role__in=CASE_ROLES
    )


def _people(members: QuerySet[Membership]) -> QuerySet[User]:
    return User.objects.filter(is_active=True, pk__in=members.values("user")).order_by("name", "pk")
