"""When and where a tenant adviser can be met without an appointment."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import User
from housing.models import HousingAssociation

if TYPE_CHECKING:
    from accounts.scope import Scope


class DropInHoursQuerySet(models.QuerySet["DropInHours"]):
    def visible_to(self, scope: Scope) -> DropInHoursQuerySet:
        """One's own, in the associations one acts for."""
        if scope.role != Role.TENANT_ADVISER:
            return self.none()
        return self.filter(adviser_id=scope.user_id, association_id__in=scope.association_ids)

    def held_on(self, day: dt.date) -> DropInHoursQuerySet:
        """Those of a day: of its weekday, or of that date alone."""
        return self.filter(Q(weekday=day.weekday()) | Q(on=day))


class DropInHours(models.Model):
    """An adviser's drop-in hours (åben rådgivning): every week on a weekday, or once on a date."""

    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="+")
    adviser = models.ForeignKey(User, models.PROTECT, related_name="+")
    place = models.CharField(_("place"), max_length=100)
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=list(WEEKDAYS.items()), null=True, blank=True)
    on = models.DateField(_("date"), null=True, blank=True)
    starts_at = models.TimeField(_("from"))
    ends_at = models.TimeField(_("until"))
    version = models.PositiveIntegerField(default=1)

    objects = DropInHoursQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__isnull=False, weekday__lte=6, on__isnull=True)
                | Q(weekday__isnull=True, on__isnull=False),
                name="casework_drop_in_when",
                violation_error_message=_("Choose a weekday or a date, not both."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="casework_drop_in_hours",
                violation_error_message=_("They end before they begin."),
            ),
        ]
        indexes = [models.Index(fields=["adviser", "starts_at", "id"], name="casework_drop_in_own")]

    def __str__(self) -> str:
        return f"{self.place} {self.weekday} {self.on} {self.starts_at}"
