"""Which role a person holds in which organisation, and who granted it."""

from __future__ import annotations

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..enums import Role
from .organisations import Organisation, period
from .users import User


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, today: dt.date) -> MembershipQuerySet:
        """Approved and in force on a day."""
        return self.filter(
            Q(approved_at__isnull=False) & Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        )

    def awaiting_approval(self) -> MembershipQuerySet:
        return self.filter(approved_at__isnull=True, declined_at__isnull=True)


class Membership(models.Model):
    """One person's role in one organisation for a period; it opens nothing until a second person approved it."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=30, choices=Role)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("proposed"))
    approved_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    declined_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    declined_at = models.DateTimeField(_("declined"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="accounts_membership_approved_pair",
            ),
            models.CheckConstraint(
                condition=Q(declined_by__isnull=True, declined_at__isnull=True)
                | Q(declined_by__isnull=False, declined_at__isnull=False),
                name="accounts_membership_declined_pair",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | Q(declined_by__isnull=True),
                name="accounts_membership_approved_or_declined",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="accounts_membership_two_people",
                violation_error_message=_("Somebody else than the one who proposed it must approve a role."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("user")),
                name="accounts_membership_not_own",
                violation_error_message=_("Nobody approves their own role."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="accounts_membership_period",
                violation_error_message=_("The last day is before the first."),
            ),
            ExclusionConstraint(
                name="accounts_membership_no_overlap",
                expressions=[
                    (period("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                    ("user", "="),
                    ("organisation", "="),
                    ("role", "="),
                ],
                condition=Q(declined_at__isnull=True),
                violation_error_message=_("This person already holds that role there in that period."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.organisation_id}"
