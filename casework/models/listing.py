"""How people work their lists: saved views, absences with a deputy, and what was done to several cases at once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, Unit, User
from accounts.models.organisations import period

from ..enums import BatchKind

if TYPE_CHECKING:
    from accounts.scope import Scope


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, scope: Scope) -> SavedViewQuerySet:
        """One's own, and those shared with the unit one works in."""
        if not scope.does_casework:
            return self.none()
        return self.filter(Q(owner_id=scope.user_id) | Q(is_shared=True), unit_id=scope.unit_id)


class SavedView(models.Model):
    """The filters of a worklist under a name; `query` is what stands in the address."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(_("filters"), max_length=500)
    is_shared = models.BooleanField(_("shared with the unit"), default=False)
    saved_at = models.DateTimeField(_("saved"))
    version = models.PositiveIntegerField(default=1)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "owner", "name"],
                name="casework_view_name_once",
                violation_error_message=_("You already have a view of that name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DefaultView(models.Model):
    """The view a person's worklist begins with, in one unit."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    view = models.ForeignKey(SavedView, models.CASCADE, related_name="defaults")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "user"], name="casework_default_view_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.view_id}"


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def visible_to(self, scope: Scope) -> AbsenceQuerySet:
        """The colleagues' of one's own unit: who stands in for whom is no secret there."""
        return self.filter(unit_id=scope.unit_id) if scope.does_casework else self.none()

    def current(self, today: dt.date) -> AbsenceQuerySet:
        """Those who are away on a day."""
        return self.lasting(today).filter(starts_on__lte=today)

    def lasting(self, today: dt.date) -> AbsenceQuerySet:
        """Those that go on or are still to come, on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), ended_at__isnull=True)


class Absence(models.Model):
    """A caseworker is away and a colleague of the same unit stands in; why is nobody's business here."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="absences", verbose_name=_("who is away"))
    deputy = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("deputy"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded"))
    ended_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(deputy=F("user")),
                name="casework_absence_deputy_is_another",
                violation_error_message=_("Choose somebody else as deputy."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="casework_absence_period",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True, ended_at__isnull=True)
                | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="casework_absence_ended_pair",
            ),
            ExclusionConstraint(
                name="casework_absence_no_overlap",
                expressions=[
                    (period("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                    ("user", "="),
                    ("unit", "="),
                ],
                condition=Q(ended_at__isnull=True),
                violation_error_message=_("There already is an absence in that period."),
            ),
        ]
        indexes = [
            models.Index(fields=["deputy"], name="casework_absence_deputy", condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} from {self.starts_on}"


class CaseBatchQuerySet(models.QuerySet["CaseBatch"]):
    def visible_to(self, scope: Scope) -> CaseBatchQuerySet:
        """What one did oneself in the unit one works in."""
        return self.filter(made_by_id=scope.user_id, unit_id=scope.unit_id) if scope.does_casework else self.none()


class CaseBatch(models.Model):
    """What one person did to several cases at once, kept so that it can be undone.

    `before` holds for each case what stood there, and the version it got: a case changed since is left as it is.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(_("what"), max_length=10, choices=BatchKind)
    before: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("when"))
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    objects = CaseBatchQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.kind} {self.made_at}"
