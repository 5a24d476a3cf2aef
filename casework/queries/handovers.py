"""Handovers as each of their two ends may see them."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q

from accounts.enums import Role
from accounts.models import Membership, OrganisationAdministration, User


def advisers_of(association_id: int, *, today: dt.date) -> models.QuerySet[User]:
    """Those who are tenant advisers of an association on a day, or of the administrator that runs it."""
    runs = OrganisationAdministration.objects.current(today).filter(organisation=association_id)
    employs = Q(organisation=association_id) | Q(organisation__in=runs.values("administrator"))
    holders = Membership.objects.current(today).filter(employs, role=Role.TENANT_ADVISER)
    return User.objects.filter(is_active=True, pk__in=holders.values("user"))
