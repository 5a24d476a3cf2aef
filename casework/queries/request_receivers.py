"""Whom one can ask on a case: BIF, other units, the home's association and its advisers, with their people."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import Q, QuerySet

from accounts.enums import Administration, OrganisationKind, Role
from accounts.models import Membership, Organisation, OrganisationAdministration, Unit, User

from ..enums_requests import Receiver
from ..models import Case

#: Who answers in each of them.
_ROLES: dict[Receiver, tuple[Role, ...]] = {
    Receiver.EMPLOYMENT: (Role.EMPLOYMENT_CASEWORKER,),
    Receiver.UNIT: (Role.CASEWORKER, Role.TEAM_LEADER),
    Receiver.ASSOCIATION: (Role.ASSOCIATION_OFFICER,),
    Receiver.ADVISER: (Role.TENANT_ADVISER,),
}


class Addressee(NamedTuple):
    """Somebody one can ask: an organisation as a whole, or a person in it."""

    receiver: Receiver
    organisation: Organisation
    user: User | None

    @property
    def key(self) -> str:
        return f"{self.receiver}:{self.organisation.pk}:{self.user.pk if self.user else 0}"

    @property
    def name(self) -> str:
        return f"{self.user.name}, {self.organisation.name}" if self.user else self.organisation.name


def addressees(case: Case, *, today: dt.date) -> list[Addressee]:
    """Everybody one can ask on the case; on a restricted case people by name alone, advisers always by name."""
    found = []
    for receiver in Receiver:
        organisations = {one.pk: one for one in organisations_for(case, receiver).order_by("name", "pk")}
        if receiver != Receiver.ADVISER and not case.is_restricted:
            found += [Addressee(receiver, one, None) for one in organisations.values()]
            continue
        for organisation in organisations.values():
            members = members_of(receiver, organisation, today).select_related("user").order_by("user__name", "pk")
            people = {member.user_id: member.user for member in members}
            found += [Addressee(receiver, organisation, user) for user in people.values()]
    return found


def organisations_for(case: Case, receiver: Receiver) -> QuerySet[Organisation]:
    """Which organisations can be asked on a case."""
    if receiver in {Receiver.ASSOCIATION, Receiver.ADVISER}:
        return Organisation.objects.filter(pk=case.association_id)
    units = Unit.objects.filter(municipality=case.municipality_id).exclude(pk=case.unit_id)
    is_employment = Q(administration=Administration.EMPLOYMENT)
    fitting = units.filter(is_employment if receiver == Receiver.EMPLOYMENT else ~is_employment)
    return Organisation.objects.filter(kind=OrganisationKind.UNIT, unit__in=fitting)


def may_receive(
    case: Case, receiver: Receiver, organisation: Organisation, user: User | None, *, today: dt.date
) -> bool:
    """Whether an organisation, or a person there, can be asked on the case."""
    if not organisations_for(case, receiver).filter(pk=organisation.pk).exists():
        return False
    return user is None or members_of(receiver, organisation, today).filter(user=user).exists()


def members_of(receiver: Receiver, organisation: Organisation, today: dt.date) -> QuerySet[Membership]:
    """Those who answer for an organisation; for an association those of its administrator too."""
    administrators = OrganisationAdministration.objects.current(today).filter(organisation=organisation)
    acting = Q(organisation=organisation) | Q(organisation__in=administrators.values("administrator"))
    return Membership.objects.current(today).filter(acting, role__in=_ROLES[receiver], user__is_active=True)
