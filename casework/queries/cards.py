"""The cards of who can do what: all that somebody may know, some at hand, and those one keeps oneself."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from accounts.models import Organisation
from accounts.scope import Scope

from ..models import OrganisationCard
from ..models.cards import partners_of


def cards_of(scope: Scope, organisation_ids: Collection[int]) -> list[OrganisationCard]:
    """The cards of some organisations, to have at hand."""
    seen = OrganisationCard.objects.visible_to(scope).filter(organisation__in=organisation_ids)
    return list(seen.select_related("organisation").order_by("organisation__name", "pk"))


def all_cards(scope: Scope, *, words: str = "") -> list[OrganisationCard]:
    """Every card somebody may know, by name; `words` are sought in all that it says."""
    found = OrganisationCard.objects.visible_to(scope).select_related("organisation", "changed_by")
    for word in words.split():
        anywhere = ("organisation__name", "can", "cannot", "contact_name", "deputy_name")
        either = Q()
        for field in anywhere:
            either |= Q(**{f"{field}__icontains": word})
        found = found.filter(either)
    return list(found.order_by("organisation__name", "pk"))


def partners(scope: Scope) -> list[Organisation]:
    """Everybody whose card one may know, by name."""
    return list(partners_of(scope).select_related("unit").order_by("name", "pk"))


def without_card(scope: Scope) -> QuerySet[Organisation]:
    """Whom nobody has written a card for yet."""
    return partners_of(scope).filter(card__isnull=True).order_by("name", "pk")
