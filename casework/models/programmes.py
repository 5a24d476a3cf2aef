"""The standing prevention programmes of a municipality and of the associations with homes there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, Organisation
from housing.models import Department

if TYPE_CHECKING:
    from accounts.scope import Scope


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, scope: Scope) -> ProgrammeQuerySet:
        """The municipality's people all of those there; an association's its own and the municipality's."""
        if scope.is_municipal:
            return self.filter(municipality_id=scope.municipality_id)
        homes = Department.objects.filter(association_id__in=scope.association_ids)
        own = Q(owner_id__in=scope.association_ids)
        return self.filter(own | Q(owner__association__isnull=True, municipality_id__in=homes.values("municipality")))

    def running(self, today: dt.date) -> ProgrammeQuerySet:
        """Those that run on a day."""
        return self.filter(Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today)))


class Programme(models.Model):
    """A standing prevention programme (forebyggelsesprogram) that interventions and adviser contacts belong to.

    `owner` is the unit or association that runs it; None where the municipality as a whole does.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="programmes")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="programmes", null=True, blank=True)
    name = models.CharField(_("name"), max_length=150)
    purpose = models.CharField(_("purpose"), max_length=500, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="casework_programme_name_once",
                violation_error_message=_("There is a programme with that name already."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="casework_programme_period",
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
