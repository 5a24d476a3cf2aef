"""The numbers and addresses of a household, and the ways it does not want to be reached."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User

from ..enums import ContactPointKind
from .cases import Case


class ContactPoint(models.Model):
    """A number or an address by which the household of a case was or can be reached.

    Those of the people on the case and the home need no row until something is known of them: that they
    do not work since a day, or that they are not to be used.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="contact_points")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=ContactPointKind)
    value = models.CharField(_("number or address"), max_length=300)
    whose = models.CharField(_("whose"), max_length=200, blank=True)
    fails_since = models.DateField(_("does not work since"), null=True, blank=True)
    avoid_reason = models.CharField(_("why it is not to be used"), max_length=300, blank=True)
    added_at = models.DateTimeField(_("added"))
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "value"],
                name="casework_contact_point_once",
                violation_error_message=_("That number or address is on the case already."),
            ),
            models.CheckConstraint(condition=Q(value__gt=""), name="casework_contact_point_value"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.case_id}"


class AvoidedMode(models.Model):
    """A way in which the household is not to be contacted, with the reason; lifting it deletes the row."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="avoided_modes")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    mode = models.CharField(_("mode"), max_length=40)
    reason = models.CharField(_("reason"), max_length=300)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "mode"],
                name="casework_avoided_mode_once",
                violation_error_message=_("That way is marked already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mode} on {self.case_id}"
