"""In whose name the demo's actions are done."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership
from accounts.scope import Scope

from .organisations import Town


def scope_in(town: Town, username: str, now: dt.datetime) -> Scope:
    """Somebody of the demo in the role they have; nobody has been let in anywhere yet."""
    user = town.people[username]
    membership = Membership.objects.select_related("organisation__unit").get(user=user)
    organisation, role = membership.organisation, Role(membership.role)
    unit = getattr(organisation, "unit", None)
    return Scope(
        user_id=user.pk,
        user_name=user.name,
        role=role,
        organisation_id=organisation.pk,
        organisation_name=organisation.name,
        today=timezone.localdate(now),
        membership_id=membership.pk,
        municipality_id=unit.municipality_id if unit else None,
        unit_id=unit.pk if unit else None,
        association_ids=() if unit else (organisation.pk,),
    )
