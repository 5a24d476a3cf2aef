"""The associations' campaigns against unlawful subletting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from housing.models import Department, HousingAssociation

from ..enums_association import CampaignMethod

if TYPE_CHECKING:
    from accounts.scope import Scope


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, scope: Scope) -> CampaignQuerySet:
        """The association's people their own; the municipality's those of associations with homes there."""
        if scope.is_municipal:
            homes = Department.objects.filter(municipality_id=scope.municipality_id)
            return self.filter(association_id__in=homes.values("association"))
        return self.filter(association_id__in=scope.association_ids)


class Campaign(models.Model):
    """An association's systematic drive against unlawful subletting (kontrolindsats).

    Without departments it covers all of the association's.
    """

    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="campaigns")
    name = models.CharField(_("name"), max_length=150)
    method = models.CharField(_("method"), max_length=20, choices=CampaignMethod)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    departments = models.ManyToManyField(Department, related_name="campaigns", blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["association", "name"],
                name="casework_campaign_name_once",
                violation_error_message=_("The association has a campaign with that name already."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="casework_campaign_period",
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
