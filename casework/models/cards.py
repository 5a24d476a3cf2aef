"""Who can do what: a card for each authority and association (Hvem kan hvad)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from housing.models import Department

if TYPE_CHECKING:
    from accounts.scope import Scope


class CardQuerySet(models.QuerySet["OrganisationCard"]):
    def visible_to(self, scope: Scope) -> CardQuerySet:
        """Those of the organisations somebody works with; see `partners_of`."""
        return self.filter(organisation__in=partners_of(scope))


def partners_of(scope: Scope) -> models.QuerySet[Organisation]:
    """Whom one may know the card of.

    For the municipality its own units and the associations with homes there; for an association itself and the units
    of the municipalities its homes lie in, never another association.
    """
    departments = Department.objects.visible_to(scope)
    if scope.municipality_id is not None:
        return Organisation.objects.filter(
            Q(pk=scope.municipality_id)
            | Q(unit__municipality_id=scope.municipality_id)
            | Q(pk__in=departments.values("association_id"))
        )
    return Organisation.objects.filter(
        Q(pk__in=[scope.organisation_id, *scope.association_ids])
        | Q(unit__municipality_id__in=departments.values("municipality_id"))
    )


class OrganisationCard(models.Model):
    """What an organisation can do and cannot, and whom one calls; kept by its own people."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="card")
    can = models.TextField(_("what we can do"))
    cannot = models.TextField(_("what we cannot do"), blank=True)
    contact_name = models.CharField(_("contact"), max_length=150)
    contact_phone = models.CharField(_("phone"), max_length=30, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    deputy_name = models.CharField(_("deputy"), max_length=150, blank=True)
    deputy_phone = models.CharField(_("deputy's phone"), max_length=30, blank=True)
    deputy_email = models.EmailField(_("deputy's e-mail"), blank=True)
    hours = models.CharField(_("hours"), max_length=200, blank=True)
    changed_at = models.DateTimeField(_("changed"))
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(contact_phone__gt="") | Q(contact_email__gt=""),
                name="casework_card_reachable",
                violation_error_message=_("Give a phone number or an e-mail address one can reach you at."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}"
