"""What lawfully passes from an association to the municipality."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from accounts.models.organisations import period

from ..enums import NoticeKind, Step
from .associations import HousingAssociation
from .tenancies import Lease, Tenancy

if TYPE_CHECKING:
    from accounts.scope import Scope


class SharingAgreementQuerySet(models.QuerySet["SharingAgreement"]):
    def visible_to(self, scope: Scope) -> SharingAgreementQuerySet:
        """What an agreement covers is shown to everybody concerned, on both sides."""
        if scope.is_municipal:
            return self.filter(municipality_id=scope.municipality_id)
        return self.filter(association_id__in=scope.association_ids)

    def current(self, today: dt.date) -> SharingAgreementQuerySet:
        return self.filter(Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today)))


class SharingAgreement(models.Model):
    """What an association may share with a municipality before filing: basis, steps, fields, period."""

    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="sharing_agreements")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="sharing_agreements")
    from_step = models.CharField(_("from step"), max_length=20, choices=Step)
    fields = ArrayField(models.CharField(max_length=30), verbose_name=_("fields"), default=list)
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SharingAgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="housing_sharing_agreement_no_overlap",
                expressions=[
                    (period("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                    ("association", "="),
                    ("municipality", "="),
                ],
                violation_error_message=_("There already is an agreement in that period."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="housing_sharing_agreement_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.association_id} to {self.municipality_id} from {self.from_step}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, scope: Scope) -> NoticeQuerySet:
        """A notice reaches the municipality by law; the association keeps those it sent."""
        if scope.does_casework:
            return self.filter(municipality_id=scope.municipality_id)
        return self.filter(association_id__in=scope.association_ids, kind=NoticeKind.SECTION_92_2)


class Notice(models.Model):
    """The § 92(2) or court message about one tenancy (fogedunderretning); it opens a case. Never changed.

    `cause` is what the tenancy is to end for; a notice under § 92(2) is always about arrears.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=NoticeKind)
    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="notices")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="notices")
    tenancy = models.ForeignKey(Tenancy, models.PROTECT, related_name="notices")
    lease = models.ForeignKey(Lease, models.PROTECT, related_name="notices")
    cause = models.CharField(_("cause"), max_length=20, default="arrears")
    filed_on = models.DateField(_("filed with the court on"))
    received_on = models.DateField(_("received on"))
    amount = models.DecimalField(_("amount owed"), max_digits=12, decimal_places=2, null=True, blank=True)
    court = models.CharField(_("bailiff court"), max_length=100, blank=True)
    court_case_number = models.CharField(_("the court's case number"), max_length=40, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded"))

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lease", "kind", "filed_on"],
                name="housing_notice_once",
                violation_error_message=_("That notice has already been recorded."),
            ),
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gte=0), name="housing_notice_amount"),
            models.CheckConstraint(
                condition=Q(kind="court") | Q(cause="arrears"),
                name="housing_notice_cause",
                violation_error_message=_("A notice under § 92(2) is about arrears."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.tenancy_id} {self.received_on}"
