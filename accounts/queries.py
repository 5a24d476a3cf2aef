"""Which users and organisations an administrator keeps."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from .enums import OrganisationKind
from .models import Membership, Organisation
from .models.memberships import MembershipQuerySet
from .scope import Scope


def organisations_of(scope: Scope) -> QuerySet[Organisation]:
    """The administrator's municipality, its units, and the associations that work with it."""
    return Organisation.objects.filter(
        Q(pk=scope.municipality_id)
        | Q(unit__municipality_id=scope.municipality_id)
        | Q(kind__in=[OrganisationKind.ASSOCIATION, OrganisationKind.ADMINISTRATOR, OrganisationKind.OTHER])
    ).order_by("name", "pk")


def memberships_of(scope: Scope, *, words: str = "") -> MembershipQuerySet:
    """Every role in those organisations, by the person's name; `words` are sought in names and usernames."""
    found = (
        Membership.objects.filter(organisation__in=organisations_of(scope).order_by())
        .select_related("user", "organisation", "proposed_by")
        .order_by("user__name", "organisation__name", "pk")
    )
    for word in words.split():
        found = found.filter(Q(user__name__icontains=word) | Q(user__username__icontains=word))
    return found
